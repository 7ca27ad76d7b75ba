package hammingway.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final long SEED = 11;

    private static Bootstrap.Result one(double[] values, int resamples, long seed) {
        return Bootstrap.means(new double[][] {values}, resamples, new SplitRandom(seed), Progress.NONE)
                .getFirst();
    }

    private static double[] normal(SplitRandom random, int n, double mean) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = mean + random.nextGaussian();
        }
        return x;
    }

    /** The definition, written out: lists of drawn values, sorted means, the two order statistics around each quantile. */
    @Test
    void agreesWithItsPlainTwin() {
        SplitRandom random = new SplitRandom(SEED);
        for (int trial = 0; trial < 200; trial++) {
            double[][] figures = {
                normal(random, 2 + trial % 17, 0.2), normal(random, 2 + trial % 17, -1),
            };
            int resamples = 50 + random.nextInt(100);
            long seed = random.nextLong();
            List<Bootstrap.Result> fast = Bootstrap.means(figures, resamples, new SplitRandom(seed), Progress.NONE);
            for (int f = 0; f < figures.length; f++) {
                List<Double> means = plainMeans(figures[f], resamples, new SplitRandom(seed));
                String as = "seed " + SEED + ", trial " + trial;
                assertThat(fast.get(f).interval().low()).as(as).isCloseTo(plainQuantile(means, 0.025), within(1e-12));
                assertThat(fast.get(f).interval().high()).as(as).isCloseTo(plainQuantile(means, 0.975), within(1e-12));
                long below = means.stream().filter(m -> m <= 0).count();
                long above = means.stream().filter(m -> m >= 0).count();
                assertThat(fast.get(f).pValue())
                        .as(as)
                        .isEqualTo(Math.min(1, 2.0 * (1 + Math.min(below, above)) / (1 + resamples)));
            }
        }
    }

    private static List<Double> plainMeans(double[] values, int resamples, SplitRandom random) {
        List<Double> means = new ArrayList<>();
        for (int r = 0; r < resamples; r++) {
            List<Double> drawn = new ArrayList<>();
            for (int g = 0; g < values.length; g++) {
                drawn.add(values[random.nextInt(values.length)]);
            }
            means.add(drawn.stream().mapToDouble(d -> d).sum() / drawn.size());
        }
        Collections.sort(means);
        return means;
    }

    private static double plainQuantile(List<Double> sorted, double p) {
        double at = p * (sorted.size() - 1);
        int low = (int) Math.floor(at);
        int high = (int) Math.ceil(at);
        return sorted.get(low) * (1 - (at - low)) + sorted.get(high) * (at - low);
    }

    /** Of the groups 0 and 1, a resampled mean is 0, 1/2 and 1 with probabilities 1/4, 1/2 and 1/4: the two-sided p is 1/2. */
    @Test
    void twoGroupsAreDrawnAsTheirBinomialSays() {
        Bootstrap.Result r = one(new double[] {0, 1}, 20_000, SEED);
        assertThat(r.interval().mean()).isEqualTo(0.5);
        assertThat(r.interval().low()).isZero();
        assertThat(r.interval().high()).isEqualTo(1);
        // four standard errors of a share of 1/4 in 20,000 draws, doubled
        assertThat(r.pValue()).isCloseTo(0.5, within(0.025));
    }

    /** For many groups the percentile interval is the normal one, with the deviation of divisor n that resampling has. */
    @Test
    void manyGroupsGiveTheNormalInterval() {
        double[] x = normal(new SplitRandom(SEED), 400, 3);
        double half = 1.96 * Statistics.sd(x) * Math.sqrt(399.0 / 400) / Math.sqrt(400);
        Interval i = one(x, Bootstrap.RESAMPLES, SEED).interval();
        assertThat(i.low()).isCloseTo(i.mean() - half, within(0.06 * half));
        assertThat(i.high()).isCloseTo(i.mean() + half, within(0.06 * half));
    }

    /** Where there is no difference, p-values are uniform but for chance; a shift of half a deviation is found. */
    @Test
    void pValuesAreCalibrated() {
        SplitRandom random = new SplitRandom(SEED);
        int trials = 1000;
        List<Double> none = new ArrayList<>();
        int found = 0;
        for (int t = 0; t < trials; t++) {
            none.add(one(normal(random, 80, 0), 500, random.nextLong()).pValue());
            found += one(normal(random, 80, 0.5), 500, random.nextLong()).pValue() < 0.05 ? 1 : 0;
        }
        for (double p : new double[] {0.05, 0.1, 0.25, 0.5, 0.75, 0.9}) {
            double share = none.stream().filter(v -> v <= p).count() / (double) trials;
            double chance = 4 * Math.sqrt(p * (1 - p) / trials);
            // the percentile interval of 80 groups is a little short: 1.2 points at 5%
            assertThat(share).as("p <= %s, seed %s", p, SEED).isCloseTo(p, within(chance + 0.012));
        }
        assertThat(found).isGreaterThan(trials * 95 / 100);
    }

    @Test
    void noDifferenceAtAllHasThePValueOneAndNoNumberHasNone() {
        assertThat(one(new double[5], 100, SEED).pValue()).isEqualTo(1);
        Bootstrap.Result nan = one(new double[] {1, Double.NaN, 2}, 100, SEED);
        assertThat(nan.pValue()).isNaN();
        assertThat(nan.interval().low()).isNaN();
    }
}
