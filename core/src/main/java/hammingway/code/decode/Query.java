package hammingway.code.decode;

import hammingway.base.WorkbenchException;
import hammingway.math.BitMatrix;
import java.util.Arrays;

/**
 * One position's weights, and scores by definition. The cost of a word is what it lacks of the best score that any word could have: the sum of
 * |w_b| over the bits where it differs from the hard decisions on the weights. One for each thread.
 */
final class Query {
    /** Unit roundoff of double precision. */
    private static final double UNIT = 0x1.0p-53;

    private final BitMatrix bits;
    private final Scoring scoring;
    private final double greatestPrior;
    private final double largestPrior;

    final double[] weights;
    /** |w_b|. */
    final double[] costs;
    /** Bits with positive weight, packed as rows are. */
    final long[] hard;
    /** Bits with positive logit; differs from {@link #hard} only where a weight is zero. */
    final long[] decided;
    /** Sum of the positive weights. */
    double best;
    /** Sum of all weights. */
    double sum;
    /** Sum of |w_b|. */
    double scale;
    /** Sums of the same numbers in different orders differ by less. */
    double slack;

    Query(BitMatrix bits, Scoring scoring) {
        this.bits = bits;
        this.scoring = scoring;
        this.weights = new double[bits.columns()];
        this.costs = new double[bits.columns()];
        this.hard = new long[bits.wordsPerRow()];
        this.decided = new long[bits.wordsPerRow()];
        this.greatestPrior = Arrays.stream(scoring.prior()).max().orElse(0);
        this.largestPrior = Arrays.stream(scoring.prior()).map(Math::abs).max().orElse(0);
    }

    void set(float[] logits, int from) {
        Arrays.fill(hard, 0);
        Arrays.fill(decided, 0);
        best = 0;
        sum = 0;
        scale = 0;
        for (int b = 0; b < weights.length; b++) {
            float z = logits[from + b];
            if (!Float.isFinite(z)) {
                throw new WorkbenchException("The logit of bit " + b + " is " + z
                        + "; only finite logits can be ranked. Look for a training step that diverged.");
            }
            double w = scoring.weight(b, z);
            weights[b] = w;
            costs[b] = Math.abs(w);
            sum += w;
            scale += Math.abs(w);
            if (z > 0) {
                decided[b >>> 6] |= 1L << b;
            }
            if (w > 0) {
                best += w;
                hard[b >>> 6] |= 1L << b;
            }
        }
        // a sum of n + 1 terms is off by at most n + 1 unit roundoffs of the sum of absolute values (Higham 2002, 4.4);
        // the algorithms
        // compare no more than four such sums, and the heap's running sums have two terms a bit
        slack = 8 * (weights.length + 2) * UNIT * (scale + largestPrior);
    }

    /** The score of a token by definition: see {@link Ranking}. */
    double score(int token) {
        double score = 0;
        for (int w = 0; w < hard.length; w++) {
            long ones = bits.word(token, w);
            while (ones != 0) {
                score += weights[(w << 6) + Long.numberOfTrailingZeros(ones)];
                ones &= ones - 1;
            }
        }
        return scoring.hasPrior() ? score + scoring.prior()[token] : score;
    }

    /** Cost of the word of a token, without prior; up to {@link #slack}. */
    double cost(int token) {
        double cost = 0;
        for (int w = 0; w < hard.length; w++) {
            cost += cost(w, bits.word(token, w) ^ hard[w]);
        }
        return cost;
    }

    /** Cost of the bits of a word that differ. */
    double cost(int word, long different) {
        double cost = 0;
        long left = different;
        while (left != 0) {
            cost += costs[(word << 6) + Long.numberOfTrailingZeros(left)];
            left &= left - 1;
        }
        return cost;
    }

    /** A word that costs more than this can neither enter nor tie, whatever its prior. */
    double limit(TopK top) {
        return best + greatestPrior - top.floor() + slack;
    }

    double prior(int token) {
        return scoring.hasPrior() ? scoring.prior()[token] : 0;
    }

    double greatestPrior() {
        return greatestPrior;
    }

    double largestPrior() {
        return largestPrior;
    }

    /** Scores a token and offers it, unless its cost already rules it out. */
    void offer(int token, TopK top) {
        if (best - cost(token) + prior(token) + slack >= top.floor()) {
            top.offer(token, score(token));
        }
    }
}
