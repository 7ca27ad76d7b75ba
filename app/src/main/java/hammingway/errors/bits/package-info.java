/** Which bits are decided wrong, together or alone, and what redundancy corrects. */
@NullMarked
package hammingway.errors.bits;

import org.jspecify.annotations.NullMarked;
