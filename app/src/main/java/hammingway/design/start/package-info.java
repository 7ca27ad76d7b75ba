/** What a design starts from: vocabularies and codebooks out of files that are dropped or chosen. */
@NullMarked
package hammingway.design.start;

import org.jspecify.annotations.NullMarked;
