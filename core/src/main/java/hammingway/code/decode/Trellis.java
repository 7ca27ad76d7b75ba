package hammingway.code.decode;

import hammingway.math.BitMatrix;
import java.util.Optional;

/**
 * The minimal trellis of a linear code in its given order of columns, from a generator matrix of minimal span: rows start, and end, at different columns
 * (Kschischang, Sorokin, "On the trellis structure of block codes", 1995). A row is active from its first one to its last; the state between two
 * columns is the message bits of the active rows, each in a slot of its own.
 *
 * @param offset    a codeword of the coset that the code is
 * @param slots     most active rows at a time: 2^slots states
 * @param starts    of each column, the row that starts there, or -1
 * @param slot      of each row, its slot
 * @param ends      of each column, the mask of the slot freed after it, or 0
 * @param generator of each column, the mask of the slots whose rows have a one there
 * @param active    of each column, the mask of slots in use before it
 * @param tokens    of each message, bit r for row r, or -1
 */
record Trellis(
        boolean[] offset,
        int slots,
        int[] starts,
        int[] slot,
        int[] ends,
        int[] generator,
        int[] active,
        int[] tokens) {
    /** 1024 states. */
    private static final int MAX_SLOTS = 10;

    int length() {
        return starts.length;
    }

    /** Additions of one pass: branches of all columns. */
    long branches() {
        long sum = 0;
        for (int c = 0; c < starts.length; c++) {
            sum += 1L << (Integer.bitCount(active[c]) + (starts[c] >= 0 ? 1 : 0));
        }
        return sum;
    }

    /** Empty where the code has several cosets or too many states. */
    static Optional<Trellis> find(Cosets cosets) {
        if (cosets.count() > 1) {
            return Optional.empty();
        }
        Span span = new Span(cosets.basis());
        int n = cosets.basis().columns();
        int k = cosets.dimension();
        int[] starts = new int[n];
        int[] endsRow = new int[n];
        java.util.Arrays.fill(starts, -1);
        java.util.Arrays.fill(endsRow, -1);
        for (int r = 0; r < k; r++) {
            starts[span.first(r)] = r;
            endsRow[span.last(r)] = r;
        }
        int[] slot = new int[k];
        int[] ends = new int[n];
        int[] active = new int[n];
        int[] generator = new int[n];
        int used = 0;
        int slots = 0;
        for (int c = 0; c < n; c++) {
            active[c] = used;
            if (starts[c] >= 0) {
                slot[starts[c]] = Integer.numberOfTrailingZeros(~used);
                used |= 1 << slot[starts[c]];
                slots = Math.max(slots, slot[starts[c]] + 1);
            }
            if (slots > MAX_SLOTS) {
                return Optional.empty();
            }
            for (int r = 0; r < k; r++) {
                generator[c] |= span.first(r) <= c && c <= span.last(r) && span.rows[r][c] ? 1 << slot[r] : 0;
            }
            ends[c] = endsRow[c] >= 0 ? 1 << slot[endsRow[c]] : 0;
            used &= ~ends[c];
        }
        boolean[] offset = new boolean[n];
        for (int c = 0; c < n; c++) {
            offset[c] = cosets.representatives().get(0, c);
        }
        return Optional.of(
                new Trellis(offset, slots, starts, slot, ends, generator, active, span.tokens(cosets.tokens())));
    }

    /** A generator matrix on its way to minimal span. */
    private static final class Span {
        final boolean[][] rows;
        /** Which rows of the basis each row is the sum of. */
        private final int[] parts;

        Span(BitMatrix basis) {
            int k = basis.rows();
            rows = new boolean[k][basis.columns()];
            parts = new int[k];
            for (int r = 0; r < k; r++) {
                parts[r] = 1 << r;
                for (int c = 0; c < rows[r].length; c++) {
                    rows[r][c] = basis.get(r, c);
                }
            }
            // the basis is reduced: its rows start at different columns. Of two rows that end alike the one that starts
            // earlier
            // gets the other added: its start stays, its end moves forward
            boolean changed = true;
            while (changed) {
                changed = false;
                for (int a = 0; a < k; a++) {
                    for (int b = 0; b < k; b++) {
                        if (a != b && last(a) == last(b) && first(a) < first(b)) {
                            add(a, b);
                            changed = true;
                        }
                    }
                }
            }
        }

        private void add(int target, int source) {
            for (int c = 0; c < rows[target].length; c++) {
                rows[target][c] ^= rows[source][c];
            }
            parts[target] ^= parts[source];
        }

        int first(int row) {
            int c = 0;
            while (!rows[row][c]) {
                c++;
            }
            return c;
        }

        int last(int row) {
            int c = rows[row].length - 1;
            while (!rows[row][c]) {
                c--;
            }
            return c;
        }

        /** Tokens by this matrix' messages instead of the basis'. */
        int[] tokens(int[] byBasis) {
            int[] out = new int[byBasis.length];
            int[] translated = new int[byBasis.length];
            for (int m = 0; m < out.length; m++) {
                translated[m] = m == 0 ? 0 : translated[m & (m - 1)] ^ parts[Integer.numberOfTrailingZeros(m)];
                out[m] = byBasis[translated[m]];
            }
            return out;
        }
    }
}
