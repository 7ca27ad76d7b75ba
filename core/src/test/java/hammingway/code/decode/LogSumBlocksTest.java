package hammingway.code.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Single precision beside double. */
class LogSumBlocksTest {
    @Test
    void agreesWithDoublePrecisionWithinTheBound() {
        for (long seed = 1; seed <= 40; seed++) {
            SplitRandom random = new SplitRandom(seed);
            int size = 2 + random.nextInt(700);
            int n = 12 + random.nextInt(120);
            int positions = 1 + random.nextInt(7);
            Codebook codebook = Codebook.of(
                    BitMatrix.of(size, n, (v, b) -> b < 10 ? (v >>> b & 1) != 0 : random.nextBoolean()),
                    Optional.empty());
            double[] prior = new double[seed % 2 == 0 ? 0 : size];
            for (int v = 0; v < prior.length; v++) {
                prior[v] = 3 * random.nextGaussian();
            }
            double scale = Math.pow(10, random.nextInt(4) - 1);
            LogSum exact = LogSum.of(codebook, prior);
            LogSumBlocks.Session session = LogSumBlocks.of(exact).session(positions);
            float[][] weights = new float[positions][n];
            for (int p = 0; p < positions; p++) {
                for (int b = 0; b < n; b++) {
                    weights[p][b] = (float) (scale * random.nextGaussian());
                    session.weight(p, b, weights[p][b]);
                }
            }
            double[] found = new double[positions];
            session.values(positions, found);
            for (int p = 0; p < positions; p++) {
                assertThat(found[p])
                        .as("seed %d, position %d", seed, p)
                        .isEqualTo(exact.value(weights[p], 1), within((2.2 * n + 70) * 0x1.0p-24));
            }
        }
    }

    @Test
    void sumsScoresInTiles() {
        SplitRandom random = new SplitRandom(1);
        float[] scores = new float[LogSumTiles.padded(300)];
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        double sum = 0;
        for (int v = 0; v < 300; v++) {
            scores[v] = (float) (10 * random.nextGaussian());
            sum += Math.exp(scores[v]);
        }
        assertThat(LogSumTiles.of(scores)).isEqualTo(Math.log(sum), within(2e-5));
    }
}
