package hammingway.control;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.math.SplitRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecimationTest {
    private static final long SEED = 11;

    /** Each column keeps its extremes and its ends, points keep their order, and nothing is made up. */
    @Test
    void keepsThePicture() {
        SplitRandom random = new SplitRandom(SEED);
        for (int trial = 0; trial < 500; trial++) {
            String as = "seed " + SEED + ", trial " + trial;
            int n = 1 + random.nextInt(400);
            int columns = 1 + random.nextInt(30);
            double[] x = new double[n];
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                x[i] = (i == 0 ? 0 : x[i - 1]) + random.nextInt(4); // equal x are frequent
                y[i] = random.nextInt(15) == 0 ? Double.NaN : random.nextInt(7);
            }
            double[][] kept = Decimation.perColumn(x, y, columns);
            assertThat(kept[0].length).as(as).isEqualTo(kept[1].length).isLessThanOrEqualTo(n);
            assertThat(kept[0]).as(as).isSorted();
            Set<String> given = new HashSet<>();
            for (int i = 0; i < n; i++) {
                given.add(x[i] + " " + y[i]);
            }
            for (int i = 0; i < kept[0].length; i++) {
                assertThat(given).as(as).contains(kept[0][i] + " " + kept[1][i]);
            }
            for (int c = 0; c <= columns; c++) {
                assertThat(extremes(kept[0], kept[1], x[0], x[n - 1], columns, c))
                        .as(as + ", column " + c)
                        .containsExactly(extremes(x, y, x[0], x[n - 1], columns, c));
            }
        }
    }

    private static double[] extremes(double[] x, double[] y, double from, double to, int columns, int column) {
        double low = Double.NaN;
        double high = Double.NaN;
        for (int i = 0; i < x.length; i++) {
            double at = Math.floor((x[i] - from) * (columns / Math.max(to - from, Double.MIN_NORMAL)));
            if (at == column && !Double.isNaN(y[i])) {
                low = Double.isNaN(low) ? y[i] : Math.min(low, y[i]);
                high = Double.isNaN(high) ? y[i] : Math.max(high, y[i]);
            }
        }
        return new double[] {low, high};
    }

    @Test
    void isSmallForLongCurves() {
        double[] x = new double[100_000];
        Arrays.setAll(x, i -> i);
        double[] y = Arrays.stream(x).map(Math::sin).toArray();
        assertThat(Decimation.perColumn(x, y, 500)[0]).hasSizeBetween(1000, 4 * 501);
    }
}
