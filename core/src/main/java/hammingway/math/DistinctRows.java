package hammingway.math;

import java.util.Arrays;

/**
 * Which rows of a matrix equal one another: a hash table of row numbers, open addressing. The rows stay where they are: 8 to 16
 * bytes of its own a row. A row must not change once it was added. Not thread-safe.
 */
public final class DistinctRows {
    private final BitRows matrix;
    private final int[] table;

    public DistinctRows(BitMatrix matrix) {
        this((BitRows) matrix);
    }

    public DistinctRows(BitMatrix.Builder matrix) {
        this((BitRows) matrix);
    }

    private DistinctRows(BitRows matrix) {
        this.matrix = matrix;
        // a power of two of at least twice the rows: at most half full
        this.table = new int[Math.toIntExact(Math.max(4, 4L * Integer.highestOneBit(matrix.rows())))];
        Arrays.fill(table, -1);
    }

    /** The row added before that equals this one; or -1, and now this one is added. */
    public int add(int row) {
        int at = (int) hash(row) & (table.length - 1);
        while (table[at] >= 0) {
            if (equal(table[at], row)) {
                return table[at];
            }
            at = (at + 1) & (table.length - 1);
        }
        table[at] = row;
        return -1;
    }

    /** Multiplication and shift by words; the finaliser of SplitMix64 spreads what differs in few bits. */
    private long hash(int row) {
        long h = 0;
        for (int w = 0; w < matrix.wordsPerRow(); w++) {
            h = (h ^ matrix.word(row, w)) * 0xBF58476D1CE4E5B9L;
            h ^= h >>> 29;
        }
        h *= 0x94D049BB133111EBL;
        return h ^ (h >>> 32);
    }

    private boolean equal(int a, int b) {
        for (int w = 0; w < matrix.wordsPerRow(); w++) {
            if (matrix.word(a, w) != matrix.word(b, w)) {
                return false;
            }
        }
        return true;
    }
}
