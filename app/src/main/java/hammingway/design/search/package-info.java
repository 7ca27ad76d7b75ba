/** Better codebooks for a design: searches in the background, and assignments of codewords to tokens. */
@NullMarked
package hammingway.design.search;

import org.jspecify.annotations.NullMarked;
