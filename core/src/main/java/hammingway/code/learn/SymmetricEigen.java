package hammingway.code.learn;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * Eigenvalues of a symmetric matrix, descending, and orthonormal eigenvectors as columns.
 */
record SymmetricEigen(double[] values, DMatrixRMaj vectors) {
    /** Cost O(n^3). */
    static SymmetricEigen of(DMatrixRMaj symmetric) {
        int n = symmetric.numRows;
        var eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(symmetric.copy())) {
            throw new IllegalStateException("the eigenvalues of a matrix of " + n + " rows were not found");
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted((a, b) -> Double.compare(eigen.getEigenvalue(b).real, eigen.getEigenvalue(a).real))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] values = new double[n];
        DMatrixRMaj vectors = new DMatrixRMaj(n, n);
        for (int c = 0; c < n; c++) {
            values[c] = eigen.getEigenvalue(order[c]).real;
            DMatrixRMaj vector = eigen.getEigenVector(order[c]);
            for (int r = 0; r < n; r++) {
                vectors.set(r, c, vector.get(r));
            }
        }
        return new SymmetricEigen(values, vectors);
    }
}
