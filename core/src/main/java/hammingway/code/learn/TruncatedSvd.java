package hammingway.code.learn;

import hammingway.base.Progress;
import hammingway.math.SplitRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

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
    /** Squared: directions that are smaller than this part of the greatest are rounding of floats. */
    private static final double DEPENDENT = 1e-13;
    /** The start is part of the algorithm, not of a recipe. */
    private static final long SEED = 2011;

    /** Cost O(items k rounds + rows k^2 rounds), memory 4 k (rows + columns) + 16 rows k bytes. */
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
        float[] basis = orthonormal(start, a.rows(), width);
        for (int round = 0; round < ROUNDS; round++) {
            progress.check();
            progress.update(round / (ROUNDS + 1.0), "Decomposing co-occurrence");
            basis = orthonormal(a.times(turned.times(basis, width), width), a.rows(), width);
        }
        progress.check();
        float[] projected = turned.times(basis, width);
        SymmetricEigen eigen = SymmetricEigen.of(Dense.gram(projected, a.columns(), width));
        DMatrixRMaj left = Dense.times(basis, a.rows(), eigen.vectors());
        double[] values = new double[k];
        for (int c = 0; c < k; c++) {
            values[c] = Math.sqrt(Math.max(0, eigen.values()[c]));
        }
        DMatrixRMaj kept = CommonOps_DDRM.extract(left, 0, a.rows(), 0, k);
        Dense.fixSigns(kept);
        return new TruncatedSvd(kept, values);
    }

    /**
     * An orthonormal basis of the columns' span, by the eigenvectors of their Gram matrix, twice for rounding (Stathopoulos and Wu, "A
     * block orthogonalization procedure with constant synchronization requirements", 2002). Where the columns depend on each other,
     * as with tokens that never occur, columns of zeros fill the width.
     */
    private static float[] orthonormal(float[] columns, int rows, int width) {
        float[] basis = columns;
        for (int pass = 0; pass < 2; pass++) {
            SymmetricEigen eigen = SymmetricEigen.of(Dense.gram(basis, rows, width));
            DMatrixRMaj scaled = eigen.vectors();
            for (int c = 0; c < width; c++) {
                boolean dependent = !(eigen.values()[c] > DEPENDENT * eigen.values()[0]);
                double scale = dependent ? 0 : 1 / Math.sqrt(eigen.values()[c]);
                for (int r = 0; r < width; r++) {
                    scaled.set(r, c, scaled.get(r, c) * scale);
                }
            }
            DMatrixRMaj product = Dense.times(basis, rows, scaled);
            basis = new float[product.getNumElements()];
            for (int i = 0; i < basis.length; i++) {
                basis[i] = (float) product.data[i];
            }
        }
        return basis;
    }
}
