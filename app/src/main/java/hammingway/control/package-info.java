/** Controls without a word of the domain: matrix view, colour scale, charts, number field. */
@NullMarked
package hammingway.control;

import org.jspecify.annotations.NullMarked;
