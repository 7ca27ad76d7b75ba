package hammingway.code.analysis;

import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenvalues of the Gram matrix of codewords with entries -1 and +1. The n of S^T S are, with zeros added, the V of S S^T. A head on this
 * code is a softmax whose output embeddings are rows of S times a matrix, so directions with small eigenvalues are directions in which tokens hardly differ.
 *
 * @param eigenvalues n of them, greatest first, not negative; their sum is V n
 */
public record GramSpectrum(List<Double> eigenvalues) {
    /** n^2 V / 64 words and O(n^3) operations: about a second for n = 1024. */
    public static GramSpectrum of(Codebook codebook, Parallel parallel) {
        BitMatrix columns = codebook.bits().transposed();
        int n = codebook.length();
        int[] both = Columns.common(columns, parallel);
        DMatrixRMaj gram = new DMatrixRMaj(n, n);
        for (int a = 0; a < n; a++) {
            for (int b = a; b < n; b++) {
                int differing = both[a * n + a] + both[b * n + b] - 2 * both[a * n + b];
                double product = codebook.size() - 2.0 * differing;
                gram.set(a, b, product);
                gram.set(b, a, product);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, true);
        if (!eigen.decompose(gram)) {
            throw new IllegalStateException("No eigenvalues of a symmetric matrix of " + n + " rows");
        }
        List<Double> values = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            values.add(Math.max(0, eigen.getEigenvalue(i).getReal()));
        }
        values.sort(Comparator.reverseOrder());
        return new GramSpectrum(List.copyOf(values));
    }

    /** (sum of eigenvalues)^2 / sum of squares: n if all directions count alike, 1 if one is all (participation ratio). */
    public double effectiveRank() {
        double sum = 0;
        double squares = 0;
        for (double e : eigenvalues) {
            sum += e;
            squares += e * e;
        }
        return sum * sum / squares;
    }
}
