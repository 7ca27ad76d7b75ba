package hammingway.code.decode;

import hammingway.code.Codebook;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Exact ranking of all tokens for one position, O(V n). Higher scores are better; equal scores rank by lower token id. */
public final class Ranking {
    private Ranking() {}

    /**
     * Scores up to a constant that is the same for all tokens.
     *
     * @param logits z, one per bit
     * @return one score per token
     */
    public static double[] scores(Decoder decoder, Codebook codebook, float[] logits) {
        double[] weights = new double[codebook.length()];
        for (int b = 0; b < weights.length; b++) {
            double z = logits[b];
            double p = 1 / (1 + Math.exp(-z));
            weights[b] = switch (decoder) {
                case Decoder.L1 l1 -> 2 * p - 1;
                case Decoder.L2 l2 -> 2 * p - 1;
                case Decoder.LogLikelihood likelihood -> z;
                case Decoder.Hamming hamming -> z > 0 ? 1 : -1;
            };
        }
        double[] scores = new double[codebook.size()];
        for (int v = 0; v < scores.length; v++) {
            for (int b = 0; b < weights.length; b++) {
                if (codebook.bits().get(v, b)) {
                    scores[v] += weights[b];
                }
            }
        }
        return scores;
    }

    /** The k best tokens, best first. */
    public static int[] top(double[] scores, int k) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(v -> -scores[v]).thenComparing(Comparator.naturalOrder()))
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
