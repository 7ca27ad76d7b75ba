package hammingway.eval.errors;

import hammingway.code.Codebook;
import hammingway.eval.trace.Trace;
import hammingway.math.BitMatrix;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a head believed about all tokens, from the logits that its trace keeps: log P(v) = t sum_b c_vb z_b + prior_v - log Z, and without
 * a codebook t z_v + prior_v - log Z. In double precision, by byte tables: O(V n / 8) a position. Thread-safe.
 */
public final class TokenDistribution {
    private final Trace trace;
    private final Optional<BitMatrix> bits;
    private final double[] prior;

    private TokenDistribution(Trace trace, Optional<BitMatrix> bits, double[] prior) {
        this.trace = trace;
        this.bits = bits;
        this.prior = prior;
    }

    /**
     * @param codebook that of the trace
     * @param prior    one number per token, or none; not copied
     */
    public static TokenDistribution of(Trace trace, Optional<Codebook> codebook, double[] prior) {
        return new TokenDistribution(trace, codebook.map(Codebook::bits), prior);
    }

    /** Of every token at a position, nats. */
    public double[] logProbabilities(int position) {
        float[] logits = new float[trace.logitCount()];
        trace.logits(position, logits);
        double[] scores = scores(logits, trace.factor(position));
        double most = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < scores.length; v++) {
            scores[v] += prior.length == 0 ? 0 : prior[v];
            most = Math.max(most, scores[v]);
        }
        double sum = 0;
        for (double s : scores) {
            sum += Math.exp(s - most);
        }
        double normaliser = most + Math.log(sum);
        for (int v = 0; v < scores.length; v++) {
            scores[v] -= normaliser;
        }
        return scores;
    }

    private double[] scores(float[] logits, double factor) {
        double[] scores = new double[trace.facts().vocabulary()];
        if (bits.isEmpty()) {
            Arrays.setAll(scores, v -> factor * logits[v]);
            return scores;
        }
        BitMatrix rows = bits.get();
        double[] tables = tables(logits, factor);
        for (int v = 0; v < scores.length; v++) {
            double sum = 0;
            int table = 0;
            for (int w = 0; w < rows.wordsPerRow(); w++) {
                long word = rows.word(v, w);
                for (int shift = 0; shift < 64 && table < tables.length; shift += 8, table += 256) {
                    sum += tables[table + (int) (word >>> shift & 255)];
                }
            }
            scores[v] = sum;
        }
        return scores;
    }

    /** Entry 256 j + x is the sum over the ones of byte x at bits 8 j to 8 j + 7. */
    private static double[] tables(float[] logits, double factor) {
        double[] tables = new double[Math.ceilDiv(logits.length, 8) << 8];
        for (int j = 0; j < tables.length >> 8; j++) {
            for (int x = 1; x < 256; x++) {
                int bit = 8 * j + Integer.numberOfTrailingZeros(x);
                double weight = bit < logits.length ? factor * logits[bit] : 0;
                tables[(j << 8) + x] = tables[(j << 8) + (x & (x - 1))] + weight;
            }
        }
        return tables;
    }

    /** In nats: 0 where one token is certain, log V where all are alike. */
    public static double entropy(double[] logProbabilities) {
        double sum = 0;
        for (double l : logProbabilities) {
            sum -= Math.exp(l) * l;
        }
        return sum;
    }

    /** The target's log-probability less that of the best other token: nats, above 0 where the target is the most probable. */
    public static double margin(double[] logProbabilities, int target) {
        double best = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < logProbabilities.length; v++) {
            if (v != target) {
                best = Math.max(best, logProbabilities[v]);
            }
        }
        return logProbabilities[target] - best;
    }
}
