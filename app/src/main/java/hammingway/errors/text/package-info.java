/** The evaluated text as it reads, each token in the colour of a figure; what is searched and filtered in it. */
@NullMarked
package hammingway.errors.text;

import org.jspecify.annotations.NullMarked;
