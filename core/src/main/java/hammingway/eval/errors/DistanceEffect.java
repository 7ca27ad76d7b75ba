package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import hammingway.math.Statistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether tokens are confused because their codewords lie near each other: confusions at each distance against those that the frequencies
 * of the tokens alone would give. For a target a with E_a lost positions and a token b that was wrongly ranked first F_b times out of F,
 * chance gives E_a F_b / (F - F_a) confusions, whatever the code.
 *
 * @param curve       distances that two codewords have, ascending
 * @param nearest     how many confusions stay among the nearest codewords
 * @param spearman    rank correlation of distance and confusions per expected one, over the pairs from which chance expects at least one;
 *                    negative where near tokens are confused more; NaN where there are no pairs, or all alike
 * @param judgedPairs so many pairs
 */
public record DistanceEffect(List<AtDistance> curve, List<Nearest> nearest, double spearman, int judgedPairs) {
    /** Targets of one task. */
    private static final int CHUNK = 64;

    private static final int[] NEAREST = {1, 2, 5, 10, 20, 50, 100};

    /** Of more pairs the correlation would not tell more. */
    private static final int MOST_JUDGED = 1 << 20;

    /**
     * Confusions at one distance.
     *
     * @param pairs    ordered pairs of a target that was lost at least once and another token
     * @param observed confusions
     * @param byChance expected from frequencies alone
     */
    public record AtDistance(int distance, long pairs, long observed, double byChance) {
        /** How many times as often as by chance; NaN where chance gives none. */
        public double lift() {
            return byChance > 0 ? observed / byChance : Double.NaN;
        }
    }

    /**
     * Confusions with one of the k nearest codewords: fewer than k lie strictly nearer to the target.
     *
     * @param share    of all confusions
     * @param byChance share that frequencies alone would give
     */
    public record Nearest(int k, double share, double byChance) {}

    public DistanceEffect {
        curve = List.copyOf(curve);
        nearest = List.copyOf(nearest);
    }

    /** Share of all confusions in excess of chance at the distances that have more than chance gives: 0 where distance does not matter. */
    public double shareByDistance() {
        double excess = 0;
        double all = 0;
        for (AtDistance d : curve) {
            excess += Math.max(0, d.observed() - d.byChance());
            all += d.observed();
        }
        return all == 0 ? 0 : excess / all;
    }

    /**
     * What {@link #shareByDistance} would be about, were distance to tell nothing: the mean of max(0, X - m) over Poisson counts X of mean m
     * is near sqrt(m / (2 pi)). Confusions come in heaps rather, so that it is a lower bound.
     */
    public double shareByNoise() {
        double excess = 0;
        double all = 0;
        for (AtDistance d : curve) {
            excess += Math.sqrt(d.byChance() / (2 * Math.PI));
            all += d.observed();
        }
        return all == 0 ? 0 : excess / all;
    }

    /** By distance: how many times as often as by chance; 1 where chance gives none. */
    double[] lifts(int length) {
        double[] lifts = new double[length + 1];
        Arrays.fill(lifts, 1);
        curve.stream().filter(d -> d.byChance() > 0).forEach(d -> lifts[d.distance()] = d.lift());
        return lifts;
    }

    /** O(T V n / 64) for T targets that were lost; the same on any number of threads. */
    public static DistanceEffect of(ConfusionTable table, Codebook codebook, Progress progress) {
        int[] lost = IntStream.range(0, table.size())
                .filter(t -> table.firstOf(t) < table.firstOf(t + 1))
                .toArray();
        int tasks = Math.ceilDiv(lost.length, CHUNK);
        DistanceScan scan = new DistanceScan(table, codebook.bits(), NEAREST);
        DistanceScan.Sums[] parts = new DistanceScan.Sums[tasks];
        Parallel.all(progress, "Measuring distances of confused tokens")
                .run(
                        tasks,
                        scan::scratch,
                        (scratch, task) -> parts[task] =
                                scan.of(lost, task * CHUNK, Math.min(lost.length, (task + 1) * CHUNK), scratch));
        DistanceScan.Sums all = scan.sums();
        for (DistanceScan.Sums part : parts) {
            all.add(part);
        }
        progress.check();
        List<AtDistance> curve = new ArrayList<>();
        for (int d = 1; d <= codebook.length(); d++) {
            if (all.pairs[d] > 0) {
                curve.add(new AtDistance(d, all.pairs[d], all.observed[d], all.byChance[d]));
            }
        }
        List<Nearest> nearest = new ArrayList<>();
        double errors = Math.max(1, table.errors());
        for (int k = 0; k < NEAREST.length && NEAREST[k] < table.size(); k++) {
            nearest.add(new Nearest(NEAREST[k], all.near[k] / errors, all.nearByChance[k] / errors));
        }
        return correlated(curve, nearest, table, codebook.bits());
    }

    private static DistanceEffect correlated(
            List<AtDistance> curve, List<Nearest> nearest, ConfusionTable table, BitMatrix bits) {
        Integer[] targets = byMost(table.size(), table::lost);
        Integer[] taken = byMost(table.size(), table::taken);
        double[] distances = new double[1 << 10];
        double[] rates = new double[1 << 10];
        int n = 0;
        for (int t : targets) {
            int lost = table.lost(t);
            double others = (double) table.errors() - table.taken(t);
            for (int i = 0; i < taken.length && n < MOST_JUDGED; i++) {
                int p = taken[i];
                double byChance = others == 0 ? 0 : lost * (double) table.taken(p) / others;
                if (byChance < 1) {
                    break; // those after it were taken no more often
                }
                if (p != t) {
                    if (n == rates.length) {
                        distances = Arrays.copyOf(distances, 2 * n);
                        rates = Arrays.copyOf(rates, 2 * n);
                    }
                    distances[n] = bits.distance(t, p);
                    rates[n++] = table.count(t, p) / byChance;
                }
            }
        }
        return new DistanceEffect(
                curve,
                nearest,
                n == 0 ? Double.NaN : Statistics.rankCorrelation(Arrays.copyOf(distances, n), Arrays.copyOf(rates, n)),
                n);
    }

    private static Integer[] byMost(int size, java.util.function.IntUnaryOperator count) {
        int[] counts = IntStream.range(0, size).map(count).toArray();
        return IntStream.range(0, size)
                .filter(v -> counts[v] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(v -> -counts[v]).thenComparing(v -> v))
                .toArray(Integer[]::new);
    }
}
