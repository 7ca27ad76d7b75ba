/**
 * The codebook that is being designed: what was typed ({@link Draft}), what was built from it ({@link Built}), its files. No node of the
 * screen.
 */
@NullMarked
package hammingway.design.book;

import org.jspecify.annotations.NullMarked;
