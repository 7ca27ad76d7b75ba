package hammingway.code.construct;

import hammingway.math.BitMatrix;
import hammingway.math.Gf2;

/** Short binary codes of m message bits, for the symbols of an outer code. */
public enum InnerCode {
    /** [m, m, 1]: the symbol's bits as they are. */
    NONE,
    /** [m+1, m, 2]. */
    PARITY,
    /** Shortened Hamming: [7,4,3], [12,8,3]. */
    HAMMING,
    /** Shortened Hamming with parity: [8,4,4], [13,8,4]. */
    EXTENDED_HAMMING,
    /** All numbers but 0 as columns: [15,4,8], [255,8,128]. */
    SIMPLEX,
    /** First-order Reed-Muller: [8,4,4], [128,8,64]. */
    BIORTHOGONAL;

    public int length(int m) {
        return switch (this) {
            case NONE -> m;
            case PARITY -> m + 1;
            case HAMMING -> m + checks(m);
            case EXTENDED_HAMMING -> m + checks(m) + 1;
            case SIMPLEX -> (1 << m) - 1;
            case BIORTHOGONAL -> 1 << (m - 1);
        };
    }

    public int distance(int m) {
        return switch (this) {
            case NONE -> 1;
            case PARITY -> 2;
            case HAMMING -> 3;
            case EXTENDED_HAMMING -> 4;
            case SIMPLEX -> 1 << (m - 1);
            case BIORTHOGONAL -> 1 << (m - 2);
        };
    }

    /** Least r with 2^r - 1 - r >= m: Hamming's bound on single errors. */
    private static int checks(int m) {
        int r = 2;
        while ((1 << r) - 1 - r < m) {
            r++;
        }
        return r;
    }

    /** Generator matrix of m rows, most significant message bit first. */
    public BitMatrix generator(int m) {
        return switch (this) {
            case NONE -> BitMatrix.of(m, m, (r, c) -> r == c);
            case PARITY -> BitMatrix.of(m, m + 1, (r, c) -> c == m || r == c);
            case HAMMING -> hamming(m);
            case EXTENDED_HAMMING -> Gf2.withParity(hamming(m));
            case SIMPLEX -> ReedMullerCodes.allColumns(m, 1);
            case BIORTHOGONAL -> ReedMullerCodes.generator(1, m - 1);
        };
    }

    /** The check parts of the rows are different numbers of at least two ones each. */
    private static BitMatrix hamming(int m) {
        int[] checks = new int[m];
        int next = 0;
        for (int r = 0; r < m; r++) {
            do {
                next++;
            } while (Integer.bitCount(next) < 2);
            checks[r] = next;
        }
        return BitMatrix.of(m, m + checks(m), (r, c) -> c < m ? r == c : (checks[r] >>> (c - m) & 1) != 0);
    }
}
