package hammingway.code.learn;

import hammingway.base.Progress;
import hammingway.math.FloatMatrix;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Principal components of rows.
 *
 * @param mean      of the rows
 * @param axes      (columns, k), orthonormal columns, the most variance first; of each the entry of greatest size is positive
 * @param variances along the axes, divided by the number of rows
 */
public record PrincipalComponents(double[] mean, DMatrixRMaj axes, double[] variances) {
    /** Cost O(rows columns^2 + columns^3). */
    public static PrincipalComponents of(FloatMatrix x, int k, Progress progress) {
        if (k < 1 || k > x.columns()) {
            throw new IllegalArgumentException(k + " components of " + x.columns() + " columns");
        }
        progress.update(0, "Finding principal components");
        double[] mean = Dense.mean(x);
        SymmetricEigen eigen = SymmetricEigen.of(Dense.scatter(x, mean, progress));
        DMatrixRMaj axes = CommonOps_DDRM.extract(eigen.vectors(), 0, x.columns(), 0, k);
        Dense.fixSigns(axes);
        double[] variances = new double[k];
        for (int c = 0; c < k; c++) {
            variances[c] = Math.max(0, eigen.values()[c]) / x.rows();
        }
        return new PrincipalComponents(mean, axes, variances);
    }

    /** Rows along the axes, centred: (rows, k). */
    public FloatMatrix project(FloatMatrix x) {
        int k = axes.numCols;
        float[] out = new float[Math.multiplyExact(x.rows(), k)];
        IntStream.range(0, x.rows()).parallel().forEach(r -> {
            double[] sum = new double[k];
            for (int c = 0; c < x.columns(); c++) {
                double value = x.get(r, c) - mean[c];
                for (int j = 0; j < k; j++) {
                    sum[j] += value * axes.data[c * k + j];
                }
            }
            for (int j = 0; j < k; j++) {
                out[r * k + j] = (float) sum[j];
            }
        });
        return new FloatMatrix(x.rows(), k, out);
    }
}
