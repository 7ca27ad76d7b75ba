/** Two runs on the same tokens, position by position. */
@NullMarked
package hammingway.errors.pair;

import org.jspecify.annotations.NullMarked;
