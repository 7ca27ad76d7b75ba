package hammingway.eval.errors;

import hammingway.math.Interval;

/**
 * One bit of all decided words.
 *
 * @param bit   from 0, the codebook's column
 * @param wrong positions that decided it wrong
 * @param error share of positions that decided it wrong, with its interval: see {@link BitErrors}
 */
public record BitError(int bit, long wrong, Interval error, Balance balance, Sides sides, Trust trust) {
    /**
     * How much there is to tell.
     *
     * @param ones     share of tokens whose bit is one, each counted once
     * @param weighted the same, tokens as frequent as among the evaluated targets
     */
    public record Balance(double ones, double weighted) {
        /** Entropy of the weighted share, in bits. */
        public double entropy() {
            return term(weighted) + term(1 - weighted);
        }

        /** Error of always answering the more frequent value: what a bit is worth shows only against it. */
        public double base() {
            return Math.min(weighted, 1 - weighted);
        }

        private static double term(double p) {
            return p <= 0 ? 0 : -p * Math.log(p) / Math.log(2);
        }
    }

    /**
     * Errors of the two kinds.
     *
     * @param missed   share of ones that were decided zero; NaN where no target has a one
     * @param invented share of zeros that were decided one; NaN where no target has a zero
     */
    public record Sides(double missed, double invented) {}

    /**
     * How sure decisions are.
     *
     * @param meanLogit        mean of |logit|
     * @param calibrationError expected calibration error: {@link Reliability#error}
     */
    public record Trust(double meanLogit, double calibrationError) {}

    /** By how much the error lies below the base rate; below 0 a constant would do better. */
    public double gain() {
        return balance.base() - error.mean();
    }
}
