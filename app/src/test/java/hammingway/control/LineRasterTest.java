package hammingway.control;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.math.SplitRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LineRasterTest {
    private static final long SEED = 23;

    private static int[] drawn(double[] x, double[] y, PlotFrame frame, int width, int height) {
        LineRaster raster = new LineRaster(width, height);
        raster.curve(x, y, frame, 0x336699, 0.7, 1.6);
        return raster.pixels();
    }

    /** Thinned curves are drawn as all of their points are: not nearly, but pixel for pixel. */
    @Test
    void drawsWhatIsKeptAsItDrawsAll() {
        SplitRandom random = new SplitRandom(SEED);
        int thinned = 0;
        for (int trial = 0; trial < 400; trial++) {
            int n = 1 + random.nextInt(3000);
            int width = 1 + random.nextInt(60);
            double[] x = new double[n];
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                double step = random.nextInt(4) == 0 ? 0 : random.nextInt(50) == 0 ? 300 : random.nextDouble();
                x[i] = (i == 0 ? 0 : x[i - 1]) + step;
                y[i] = random.nextInt(40) == 0 ? Double.NaN : Math.exp(random.nextGaussian()) - (trial % 2);
            }
            double from = random.nextInt(3) == 0 ? x[n / 3] : x[0];
            double to = random.nextInt(3) == 0 ? x[2 * n / 3] + 0.5 : x[n - 1] + 0.25;
            PlotFrame frame = new PlotFrame(from, to, 0.05, 4, random.nextInt(2) == 0);
            double[][] kept = Decimation.perColumn(x, y, n, frame, width);
            thinned += kept[0].length < n / 2 ? 1 : 0;
            assertThat(drawn(kept[0], kept[1], frame, width, 40))
                    .as("seed %d, trial %d, %s", SEED, trial, frame)
                    .isEqualTo(drawn(x, y, frame, width, 40));
        }
        assertThat(thinned).as("curves of which less than half is kept").isGreaterThan(100);
    }

    @Test
    void drawsAMillionPointsAsFewThousand() {
        SplitRandom random = new SplitRandom(SEED);
        int n = 1_000_000;
        double[] x = new double[n];
        double[] y = new double[n];
        Arrays.setAll(x, i -> i);
        Arrays.setAll(y, i -> 8 * Math.exp(-i / 2e5) + 0.3 * random.nextGaussian());
        PlotFrame frame = PlotFrame.around(new PlotFrame(0, n - 1, -1, 9, false));
        double[][] kept = Decimation.perColumn(x, y, n, frame, 900);
        assertThat(kept[0].length).isLessThanOrEqualTo(4 * 901);
        assertThat(drawn(kept[0], kept[1], frame, 900, 300)).isEqualTo(drawn(x, y, frame, 900, 300));
    }

    @Test
    void fillsTheColumnsBetweenTwoPointsAndLeavesGaps() {
        PlotFrame frame = new PlotFrame(0, 10, 0, 10, false);
        LineRaster raster = new LineRaster(10, 10);
        raster.curve(new double[] {1.5, 4.5, 6.5, 8.5}, new double[] {5, 5, Double.NaN, 5}, frame, 0xFFFFFF, 1, 2);
        for (int c = 0; c < 10; c++) {
            boolean lit = raster.pixels()[5 * 10 + c] != 0;
            assertThat(lit).as("column %d", c).isEqualTo((c >= 1 && c <= 4) || c == 8);
        }
        raster.clear();
        assertThat(raster.pixels()).containsOnly(0);
    }

    @Test
    void framesFollowWhatGrowsWithoutMovingAllTheTime() {
        PlotFrame first = PlotFrame.around(new PlotFrame(1, 100, 2, 3, false));
        assertThat(first.follow(new PlotFrame(1, 100, 2, 3, false))).isEqualTo(first);
        PlotFrame grown = first.follow(new PlotFrame(1, 101, 2, 3, false));
        assertThat(grown.right()).isGreaterThan(105);
        assertThat(grown.follow(new PlotFrame(1, 105, 2, 3, false)))
                .as("stands still")
                .isEqualTo(grown);
        assertThat(grown.follow(new PlotFrame(1, 105, 2, 9, false)).high()).isGreaterThan(9);
        PlotFrame closer = grown.follow(new PlotFrame(1, 105, 2, 2.1, false));
        assertThat(closer.high()).as("an outlier that left").isLessThan(2.2);
        assertThat(PlotFrame.around(new PlotFrame(Double.NaN, Double.NaN, Double.NaN, Double.NaN, true))
                        .low())
                .isPositive();
        assertThat(PlotFrame.around(new PlotFrame(3, 3, 5, 5, false)).high()).isGreaterThan(5);
    }
}
