package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Scoring;
import hammingway.eval.trace.Trace;
import hammingway.math.BitMatrix;
import hammingway.math.Interval;
import hammingway.math.Parallel;
import hammingway.math.SplitRandom;
import hammingway.math.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What redundancy corrects: how often the target ranks first when only the first j bits are decoded. Exact, on a sample of positions, by the run's own scoring; ties
 * are won by the lower token id, as everywhere.
 *
 * @param sampled   evenly spaced positions
 * @param needed    k = ceil(log2 V): fewest bits that could tell all tokens apart
 * @param telling   the fewest first bits that do
 * @param published share of the sample that ranked first in the evaluation itself, whose logits had single precision
 */
public record FirstBits(int sampled, int needed, int telling, double published, List<Point> points) {
    /** As many decide a share to half a percent. */
    private static final int MOST = 20_000;

    /** Additions that the whole may cost: some seconds. */
    private static final long BUDGET = 6_000_000_000L;

    private static final int LEAST = 500;
    private static final int CHUNK = 64;
    private static final String PURPOSE = "independent errors";

    public FirstBits {
        points = List.copyOf(points);
    }

    /**
     * Shares of the sample that rank first by the first bits, with 95% intervals.
     *
     * @param soft        by the run's decoder, prior and all
     * @param hard        by the fewest differing bits
     * @param independent by the fewest differing bits, if each bit erred independently with its own rate: drawn once a position, seeded by it
     */
    public record Point(int bits, Interval soft, Interval hard, Interval independent) {}

    static FirstBits of(ErrorPatterns patterns, Trace trace, Codebook codebook, Scoring scoring, Progress progress) {
        int n = codebook.length();
        int needed = Math.max(1, 32 - Integer.numberOfLeadingZeros(codebook.size() - 1));
        long perPosition = 3L * n * codebook.size();
        int sampled = Math.min(trace.positions(), Math.clamp(BUDGET / perPosition, LEAST, MOST));
        double[] rates = IntStream.range(0, n).mapToDouble(patterns::share).toArray();
        Columns columns = new Columns(codebook, needed);
        List<Sums> all = Parallel.all(progress, "Decoding with the first bits alone")
                .run(Math.ceilDiv(sampled, CHUNK), () -> new Sums(columns, scoring), (sums, task) -> {
                    int end = Math.min(sampled, (task + 1) * CHUNK);
                    for (int s = task * CHUNK; s < end; s++) {
                        sums.position(trace, WrongBits.position(s, sampled, trace.positions()), rates);
                    }
                });
        Sums sums = all.getFirst();
        all.subList(1, all.size()).forEach(sums::add);
        List<Point> points = new ArrayList<>();
        for (int j = needed; j <= n; j++) {
            points.add(new Point(
                    j,
                    Statistics.wilson(sums.soft[j], sampled),
                    Statistics.wilson(sums.hard[j], sampled),
                    Statistics.wilson(sums.independent[j], sampled)));
        }
        return new FirstBits(sampled, needed, telling(codebook), (double) sums.published / sampled, points);
    }

    /** One more than the longest beginning that two codewords share. */
    private static int telling(Codebook codebook) {
        BitMatrix bits = codebook.bits();
        List<Integer> sorted = IntStream.range(0, bits.rows())
                .boxed()
                .sorted((a, b) -> {
                    int at = common(bits, a, b);
                    return at == bits.columns() ? 0 : Boolean.compare(bits.get(a, at), bits.get(b, at));
                })
                .toList();
        int longest = 0;
        for (int i = 1; i < sorted.size(); i++) {
            longest = Math.max(longest, common(bits, sorted.get(i - 1), sorted.get(i)));
        }
        return longest + 1;
    }

    private static int common(BitMatrix bits, int a, int b) {
        for (int w = 0; w < bits.wordsPerRow(); w++) {
            long differing = bits.word(a, w) ^ bits.word(b, w);
            if (differing != 0) {
                return 64 * w + Long.numberOfTrailingZeros(differing);
            }
        }
        return bits.columns();
    }

    /** The curve at a number of bits, {@code needed} to n. */
    public Point at(int bits) {
        return points.get(bits - needed);
    }

