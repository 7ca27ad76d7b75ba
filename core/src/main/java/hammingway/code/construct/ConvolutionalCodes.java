package hammingway.code.construct;

import hammingway.math.BitMatrix;

/**
 * Feed-forward convolutional encoders of largest free distance, rates 1/2 and 1/3, constraint lengths 3 to 9: K. J. Larsen, IEEE Trans.
 * Inf. Theory 19 (1973), as tabulated in Proakis, "Digital Communications", 4th edition, tables 8.2-1 and 8.2-2.
 */
public final class ConvolutionalCodes {
    public static final int SHORTEST = 3;
    public static final int LONGEST = 9;

    /** By outputs (2, 3) and constraint length; octal, the highest of the bits being the newest input. The last number is the free distance. */
    private static final int[][][] ENCODERS = {
        {
            {05, 07, 5},
            {015, 017, 6},
            {023, 035, 7},
            {053, 075, 8},
            {0133, 0171, 10},
            {0247, 0371, 10},
            {0561, 0753, 12}
        },
        {
            {05, 07, 07, 8},
            {013, 015, 017, 10},
            {025, 033, 037, 12},
            {047, 053, 075, 13},
            {0133, 0145, 0175, 15},
            {0225, 0331, 0367, 16},
            {0557, 0663, 0711, 18}
        }
    };

    private ConvolutionalCodes() {}

    /** The generators of an encoder; bit {@code constraint - 1 - d} of each takes part with the input of d steps ago. */
    public static int[] generators(int outputs, int constraint) {
        int[] row = ENCODERS[outputs - 2][constraint - SHORTEST];
        return java.util.Arrays.copyOf(row, outputs);
    }

    /** Least number of ones on a path that leaves the zero state and comes back. */
    public static int freeDistance(int outputs, int constraint) {
        return ENCODERS[outputs - 2][constraint - SHORTEST][outputs];
    }

    /**
     * Generator matrix of k message bits, most significant first, and constraint - 1 zeros that lead back to the zero state:
     * {@code k} rows of {@code outputs (k + constraint - 1)} bits, the outputs of a step side by side.
     */
    public static BitMatrix generator(int outputs, int constraint, int k) {
        int[] taps = generators(outputs, constraint);
        return BitMatrix.of(k, outputs * (k + constraint - 1), (row, c) -> {
            int delay = c / outputs - row;
            return delay >= 0 && delay < constraint && (taps[c % outputs] >>> (constraint - 1 - delay) & 1) != 0;
        });
    }
}
