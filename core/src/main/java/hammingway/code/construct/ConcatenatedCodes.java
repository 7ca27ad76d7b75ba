package hammingway.code.construct;

import hammingway.math.BitMatrix;

/** An outer Reed-Solomon code whose symbols are encoded by an inner binary code (Forney, "Concatenated Codes", 1966). */
public final class ConcatenatedCodes {
    private ConcatenatedCodes() {}

    /**
     * Generator matrix, {@code m outerDimension} rows of {@code outerLength inner.length(m)} bits. The outer word of a message is the
     * polynomial of degree below outerDimension that takes the message's symbols at the field elements 0, 1, 2, ..., evaluated at the
     * first outerLength elements: systematic, distance outerLength - outerDimension + 1 (Reed and Solomon 1960).
     *
     * @param m           bits of a symbol
     * @param outerLength at most 2^m
     */
    public static BitMatrix generator(int m, int outerLength, int outerDimension, InnerCode inner) {
        BinaryField field = new BinaryField(m);
        BitMatrix encoder = inner.generator(m);
        int width = encoder.columns();
        int[][] lagrange = new int[outerDimension][outerLength];
        for (int s = 0; s < outerDimension; s++) {
            for (int x = 0; x < outerLength; x++) {
                lagrange[s][x] = basis(field, outerDimension, s, x);
            }
        }
        return BitMatrix.of(m * outerDimension, outerLength * width, (row, c) -> {
            int symbol = field.multiply(1 << (m - 1 - row % m), lagrange[row / m][c / width]);
            int bit = 0;
            for (int b = 0; b < m; b++) {
                bit ^= (symbol >>> (m - 1 - b) & 1) & (encoder.get(b, c % width) ? 1 : 0);
            }
            return bit == 1;
        });
    }

    /** The polynomial that is 1 at the point s and 0 at the other points below k, at the point x (Lagrange). */
    private static int basis(BinaryField field, int k, int s, int x) {
        int value = 1;
        for (int t = 0; t < k; t++) {
            if (t != s) {
                value = field.divide(field.multiply(value, x ^ t), s ^ t);
            }
        }
        return value;
    }
}
