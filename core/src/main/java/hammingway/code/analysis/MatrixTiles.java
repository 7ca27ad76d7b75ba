package hammingway.code.analysis;

import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import java.util.Arrays;

/**
 * Pictures of any part of the V x V distance matrix at any zoom, rows and columns in one order of the tokens. Means of blocks come from prefix sums of bits, never
 * from pairs. Memory: the codebook again, transposed, and n ints for 64 tokens (6 MB for 262,144 x 64). Immutable, thread-safe.
 */
public final class MatrixTiles {
    private final BitMatrix ordered;
    private final BitMatrix columns;
    /** Ones of column b in words before w, at b (words + 1) + w. */
    private final int[] before;

    private final int wordsPerColumn;

    private MatrixTiles(BitMatrix ordered) {
        this.ordered = ordered;
        this.columns = ordered.transposed();
        this.wordsPerColumn = columns.wordsPerRow();
        this.before = new int[columns.rows() * (wordsPerColumn + 1)];
        for (int b = 0; b < columns.rows(); b++) {
            int sum = 0;
            for (int w = 0; w < wordsPerColumn; w++) {
                before[b * (wordsPerColumn + 1) + w] = sum;
                sum += Long.bitCount(columns.word(b, w));
            }
            before[b * (wordsPerColumn + 1) + wordsPerColumn] = sum;
        }
    }

    /**
     * @param order the token of each row and column of the matrix; a permutation, or some of the tokens
     */
    public static MatrixTiles of(Codebook codebook, int[] order) {
        return new MatrixTiles(codebook.bits().rowsInOrder(order));
    }

    /** Number of rows, and of columns, of the whole matrix. */
    public int size() {
        return ordered.rows();
    }

    /**
     * A part of the matrix's rows or columns, cut into cells as even as whole rows allow.
     *
     * @param from  first row
     * @param to    after the last row
     * @param cells at most {@code to - from}
     */
    public record Span(int from, int to, int cells) {
        public Span {
            if (from < 0 || cells < 1 || to - from < cells) {
                throw new IllegalArgumentException(
                        "rows " + from + " to " + to + " cannot be cut into " + cells + " cells");
            }
        }

        /** First row of a cell; of the number of cells itself: after the last row. */
        public int start(int index) {
            return from + (int) ((long) (to - from) * index / cells);
        }
    }

    /**
     * Mean distance of each block of tokens to each other, in bits; pairs of a token with itself count as 0. Where each cell is one pair it
     * is the exact distance. With p and q the shares of ones of two blocks it is sum p + sum q - 2 p . q: a matrix product of cells x n x cells.
     *
     * @return row-major, {@code rows.cells() x columns.cells()}; relative error below 1e-5
     */
    public float[] means(Span rows, Span columns, Parallel parallel) {
        int n = ordered.columns();
        float[] p = shares(rows);
        float[] q = shares(columns);
        float[] sumQ = new float[columns.cells()];
        for (int b = 0; b < n; b++) {
            add(sumQ, 0, q, b * columns.cells(), 1, sumQ.length);
        }
        float[] out = new float[Math.multiplyExact(rows.cells(), columns.cells())];
        int step = 16;
        parallel.run((rows.cells() + step - 1) / step, () -> 0, (none, task) -> {
            for (int r = task * step; r < Math.min(rows.cells(), (task + 1) * step); r++) {
                meansOfRow(r, rows.cells(), p, q, sumQ, out);
            }
        });
        return out;
    }

    private static void meansOfRow(int r, int cells, float[] p, float[] q, float[] sumQ, float[] out) {
        int width = sumQ.length;
        int n = q.length / width;
        float sumP = 0;
        for (int b = 0; b < n; b++) {
            sumP += p[b * cells + r];
        }
        int at = r * width;
        for (int c = 0; c < width; c++) {
            out[at + c] = sumP + sumQ[c];
        }
        int b = 0;
        for (; b + 3 < n; b += 4) {
            add4(out, at, q, b * width, p, b * cells + r, cells, width);
        }
        for (; b < n; b++) {
            add(out, at, q, b * width, -2 * p[b * cells + r], width);
        }
    }

