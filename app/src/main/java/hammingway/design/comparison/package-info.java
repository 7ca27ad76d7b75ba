/** Codebooks side by side: the design beside pinned, saved and trained ones, in figures, matrices and curves. */
@NullMarked
package hammingway.design.comparison;

import org.jspecify.annotations.NullMarked;