    /** With all bits. */
    public Point all() {
        return points.getLast();
    }

    /** The codebook, column after column: as numbers too where they are few, since adding a column of them takes a processor several at a time. */
    private record Columns(Codebook codebook, int needed, BitMatrix bits, double[][] numbers) {
        /** Numbers of 32 megabytes. */
        private static final long FEW = 1 << 22;

        Columns(Codebook codebook, int needed) {
            this(codebook, needed, codebook.bits().transposed(), numbers(codebook));
        }

        private static double[][] numbers(Codebook codebook) {
            int n = (long) codebook.size() * codebook.length() > FEW ? 0 : codebook.length();
            double[][] numbers = new double[n][codebook.size()];
            for (int b = 0; b < n; b++) {
                for (int v = 0; v < codebook.size(); v++) {
                    numbers[b][v] = codebook.bits().get(v, b) ? 1 : 0;
                }
            }
            return numbers;
        }

        /** Adds a weight to the scores of the tokens whose bit is one. */
        void add(int bit, double weight, double[] scores) {
            if (numbers.length > 0) {
                double[] column = numbers[bit];
                for (int v = 0; v < scores.length; v++) {
                    scores[v] += weight * column[v];
                }
                return;
            }
            for (int w = 0; w < bits.wordsPerRow(); w++) {
                for (long rest = bits.word(bit, w); rest != 0; rest &= rest - 1) {
                    scores[64 * w + Long.numberOfTrailingZeros(rest)] += weight;
                }
            }
        }
    }

    /** Of one thread. */
    private static final class Sums {
        private static final Decoder HARD = new Decoder.Hamming();

        private final Columns columns;
        private final Scoring scoring;
        private final int n;
        private final float[] logits;
        private final double[] weights;
        private final double[] scores;
        private final long[] soft;
        private final long[] hard;
        private final long[] independent;
        private long published;

        Sums(Columns columns, Scoring scoring) {
            this.columns = columns;
            this.scoring = scoring;
            n = columns.codebook.length();
            logits = new float[n];
            weights = new double[n];
            scores = new double[columns.codebook.size()];
            soft = new long[n + 1];
            hard = new long[n + 1];
            independent = new long[n + 1];
        }

        void position(Trace trace, int position, double[] rates) {
            int target = trace.target(position);
            published += trace.rank(position) == 0 ? 1 : 0;
            trace.logits(position, logits);
            for (int b = 0; b < n; b++) {
                weights[b] = scoring.factor() * scoring.decoder().weight(b, logits[b]);
            }
            decode(target, scoring.prior(), soft);
            for (int b = 0; b < n; b++) {
                weights[b] = HARD.weight(b, logits[b]);
            }
            decode(target, new double[0], hard);
            SplitRandom random = SplitRandom.of(1, PURPOSE, position);
            for (int b = 0; b < n; b++) {
                boolean one = columns.codebook.bits().get(target, b) != random.nextDouble() < rates[b];
                weights[b] = one ? 1 : -1;
            }
            decode(target, new double[0], independent);
        }

        /** Adds one to {@code first[j]} for each j for which the target ranks first. */
        private void decode(int target, double[] prior, long[] first) {
            java.util.Arrays.fill(scores, 0);
            int rival = 0; // who won last often wins again
            for (int b = 0; b < n; b++) {
                columns.add(b, weights[b], scores);
                if (b + 1 >= columns.needed && !beats(rival, target, prior)) {
                    int v = 0;
                    while (v < scores.length && !beats(v, target, prior)) {
                        v++;
                    }
                    first[b + 1] += v == scores.length ? 1 : 0;
                    rival = v == scores.length ? rival : v;
                }
            }
        }

        private boolean beats(int v, int target, double[] prior) {
            double own = scores[v] + (prior.length == 0 ? 0 : prior[v]);
            double wanted = scores[target] + (prior.length == 0 ? 0 : prior[target]);
            return own > wanted || (own == wanted && v < target);
        }

        void add(Sums other) {
            for (int j = 0; j <= n; j++) {
                soft[j] += other.soft[j];
                hard[j] += other.hard[j];
                independent[j] += other.independent[j];
            }
            published += other.published;
        }
    }
}
