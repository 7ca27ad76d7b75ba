package hammingway.code;

import hammingway.math.FloatMatrix;

/**
 * Vectors of tokens: row-major (rows, columns), row i for token i. Not copied: who makes one does not write to it again.
 */
public record Embeddings(int rows, int columns, float[] values) {
    public Embeddings {
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException(values.length + " values are not " + rows + " x " + columns);
        }
    }

    public static Embeddings of(FloatMatrix matrix) {
        return new Embeddings(matrix.rows(), matrix.columns(), matrix.values());
    }

    public FloatMatrix matrix() {
        return new FloatMatrix(rows, columns, values);
    }

    public float get(int row, int column) {
        return values[row * columns + column];
    }
}
