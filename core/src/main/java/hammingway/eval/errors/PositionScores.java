package hammingway.eval.errors;

import hammingway.code.Codebook;
import hammingway.code.decode.Ranking;
import java.util.Arrays;
import java.util.Optional;

/** Scores of all tokens at one position by definition (see {@link Ranking}), and who would win with one weight changed. */
final class PositionScores {
    /** Unit roundoff of double precision. */
    private static final double UNIT = 0x1.0p-53;

    private final Optional<Codebook> codebook;
    private final double[] weights;
    private final double[] prior;
    private final double[] scores;
    /** Sums of the same numbers in different orders differ by less. */
    private final double slack;

    private PositionScores(Optional<Codebook> codebook, double[] weights, double[] prior) {
        this.codebook = codebook;
        this.weights = weights;
        this.prior = prior;
        this.scores = new double[codebook.map(Codebook::size).orElse(weights.length)];
        double scale = Arrays.stream(prior).map(Math::abs).max().orElse(0);
        for (double w : weights) {
            scale += Math.abs(w);
        }
        slack = 8 * (weights.length + 2) * UNIT * scale; // as in code.decode: Higham 2002, 4.4
        for (int v = 0; v < scores.length; v++) {
            scores[v] = sum(v, weights);
        }
    }

    /** @param weights of bits, or of tokens without a codebook */
    static PositionScores of(Optional<Codebook> codebook, double[] weights, double[] prior) {
        return new PositionScores(codebook, weights, prior);
    }

    private double sum(int token, double[] of) {
        double added = prior.length == 0 ? 0 : prior[token];
        if (codebook.isEmpty()) {
            return of[token] + added;
        }
        double sum = 0;
        for (int w = 0; w < codebook.get().bits().wordsPerRow(); w++) {
            long ones = codebook.get().bits().word(token, w);
            while (ones != 0) {
                sum += of[(w << 6) + Long.numberOfTrailingZeros(ones)];
                ones &= ones - 1;
            }
        }
        return sum + added;
    }

    double weight(int bit) {
        return weights[bit];
    }

    double score(int token) {
        return scores[token];
    }

    /** Whether a token ranks above another: by score, equal ones by lower id. */
    boolean before(int token, int other) {
        return scores[token] > scores[other] || (scores[token] == scores[other] && token < other);
    }

    int rankedAbove(int token) {
        int above = 0;
        for (int v = 0; v < scores.length; v++) {
            above += before(v, token) ? 1 : 0;
        }
        return above;
    }

    /** The best other score less a token's. */
    double gap(int token) {
        double best = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < scores.length; v++) {
            best = v == token ? best : Math.max(best, scores[v]);
        }
        return best - scores[token];
    }

    /** Which of two tokens stands before the other. */
    @FunctionalInterface
    interface Order {
        boolean before(int token, int other);
    }

    /** The k best tokens, best first. */
    int[] top(int k) {
        return top(k, this::before);
    }

    /** The first k tokens of an order. */
    int[] top(int k, Order order) {
        int[] best = new int[Math.min(k, scores.length)];
        int size = 0;
        for (int v = 0; v < scores.length; v++) {
            if (size == best.length && order.before(best[size - 1], v)) {
                continue;
            }
            int at = size < best.length ? size++ : size - 1;
            while (at > 0 && order.before(v, best[at - 1])) {
                best[at] = best[at - 1];
                at--;
            }
            best[at] = v;
        }
        return best;
    }

    /** Whether a token would rank first with one bit's weight changed. */
    boolean wins(int token, int bit, double weight) {
        Codebook book = codebook.orElseThrow();
        double[] changed = weights.clone();
        changed[bit] = weight;
        double change = weight - weights[bit];
        double own = sum(token, changed);
        for (int v = 0; v < scores.length; v++) {
            double score = scores[v] + (book.bits().get(v, bit) ? change : 0);
            if (v == token || score < own - slack) {
                continue;
            }
            double exact = sum(v, changed);
            if (exact > own || (exact == own && v < token)) {
                return false;
            }
        }
        return true;
    }
}
