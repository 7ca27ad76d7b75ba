package hammingway.eval.errors.whatif;

import hammingway.code.decode.LogSumTiles;
import hammingway.code.decode.Scoring;
import hammingway.code.decode.TokenDecoder;
import hammingway.code.decode.TopK;
import hammingway.eval.trace.Trace;
import java.util.Arrays;

/**
 * The hybrid's distribution: a softmax run gives the N most frequent tokens their probability, P(v) = s(v), and the others together what is left, R. The code
 * divides R: P(v) = R exp(score_v) / sum of exp(score_u) over the others. Tokens rank by P, equal ones by lower id.
 *
 * <p>Normalisers are summed in single precision; where two tokens of either kind are nearer than that can tell, in double precision.
 */
final class HybridPass {
    /** Nats; above the bound of {@link LogSumTiles} for scores of thousands. */
    private static final double NEAR = 1e-2;

    /** One more than are told, to see whether the last of these is sure. */
    private static final int CANDIDATES = Places.BEST + 1;

    private final Trace softmax;
    private final int[] frequent;
    private final Tokens others;
    private final CodeDistribution code;

    HybridPass(Trace softmax, int[] frequent, Tokens others, CodeDistribution code) {
        this.softmax = softmax;
        this.frequent = frequent;
        this.others = others;
        this.code = code;
    }

    /** The code's ranking of the others; its scores must be those of the probabilities. */
    TokenDecoder decoder(Settled settled, int half, double factor) {
        return TokenDecoder.of(
                others.codebook(),
                new Scoring(settled.decoders()[half], factor, others.of(settled.prior()), settled.counted()));
    }

    Session session() {
        return new Session();
    }

    /** One thread's. */
    final class Session {
        private final CodeDistribution.Session positions = code.session();
        private final float[] logits = new float[softmax.logitCount()];
        private final float[] ofFrequent = filled(frequent.length);
        private final float[] ofOthers = filled(others.tokens().length);
        private final float[] bits = new float[others.codebook().length()];
        private final TopK top = new TopK();
        private final int[] best = new int[CANDIDATES];
        private final double[] probabilities = new double[CANDIDATES];

        private static float[] filled(int tokens) {
            float[] scores = new float[LogSumTiles.padded(tokens)];
            Arrays.fill(scores, Float.NEGATIVE_INFINITY);
            return scores;
        }

        /** @param counted as {@link CodeDistribution.Session#each} wants it */
        void each(int from, int to, double factor, double[] counted, TokenDecoder decoder, Each each) {
            positions.each(from, to, factor, counted, (i, weights, z) -> position(i, weights, z, decoder, each));
        }

        private void position(int i, float[] weights, double normaliser, TokenDecoder decoder, Each each) {
            softmax.logits(i, logits);
            for (int k = 0; k < frequent.length; k++) {
                ofFrequent[k] = logits[frequent[k]];
            }
            for (int k = 0; k < others.tokens().length; k++) {
                ofOthers[k] = logits[others.tokens()[k]];
            }
            code.trace().logits(i, bits);
            decoder.decode(bits, Math.min(CANDIDATES, others.tokens().length), top);
            int target = softmax.target(i);
            double a = LogSumTiles.of(ofFrequent);
            double b = LogSumTiles.of(ofOthers);
            int rank = rank(a, b, normaliser, target);
            double z = normaliser;
            if (near()) {
                a = exact(ofFrequent);
                b = exact(ofOthers);
                z = code.exact(weights);
                rank = rank(a, b, z, target);
            }
            double all = Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
            double log = code.decides(target) ? b - all + code.score(target, weights) - z : logits[target] - all;
            each.position(i, best[0], rank, -log);
        }

        /** Whether rounding could have swapped neighbours of either kind; within a kind the order is exact. */
        private boolean near() {
            for (int k = 0; k + 1 < best.length && best[k + 1] < Integer.MAX_VALUE; k++) {
                if (code.decides(best[k]) != code.decides(best[k + 1])
                        && probabilities[k] - probabilities[k + 1] < NEAR) {
                    return true;
                }
            }
            return false;
        }

        /** Fills the best five and tells the target's place. */
        private int rank(double a, double b, double normaliser, int target) {
            Arrays.fill(probabilities, Double.NEGATIVE_INFINITY);
            Arrays.fill(best, Integer.MAX_VALUE);
            double all = Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
            for (int k = 0; k < frequent.length; k++) {
                offer(frequent[k], ofFrequent[k] - all);
            }
            for (int k = 0; k < top.size(); k++) {
                offer(others.tokens()[top.token(k)], b - all + top.score(k) - normaliser);
            }
            for (int k = 0; k < Places.BEST; k++) {
                if (best[k] == target) {
                    return k;
                }
            }
            return Places.BEST;
        }

        private void offer(int token, double probability) {
            int at = best.length;
            while (at > 0
                    && (probability > probabilities[at - 1]
                            || (probability == probabilities[at - 1] && token < best[at - 1]))) {
                at--;
            }
            if (at < best.length) {
                System.arraycopy(best, at, best, at + 1, best.length - at - 1);
                System.arraycopy(probabilities, at, probabilities, at + 1, best.length - at - 1);
                best[at] = token;
                probabilities[at] = probability;
            }
        }
    }

    private static double exact(float... scores) {
        double most = Double.NEGATIVE_INFINITY;
        for (float s : scores) {
            most = Math.max(most, s);
        }
        double sum = 0;
        for (float s : scores) {
            sum += Math.exp(s - most);
        }
        return most + Math.log(sum);
    }

    /** Told of each position. */
    @FunctionalInterface
    interface Each {
        void position(int position, int predicted, int rank, double nats);
    }
}
