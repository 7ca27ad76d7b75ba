package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.eval.trace.Trace;
import hammingway.math.Parallel;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How many bits of a position are wrong, beside what independent errors of the same rates would give, and what became of the position.
 *
 * @param observed   positions by number of wrong bits, 0 to n
 * @param expected   the same if each bit erred independently with its own rate: N times the Poisson-binomial distribution
 * @param looked     positions, evenly spaced, whose outcomes were counted: all where that is quick
 * @param outcomes   of those, by outcome and number of wrong bits
 */
public record WrongBits(long[] observed, double[] expected, int looked, Map<Outcome, long[]> outcomes) {
    /** Comparisons of words that outcomes may cost: about a second on two processors. */
    private static final long BUDGET = 2_000_000_000L;

    private static final int CHUNK = 1 << 13;

    public WrongBits {
        outcomes = Collections.unmodifiableMap(new EnumMap<>(outcomes));
    }

    static WrongBits of(ErrorPatterns patterns, Trace trace, Codebook codebook, Progress progress) {
        int n = patterns.length();
        long perPosition = (long) codebook.size() * codebook.bits().wordsPerRow();
        int looked = (int) Math.min(trace.positions(), Math.max(CHUNK, BUDGET / perPosition));
        List<Map<Outcome, long[]>> all = Parallel.all(progress, "Telling corrected from lost")
                .run(Math.ceilDiv(looked, CHUNK), () -> none(n), (counts, task) -> {
                    Fate fate = new Fate(trace, codebook);
                    int end = Math.min(looked, (task + 1) * CHUNK);
                    for (int s = task * CHUNK; s < end; s++) {
                        int position = position(s, looked, trace.positions());
                        of(counts, fate.of(position))[trace.wrongBits(position)]++;
                    }
                });
        Map<Outcome, long[]> sum = all.getFirst();
        for (Map<Outcome, long[]> other : all.subList(1, all.size())) {
            sum.forEach((outcome, counts) -> Arrays.setAll(counts, w -> counts[w] + of(other, outcome)[w]));
        }
        return new WrongBits(patterns.byNumber(), independent(patterns), looked, sum);
    }

    private static Map<Outcome, long[]> none(int n) {
        Map<Outcome, long[]> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, new long[n + 1]);
        }
        return counts;
    }

    private static long[] of(Map<Outcome, long[]> counts, Outcome outcome) {
        return Objects.requireNonNull(counts.get(outcome));
    }

    /** The s-th of evenly spaced positions. */
    static int position(int s, int looked, int positions) {
        return (int) ((long) s * positions / looked);
    }

    /** Bit after bit: P(w wrong among the first b) from those of b - 1. O(n^2). */
    private static double[] independent(ErrorPatterns patterns) {
        int n = patterns.length();
        double[] share = new double[n + 1];
        share[0] = 1;
        for (int b = 0; b < n; b++) {
            double p = patterns.share(b);
            for (int w = b + 1; w > 0; w--) {
                share[w] = share[w] * (1 - p) + share[w - 1] * p;
            }
            share[0] *= 1 - p;
        }
        for (int w = 0; w <= n; w++) {
            share[w] *= patterns.positions();
        }
        return share;
    }

    /** Of one thread: the nearest codewords by a scan of all. */
    private static final class Fate {
        private final Trace trace;
        private final long[] word;
        private final long[][] planes;
        private final int[] distances;

        Fate(Trace trace, Codebook codebook) {
            this.trace = trace;
            word = new long[codebook.bits().wordsPerRow()];
            planes = new long[word.length][codebook.size()];
            for (int w = 0; w < word.length; w++) {
                for (int v = 0; v < codebook.size(); v++) {
                    planes[w][v] = codebook.bits().word(v, w);
                }
            }
            distances = new int[codebook.size()];
        }

        Outcome of(int position) {
            boolean clean = trace.wrongBits(position) == 0;
            if (trace.rank(position) == 0) {
                return clean ? Outcome.CLEAN : Outcome.CORRECTED;
            }
            if (clean) {
                return Outcome.OVERRULED;
            }
            trace.decided(position, word, 0);
            int least = measure();
            if (least == 0) {
                return Outcome.MISCORRECTED;
            }
            int nearest = 0;
            for (int distance : distances) {
                nearest += distance == least ? 1 : 0;
            }
            return nearest > 1 ? Outcome.TIED : Outcome.INVALID;
        }

        /** Distances of all codewords to the word; gives the least. */
        private int measure() {
            Arrays.fill(distances, 0);
            for (int w = 0; w < word.length; w++) {
                long decided = word[w];
                long[] plane = planes[w];
                for (int v = 0; v < distances.length; v++) {
                    distances[v] += Long.bitCount(plane[v] ^ decided);
                }
            }
            int least = Integer.MAX_VALUE;
            for (int distance : distances) {
                least = Math.min(least, distance);
            }
            return least;
        }
    }

    public int length() {
        return observed.length - 1;
    }

    public long positions() {
        return Arrays.stream(observed).sum();
    }

    /** Positions looked at that have so many wrong bits and came to this. */
    public long count(int wrong, Outcome outcome) {
        return of(outcomes, outcome)[wrong];
    }

    /** Share of the positions looked at. */
    public double share(Outcome outcome) {
        long sum = 0;
        for (int w = 0; w <= length(); w++) {
            sum += count(w, outcome);
        }
        return (double) sum / looked;
    }

    /** Of positions with so many wrong bits, the share that ranked first; NaN where there are none. */
    public double right(int wrong) {
        long right = 0;
        long all = 0;
        for (Outcome outcome : Outcome.values()) {
            all += count(wrong, outcome);
            right += outcome.right() ? count(wrong, outcome) : 0;
        }
        return (double) right / all;
    }

    public double mean() {
        return moment(toDouble(), 0, 1);
    }

    /** Variance of the number of wrong bits. */
    public double variance() {
        return moment(toDouble(), mean(), 2);
    }

    /** The variance that independent errors of the same rates would have. */
    public double independentVariance() {
        return moment(expected, mean(), 2);
    }

    /** How much more the number of wrong bits varies than independent errors would; 1 where they are independent. */
    public double dispersion() {
        double independent = independentVariance();
        return independent == 0 ? 1 : variance() / independent;
    }

    private double[] toDouble() {
        return Arrays.stream(observed).asDoubleStream().toArray();
    }

    private static double moment(double[] counts, double centre, int power) {
        double sum = 0;
        double all = 0;
        for (int w = 0; w < counts.length; w++) {
            sum += counts[w] * Math.pow(w - centre, power);
            all += counts[w];
        }
        return sum / all;
    }
}
