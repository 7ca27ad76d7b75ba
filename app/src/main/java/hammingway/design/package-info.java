/** The workspace of codebooks: what a code looks like. */
@NullMarked
package hammingway.design;

import org.jspecify.annotations.NullMarked;
