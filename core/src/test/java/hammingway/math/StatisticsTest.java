package hammingway.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    private static final double[] SAMPLE = {3.1, -2, 7.5, 0, 4.4, 4.4, 12};

    /** {@code scipy.stats.t.ppf(0.975, df)}. */
    @ParameterizedTest
    @CsvSource({
        "1, 12.706205",
        "4, 2.776445",
        "9, 2.262157",
        "30, 2.042272",
        "31, 2.039513",
        "40, 2.021075",
        "60, 2.000298",
        "120, 1.979930"
    })
    void quantilesOfStudentsTAgreeWithScipy(int degreesOfFreedom, double expected) {
        assertThat(Statistics.t975(degreesOfFreedom)).isCloseTo(expected, within(0.0005));
    }

    @Test
    void quantilesOfStudentsTFallWithDegreesOfFreedom() {
        for (int df = 1; df < 200; df++) {
            assertThat(Statistics.t975(df + 1)).as("df " + df).isLessThan(Statistics.t975(df));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.t975(0));
    }

    /** {@code numpy.mean}, {@code numpy.std(ddof=1)}. */
    @Test
    void momentsAgreeWithNumpy() {
        assertThat(Statistics.mean(SAMPLE)).isCloseTo(4.2, within(1e-12));
        assertThat(Statistics.sd(SAMPLE)).isCloseTo(4.638606112472439, within(1e-12));
        assertThat(Statistics.sd(5)).isZero();
        assertThat(Statistics.sd()).isNaN();
        assertThat(Statistics.mean()).isNaN();
    }

    /** {@code numpy.quantile}. */
    @ParameterizedTest
    @CsvSource({"0, -2", "0.1, -0.8", "0.25, 1.55", "0.5, 4.4", "0.9, 9.3", "0.975, 11.325", "1, 12"})
    void quantilesAgreeWithNumpy(double p, double expected) {
        assertThat(Statistics.quantile(p, SAMPLE)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void quantilesLeaveTheirInputAlone() {
        double[] x = {3, 1, 2};
        assertThat(Statistics.quantile(0.5, x)).isEqualTo(2);
        assertThat(x).containsExactly(3, 1, 2);
    }

    /** Mean 3, standard deviation 1.5811, t = 2.776 for 4 degrees of freedom: 3 +- 1.963. */
    @Test
    void intervalIsThatOfTheTextbook() {
        Interval i = Statistics.interval(1, 2, 3, 4, 5);
        assertThat(i.mean()).isEqualTo(3);
        assertThat(i.high() - i.mean()).isCloseTo(1.963, within(0.001));
        assertThat(i.mean() - i.low()).isCloseTo(1.963, within(0.001));
        assertThat(i.n()).isEqualTo(5);
        assertThat(Statistics.interval(7)).isEqualTo(new Interval(7, 7, 7, 0, 1));
    }

    /** 95% of intervals hold the true mean, whatever the sample's size. */
    @Test
    void intervalsCoverTheMeanAsOftenAsTheySay() {
        long seed = 5;
        SplitRandom random = new SplitRandom(seed);
        for (int n : new int[] {2, 5, 40}) {
            int covered = 0;
            for (int trial = 0; trial < 4000; trial++) {
                double[] x = new double[n];
                for (int i = 0; i < n; i++) {
                    x[i] = 10 + 3 * random.nextGaussian();
                }
                Interval interval = Statistics.interval(x);
                covered += interval.low() <= 10 && 10 <= interval.high() ? 1 : 0;
            }
            // five standard deviations of a binomial share of 4000
            assertThat(covered / 4000.0).as("seed " + seed + ", n " + n).isCloseTo(0.95, within(0.018));
        }
    }

    @Test
    void nothingHidesNaN() {
        assertThat(Statistics.mean(1, Double.NaN)).isNaN();
        assertThat(Statistics.sd(1, Double.NaN)).isNaN();
        assertThat(Statistics.interval(1, Double.NaN, 3).high()).isNaN();
        assertThat(Statistics.quantile(0, Double.NaN, 1, 2)).isNaN();
        assertThat(Statistics.quantile(0.5)).isNaN();
    }
}
