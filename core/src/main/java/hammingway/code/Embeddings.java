package hammingway.code;

/**
 * Vectors of tokens: row-major (rows, columns), row i for token i. Not copied: who makes one does not write to it again.
 */
public record Embeddings(int rows, int columns, float[] values) {
    public Embeddings {
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException(values.length + " values are not " + rows + " x " + columns);
        }
    }

    public float get(int row, int column) {
        return values[row * columns + column];
    }
}
