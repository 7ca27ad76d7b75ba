package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.code.decode.CodewordIndex;
import hammingway.eval.trace.Trace;
import hammingway.math.Interval;
import hammingway.math.Statistics;
import java.util.List;
import java.util.Optional;

/**
 * The figures of an evaluation, from its traces and by the same sums, so that they equal those of {@code metrics.json} to the last digit;
 * and what its errors have in common.
 *
 * @param positions   evaluated
 * @param windows     of them
 * @param lost        positions whose target was not ranked first
 * @param top1        share of positions ranked first
 * @param top5        share ranked among the first five
 * @param top1Windows mean of windows and its 95% interval
 * @param top5Windows the same of the first five
 * @param nats        mean negative log-probability of a token
 * @param perplexity  exp(nats)
 * @param bits        with a codebook
 */
public record ErrorSummary(
        int positions,
        int windows,
        int lost,
        double top1,
        double top5,
        Interval top1Windows,
        Interval top5Windows,
        double nats,
        double perplexity,
        Optional<Bits> bits) {

    /**
     * What the bits of lost positions tell.
     *
     * @param accuracy        share of all bits decided right
     * @param exact           share of positions with every bit right
     * @param lostByWrongBits lost positions by the number of wrong bits, from 0 to n
     * @param otherCodeword   lost positions whose decided word is the codeword of another token
     * @param noCodeword      lost positions whose decided word is no token's codeword
     */
    public record Bits(
            double accuracy, double exact, List<Integer> lostByWrongBits, int otherCodeword, int noCodeword) {
        public Bits {
            lostByWrongBits = List.copyOf(lostByWrongBits);
        }

        /** Lost positions with at least so many wrong bits. */
        public int lostWith(int atLeast) {
            return lostByWrongBits.stream().skip(atLeast).mapToInt(n -> n).sum();
        }
    }

    /** O(N n / 64) and one look-up a lost position. */
    public static ErrorSummary of(Observations observed, Progress progress) {
        Trace trace = observed.trace();
        int context = trace.context();
        double[] first = new double[observed.windows()];
        double[] five = new double[observed.windows()];
        double[] nats = new double[2];
        int top1 = 0;
        int top5 = 0;
        for (int i = 0; i < observed.positions(); i++) {
            if (i % TokenErrors.STRETCH == 0) {
                progress.check();
                progress.update((double) i / observed.positions(), "Adding up");
            }
            int rank = trace.rank(i);
            int window = i / context;
            nats[window % 2] -= trace.logProbability(i);
            if (rank < 5) {
                top5++;
                five[window] += 1.0 / context;
            }
            if (rank < 1) {
                top1++;
                first[window] += 1.0 / context;
            }
        }
        double n = observed.positions();
        double mean = mean(nats, observed.windows(), context);
        return new ErrorSummary(
                observed.positions(),
                observed.windows(),
                observed.positions() - top1,
                top1 / n,
                top5 / n,
                Statistics.interval(first),
                Statistics.interval(five),
                mean,
                Math.exp(mean),
                observed.codebook().map(c -> bits(observed, c, progress)));
    }

    /** Each half of the windows by itself, as the evaluation sums them: each has a factor of its own. */
    private static double mean(double[] sums, int windows, int context) {
        int even = (windows + 1) / 2;
        int odd = windows - even;
        double ofEven = sums[0] / Math.max(1, (long) even * context);
        double ofOdd = sums[1] / Math.max(1, (long) odd * context);
        return (ofEven * even + ofOdd * odd) / windows;
    }

    private static Bits bits(Observations observed, Codebook codebook, Progress progress) {
        Trace trace = observed.trace();
        CodewordIndex index = new CodewordIndex(codebook.bits());
        int length = codebook.length();
        Integer[] lost = new Integer[length + 1];
        java.util.Arrays.fill(lost, 0);
        long right = 0;
        long exact = 0;
        int other = 0;
        int none = 0;
        long[] word = new long[codebook.bits().wordsPerRow()];
        for (int i = 0; i < observed.positions(); i++) {
            if (i % TokenErrors.STRETCH == 0) {
                progress.check();
                progress.update((double) i / observed.positions(), "Looking decided words up");
            }
            int wrong = trace.wrongBits(i);
            right += length - wrong;
            exact += wrong == 0 ? 1 : 0;
            if (observed.lost(i)) {
                lost[wrong]++;
                trace.decided(i, word, 0);
                int found = index.find(word);
                other += found >= 0 && found != trace.target(i) ? 1 : 0;
                none += found < 0 ? 1 : 0;
            }
        }
        double n = observed.positions();
        return new Bits(right / n / length, exact / n, List.of(lost), other, none);
    }

    /** Lost positions that another run on the same tokens lost too. */
    public static int alsoLost(Observations first, Observations second) {
        int both = 0;
        int positions = Math.min(first.positions(), second.positions());
        for (int i = 0; i < positions; i++) {
            both += first.lost(i) && second.lost(i) ? 1 : 0;
        }
        return both;
    }
}
