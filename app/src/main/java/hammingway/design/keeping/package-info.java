/** Keeping codebooks: names, notes, versions, exports, and what was not saved when a window went away. */
@NullMarked
package hammingway.design.keeping;

import org.jspecify.annotations.NullMarked;
