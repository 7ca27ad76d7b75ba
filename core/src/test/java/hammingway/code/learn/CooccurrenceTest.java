package hammingway.code.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Progress;
import hammingway.math.FloatMatrix;
import hammingway.math.SplitRandom;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Against numpy 2.4.6 (PPMI written out in dense arrays, numpy.linalg.svd) on a text of 15 tokens. */
class CooccurrenceTest {
    private static final int[] TEXT = {0, 1, 2, 0, 1, 3, 0, 2, 1, 0, 1, 2, 4, 0, 1};

    private static SparseMatrix ppmi() {
        return Cooccurrence.ppmi(i -> TEXT[i], TEXT.length, Integer.MAX_VALUE, 5, Progress.NONE);
    }

    @Test
    void mutualInformationIsNumpys() {
        double[] row = {0, 0, 0.039892, 0.863851, 0.863851, 0, 0.517278, 0.733039, 0, 0, 0, 1.043067, 0.039892, 0, 0};
        SparseMatrix m = ppmi();
        double[] found = new double[15];
        double sum = 0;
        for (int i = 0; i < m.values().length; i++) {
            sum += m.values()[i];
            if (i < m.start()[1]) {
                found[m.column()[i]] = m.values()[i];
            }
        }
        assertThat(found).containsExactly(row, within(1e-6));
        assertThat(m.values()).hasSize(26);
        assertThat(sum).isCloseTo(20.117038638782436, within(1e-5));
    }

    @Test
    void singularValuesAreNumpysAndVectorsReproduceTheMatrix() {
        SparseMatrix m = ppmi();
        TruncatedSvd svd = TruncatedSvd.of(m, 5, Progress.NONE);
        assertThat(svd.singularValues())
                .containsExactly(new double[] {2.861262, 2.293175, 1.799374, 1.760643, 1.399919}, within(1e-5));
        DMatrixRMaj gram = new DMatrixRMaj(5, 5);
        CommonOps_DDRM.multTransA(svd.left(), svd.left(), gram);
        for (int r = 0; r < 5; r++) {
            for (int c = 0; c < 5; c++) {
                assertThat(gram.get(r, c)).isCloseTo(r == c ? 1 : 0, within(1e-6));
            }
        }
        FloatMatrix vectors =
                Cooccurrence.embeddings(i -> TEXT[i], TEXT.length, Integer.MAX_VALUE, 5, 5, Progress.NONE);
        for (int c = 0; c < 5; c++) { // U sqrt(S): the columns' squares add up to the singular values
            double squares = 0;
            for (int r = 0; r < 5; r++) {
                squares += vectors.get(r, c) * vectors.get(r, c);
            }
            assertThat(squares).isCloseTo(svd.singularValues()[c], within(1e-5));
        }
    }

    /** A low-rank matrix with noise, larger than the subspace: the truncated values are those of the whole spectrum. */
    @Test
    void truncationKeepsTheGreatest() {
        SplitRandom random = new SplitRandom(3);
        int n = 300;
        float[] dense = new float[n * n];
        for (int k = 0; k < 20; k++) {
            double[] u = gaussian(random, n);
            double[] v = gaussian(random, n);
            for (int i = 0; i < n * n; i++) {
                dense[i] += (float) (u[i / n] * v[i % n] * (20 - k) / 20.0);
            }
        }
        for (int i = 0; i < dense.length; i++) {
            dense[i] += (float) (0.1 * random.nextGaussian());
        }
        int[] start = new int[n + 1];
        int[] column = new int[n * n];
        java.util.Arrays.setAll(start, r -> r * n);
        java.util.Arrays.setAll(column, i -> i % n);
        SparseMatrix m = new SparseMatrix(n, n, start, column, dense);
        TruncatedSvd svd = TruncatedSvd.of(m, 10, Progress.NONE);
        SymmetricEigen whole = SymmetricEigen.of(Dense.gram(dense, n, n));
        for (int k = 0; k < 10; k++) {
            double value = Math.sqrt(whole.values()[k]);
            assertThat(svd.singularValues()[k]).as("value %d", k).isCloseTo(value, within(1e-3 * value));
        }
    }

    private static double[] gaussian(SplitRandom random, int n) {
        double[] x = new double[n];
        java.util.Arrays.setAll(x, i -> random.nextGaussian());
        return x;
    }

    /** Plain twin: a map, document by document. */
    @Test
    void pairsAreCountedAsByAMap() {
        for (long seed = 0; seed < 200; seed++) {
            SplitRandom random = new SplitRandom(seed);
            int size = 2 + random.nextInt(6);
            int row = 2 + random.nextInt(9);
            int lag = 1 + random.nextInt(2);
            int[] text = new int[random.nextInt(60)];
            java.util.Arrays.setAll(text, i -> random.nextInt(size));
            Map<Long, Integer> plain = new TreeMap<>();
            for (int i = 0; i + lag < text.length; i++) {
                if (i / row == (i + lag) / row) {
                    plain.merge((long) text[i] * size + text[i + lag], 1, Integer::sum);
                }
            }
            PairCounts pairs = PairCounts.of(i -> text[i], text.length, row, lag, size, Progress.NONE);
            assertThat(pairs.keys())
                    .as("seed %d", seed)
                    .containsExactly(
                            plain.keySet().stream().mapToLong(Long::longValue).toArray());
            assertThat(pairs.counts())
                    .as("seed %d", seed)
                    .containsExactly(
                            plain.values().stream().mapToInt(Integer::intValue).toArray());
        }
    }

    @Test
    void tokensThatNeverOccurHaveZeros() {
        FloatMatrix vectors =
                Cooccurrence.embeddings(i -> TEXT[i], TEXT.length, Integer.MAX_VALUE, 8, 3, Progress.NONE);
        for (int r = 5; r < 8; r++) {
            for (int c = 0; c < 3; c++) {
                assertThat(vectors.get(r, c)).isCloseTo(0, within(1e-6f));
            }
        }
    }
}
