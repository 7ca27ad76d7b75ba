package hammingway.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunDetailTest {
    @Test
    void smoothingKeepsAConstantAndFollowsAJump() {
        double[] flat = new double[50];
        Arrays.fill(flat, 3);
        for (double v : RunDetail.smoothed(flat)) {
            assertThat(v).isCloseTo(3, org.assertj.core.data.Offset.offset(1e-12));
        }
        double[] jump = new double[200];
        Arrays.fill(jump, 100, 200, 1);
        double[] smooth = RunDetail.smoothed(jump);
        assertThat(smooth[99]).isZero();
        assertThat(smooth[109]).isBetween(0.5, 0.8);
        assertThat(smooth[199]).isGreaterThan(0.99);
    }

    @Test
    void longCurvesAreThinnedByMeans() {
        double[] x = IntStream.range(0, 10_001).asDoubleStream().toArray();
        RunDetail.Line line = RunDetail.thinned("a", x, x);
        assertThat(line.x()).hasSizeLessThanOrEqualTo(1500);
        assertThat(line.y()).isEqualTo(line.x());
        assertThat(line.x()[0]).isEqualTo(3);
        assertThat(line.x()[line.x().length - 1]).isBetween(9_990.0, 10_000.0);
        assertThat(RunDetail.thinned("a", new double[] {1, 2}, new double[] {3, 4})
                        .y())
                .containsExactly(3, 4);
    }
}
