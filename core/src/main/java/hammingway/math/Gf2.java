package hammingway.math;

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
