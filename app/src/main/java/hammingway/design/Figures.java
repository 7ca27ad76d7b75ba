package hammingway.design;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.code.analysis.Distances;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;

/**
 * What the panel tells of a codebook.
 *
 * @param tokens      V
 * @param bits        n
 * @param exact       whether all pairs were compared; otherwise {@code minimum} is an upper bound and the histogram a sample's
 * @param minimum     d_min, in bits
 * @param atMinimum   pairs at d_min
 * @param mean        mean distance over all pairs, exact in any case
 * @param meanNearest mean distance to the nearest other codeword; {@code NaN} unless exact
 * @param histogram   pairs by distance
 * @param ones        share of ones in each bit
 */
record Figures(
        int tokens,
        int bits,
        boolean exact,
        int minimum,
        double atMinimum,
        double mean,
        double meanNearest,
        double[] histogram,
        double[] ones) {
    /** Pairs of a sample: found in a few milliseconds, mean distances to about a hundredth of their spread. */
    private static final int SAMPLE = 20_000;

    /** Bits of information per bit sent. */
    double rate() {
        return Math.log(tokens) / Math.log(2) / bits;
    }

    /** Wrong bits that are always corrected. */
    int correctable() {
        return Math.max(0, (minimum - 1) / 2);
    }

    /** A first impression from random pairs and the counts of the columns: V n steps. */
    static Figures sampled(Codebook codebook) {
        BitMatrix bits = codebook.bits();
        int v = bits.rows();
        double[] histogram = new double[bits.columns() + 1];
        SplitRandom random = SplitRandom.of(0, "pairs", v);
        int minimum = Integer.MAX_VALUE;
        for (int i = 0; i < SAMPLE; i++) {
            int a = random.nextInt(v);
            int b = random.nextInt(v - 1);
            int d = bits.distance(a, b < a ? b : b + 1);
            histogram[d]++;
            minimum = Math.min(minimum, d);
        }
        int[] counts = bits.columnCounts();
        double pairs = v * (v - 1.0) / 2;
        double mean = 0;
        double[] ones = new double[counts.length];
        for (int c = 0; c < counts.length; c++) {
            mean += (double) counts[c] * (v - counts[c]) / pairs;
            ones[c] = counts[c] / (double) v;
        }
        return new Figures(v, bits.columns(), false, minimum, Double.NaN, mean, Double.NaN, histogram, ones);
    }

    /** The same with all pairs compared. */
    Figures exact(Codebook codebook, Progress progress) {
        Distances d = Distances.of(codebook, progress);
        double[] pairs = d.histogram().stream().mapToDouble(Long::doubleValue).toArray();
        return new Figures(tokens, bits, true, d.minimum(), d.atMinimum(), d.mean(), d.meanNearest(), pairs, ones);
    }
}
