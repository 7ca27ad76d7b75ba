package hammingway.code.learn;

import hammingway.base.Progress;
import hammingway.math.FloatMatrix;
import hammingway.math.SplitRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * ITQ: a rotation of centred data after which signs lose little. Gong and Lazebnik, "Iterative quantization: a Procrustean
 * approach to learning binary codes", CVPR 2011, section 2.2: signs B = sgn(X R), then R by Procrustes from the singular vectors
 * of X^T B, again and again. With more bits than columns the rows of R stay orthonormal, and both steps still lower the loss,
 * because |X R| is then the constant |X| as well.
 *
 * @param rotated X R, (rows, bits)
 * @param rotation R, (columns, bits): R R^T = I
 * @param losses  |B - X R|^2 after each choice of B
 */
public record IterativeQuantization(FloatMatrix rotated, DMatrixRMaj rotation, double[] losses) {
    /**
     * Cost O(iterations rows columns bits).
     *
     * @param x    centred, at most {@code bits} columns
     * @param seed of the first rotation
     */
    public static IterativeQuantization of(FloatMatrix x, int bits, int iterations, long seed, Progress progress) {
        int k = x.columns();
        if (bits < k || iterations < 0) {
            throw new IllegalArgumentException(bits + " bits of " + k + " columns, " + iterations + " iterations");
        }
        DMatrixRMaj rotation = random(k, bits, seed);
        FloatMatrix rotated = times(x, rotation);
        double[] losses = new double[iterations + 1];
        losses[0] = loss(rotated);
        for (int i = 1; i <= iterations; i++) {
            progress.check();
            progress.update((double) i / iterations, "Rotating towards signs");
            rotation = procrustes(correlation(x, rotated));
            rotated = times(x, rotation);
            losses[i] = loss(rotated);
        }
        return new IterativeQuantization(rotated, rotation, losses);
    }

    private static DMatrixRMaj random(int k, int bits, long seed) {
        SplitRandom random = SplitRandom.of(seed, "rotation", 0);
        DMatrixRMaj gaussian = new DMatrixRMaj(bits, k);
        for (int i = 0; i < gaussian.data.length; i++) {
            gaussian.data[i] = random.nextGaussian();
        }
        var qr = DecompositionFactory_DDRM.qr(bits, k);
        if (!qr.decompose(gaussian)) {
            throw new IllegalStateException("no random rotation of " + bits + " x " + k);
        }
        return CommonOps_DDRM.transpose(qr.getQ(null, true), null);
    }

    /** U W^T of C = U S W^T: of all R with orthonormal rows the one of greatest trace(R^T C). */
    private static DMatrixRMaj procrustes(DMatrixRMaj c) {
        var svd = DecompositionFactory_DDRM.svd(c.numRows, c.numCols, true, true, true);
        if (!svd.decompose(c)) {
            throw new IllegalStateException("no singular values of " + c.numRows + " x " + c.numCols);
        }
        DMatrixRMaj r = new DMatrixRMaj(c.numRows, c.numCols);
        CommonOps_DDRM.mult(svd.getU(null, false), svd.getV(null, true), r);
        return r;
    }

    /** X^T sgn(rotated), (columns, bits). */
    private static DMatrixRMaj correlation(FloatMatrix x, FloatMatrix rotated) {
        int bits = rotated.columns();
        DMatrixRMaj sum = new DMatrixRMaj(x.columns(), bits);
        IntStream.range(0, x.columns()).parallel().forEach(c -> {
            double[] row = new double[bits];
            for (int r = 0; r < x.rows(); r++) {
                double value = x.get(r, c);
                int at = rotated.at(r);
                for (int b = 0; b < bits; b++) {
                    row[b] += rotated.values()[at + b] > 0 ? value : -value;
                }
            }
            System.arraycopy(row, 0, sum.data, c * bits, bits);
        });
        return sum;
    }

    private static FloatMatrix times(FloatMatrix x, DMatrixRMaj rotation) {
        int bits = rotation.numCols;
        float[] out = new float[Math.multiplyExact(x.rows(), bits)];
        IntStream.range(0, x.rows()).parallel().forEach(r -> {
            double[] sum = new double[bits];
            for (int c = 0; c < x.columns(); c++) {
                double value = x.get(r, c);
                for (int b = 0; b < bits; b++) {
                    sum[b] += value * rotation.data[c * bits + b];
                }
            }
            for (int b = 0; b < bits; b++) {
                out[r * bits + b] = (float) sum[b];
            }
        });
        return new FloatMatrix(x.rows(), bits, out);
    }

    private static double loss(FloatMatrix rotated) {
        double[] ofRow = new double[rotated.rows()];
        Arrays.parallelSetAll(ofRow, r -> {
            double sum = 0;
            for (int b = 0; b < rotated.columns(); b++) {
                double value = rotated.get(r, b);
                double off = (value > 0 ? 1 : -1) - value;
                sum += off * off;
            }
            return sum;
        });
        double sum = 0;
        for (double row : ofRow) {
            sum += row;
        }
        return sum;
    }
}
