package hammingway.code.search;

import hammingway.base.WorkbenchException;
import hammingway.math.BitMatrix;

/** Codebooks whose codeword m is the sum of the codewords at the powers of two in m. */
final class Generators {
    private Generators() {}

    /** Columns of the generator matrix of a linear codebook in the order of its messages. */
    static int[] columns(BitMatrix bits, int k) {
        int[] columns = new int[bits.columns()];
        for (int row = 0; row < k; row++) {
            for (int c = 0; c < columns.length; c++) {
                columns[c] |= bits.get(1 << row, c) ? 1 << row : 0;
            }
        }
        for (int m = 0; m < bits.rows(); m++) {
            for (int c = 0; c < columns.length; c++) {
                if (bits.get(m, c) != ((Integer.bitCount(m & columns[c]) & 1) != 0)) {
                    throw new WorkbenchException(
                            "The first codebook is not linear in the order of its tokens: codeword "
                                    + m
                                    + " is not the sum of the codewords at the powers of two in its number. Start from a linear family with"
                                    + " the assignment identity, from random bits, or search over codewords.");
                }
            }
        }
        return columns;
    }
}
