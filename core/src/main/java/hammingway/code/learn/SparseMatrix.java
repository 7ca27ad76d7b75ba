package hammingway.code.learn;

import java.util.stream.IntStream;

/**
 * Compressed rows: row r holds {@code values[start[r]]} to {@code values[start[r + 1] - 1]} in the columns beside them. Memory 8
 * bytes per item.
 */
record SparseMatrix(int rows, int columns, int[] start, int[] column, float[] values) {
    /** The same items by columns. */
    SparseMatrix transposed() {
        int[] from = new int[columns + 1];
        for (int c : column) {
            from[c + 1]++;
        }
        for (int c = 0; c < columns; c++) {
            from[c + 1] += from[c];
        }
        int[] next = from.clone();
        int[] row = new int[column.length];
        float[] turned = new float[column.length];
        for (int r = 0; r < rows; r++) {
            for (int i = start[r]; i < start[r + 1]; i++) {
                int at = next[column[i]]++;
                row[at] = r;
                turned[at] = values[i];
            }
        }
        return new SparseMatrix(columns, rows, from, row, turned);
    }

    /**
     * This times a dense row-major matrix (columns, width). Each row is summed by one thread in the same order: the result does not
     * depend on the number of threads.
     */
    float[] times(float[] dense, int width) {
        float[] product = new float[Math.multiplyExact(rows, width)];
        IntStream.range(0, rows).parallel().forEach(r -> {
            double[] sum = new double[width];
            for (int i = start[r]; i < start[r + 1]; i++) {
                float value = values[i];
                int at = column[i] * width;
                for (int c = 0; c < width; c++) {
                    sum[c] += value * dense[at + c];
                }
            }
            for (int c = 0; c < width; c++) {
                product[r * width + c] = (float) sum[c];
            }
        });
        return product;
    }
}
