package hammingway.design.book;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.code.analysis.MatrixTiles;
import hammingway.code.analysis.MatrixTiles.Span;
import hammingway.control.MatrixSource;
import hammingway.control.Reduction;
import hammingway.control.TileRequest;
import hammingway.math.Parallel;
import java.util.function.IntFunction;

/** Hamming distances between all tokens, in an order of rows, as {@link MatrixTiles} gives them. */
public final class DistanceSource implements MatrixSource {
    /**
     * Side of the largest block of which all pairs are compared for the least distance: a tile of 256 x 256 such blocks has 2.7e8 pairs,
     * about a tenth of a second.
     */
    private static final int LARGEST_COMPARED = 64;

    /** Rows and columns, at even steps, that stand for a larger block. */
    private static final int SAMPLED = 16;

    private final Codebook codebook;
    private final int[] tokens;
    private final MatrixTiles tiles;
    private final int[] rows;
    private final IntFunction<String> names;
    private final Preview.Range colors;

    /**
     * @param tokens token of each row, as {@link RowOrder#tokens} gives
     * @param names  of tokens
     * @param colors distances that the colours span to begin with
     */
    public DistanceSource(Codebook codebook, int[] tokens, IntFunction<String> names, Preview.Range colors) {
        this.codebook = codebook;
        this.tokens = tokens;
        this.rows = new int[tokens.length];
        for (int row = 0; row < tokens.length; row++) {
            rows[tokens[row]] = row;
        }
        this.tiles = MatrixTiles.of(codebook, tokens);
        this.names = names;
        this.colors = colors;
    }

    public Codebook codebook() {
        return codebook;
    }

    /** Token of a row or column. */
    public int token(int row) {
        return tokens[row];
    }

    /** Row and column of a token. */
    public int row(int token) {
        return rows[token];
    }

    public String name(int row) {
        return names.apply(tokens[row]);
    }

    @Override
    public int rows() {
        return tokens.length;
    }

    @Override
    public int columns() {
        return tokens.length;
    }

    /** Blocks of equal size and the shorter one at the matrix's end are asked for apart: a span is cut evenly. */
    @Override
    public void tile(TileRequest q, float[] out, Progress progress) {
        int wholeRows = Math.min(q.height(), (rows() - q.row()) / q.block());
        int wholeColumns = Math.min(q.width(), (columns() - q.column()) / q.block());
        for (int y = 0; y < q.height(); y += y < wholeRows ? wholeRows : 1) {
            for (int x = 0; x < q.width(); x += x < wholeColumns ? wholeColumns : 1) {
                progress.check();
                part(
                        q,
                        span(q.row() + y * q.block(), q.block(), y < wholeRows ? wholeRows : 1),
                        span(q.column() + x * q.block(), q.block(), x < wholeColumns ? wholeColumns : 1),
                        out,
                        y * q.width() + x,
                        progress);
            }
        }
    }

    private Span span(int from, int block, int cells) {
        return new Span(from, (int) Math.min(rows(), from + (long) cells * block), cells);
    }

    private void part(TileRequest q, Span rows, Span columns, float[] out, int at, Progress progress) {
        Parallel here = new Parallel(1, progress, "Tile"); // tiles are computed side by side already
        if (q.reduction() == Reduction.MEAN || q.block() == 1) {
            float[] means = tiles.means(rows, columns, here);
            for (int y = 0; y < rows.cells(); y++) {
                System.arraycopy(means, y * columns.cells(), out, at + y * q.width(), columns.cells());
            }
        } else if (q.block() <= LARGEST_COMPARED) {
            int[] minima = tiles.minima(rows, columns, here);
            for (int i = 0; i < minima.length; i++) {
                out[at + i / columns.cells() * q.width() + i % columns.cells()] = minima[i];
            }
        } else {
            for (int y = 0; y < rows.cells(); y++) {
                progress.check();
                for (int x = 0; x < columns.cells(); x++) {
                    out[at + y * q.width() + x] =
                            least(rows.start(y), rows.start(y + 1), columns.start(x), columns.start(x + 1));
                }
            }
        }
    }

    /** An upper bound of the least distance of different tokens in a block. */
    private int least(int row, int rowEnd, int column, int columnEnd) {
        int rowStep = Math.max(1, (rowEnd - row) / SAMPLED);
        int columnStep = Math.max(1, (columnEnd - column) / SAMPLED);
        int least = Integer.MAX_VALUE;
        for (int r = row; r < rowEnd; r += rowStep) {
            for (int c = column; c < columnEnd; c += columnStep) {
                least = r == c ? least : Math.min(least, codebook.bits().distance(tokens[r], tokens[c]));
            }
        }
        return least == Integer.MAX_VALUE ? 0 : least;
    }

    @Override
    public double minimum() {
        return 0;
    }

    @Override
    public double maximum() {
        return codebook.length();
    }

    @Override
    public double low() {
        return colors.low();
    }

    @Override
    public double high() {
        return colors.high();
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
