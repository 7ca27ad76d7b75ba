/** Where the time of compared runs goes: trunk, head, decoding. */
@NullMarked
package hammingway.compare.time;

import org.jspecify.annotations.NullMarked;