    private static void add(float[] out, int at, float[] q, int from, float factor, int width) {
        for (int c = 0; c < width; c++) {
            out[at + c] += factor * q[from + c];
        }
    }

    /** Four columns of bits at once: a quarter of the traffic of the sums. */
    private static void add4(float[] out, int at, float[] q, int from, float[] p, int pFrom, int pStep, int width) {
        float f0 = -2 * p[pFrom];
        float f1 = -2 * p[pFrom + pStep];
        float f2 = -2 * p[pFrom + 2 * pStep];
        float f3 = -2 * p[pFrom + 3 * pStep];
        for (int c = 0; c < width; c++) {
            out[at + c] += f0 * q[from + c]
                    + f1 * q[from + width + c]
                    + f2 * q[from + 2 * width + c]
                    + f3 * q[from + 3 * width + c];
        }
    }

    /** Share of ones of each bit in each cell, at bit x cells + cell. */
    private float[] shares(Span span) {
        int n = ordered.columns();
        float[] shares = new float[Math.multiplyExact(n, span.cells())];
        for (int b = 0; b < n; b++) {
            int last = onesBefore(b, span.from());
            for (int c = 0; c < span.cells(); c++) {
                int ones = onesBefore(b, span.start(c + 1));
                shares[b * span.cells() + c] = (float) (ones - last) / (span.start(c + 1) - span.start(c));
                last = ones;
            }
        }
        return shares;
    }

    private int onesBefore(int b, int row) {
        int w = row >>> 6;
        int part = (row & 63) == 0 ? 0 : Long.bitCount(columns.word(b, w) & ((1L << row) - 1));
        return before[b * (wordsPerColumn + 1) + w] + part;
    }

    /**
     * Least distance of different tokens in each block of pairs; 0 where the block holds one token with itself alone. All pairs of
     * the part are compared. Cancellable.
     *
     * @return row-major, {@code rows.cells() x columns.cells()}, in bits
     */
    public int[] minima(Span rows, Span columns, Parallel parallel) {
        int width = columns.cells();
        int[] out = new int[Math.multiplyExact(rows.cells(), width)];
        Arrays.fill(out, PairKernel.FAR);
        long[][] words = words(columns);
        int count = columns.to() - columns.from();
        parallel.run(rows.cells(), () -> new int[count], (distances, r) -> {
            for (int row = rows.start(r); row < rows.start(r + 1); row++) {
                if ((row & 63) == 0) {
                    parallel.progress().check();
                }
                minimaOfRow(row, columns, words, distances, out, r * width);
            }
        });
        for (int i = 0; i < out.length; i++) {
            out[i] = out[i] == PairKernel.FAR ? 0 : out[i];
        }
        return out;
    }

    private void minimaOfRow(int row, Span columns, long[][] words, int[] distances, int[] out, int at) {
        int count = columns.to() - columns.from();
        if (words.length > 1) {
            PairKernel.distances(ordered.word(row, 0), words[0], distances, count);
            for (int w = 1; w < words.length; w++) {
                PairKernel.add(ordered.word(row, w), words[w], distances, count);
            }
        }
        for (int c = 0; c < columns.cells(); c++) {
            int from = columns.start(c);
            int to = columns.start(c + 1);
            boolean self = from <= row && row < to;
            int first = minimum(row, words, distances, from - columns.from(), (self ? row : to) - columns.from());
            int second = self ? minimum(row, words, distances, row + 1 - columns.from(), to - columns.from()) : first;
            out[at + c] = Math.min(out[at + c], Math.min(first, second));
        }
    }

    private int minimum(int row, long[][] words, int[] distances, int from, int to) {
        return words.length == 1
                ? PairKernel.minimum(ordered.word(row, 0), words[0], from, to)
                : PairKernel.minimum(distances, from, to);
    }

    private long[][] words(Span span) {
        long[][] words = new long[ordered.wordsPerRow()][span.to() - span.from()];
        for (int w = 0; w < words.length; w++) {
            for (int i = 0; i < words[w].length; i++) {
                words[w][i] = ordered.word(span.from() + i, w);
            }
        }
        return words;
    }
}
