package hammingway.control;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** The numbers behind a picture of a matrix. */
final class MatrixNumbers {
    /** Values looked at along each side of the view. */
    private static final int SAMPLED = 100;

    private MatrixNumbers() {}

    /** A table of the blocks in sight: first line the first column of each block, first column the first row of each. */
    static String csv(TileStore store, Viewport view) {
        int level = TilePainter.level(store, view.scale());
        int fromRow = Math.max(0, (int) view.rowAt(0)) >> level;
        int toRow = Math.clamp((long) view.rowAt(view.height() - 1e-3), 0, view.rows() - 1) >> level;
        int fromColumn = Math.max(0, (int) view.columnAt(0)) >> level;
        int toColumn = Math.clamp((long) view.columnAt(view.width() - 1e-3), 0, view.columns() - 1) >> level;
        StringBuilder csv = new StringBuilder("row");
        for (int c = fromColumn; c <= toColumn; c++) {
            csv.append(',').append(c << level);
        }
        csv.append('\n');
        for (int r = fromRow; r <= toRow; r++) {
            csv.append(r << level);
            for (int c = fromColumn; c <= toColumn; c++) {
                double v = TilePainter.value(store, r << level, c << level, level);
                csv.append(',').append(text(v));
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    /** Values in sight at hand, sorted; of many, those at even steps. */
    static double[] visible(TileStore store, Viewport view) {
        int level = TilePainter.level(store, view.scale());
        DoubleStream.Builder values = DoubleStream.builder();
        for (int y = 0; y < SAMPLED; y++) {
            double row = view.rowAt((y + 0.5) * view.height() / SAMPLED);
            for (int x = 0; x < SAMPLED; x++) {
                double column = view.columnAt((x + 0.5) * view.width() / SAMPLED);
                if (row >= 0 && row < view.rows() && column >= 0 && column < view.columns()) {
                    values.add(TilePainter.value(store, (int) row, (int) column, level));
                }
            }
        }
        return values.build().filter(v -> !Double.isNaN(v)).sorted().toArray();
    }

    private static String text(double v) {
        return v == Math.rint(v)
                ? Long.toString((long) v)
                : Double.isNaN(v) ? "" : String.format(Locale.ROOT, "%.4f", v);
    }
}
