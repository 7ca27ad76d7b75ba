/** Compared runs as lines across parallel axes. */
@NullMarked
package hammingway.compare.parallel;

import org.jspecify.annotations.NullMarked;
