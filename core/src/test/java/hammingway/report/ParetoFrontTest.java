package hammingway.report;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.math.SplitRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {
    private static final long SEED = 3;

    /** A point is on the front if and only if none of the others dominates it, written out from the definition. */
    @Test
    void isWhatItsDefinitionSays() {
        SplitRandom random = new SplitRandom(SEED);
        for (int trial = 0; trial < 2000; trial++) {
            int n = random.nextInt(12);
            // a coarse grid, so that ties and equal points are frequent
            double[] costs =
                    IntStream.range(0, n).mapToDouble(i -> figure(random)).toArray();
            double[] gains =
                    IntStream.range(0, n).mapToDouble(i -> figure(random)).toArray();
            boolean[] front = ParetoFront.of(costs, gains);
            for (int i = 0; i < n; i++) {
                int at = i;
                boolean known = !Double.isNaN(costs[i]) && !Double.isNaN(gains[i]);
                boolean beaten = IntStream.range(0, n)
                        .anyMatch(j -> (costs[j] < costs[at] && gains[j] >= gains[at])
                                || (costs[j] <= costs[at] && gains[j] > gains[at]));
                assertThat(front[i])
                        .as("seed " + SEED + ", trial " + trial + ", point " + i)
                        .isEqualTo(known && !beaten);
            }
        }
    }

    private static double figure(SplitRandom random) {
        return random.nextInt(10) == 0 ? Double.NaN : random.nextInt(5);
    }

    @Test
    void keepsEqualPointsTogether() {
        assertThat(ParetoFront.of(new double[] {1, 1, 2}, new double[] {5, 5, 5}))
                .containsExactly(true, true, false);
    }
}
