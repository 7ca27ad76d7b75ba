package hammingway.code.analysis;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import hammingway.math.Statistics;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How two codebooks of the same tokens differ.
 *
 * @param differing       tokens whose codewords are not the same; empty unless the codewords are equally long
 * @param meanHamming     mean Hamming distance between the two codewords of a token, in bits; empty unless they are equally long
 * @param rankCorrelation Spearman's, of the two distances of a pair of tokens: 1 where both codes put the same tokens near one another;
 *                        empty where all distances of one of them are equal
 * @param pairs           compared for the correlation: all, or a sample
 */
public record CodebookDifference(
        OptionalInt differing, OptionalDouble meanHamming, OptionalDouble rankCorrelation, int pairs) {
    /** Gives a correlation to within 0.012 (two standard errors of uncorrelated ranks). */
    private static final int PAIRS = 1 << 15;

    private static final long SEED = 0;

    /** Of O(V n / 64) and a sample of pairs, the same each time; empty where the numbers of tokens differ. */
    public static Optional<CodebookDifference> of(Codebook first, Codebook second, Progress progress) {
        return first.size() == second.size() ? Optional.of(compare(first, second, progress)) : Optional.empty();
    }

    private static CodebookDifference compare(Codebook first, Codebook second, Progress progress) {
        OptionalInt differing = OptionalInt.empty();
        OptionalDouble mean = OptionalDouble.empty();
        int v = first.size();
        if (first.length() == second.length()) {
            int count = 0;
            long sum = 0;
            for (int token = 0; token < v; token++) {
                int distance = distance(first.bits(), second.bits(), token);
                count += distance > 0 ? 1 : 0;
                sum += distance;
            }
            differing = OptionalInt.of(count);
            mean = OptionalDouble.of((double) sum / v);
        }
        progress.check();
        long all = v * (v - 1L) / 2;
        int pairs = (int) Math.min(PAIRS, all);
        double correlation = correlation(first.bits(), second.bits(), pairs, pairs == all);
        return new CodebookDifference(
                differing,
                mean,
                Double.isNaN(correlation) ? OptionalDouble.empty() : OptionalDouble.of(correlation),
                pairs);
    }

    private static int distance(BitMatrix first, BitMatrix second, int token) {
        int distance = 0;
        for (int w = 0; w < first.wordsPerRow(); w++) {
            distance += Long.bitCount(first.word(token, w) ^ second.word(token, w));
        }
        return distance;
    }

    private static double correlation(BitMatrix first, BitMatrix second, int pairs, boolean all) {
        int v = first.rows();
        SplitRandom random = SplitRandom.of(SEED, "compared-distances", v);
        double[] x = new double[pairs];
        double[] y = new double[pairs];
        int i = 0;
        int j = 0;
        for (int p = 0; p < pairs; p++) {
            if (all) {
                j++;
                if (j == v) {
                    i++;
                    j = i + 1;
                }
            } else {
                i = random.nextInt(v);
                int other = random.nextInt(v - 1);
                j = other < i ? other : other + 1;
            }
            x[p] = first.distance(i, j);
            y[p] = second.distance(i, j);
        }
        return Statistics.rankCorrelation(x, y);
    }
}
