package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.eval.trace.Trace;
import hammingway.math.Interval;
import hammingway.math.Parallel;
import hammingway.math.Statistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How often each bit is decided wrong, against what guessing would give, and how far its probability can be believed.
 *
 * <p>Intervals are Wilson's at 95%. Positions of a window depend on one another, so that N positions are worth N / max(1, d) independent ones, with the design
 * effect d = (variance of the mean over windows) / (variance of the mean over independent positions); for a single window d = 1.
 *
 * @param positions     N
 * @param reliabilities of each bit
 * @param all           of all bits together
 */
public record BitErrors(int positions, List<BitError> bits, List<Reliability> reliabilities, Reliability all) {
    /** Positions of one task, about. */
    private static final int CHUNK = 1 << 13;

    public BitErrors {
        bits = List.copyOf(bits);
        reliabilities = List.copyOf(reliabilities);
    }

    /** Orders of a table of bits. */
    public enum Order {
        BIT,
        /** Most errors first. */
        ERROR,
        /** The hardest to guess first. */
        BASE,
        /** The bits that tell least first. */
        GAIN;

        /** Equal ones stay in the order given. */
        public List<BitError> of(List<BitError> bits) {
            Comparator<BitError> order = switch (this) {
                case BIT -> Comparator.comparingInt(BitError::bit);
                case ERROR -> Comparator.comparingDouble(b -> -b.error().mean());
                case BASE -> Comparator.comparingDouble(b -> -b.balance().base());
                case GAIN -> Comparator.comparingDouble(BitError::gain);
            };
            return bits.stream().sorted(order).toList();
        }
    }

    /**
     * One pass over all logits: O(N n).
     *
     * @param codebook that of the trace
     */
    public static BitErrors of(Trace trace, Codebook codebook, Progress progress) {
        int perTask = Math.max(1, CHUNK / trace.context());
        int tasks = Math.ceilDiv(trace.windows(), perTask);
        List<Sums> all = Parallel.all(progress, "Counting errors of bits")
                .run(tasks, () -> new Sums(codebook), (sums, task) -> {
                    int end = Math.min(trace.windows(), (task + 1) * perTask);
                    for (int w = task * perTask; w < end; w++) {
                        sums.window(trace, w);
                    }
                });
        Sums sums = all.getFirst();
        all.subList(1, all.size()).forEach(sums::add);
        return sums.result(trace);
    }

    /** Mean error of a bit: bits decided wrong of all. */
    public double mean() {
        return bits.stream().mapToDouble(b -> b.error().mean()).average().orElse(Double.NaN);
    }

    /** What a logit is worth, by the 15 bits of its half without the sign. */
    private static final class Confidences {
        private final byte[] bins = new byte[1 << 15];
        private final float[] confidence = new float[1 << 15];

        Confidences() {
            for (int h = 0; h < bins.length; h++) {
                double p = 1 / (1 + Math.exp(-Float.float16ToFloat((short) h)));
                confidence[h] = (float) p;
                bins[h] = (byte) Math.min(Reliability.BINS - 1, (int) ((2 * p - 1) * Reliability.BINS));
            }
        }
    }

    /** Of one thread. */
    private static final class Sums {
        private final Codebook codebook;
        private final int n;
        private final Confidences table = new Confidences();
        private final float[] logits;
        private final long[] word;

        /** Of a window: wrong, and in the upper half those that are ones. */
        private final long[] ofWindow;

        private final long[] wrong;
        private final double[] squares;
        private final long[] targets;
        private final long[] missed;
        private final double[] size;
        private final long[] counts;
        private final long[] wrongs;

        /** Of a window, by bit and bin: decisions, and in the upper half those that are wrong. */
        private final long[] ofBins;

        private final double[] confidences;

        Sums(Codebook codebook) {
            this.codebook = codebook;
            n = codebook.length();
            logits = new float[n];
            word = new long[codebook.bits().wordsPerRow()];
            ofWindow = new long[n];
            wrong = new long[n];
            squares = new double[n];
            targets = new long[codebook.size()];
            missed = new long[n];
            size = new double[n];
            counts = new long[n * Reliability.BINS];
            wrongs = new long[n * Reliability.BINS];
            ofBins = new long[n * Reliability.BINS];
            confidences = new double[n * Reliability.BINS];
        }

