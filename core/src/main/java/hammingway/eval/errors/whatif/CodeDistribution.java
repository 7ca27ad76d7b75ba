package hammingway.eval.errors.whatif;

import hammingway.code.decode.LogSum;
import hammingway.code.decode.LogSumBlocks;
import hammingway.eval.trace.Trace;
import hammingway.math.BitMatrix;
import java.util.Optional;

/** P(v) = exp(t sum_b c_vb m_b z_b + prior_v) / Z over some tokens, for the positions of a trace. Thread-safe; a session is one thread's. */
final class CodeDistribution {
    private final Trace trace;
    private final Tokens tokens;
    private final double[] prior;
    private final LogSum exact;
    private final Optional<LogSumBlocks> blocks;

    /** @param prior of these tokens, or none */
    CodeDistribution(Trace trace, Tokens tokens, double[] prior) {
        this.trace = trace;
        this.tokens = tokens;
        this.prior = prior;
        this.exact = LogSum.of(tokens.codebook(), prior);
        this.blocks = exact.structured() ? Optional.empty() : Optional.of(LogSumBlocks.of(exact));
    }

    /** The normaliser of one position in double precision. */
    double exact(float[] weights) {
        return exact.value(weights, 1);
    }

    Trace trace() {
        return trace;
    }

    Session session() {
        return new Session();
    }

    /** Told of each position. */
    @FunctionalInterface
    interface Each {
        /**
         * @param weights    t m_b z_b, the same array each time
         * @param normaliser log Z
         */
        void position(int position, float[] weights, double normaliser);
    }

    /** One thread's working memory. */
    final class Session {
        private final int n = trace.logitCount();
        /** Positions at a time: equal parts of a window. */
        private final int block = Math.ceilDiv(trace.context(), Math.ceilDiv(trace.context(), LogSumBlocks.BLOCK));

        private final Optional<LogSumBlocks.Session> sums = blocks.map(t -> t.session(block));
        private final float[][] weights = new float[block][n];
        private final double[] normalisers = new double[block];

        /**
         * Some positions one after the other.
         *
         * @param counted m_b, times a weight where bits have one
         */
        void each(int from, int to, double factor, double[] counted, Each each) {
            for (int first = from; first < to; first += block) {
                int count = Math.min(block, to - first);
                for (int p = 0; p < count; p++) {
                    trace.logits(first + p, weights[p]);
                    for (int b = 0; b < n; b++) {
                        weights[p][b] = (float) (factor * counted[b] * weights[p][b]);
                    }
                }
                sums.ifPresentOrElse(s -> together(s, count), () -> normalise(count));
                for (int p = 0; p < count; p++) {
                    each.position(first + p, weights[p], normalisers[p]);
                }
            }
        }

        private void together(LogSumBlocks.Session session, int count) {
            for (int p = 0; p < count; p++) {
                for (int b = 0; b < n; b++) {
                    session.weight(p, b, weights[p][b]);
                }
            }
            session.values(count, normalisers);
        }

        private void normalise(int count) {
            for (int p = 0; p < count; p++) {
                normalisers[p] = exact.value(weights[p], 1);
            }
        }
    }

    /** log P(v) Z of a token that the code decides. */
    double score(int token, float... weights) {
        int row = tokens.rowOf()[token];
        BitMatrix bits = tokens.codebook().bits();
        double score = prior.length == 0 ? 0 : prior[row];
        for (int w = 0; w < bits.wordsPerRow(); w++) {
            long ones = bits.word(row, w);
            while (ones != 0) {
                score += weights[(w << 6) + Long.numberOfTrailingZeros(ones)];
                ones &= ones - 1;
            }
        }
        return score;
    }

    boolean decides(int token) {
        return tokens.rowOf()[token] >= 0;
    }

    /** How many numbers a position's normaliser is summed of. */
    int size() {
        return tokens.tokens().length;
    }
}
