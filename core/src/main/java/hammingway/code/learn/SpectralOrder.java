package hammingway.code.learn;

import hammingway.math.FloatMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Similar rows next to each other on a line: rows sorted by the second eigenvector of the random walk on similarities
 * 1 + cosine (Shi and Malik, "Normalized cuts and image segmentation", 2000, equation 13). With Z = (1, unit rows) the
 * similarities are Z Z^T, so that the eigenvectors come from the small matrix Z^T D^-1 Z.
 */
public final class SpectralOrder {
    private SpectralOrder() {}

    /** The rows in their order along the line. Cost O(rows columns^2 + columns^3). */
    public static int[] of(FloatMatrix x) {
        FloatMatrix unit = Directions.of(x);
        int n = x.rows();
        int width = x.columns() + 1;
        double[] sum = new double[width];
        for (int r = 0; r < n; r++) {
            sum[0]++;
            for (int c = 1; c < width; c++) {
                sum[c] += unit.get(r, c - 1);
            }
        }
        double[] degree = new double[n];
        float[] scaled = new float[Math.multiplyExact(n, width)]; // D^-1/2 Z
        for (int r = 0; r < n; r++) {
            degree[r] = sum[0];
            for (int c = 1; c < width; c++) {
                degree[r] += unit.get(r, c - 1) * sum[c];
            }
            double root = Math.sqrt(Math.max(degree[r], 1e-9)); // 0 only where all others are opposite
            scaled[r * width] = (float) (1 / root);
            for (int c = 1; c < width; c++) {
                scaled[r * width + c] = (float) (unit.get(r, c - 1) / root);
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(Dense.gram(scaled, n, width));
        double[] place = new double[n];
        DMatrixRMaj vectors = eigen.vectors();
        for (int r = 0; r < n; r++) {
            double value = 0;
            for (int c = 0; c < width; c++) {
                value += scaled[r * width + c] * vectors.get(c, 1);
            }
            place[r] = value / Math.sqrt(Math.max(degree[r], 1e-9));
        }
        double first = Arrays.stream(place).filter(p -> p != 0).findFirst().orElse(1);
        double sign = Math.signum(first); // of a vector and its negative always the same one
        return IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer r) -> -sign * place[r]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
