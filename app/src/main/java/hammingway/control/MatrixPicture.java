package hammingway.control;

import hammingway.settings.Theme;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The part of a matrix that is in sight, for a page: its cells as a bitmap, pixel for pixel, with title, names along the edges and the
 * key to the colours as text and lines. In the light theme. Immutable.
 */
public final class MatrixPicture {
    private static final int GUTTER = (int) MatrixView.GUTTER;
    private static final int TITLE = 28;
    private static final int KEY = 52;
    private static final int MARGIN = 12;
    private static final int BAR = 14;
    private static final int STOPS = 21;

    /** Narrower matrices have room for the title nevertheless. */
    private static final int LEAST_WIDTH = 360;

    private static final Theme.Palette PALETTE = Theme.LIGHT.palette();

    private final BufferedImage cells;
    private final List<Label> rows;
    private final List<Label> columns;
    private final List<Value> values;
    private final boolean labelled;
    private final Key key;
    private final String title;

    /** What the colours mean. */
    record Key(ColorScale colors, double low, double high, String unit) {}

    /** A name at a distance from the upper left corner of the cells, in pixels. */
    private record Label(double at, String text) {}

    /** A number in a cell. */
    private record Value(double x, double y, String text, boolean dark) {}

    private MatrixPicture(
            Bitmap bitmap, Viewport view, List<Value> values, MatrixSource source, Key key, String title) {
        this.cells = bitmap.image();
        this.labelled = MatrixEdges.labelled(view);
        this.rows = MatrixEdges.rowMarks(view, source).stream()
                .map(m -> new Label(view.yOf(m.index() + 0.5) - bitmap.top(), m.text()))
                .toList();
        this.columns = MatrixEdges.columnMarks(view, source).stream()
                .map(m -> new Label(view.xOf(m.index() + 0.5) - bitmap.left(), m.text()))
                .toList();
        this.values = values;
        this.key = key;
        this.title = title;
    }

    /** The cells in sight, without what surrounds a matrix that is smaller than its view. */
    private record Bitmap(BufferedImage image, int left, int top) {
        static Bitmap of(TileStore store, Viewport view, TilePainter painter) {
            int width = (int) view.width();
            int height = (int) view.height();
            int[] pixels = new int[width * height];
            painter.paint(pixels, width, height, view, 1, store);
            int left = (int) Math.max(0, Math.ceil(view.xOf(0) - 0.5));
            int top = (int) Math.max(0, Math.ceil(view.yOf(0) - 0.5));
            int right = (int) Math.min(width, Math.max(left + 1, Math.ceil(view.xOf(view.columns()) - 0.5)));
            int bottom = (int) Math.min(height, Math.max(top + 1, Math.ceil(view.yOf(view.rows()) - 0.5)));
            BufferedImage image = new BufferedImage(right - left, bottom - top, BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, right - left, bottom - top, pixels, top * width + left, width);
            return new Bitmap(image, left, top);
        }
    }

    static MatrixPicture of(TileStore store, Viewport view, TilePainter painter, Key key, String title) {
        Bitmap bitmap = Bitmap.of(store, view, painter);
        List<Value> values = new ArrayList<>();
        int toRow = MatrixEdges.valued(view) ? (int) Math.min(view.rows() - 1, view.rowAt(view.height())) : -1;
        int toColumn = (int) Math.min(view.columns() - 1, view.columnAt(view.width()));
        for (int r = (int) Math.max(0, view.rowAt(0)); r <= toRow; r++) {
            for (int c = (int) Math.max(0, view.columnAt(0)); c <= toColumn; c++) {
                double v = TilePainter.value(store, r, c, 0);
                double x = view.xOf(c + 0.5) - bitmap.left();
                double y = view.yOf(r + 0.5) - bitmap.top();
                boolean inside =
                        x < bitmap.image().getWidth() && y < bitmap.image().getHeight() && x > 0 && y > 0;
                if (inside && !Double.isNaN(v)) {
                    values.add(new Value(x, y, MatrixEdges.value(v), painter.bright(v)));
                }
            }
        }
        return new MatrixPicture(bitmap, view, values, store.source(), key, title);
    }

