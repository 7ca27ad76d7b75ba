package hammingway.math;

/**
 * A row-major matrix of floats. Not copied: who makes one does not write to it again. Thread-safe for reading.
 */
public record FloatMatrix(int rows, int columns, float[] values) {
    public FloatMatrix {
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException(values.length + " values are not " + rows + " x " + columns);
        }
    }

    public float get(int row, int column) {
        return values[row * columns + column];
    }

    /** Where a row begins in {@link #values}. */
    public int at(int row) {
        return row * columns;
    }

    /** Inner product of two rows of matrices of equal width. */
    public double dot(int row, FloatMatrix other, int otherRow) {
        double sum = 0;
        int a = at(row);
        int b = other.at(otherRow);
        for (int c = 0; c < columns; c++) {
            sum += (double) values[a + c] * other.values[b + c];
        }
        return sum;
    }
}
