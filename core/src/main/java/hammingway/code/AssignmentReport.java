package hammingway.code;

import hammingway.code.learn.PairObjective;
import hammingway.code.learn.WeightedPairs;
import hammingway.math.BitMatrix;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Figures of an assignment, to be compared before and after.
 *
 * @param objective         sum over pairs of weight x cost of their distance; 0 without pairs
 * @param weightedDistance  mean Hamming distance of the pairs, by weight; 0 without pairs
 * @param imbalance         mean over bits of |share of ones - 1/2|, each token counted once
 * @param weightedImbalance the same by the tokens' frequencies
 * @param bitEntropy        sum of the bits' entropies by the tokens' frequencies, in bits; what it exceeds the tokens' own entropy by is
 *                          lost by a model that takes bits as independent
 */
public record AssignmentReport(
        double objective, double weightedDistance, double imbalance, double weightedImbalance, double bitEntropy) {

    /**
     * @param codewords of the family
     * @param order     codeword of each token
     * @param frequency of each token, adding up to 1
     */
    public static AssignmentReport of(
            BitMatrix codewords, int[] order, WeightedPairs pairs, double[] costs, double[] frequency) {
        double[] distances = new double[codewords.columns() + 1];
        java.util.Arrays.setAll(distances, d -> d);
        double weights = java.util.Arrays.stream(pairs.weight()).sum() / 2; // each pair stands there twice
        double distance = new PairObjective(pairs, codewords, distances, order).value();
        double imbalance = 0;
        double weighted = 0;
        double entropy = 0;
        for (int b = 0; b < codewords.columns(); b++) {
            int bit = b;
            double share = IntStream.range(0, order.length)
                            .filter(v -> codewords.get(order[v], bit))
                            .count()
                    / (double) order.length;
            double inText = IntStream.range(0, order.length)
                    .filter(v -> codewords.get(order[v], bit))
                    .mapToDouble(v -> frequency[v])
                    .sum();
            imbalance += Math.abs(share - 0.5) / codewords.columns();
            weighted += Math.abs(inText - 0.5) / codewords.columns();
            entropy += entropy(inText);
        }
        return new AssignmentReport(
                new PairObjective(pairs, codewords, costs, order).value(),
                weights == 0 ? 0 : distance / weights,
                imbalance,
                weighted,
                entropy);
    }

    private static double entropy(double p) {
        return p <= 0 || p >= 1 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
    }

    /** {@code objective 812.4 to 640.1, ...}, for people. */
    public String comparedWith(AssignmentReport after) {
        return String.format(
                Locale.ROOT,
                "objective %.6g to %.6g, distance of weighted pairs %.2f to %.2f, imbalance by frequency %.4f to %.4f, sum of bit entropies %.2f to %.2f bits",
                objective,
                after.objective,
                weightedDistance,
                after.weightedDistance,
                weightedImbalance,
                after.weightedImbalance,
                bitEntropy,
                after.bitEntropy);
    }
}
