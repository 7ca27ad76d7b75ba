package hammingway.code.analysis;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;

/**
 * Exact Hamming distances between all pairs of codewords.
 *
 * @param minimum        d_min, in bits
 * @param atMinimum      unordered pairs at d_min
 * @param mean           mean over unordered pairs, in bits
 * @param meanNearest    mean over tokens of the distance to the nearest other codeword
 * @param histogram      unordered pairs at distance 0 to n
 */
public record Distances(int minimum, long atMinimum, double mean, double meanNearest, java.util.List<Long> histogram) {
    /** Compares all pairs: V^2 / 2 times ceil(n / 64) word operations. Cancellable. */
    public static Distances of(Codebook codebook, Progress progress) {
        BitMatrix bits = codebook.bits();
        int v = bits.rows();
        long[] histogram = new long[bits.columns() + 1];
        int[] nearest = new int[v];
        java.util.Arrays.fill(nearest, Integer.MAX_VALUE);
        for (int i = 0; i < v; i++) {
            if ((i & 255) == 0) {
                progress.check();
                progress.update(share(i, v), "Distances");
            }
            for (int j = i + 1; j < v; j++) {
                int d = bits.distance(i, j);
                histogram[d]++;
                nearest[i] = Math.min(nearest[i], d);
                nearest[j] = Math.min(nearest[j], d);
            }
        }
        return summarise(histogram, nearest);
    }

    /** Row i still has v - i pairs: the share of pairs done before it. */
    private static double share(int i, int v) {
        double left = 1 - (double) i / v;
        return 1 - left * left;
    }

    private static Distances summarise(long[] histogram, int[] nearest) {
        int minimum = 0;
        while (histogram[minimum] == 0) {
            minimum++;
        }
        double sum = 0;
        long pairs = 0;
        for (int d = 0; d < histogram.length; d++) {
            sum += (double) d * histogram[d];
            pairs += histogram[d];
        }
        double near = 0;
        for (int d : nearest) {
            near += d;
        }
        return new Distances(
                minimum,
                histogram[minimum],
                sum / pairs,
                near / nearest.length,
                java.util.Arrays.stream(histogram).boxed().toList());
    }

    /**
     * Distances of a grid of pairs, for pictures.
     *
     * @param rowTokens    token of each row of the picture
     * @param columnTokens token of each column
     * @return row-major, {@code rowTokens.length x columnTokens.length}, in bits
     */
    public static int[] grid(Codebook codebook, int[] rowTokens, int[] columnTokens) {
        BitMatrix bits = codebook.bits();
        int[] out = new int[Math.multiplyExact(rowTokens.length, columnTokens.length)];
        for (int r = 0; r < rowTokens.length; r++) {
            for (int c = 0; c < columnTokens.length; c++) {
                out[r * columnTokens.length + c] = bits.distance(rowTokens[r], columnTokens[c]);
            }
        }
        return out;
    }
}
