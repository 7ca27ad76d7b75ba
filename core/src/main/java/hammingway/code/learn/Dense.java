package hammingway.code.learn;

import hammingway.base.Progress;
import hammingway.math.FloatMatrix;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Small dense matrices out of tall ones. */
final class Dense {
    /** Rows summed by one thread; fixed, so that results do not depend on the number of threads. */
    private static final int BLOCK = 4096;

    private Dense() {}

    /** X^T X of a row-major (rows, width) matrix. */
    static DMatrixRMaj gram(float[] x, int rows, int width) {
        return products(x, rows, width, new double[width], Progress.NONE);
    }

    /** (X - mean)^T (X - mean). Cost O(rows width^2). */
    static DMatrixRMaj scatter(FloatMatrix x, double[] mean, Progress progress) {
        return products(x.values(), x.rows(), x.columns(), mean, progress);
    }

    private static DMatrixRMaj products(float[] x, int rows, int width, double[] mean, Progress progress) {
        DMatrixRMaj sum = new DMatrixRMaj(width, width);
        double[] block = new double[Math.multiplyExact(Math.min(BLOCK, Math.max(1, rows)), width)];
        for (int from = 0; from < rows; from += BLOCK) {
            progress.check();
            int n = Math.min(BLOCK, rows - from);
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < width; c++) {
                    block[i * width + c] = x[(from + i) * width + c] - mean[c];
                }
            }
            IntStream.range(0, width).parallel().forEach(a -> {
                for (int i = 0; i < n; i++) {
                    double value = block[i * width + a];
                    if (value != 0) {
                        for (int b = a; b < width; b++) {
                            sum.data[a * width + b] += value * block[i * width + b];
                        }
                    }
                }
            });
        }
        for (int a = 0; a < width; a++) {
            for (int b = 0; b < a; b++) {
                sum.set(a, b, sum.get(b, a));
            }
        }
        return sum;
    }

    /** A row-major (rows, width) matrix times a small one. */
    static DMatrixRMaj times(float[] x, int rows, DMatrixRMaj small) {
        int width = small.numRows;
        DMatrixRMaj product = new DMatrixRMaj(rows, small.numCols);
        IntStream.range(0, rows).parallel().forEach(r -> {
            for (int c = 0; c < width; c++) {
                double value = x[r * width + c];
                for (int j = 0; j < small.numCols; j++) {
                    product.data[r * small.numCols + j] += value * small.data[c * small.numCols + j];
                }
            }
        });
        return product;
    }

    static double[] mean(FloatMatrix x) {
        double[] mean = new double[x.columns()];
        for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < mean.length; c++) {
                mean[c] += x.get(r, c);
            }
        }
        for (int c = 0; c < mean.length; c++) {
            mean[c] /= x.rows();
        }
        return mean;
    }

    /** Of each column the entry of greatest size becomes positive: a decomposition's free signs are fixed. */
    static void fixSigns(DMatrixRMaj m) {
        for (int c = 0; c < m.numCols; c++) {
            double greatest = 0;
            for (int r = 0; r < m.numRows; r++) {
                greatest = Math.abs(m.get(r, c)) > Math.abs(greatest) ? m.get(r, c) : greatest;
            }
            if (greatest < 0) {
                for (int r = 0; r < m.numRows; r++) {
                    m.set(r, c, -m.get(r, c));
                }
            }
        }
    }
}
