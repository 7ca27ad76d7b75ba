package hammingway.code.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Progress;
import hammingway.math.BitMatrix;
import hammingway.math.FloatMatrix;
import hammingway.math.SplitRandom;
import java.util.HashSet;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionsTest {
    /** Nine rows of whole numbers, {@code (3 i i + 7 j i + 2 j) mod 11}. */
    private static FloatMatrix rows() {
        float[] x = new float[36];
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 4; j++) {
                x[4 * i + j] = (3 * i * i + 7 * j * i + 2 * j) % 11;
            }
        }
        return new FloatMatrix(9, 4, x);
    }

    private static FloatMatrix random(long seed, int rows, int columns) {
        SplitRandom random = new SplitRandom(seed);
        float[] x = new float[rows * columns];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (random.nextGaussian() * (1 + i % columns));
        }
        return new FloatMatrix(rows, columns, x);
    }

    /** numpy 2.4.6 eigh of the covariance, and sklearn 1.9.1 PCA with the signs of largest entries made positive. */
    @Test
    void componentsAreSklearns() {
        PrincipalComponents pca = PrincipalComponents.of(rows(), 4, Progress.NONE);
        assertThat(pca.variances())
                .containsExactly(new double[] {17.975664, 13.168948, 2.942192, 2.456407}, within(1e-5));
        double[] axis = {0.365042, -0.294465, 0.792399, 0.39005};
        double[] row = {-2.648261, -3.954942, -1.528397, 1.299294};
        FloatMatrix projected = pca.project(rows());
        for (int c = 0; c < 4; c++) {
            assertThat(pca.axes().get(c, 0)).isCloseTo(axis[c], within(1e-6));
            assertThat((double) projected.get(0, c)).isCloseTo(row[c], within(1e-5));
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "8, 13", "5, 64", "1, 1"})
    void rotationsAreOrthonormalAndTheLossNeverRises(int columns, int bits) {
        for (long seed = 0; seed < 20; seed++) {
            FloatMatrix x = PrincipalComponents.of(random(seed, 60, columns), columns, Progress.NONE)
                    .project(random(seed, 60, columns));
            IterativeQuantization itq = IterativeQuantization.of(x, bits, 15, seed, Progress.NONE);
            DMatrixRMaj product = new DMatrixRMaj(columns, columns);
            CommonOps_DDRM.multTransB(itq.rotation(), itq.rotation(), product);
            for (int r = 0; r < columns; r++) {
                for (int c = 0; c < columns; c++) {
                    assertThat(product.get(r, c)).as("seed %d", seed).isCloseTo(r == c ? 1 : 0, within(1e-9));
                }
            }
            for (int i = 1; i < itq.losses().length; i++) {
                assertThat(itq.losses()[i])
                        .as("seed %d, round %d", seed, i)
                        .isLessThanOrEqualTo(itq.losses()[i - 1] * (1 + 1e-6));
            }
            assertThat(itq.losses()[15]).isLessThanOrEqualTo(itq.losses()[0]);
        }
    }

    @ParameterizedTest
    @CsvSource({"200, 8, 4", "256, 8, 8", "100, 70, 3", "2, 1, 1", "6000, 40, 0"})
    void rowsDifferAndHeavyOnesKeepTheirSigns(int rows, int bits, int columns) {
        for (long seed = 0; seed < 5; seed++) {
            SplitRandom random = new SplitRandom(seed);
            float[] x = new float[rows * bits];
            for (int i = 0;
                    i < x.length;
                    i++) { // few different values, so that many rows agree; none at all with columns = 0
                x[i] = i % bits < columns ? (random.nextInt(3) - 1) * (1 + i % bits) : 0;
            }
            FloatMatrix p = new FloatMatrix(rows, bits, x);
            long[] weights = new long[rows];
            java.util.Arrays.setAll(weights, r -> random.nextInt(50));
            DistinctSigns signs = DistinctSigns.of(p, weights, Progress.NONE);
            Set<String> words = new HashSet<>();
            Set<String> raw = new HashSet<>();
            int changed = 0;
            int flips = 0;
            for (int r = 0; r < rows; r++) {
                words.add(signs.bits().text(r));
                int off = 0;
                StringBuilder text = new StringBuilder();
                for (int c = 0; c < bits; c++) {
                    text.append(p.get(r, c) > 0 ? '1' : '0');
                    off += signs.bits().get(r, c) == p.get(r, c) > 0 ? 0 : 1;
                }
                raw.add(text.toString());
                changed += off > 0 ? 1 : 0;
                flips += off;
            }
            assertThat(words).as("seed %d", seed).hasSize(rows);
            assertThat(signs.repaired()).as("seed %d", seed).isEqualTo(changed);
            assertThat(signs.flips()).as("seed %d", seed).isEqualTo(flips);
            assertThat(rows - changed).as("seed %d", seed).isLessThanOrEqualTo(raw.size());
            int first = 0;
            for (int r = 1; r < rows; r++) {
                first = weights[r] > weights[first] ? r : first;
            }
            for (int c = 0; c < bits; c++) {
                assertThat(signs.bits().get(first, c)).isEqualTo(p.get(first, c) > 0);
            }
            assertThat(DistinctSigns.of(p, weights, Progress.NONE)).isEqualTo(signs);
        }
    }

    @Test
    void theLeastReliableBitOfTheRarerRowGivesWay() {
        FloatMatrix p = new FloatMatrix(3, 3, new float[] {1, -2, 3, 0.5f, -0.3f, 0.4f, 4, -0.2f, 5});
        BitMatrix bits =
                DistinctSigns.of(p, new long[] {5, 9, 7}, Progress.NONE).bits();
        assertThat(bits.text(1)).isEqualTo("101"); // the most frequent keeps it
        assertThat(bits.text(2)).isEqualTo("111"); // 0.2 is least
        assertThat(bits.text(0)).isEqualTo("001"); // 1 is least, and 001 is free
    }
}
