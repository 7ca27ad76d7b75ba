package hammingway.code.decode;

import hammingway.code.Codebook;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Exact ranking of all tokens for one position, O(V n): the definition that every fast algorithm of this package agrees with to the
 * last bit. Higher scores are better; equal scores rank by lower token id.
 */
public final class Ranking {
    private Ranking() {}

    /**
     * Scores up to a constant that is the same for all tokens.
     *
     * @param logits z, one per bit
     * @return one score per token
     */
    public static double[] scores(Decoder decoder, Codebook codebook, float[] logits) {
        return scores(Scoring.of(decoder), codebook, logits);
    }

    /** The weights of a codeword's ones, summed in double precision from the first column to the last, and last the prior. */
    public static double[] scores(Scoring scoring, Codebook codebook, float[] logits) {
        double[] weights = new double[codebook.length()];
        for (int b = 0; b < weights.length; b++) {
            weights[b] = scoring.weight(b, logits[b]);
        }
        double[] scores = new double[codebook.size()];
        for (int v = 0; v < scores.length; v++) {
            for (int b = 0; b < weights.length; b++) {
                if (codebook.bits().get(v, b)) {
                    scores[v] += weights[b];
                }
            }
            if (scoring.hasPrior()) {
                scores[v] += scoring.prior()[v];
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
