/**
 * What a codebook is worth: distances between codewords and the balance of columns, exact and cancellable.
 */
@NullMarked
package hammingway.code.analysis;

import org.jspecify.annotations.NullMarked;
