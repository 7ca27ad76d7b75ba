package hammingway.code.learn;

import hammingway.base.Progress;
import hammingway.math.SplitRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * The greatest singular values of a sparse matrix and their left vectors, by subspace iteration from a random start: Halko,
 * Martinsson and Tropp, "Finding structure with randomness", SIAM Review 2011, algorithms 4.4 and 5.1.
 *
 * @param left           (rows, k), orthonormal columns; of each the entry of greatest size is positive
 * @param singularValues k, descending
 */
record TruncatedSvd(DMatrixRMaj left, double[] singularValues) {
    /** Directions beside those asked for, and rounds: "p = 5 or p = 10" and "q = 1 or q = 2" suffice there; PPMI decays slower. */
    private static final int SPARE = 10;

    private static final int ROUNDS = 6;
    /** The start is part of the algorithm, not of a recipe. */
    private static final long SEED = 2011;

    /** Cost O(items k rounds + rows k^2 rounds), memory 4 k (rows + columns) + 24 rows k bytes. */
    static TruncatedSvd of(SparseMatrix a, int k, Progress progress) {
        int width = Math.min(k + SPARE, Math.min(a.rows(), a.columns()));
        if (k > width) {
            throw new IllegalArgumentException(k + " singular values of " + a.rows() + " x " + a.columns());
        }
        SparseMatrix turned = a.transposed();
        SplitRandom random = SplitRandom.of(SEED, "subspace", 0);
        float[] start = new float[Math.multiplyExact(a.rows(), width)];
        for (int i = 0; i < start.length; i++) {
            start[i] = (float) random.nextGaussian();
        }
        DMatrixRMaj basis = orthonormal(start, a.rows(), width);
        for (int round = 0; round < ROUNDS; round++) {
            progress.check();
            progress.update(round / (ROUNDS + 1.0), "Decomposing co-occurrence");
            basis = orthonormal(a.times(turned.times(floats(basis), width), width), a.rows(), width);
        }
        progress.check();
        float[] projected = turned.times(floats(basis), width);
        SymmetricEigen eigen = SymmetricEigen.of(Dense.gram(projected, a.columns(), width));
        DMatrixRMaj left = new DMatrixRMaj(a.rows(), width);
        CommonOps_DDRM.mult(basis, eigen.vectors(), left);
        double[] values = new double[k];
        for (int c = 0; c < k; c++) {
            values[c] = Math.sqrt(Math.max(0, eigen.values()[c]));
        }
        DMatrixRMaj kept = CommonOps_DDRM.extract(left, 0, a.rows(), 0, k);
        Dense.fixSigns(kept);
        return new TruncatedSvd(kept, values);
    }

    private static DMatrixRMaj orthonormal(float[] values, int rows, int width) {
        DMatrixRMaj m = new DMatrixRMaj(rows, width);
        for (int i = 0; i < values.length; i++) {
            m.data[i] = values[i];
        }
        var qr = DecompositionFactory_DDRM.qr(rows, width);
        if (!qr.decompose(m)) {
            throw new IllegalStateException("the orthonormalisation of " + rows + " x " + width + " failed");
        }
        return qr.getQ(null, true);
    }

    private static float[] floats(DMatrixRMaj m) {
        float[] out = new float[m.getNumElements()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) m.data[i];
        }
        return out;
    }
}