    public byte[] png() {
        return png(2);
    }

    /** @param scale pixels per pixel of the screen */
    public byte[] png(int scale) {
        return PictureFiles.png(width(), height(), scale, this::draw);
    }

    public byte[] svg() {
        return PictureFiles.svg(width(), height(), this::draw);
    }

    private int width() {
        return Math.max(LEAST_WIDTH, GUTTER + cells.getWidth() + MARGIN);
    }

    private int above() {
        return TITLE + (labelled ? GUTTER : 24);
    }

    private int height() {
        return above() + cells.getHeight() + KEY;
    }

    private void draw(Graphics2D g) {
        g.setColor(awt(PALETTE.background()));
        g.fillRect(0, 0, width(), height());
        g.setColor(awt(PALETTE.text()));
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        g.drawString(title, MARGIN, 19);
        g.drawImage(cells, GUTTER, above(), null);
        g.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 11));
        edges(g);
        FontMetrics metrics = g.getFontMetrics();
        for (Value v : values) {
            g.setColor(v.dark() ? Color.BLACK : Color.WHITE);
            text(g, v.text(), GUTTER + v.x() - metrics.stringWidth(v.text()) / 2.0, above() + v.y() + 4);
        }
        key(g);
    }

    private static void text(Graphics2D g, String text, double x, double y) {
        g.drawString(text, (float) x, (float) y);
    }

    private void edges(Graphics2D g) {
        FontMetrics metrics = g.getFontMetrics();
        g.setColor(awt(PALETTE.muted()));
        for (Label row : rows) {
            double y = above() + Math.max(row.at(), labelled ? row.at() : 5);
            text(g, row.text(), GUTTER - 6.0 - metrics.stringWidth(row.text()), y + 4);
            g.drawLine(GUTTER - 4, (int) (above() + row.at()), GUTTER - 1, (int) (above() + row.at()));
        }
        for (Label column : columns) {
            int x = (int) (GUTTER + column.at());
            g.drawLine(x, above() - 4, x, above() - 1);
            double wide = metrics.stringWidth(column.text());
            if (labelled) {
                AffineTransform before = g.getTransform();
                g.translate(x + 4, above() - 6);
                g.rotate(-Math.PI / 2);
                g.drawString(column.text(), 0, 0);
                g.setTransform(before);
            } else {
                text(g, column.text(), Math.min(Math.max(GUTTER, x - wide / 2), width() - wide - 2), above() - 8.0);
            }
        }
    }

    private void key(Graphics2D g) {
        float[] shares = new float[STOPS];
        Color[] stops = new Color[STOPS];
        for (int i = 0; i < STOPS; i++) {
            shares[i] = i / (STOPS - 1f);
            stops[i] = awt(key.colors().at(shares[i]));
        }
        int top = above() + cells.getHeight() + 12;
        int wide = Math.max(200, cells.getWidth());
        int right = Math.min(GUTTER + wide, width() - MARGIN);
        g.setPaint(new LinearGradientPaint(GUTTER, top, right, top, shares, stops));
        g.fill(new Rectangle2D.Double(GUTTER, top, right - GUTTER, BAR));
        g.setColor(awt(PALETTE.text()));
        FontMetrics metrics = g.getFontMetrics();
        g.drawString(number(key.low()), GUTTER, top + BAR + 14);
        String high = number(key.high()) + " " + key.unit();
        g.drawString(high, right - metrics.stringWidth(high), top + BAR + 14);
    }

    private static String number(double v) {
        return v == Math.rint(v) ? Long.toString((long) v) : String.format(Locale.ROOT, "%.1f", v);
    }

    private static Color awt(javafx.scene.paint.Color c) {
        return new Color((float) c.getRed(), (float) c.getGreen(), (float) c.getBlue());
    }
}
