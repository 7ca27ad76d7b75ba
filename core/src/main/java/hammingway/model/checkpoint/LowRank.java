package hammingway.model.checkpoint;

/**
 * A change {@code factor * left right} of a matrix, with {@code left} (rows, r) and {@code right} (r, columns), row-major. Sums are
 * float32, as those of the libraries that merge adapters are.
 */
record LowRank(float[] left, float[] right, int rank, float factor) {
    /** The change of the transposed matrix. */
    LowRank transposed() {
        return new LowRank(transposed(right, rank), transposed(left, left.length / rank), rank, factor);
    }

    private static float[] transposed(float[] matrix, int rows) {
        int columns = matrix.length / rows;
        float[] turned = new float[matrix.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                turned[c * rows + r] = matrix[r * columns + c];
            }
        }
        return turned;
    }

    /** Adds the change to the values {@code from .. from + count - 1} of the matrix. */
    void addTo(long from, float[] values, int count) {
        int columns = right.length / rank;
        float[] sums = new float[columns];
        for (int done = 0; done < count; ) {
            int row = (int) ((from + done) / columns);
            int first = (int) ((from + done) % columns);
            int n = Math.min(columns - first, count - done);
            java.util.Arrays.fill(sums, 0, n, 0);
            for (int k = 0; k < rank; k++) {
                float weight = left[row * rank + k];
                for (int c = 0; c < n; c++) {
                    sums[c] += weight * right[k * columns + first + c];
                }
            }
            for (int c = 0; c < n; c++) {
                values[done + c] += factor * sums[c];
            }
            done += n;
        }
    }
}
