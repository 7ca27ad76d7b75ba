package hammingway.design;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.control.MatrixSource;
import hammingway.control.Reduction;
import hammingway.control.TileRequest;
import hammingway.math.BitMatrix;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Hamming distances between all tokens, in an order of rows. Single cells are exact. The mean of a block comes from the shares of
 * ones in its rows and in its columns, never from its pairs: with shares a and b of a bit, {@code a (1 - b) + (1 - a) b} of the
 * block's pairs differ in it. So a tile of p x p pixels costs p^2 n products, whatever its cells. Blocks on the diagonal count the
 * zero distances of tokens to themselves.
 */
final class DistanceSource implements MatrixSource {
    /** log2 of the rows whose ones are counted beforehand. */
    private static final int COUNTED_BITS = 5;

    /** Pairs looked at for the least distance of a block: rows and columns at even steps. */
    private static final int SAMPLED = 16;

    private final Codebook codebook;
    private final int[] tokens;
    private final BitMatrix rows;
    private final IntFunction<String> names;
    private final int[] counted;

    /**
     * @param tokens token of each row, as {@link RowOrder#tokens} gives
     * @param names  of tokens
     */
    DistanceSource(Codebook codebook, int[] tokens, IntFunction<String> names) {
        this.codebook = codebook;
        this.tokens = tokens;
        this.rows = codebook.bits().rowsInOrder(tokens);
        this.names = names;
        this.counted = counted(rows);
    }

    private static int[] counted(BitMatrix rows) {
        int n = rows.columns();
        int blocks = (rows.rows() + (1 << COUNTED_BITS) - 1) >> COUNTED_BITS;
        int[] counts = new int[Math.multiplyExact(blocks, n)];
        for (int r = 0; r < rows.rows(); r++) {
            add(rows, r, counts, (r >> COUNTED_BITS) * n);
        }
        return counts;
    }

    private static void add(BitMatrix rows, int row, int[] counts, int at) {
        for (int w = 0; w < rows.wordsPerRow(); w++) {
            for (long word = rows.word(row, w); word != 0; word &= word - 1) {
                counts[at + (w << 6) + Long.numberOfTrailingZeros(word)]++;
            }
        }
    }

    Codebook codebook() {
        return codebook;
    }

    /** Token of a row or column. */
    int token(int row) {
        return tokens[row];
    }

    String name(int row) {
        return names.apply(tokens[row]);
    }

    @Override
    public int rows() {
        return rows.rows();
    }

    @Override
    public int columns() {
        return rows.rows();
    }

    @Override
    public void tile(TileRequest request, float[] out, Progress progress) {
        if (request.block() == 1 || request.reduction() == Reduction.MIN) {
            pairs(request, out, progress);
        } else {
            means(request, out, progress);
        }
    }

    private void pairs(TileRequest q, float[] out, Progress progress) {
        for (int y = 0; y < q.height(); y++) {
            progress.check();
            for (int x = 0; x < q.width(); x++) {
                out[y * q.width() + x] = least(q.row() + y * q.block(), q.column() + x * q.block(), q.block());
            }
        }
    }

    /** The least distance of different tokens in a block; of large blocks, among evenly spread ones. */
    private int least(int row, int column, int block) {
        if (block == 1) {
            return rows.distance(row, column);
        }
        int step = Math.max(1, block / SAMPLED);
        int least = Integer.MAX_VALUE;
        for (int r = row; r < Math.min(row + block, rows()); r += step) {
            for (int c = column; c < Math.min(column + block, rows()); c += step) {
                least = r == c ? least : Math.min(least, rows.distance(r, c));
            }
        }
        return least == Integer.MAX_VALUE ? 0 : least;
    }

    private void means(TileRequest q, float[] out, Progress progress) {
        int n = rows.columns();
        float[] a = shares(q.row(), q.block(), q.height(), progress);
        float[] b = transposed(shares(q.column(), q.block(), q.width(), progress), q.width(), n);
        float[] sums = new float[q.width()];
        for (int c = 0; c < n; c++) {
            for (int x = 0; x < q.width(); x++) {
                sums[x] += b[c * q.width() + x];
            }
        }
        float[] line = new float[q.width()];
        for (int y = 0; y < q.height(); y++) {
            progress.check();
            float sum = 0;
            Arrays.fill(line, 0);
            for (int c = 0; c < n; c++) {
                float share = a[y * n + c];
                sum += share;
                addMultiple(line, b, c * q.width(), share);
            }
            for (int x = 0; x < q.width(); x++) {
                out[y * q.width() + x] = Math.max(0, sum + sums[x] - 2 * line[x]);
            }
        }
    }

    /** Row by row over the columns, which the compiler turns into vector instructions. */
    private static void addMultiple(float[] line, float[] values, int at, float factor) {
        for (int x = 0; x < line.length; x++) {
            line[x] += factor * values[at + x];
        }
    }

    private static float[] transposed(float[] values, int height, int width) {
        float[] out = new float[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[x * height + y] = values[y * width + x];
            }
        }
        return out;
    }

    /** Share of ones in each bit of {@code count} blocks of rows, (count, n). */
    private float[] shares(int from, int block, int count, Progress progress) {
        int n = rows.columns();
        float[] shares = new float[count * n];
        int[] counts = new int[n];
        for (int i = 0; i < count; i++) {
            progress.check();
            int row = from + i * block;
            int end = Math.min(rows(), row + block);
            Arrays.fill(counts, 0);
            if (block >= 1 << COUNTED_BITS) {
                for (int k = row >> COUNTED_BITS; k <= (end - 1) >> COUNTED_BITS; k++) {
                    for (int c = 0; c < n; c++) {
                        counts[c] += counted[k * n + c];
                    }
                }
            } else {
                for (int r = row; r < end; r++) {
                    add(rows, r, counts, 0);
                }
            }
            for (int c = 0; c < n; c++) {
                shares[i * n + c] = counts[c] / (float) (end - row);
            }
        }
        return shares;
    }

    @Override
    public double minimum() {
        return 0;
    }

    @Override
    public double maximum() {
        return rows.columns();
    }

    @Override
    public String unit() {
        return "bits";
    }

    @Override
    public String rowLabel(int row) {
        return name(row);
    }

    @Override
    public String columnLabel(int column) {
        return name(column);
    }
}
