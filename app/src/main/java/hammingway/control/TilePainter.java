package hammingway.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Draws what a viewport shows out of the tiles at hand, coarser ones standing in for those still missing. One pass over the
 * pixels without allocation per pixel: cheap enough for every frame of a pan.
 */
final class TilePainter {
    /** Colours of a scale; neighbours differ by less than the eye sees. */
    private static final int COLORS = 1024;

    private int[] table = ColorScale.VIRIDIS.table(COLORS);
    private double low;
    private double high = 1;
    private int background;

    void colors(ColorScale scale) {
        table = scale.table(COLORS);
    }

    void range(double newLow, double newHigh) {
        low = newLow;
        high = newHigh;
    }

    void background(int argb) {
        background = argb;
    }

    /** The least detail that leaves no pixel of the screen with more than one pixel of a tile. */
    static int level(TileStore store, double scale) {
        int level = (int) Math.ceil(Math.log(1 / scale) / Math.log(2) - 1e-9);
        return Math.clamp(level, 0, store.topLevel());
    }

    /** The tiles that a view needs: the whole matrix, then a coarse layer, then the fine one from the centre outwards, then its border. */
    static List<TileStore.Key> wanted(TileStore store, Viewport view, double density) {
        int level = level(store, view.scale() * density);
        List<TileStore.Key> keys = new ArrayList<>();
        keys.add(store.topKey());
        if (level + 2 < store.topLevel()) {
            keys.addAll(layer(view, level + 2, 0));
        }
        keys.addAll(layer(view, level, 0));
        keys.addAll(layer(view, level, 1));
        return keys;
    }

    private static List<TileStore.Key> layer(Viewport view, int level, int border) {
        double side = Math.scalb((double) TileStore.SIDE, level);
        int lastRow = (int) ((view.rows() - 1) / side);
        int lastColumn = (int) ((view.columns() - 1) / side);
        int firstRow = (int) Math.floor(view.rowAt(0) / side) - border;
        int firstColumn = (int) Math.floor(view.columnAt(0) / side) - border;
        int toRow = Math.min(lastRow, (int) Math.floor(view.rowAt(view.height()) / side) + border);
        int toColumn = Math.min(lastColumn, (int) Math.floor(view.columnAt(view.width()) / side) + border);
        List<TileStore.Key> keys = new ArrayList<>();
        for (int r = Math.max(0, firstRow); r <= toRow; r++) {
            for (int c = Math.max(0, firstColumn); c <= toColumn; c++) {
                keys.add(new TileStore.Key(level, r, c));
            }
        }
        double midRow = view.rowAt(view.height() / 2) / side - 0.5;
        double midColumn = view.columnAt(view.width() / 2) / side - 0.5;
        keys.sort(Comparator.comparingDouble(k -> Math.hypot(k.row() - midRow, k.column() - midColumn)));
        return keys;
    }

    /**
     * Fills a picture.
     *
     * @param pixels  row-major ARGB, {@code width x height}
     * @param density pixels of the picture per pixel of the viewport
     */
    void paint(int[] pixels, int width, int height, Viewport view, double density, TileStore store) {
        int level = level(store, view.scale() * density);
        int[] columns = new int[width];
        for (int x = 0; x < width; x++) {
            columns[x] = block(view.columnAt((x + 0.5) / density), view.columns(), level);
        }
        int from = 0;
        while (from < height) {
            int row = block(view.rowAt((from + 0.5) / density), view.rows(), level);
            int to = from + 1;
            while (to < height && block(view.rowAt((to + 0.5) / density), view.rows(), level) == row) {
                to++;
            }
            paintRow(pixels, from * width, columns, row, level, store);
            for (int y = from + 1; y < to; y++) {
                System.arraycopy(pixels, from * width, pixels, y * width, width);
            }
            from = to;
        }
    }

    private static int block(double cell, int cells, int level) {
        return cell < 0 || cell >= cells ? -1 : (int) cell >> level;
    }

    private void paintRow(int[] pixels, int at, int[] columns, int row, int level, TileStore store) {
        int width = columns.length;
        if (row < 0) {
            Arrays.fill(pixels, at, at + width, background);
            return;
        }
        int x = 0;
        while (x < width) {
            int tileColumn = columns[x] >> TileStore.SIDE_BITS; // -1 stays -1
            int end = x + 1;
            while (end < width && columns[end] >> TileStore.SIDE_BITS == tileColumn) {
                end++;
            }
            if (tileColumn < 0) {
                Arrays.fill(pixels, at + x, at + end, background);
            } else {
                segment(
                        pixels,
                        at,
                        columns,
                        x,
                        end,
                        row,
                        new TileStore.Key(level, row >> TileStore.SIDE_BITS, tileColumn),
                        store);
            }
            x = end;
        }
    }

    private void segment(
            int[] pixels, int at, int[] columns, int x, int end, int row, TileStore.Key key, TileStore store) {
        int shift = 0;
        TileStore.Key k = key;
        var tile = store.tile(k);
        while (tile.isEmpty() && k.level() < store.topLevel()) {
            k = k.parent();
            shift++;
            tile = store.tile(k);
        }
        if (tile.isEmpty()) {
            Arrays.fill(pixels, at + x, at + end, background);
            return;
        }
        float[] values = tile.get();
        int line = (row >> shift & TileStore.SIDE - 1) << TileStore.SIDE_BITS;
        float factor = (float) (COLORS / Math.max(high - low, 1e-9));
        float zero = (float) low;
        for (int i = x; i < end; i++) {
            float v = values[line + (columns[i] >> shift & TileStore.SIDE - 1)];
            int color = Math.min(COLORS - 1, Math.max(0, (int) ((v - zero) * factor)));
            pixels[at + i] = Float.isNaN(v) ? background : table[color];
        }
    }

    /** Whether dark letters are read better on a value's colour (relative luminance, ITU-R BT.709, above a half in sRGB's lightness). */
    boolean bright(double value) {
        int c = table[(int) Math.clamp((value - low) / Math.max(high - low, 1e-9) * COLORS, 0, COLORS - 1)];
        return 0.2126 * (c >> 16 & 255) + 0.7152 * (c >> 8 & 255) + 0.0722 * (c & 255) > 118;
    }

    /** The value painted at a cell, {@code NaN} while there is none. */
    static double value(TileStore store, int row, int column, int level) {
        for (int l = level; l <= store.topLevel(); l++) {
            int r = row >> l;
            int c = column >> l;
            var tile = store.tile(new TileStore.Key(l, r >> TileStore.SIDE_BITS, c >> TileStore.SIDE_BITS));
            if (tile.isPresent()) {
                return tile.get()[((r & TileStore.SIDE - 1) << TileStore.SIDE_BITS) + (c & TileStore.SIDE - 1)];
            }
        }
        return Double.NaN;
    }
}
