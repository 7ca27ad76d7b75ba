package hammingway.math;

import hammingway.base.Progress;

/** Linear algebra over GF(2) on packed rows. */
public final class Gf2 {
    private Gf2() {}

    /**
     * Sums of rows, one for each number: row {@code i} is the sum of the rows that the bits of {@code i} name, its lowest bit the
     * last row. With the rows of a generator matrix, row {@code i} is the codeword of the message {@code i}, most significant
     * bit first. One addition of rows each: {@code count ceil(columns / 64)} word operations.
     *
     * @param count at most {@code 2^rows}
     */
    public static BitMatrix combinations(BitMatrix rows, int count, Progress progress) {
        int k = rows.rows();
        if (k < 31 && count > 1 << k) {
            throw new IllegalArgumentException(k + " rows have " + (1 << k) + " sums, not " + count);
        }
        BitMatrix.Builder sums = new BitMatrix.Builder(count, rows.columns());
        for (int i = 1; i < count; i++) {
            int rest = i & (i - 1);
            int row = k - 1 - Integer.numberOfTrailingZeros(i);
            for (int w = 0; w < sums.wordsPerRow(); w++) {
                sums.word(i, w, sums.word(rest, w) ^ rows.word(row, w));
            }
            if ((i & 0xFFFF) == 0) {
                progress.check();
            }
        }
        return sums.build();
    }

    /** Number of linearly independent rows. O(rows^2 columns / 64). */
    public static int rank(BitMatrix matrix) {
        int words = matrix.wordsPerRow();
        long[][] rows = new long[matrix.rows()][words];
        for (int r = 0; r < rows.length; r++) {
            for (int w = 0; w < words; w++) {
                rows[r][w] = matrix.word(r, w);
            }
        }
        int rank = 0;
        for (int c = 0; c < matrix.columns() && rank < rows.length; c++) {
            int pivot = rank;
            while (pivot < rows.length && (rows[pivot][c >>> 6] >>> c & 1) == 0) {
                pivot++;
            }
            if (pivot == rows.length) {
                continue;
            }
            long[] swap = rows[pivot];
            rows[pivot] = rows[rank];
            rows[rank] = swap;
            for (int r = rank + 1; r < rows.length; r++) {
                if ((rows[r][c >>> 6] >>> c & 1) != 0) {
                    for (int w = 0; w < words; w++) {
                        rows[r][w] ^= swap[w];
                    }
                }
            }
            rank++;
        }
        return rank;
    }

    /**
     * How many of the {@code 2^rows} sums of rows have each number of ones: of a generator matrix, the weight distribution of its
     * code. Sums follow each other by one row (Gray code): {@code 2^rows ceil(columns / 64)} word operations, no memory.
     *
     * @return index w: the number of sums with w ones
     */
    public static long[] weights(BitMatrix rows, Progress progress) {
        int k = rows.rows();
        if (k > 40) {
            throw new IllegalArgumentException("2^" + k + " sums are too many to count one by one");
        }
        long[] counts = new long[rows.columns() + 1];
        long[] sum = new long[rows.wordsPerRow()];
        counts[0] = 1;
        for (long i = 1; i < 1L << k; i++) {
            int row = k - 1 - Long.numberOfTrailingZeros(i);
            int weight = 0;
            for (int w = 0; w < sum.length; w++) {
                sum[w] ^= rows.word(row, w);
                weight += Long.bitCount(sum[w]);
            }
            counts[weight]++;
            if ((i & 0xFFFFF) == 0) {
                progress.check();
            }
        }
        return counts;
    }

    /** The matrix and to its right, for each row, the sum of its bits. */
    public static BitMatrix withParity(BitMatrix matrix) {
        return matrix.beside(BitMatrix.of(matrix.rows(), 1, (r, c) -> matrix.weight(r) % 2 == 1));
    }
}