        void window(Trace trace, int window) {
            Arrays.fill(ofWindow, 0);
            Arrays.fill(ofBins, 0);
            int from = window * trace.context();
            for (int i = from; i < from + trace.context(); i++) {
                trace.logits(i, logits);
                int target = trace.target(i);
                targets[target]++;
                codebook.bits().copyRow(target, word, 0);
                position();
            }
            for (int b = 0; b < n; b++) {
                double errors = (int) ofWindow[b];
                wrong[b] += (int) ofWindow[b];
                missed[b] += ofWindow[b] >>> 32;
                squares[b] += errors * errors;
            }
            for (int i = 0; i < ofBins.length; i++) {
                counts[i] += (int) ofBins[i];
                wrongs[i] += ofBins[i] >>> 32;
            }
        }

        private void position() {
            for (int b = 0; b < n; b++) {
                float z = logits[b];
                long one = word[b >> 6] >>> b & 1;
                long error = (z > 0 ? 1 : 0) ^ one;
                int half = Float.floatToFloat16(z) & 0x7FFF;
                int at = b * Reliability.BINS + table.bins[half];
                ofWindow[b] += error | (error & one) << 32;
                ofBins[at] += 1 | error << 32;
                size[b] += Math.abs(z);
                confidences[at] += table.confidence[half];
            }
        }

        void add(Sums other) {
            add(wrong, other.wrong);
            add(targets, other.targets);
            add(missed, other.missed);
            add(counts, other.counts);
            add(wrongs, other.wrongs);
            add(squares, other.squares);
            add(size, other.size);
            add(confidences, other.confidences);
        }

        private static void add(long[] to, long[] from) {
            for (int i = 0; i < to.length; i++) {
                to[i] += from[i];
            }
        }

        private static void add(double[] to, double[] from) {
            for (int i = 0; i < to.length; i++) {
                to[i] += from[i];
            }
        }

        BitErrors result(Trace trace) {
            int[] columns = codebook.bits().columnCounts();
            List<BitError> bits = new ArrayList<>();
            List<Reliability> each = new ArrayList<>();
            long[] allCounts = new long[Reliability.BINS];
            long[] allWrong = new long[Reliability.BINS];
            double[] allSums = new double[Reliability.BINS];
            double positions = trace.positions();
            double[] ones = ones();
            for (int b = 0; b < n; b++) {
                int from = b * Reliability.BINS;
                int to = from + Reliability.BINS;
                long[] own = Arrays.copyOfRange(counts, from, to);
                long[] ownWrong = Arrays.copyOfRange(wrongs, from, to);
                double[] ownSums = Arrays.copyOfRange(confidences, from, to);
                add(allCounts, own);
                add(allWrong, ownWrong);
                add(allSums, ownSums);
                Reliability reliability = Reliability.of(own, ownWrong, ownSums);
                each.add(reliability);
                bits.add(new BitError(
                        b,
                        wrong[b],
                        interval(b, trace),
                        new BitError.Balance(columns[b] / (double) codebook.size(), ones[b] / positions),
                        new BitError.Sides(missed[b] / ones[b], (wrong[b] - missed[b]) / (positions - ones[b])),
                        new BitError.Trust(size[b] / positions, reliability.error())));
            }
            return new BitErrors(trace.positions(), bits, each, Reliability.of(allCounts, allWrong, allSums));
        }

        /** Targets whose bit is one. */
        private double[] ones() {
            double[] ones = new double[n];
            for (int v = 0; v < targets.length; v++) {
                for (int b = 0; b < n; b++) {
                    ones[b] += codebook.bits().get(v, b) ? targets[v] : 0;
                }
            }
            return ones;
        }

        private Interval interval(int bit, Trace trace) {
            double n = trace.positions();
            double windows = trace.windows();
            double share = wrong[bit] / n;
            double independent = share * (1 - share) / n;
            double mean = wrong[bit] / windows;
            double between = (squares[bit] / windows - mean * mean) / (windows - 1); // of the mean count of a window
            double variance = between / trace.context() / trace.context();
            double effect = windows < 2 || independent == 0 ? 1 : Math.max(1, variance / independent);
            return Statistics.wilsonOfShare(share, n / effect);
        }
    }
}
