/** Two runs side by side: paired differences, and what differs in their specifications. */
@NullMarked
package hammingway.compare.pair;

import org.jspecify.annotations.NullMarked;
