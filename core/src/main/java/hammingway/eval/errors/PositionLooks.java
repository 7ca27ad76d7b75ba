package hammingway.eval.errors;

import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import hammingway.eval.errors.PositionLook.Again;
import hammingway.eval.errors.PositionLook.BitLook;
import hammingway.eval.errors.PositionLook.Candidate;
import hammingway.eval.errors.PositionLook.Own;
import hammingway.eval.errors.PositionLook.WordLook;
import hammingway.eval.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Looks at single positions of a trace, exactly: O(V n) each. Thread-safe. */
public final class PositionLooks {
    private final Trace trace;
    private final Optional<Codebook> codebook;
    private final double[] prior;
    private final TokenDistribution distribution;

    private PositionLooks(Trace trace, Optional<Codebook> codebook, double[] prior) {
        this.trace = trace;
        this.codebook = codebook;
        this.prior = prior;
        this.distribution = TokenDistribution.of(trace, codebook, prior);
    }

    /**
     * @param codebook that of the trace
     * @param prior    one number per token where the head adds log-frequencies to scores; else none
     */
    public static PositionLooks of(Trace trace, Optional<Codebook> codebook, double[] prior) {
        return new PositionLooks(trace, codebook, prior);
    }

    /** @param k tokens to list, at least 1; all where there are fewer */
    public PositionLook look(int position, int k) {
        int target = trace.target(position);
        float[] logits = new float[trace.logitCount()];
        trace.logits(position, logits);
        PositionScores scores = scores(logits);
        double[] logProbabilities = distribution.logProbabilities(position);
        long[] decided = new long[codebook.map(c -> c.bits().wordsPerRow()).orElse(0)];
        if (codebook.isPresent()) {
            trace.decided(position, decided, 0);
        }
        Candidates candidates = new Candidates(codebook, scores, logProbabilities, decided, target);
        Own run = new Own(target, trace.predicted(position), trace.rank(position), trace.logProbability(position));
        Again again = new Again(
                scores.rankedAbove(target),
                scores.gap(target),
                TokenDistribution.margin(logProbabilities, target),
                TokenDistribution.entropy(logProbabilities));
        Optional<WordLook> word = codebook.map(
                c -> new WordLook(bits(c, scores, logits, target, again.rankedAbove() > 0), candidates.nearest(k)));
        return new PositionLook(position, run, again, candidates.best(k), word);
    }

    /** The prior counts for the log-likelihood alone, and without a codebook a token's logit is its weight. */
    private PositionScores scores(float[] logits) {
        Decoder decoder = trace.facts().decoder();
        double[] added = decoder instanceof Decoder.LogLikelihood ? prior : new double[0];
        double[] weights = new double[logits.length];
        for (int b = 0; b < weights.length; b++) {
            weights[b] = codebook.isPresent() ? decoder.weight(b, logits[b]) : logits[b];
        }
        return PositionScores.of(codebook, weights, added);
    }

    private List<BitLook> bits(Codebook codebook, PositionScores scores, float[] logits, int target, boolean lost) {
        List<BitLook> bits = new ArrayList<>();
        for (int b = 0; b < codebook.length(); b++) {
            boolean one = codebook.bits().get(target, b);
            boolean wrong = logits[b] > 0 != one;
            bits.add(new BitLook(
                    b,
                    one,
                    logits[b],
                    wrong,
                    lost && wrong && scores.wins(target, b, turned(b, logits[b], scores.weight(b), one)),
                    lost && wrong && scores.wins(target, b, 0)));
        }
        return bits;
    }

    /** What a wrong bit would weigh with its logit turned; a logit of 0, decided as a zero, has no sign to turn. */
    private double turned(int bit, float logit, double weight, boolean one) {
        return logit == 0
                ? (one ? Math.abs(weight) : -Math.abs(weight))
                : trace.facts().decoder().weight(bit, -logit);
    }

    /** Lists of tokens at one position. */
    private record Candidates(
            Optional<Codebook> codebook, PositionScores scores, double[] logProbabilities, long[] decided, int target) {
        List<Candidate> best(int k) {
            return list(scores.top(k));
        }

        List<Candidate> nearest(int k) {
            int[] distances = IntStream.range(0, logProbabilities.length)
                    .map(this::toDecided)
                    .toArray();
            return list(scores.top(
                    k, (v, w) -> distances[v] != distances[w] ? distances[v] < distances[w] : scores.before(v, w)));
        }

        private List<Candidate> list(int[] tokens) {
            List<Candidate> all = new ArrayList<>();
            for (int v : tokens) {
                all.add(candidate(v));
            }
            if (IntStream.of(tokens).noneMatch(v -> v == target)) {
                all.add(candidate(target));
            }
            return all;
        }

        private Candidate candidate(int v) {
            return new Candidate(
                    v,
                    scores.rankedAbove(v),
                    codebook.isPresent() ? toDecided(v) : -1,
                    codebook.map(c -> c.bits().distance(v, target)).orElse(-1),
                    scores.score(v),
                    logProbabilities[v]);
        }

        private int toDecided(int v) {
            int distance = 0;
            for (int w = 0; w < decided.length; w++) {
                distance +=
                        Long.bitCount(decided[w] ^ codebook.orElseThrow().bits().word(v, w));
            }
            return distance;
        }
    }
}
