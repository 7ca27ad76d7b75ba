package hammingway.math;

import hammingway.base.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Linear algebra over the field of two elements, by elimination on packed rows. */
public final class Gf2 {
    private Gf2() {}

    /**
     * A matrix in reduced row echelon form.
     *
     * @param rank    number of independent rows
     * @param pivots  the columns of the leading ones, ascending, one per row: an information set of the row space
     * @param rows    a basis of the row space, {@code rank} rows; each pivot column holds a single one. Of a zero matrix: one zero row
     */
    public record Echelon(int rank, List<Integer> pivots, BitMatrix rows) {}

    /** Rank over GF(2). Cost: rows x rank x ceil(columns / 64) words. */
    public static int rank(BitMatrix matrix) {
        return basis(matrix).rank();
    }

    /** Gauss-Jordan elimination, same cost as {@link #rank}. */
    public static Echelon reduce(BitMatrix matrix) {
        return basis(matrix).echelon();
    }

    /** A basis of all x with M x = 0, one per row: columns - rank of them; empty if only x = 0. */
    public static Optional<BitMatrix> nullSpace(BitMatrix matrix) {
        Echelon echelon = reduce(matrix);
        int n = matrix.columns();
        int k = echelon.rank();
        if (k == n) {
            return Optional.empty();
        }
        List<Integer> free = new ArrayList<>();
        for (int c = 0; c < n; c++) {
            if (!echelon.pivots().contains(c)) {
                free.add(c);
            }
        }
        return Optional.of(BitMatrix.of(n - k, n, (r, c) -> {
            int pivot = echelon.pivots().indexOf(c);
            return pivot < 0 ? c == free.get(r) : echelon.rows().get(pivot, free.get(r));
        }));
    }

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

    private static Basis basis(BitMatrix matrix) {
        Basis basis = new Basis(matrix.columns());
        long[] row = new long[matrix.wordsPerRow()];
        for (int r = 0; r < matrix.rows() && basis.rank() < matrix.columns(); r++) {
            matrix.copyRow(r, row, 0);
            basis.add(row);
        }
        return basis;
    }

    /** A growing set of independent rows, kept reduced. Not thread-safe. */
    public static final class Basis {
        private final int columns;
        private final List<long[]> rows = new ArrayList<>();
        private final List<Integer> pivots = new ArrayList<>();

        public Basis(int columns) {
            this.columns = columns;
        }

        public int rank() {
            return rows.size();
        }

        /**
         * Adds a row unless it is a sum of rows added before.
         *
         * @param row packed as in {@link BitMatrix}; not changed
         * @return whether the rank grew
         */
        public boolean add(long[] row) {
            long[] rest = reduced(row);
            int pivot = firstOne(rest);
            if (pivot < 0) {
                return false;
            }
            for (long[] other : rows) {
                if (get(other, pivot)) {
                    xor(other, rest);
                }
            }
            rows.add(rest);
            pivots.add(pivot);
            return true;
        }

        /** Whether a row is a sum of rows added before. */
        public boolean contains(long[] row) {
            return firstOne(reduced(row)) < 0;
        }

        private long[] reduced(long[] row) {
            long[] rest = Arrays.copyOf(row, (columns + 63) >>> 6);
            for (int i = 0; i < rows.size(); i++) {
                if (get(rest, pivots.get(i))) {
                    xor(rest, rows.get(i));
                }
            }
            return rest;
        }

        /** The reduced row echelon form, rows in the order of their pivots. */
        public Echelon echelon() {
            int perRow = (columns + 63) >>> 6;
            int k = rank();
            List<Integer> sorted = pivots.stream().sorted().toList();
            long[] words = new long[Math.max(1, k) * perRow];
            for (int i = 0; i < k; i++) {
                System.arraycopy(rows.get(i), 0, words, sorted.indexOf(pivots.get(i)) * perRow, perRow);
            }
            return new Echelon(k, sorted, BitMatrix.ofWords(Math.max(1, k), columns, words));
        }

        private static boolean get(long[] row, int column) {
            return (row[column >>> 6] >>> column & 1) != 0;
        }

        private static void xor(long[] target, long[] source) {
            for (int w = 0; w < target.length; w++) {
                target[w] ^= source[w];
            }
        }

        private static int firstOne(long[] row) {
            for (int w = 0; w < row.length; w++) {
                if (row[w] != 0) {
                    return 64 * w + Long.numberOfTrailingZeros(row[w]);
                }
            }
            return -1;
        }
    }
}
