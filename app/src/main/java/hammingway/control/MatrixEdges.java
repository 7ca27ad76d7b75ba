package hammingway.control;

import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Labels of rows and columns beside a matrix, and the values in its cells where these are large enough. */
final class MatrixEdges {
    /** Side of a cell from which each row and column has its label, in pixels: the height of a line of {@link #FONT}. */
    private static final double LABELLED = 14;

    /** Side of a cell from which its value is written, in pixels: three digits. */
    private static final double VALUED = 28;

    /** Least distance of two numbers along an edge, in pixels. */
    private static final double SPACING = 70;

    private static final Font FONT = Font.font("Monospaced", 11);

    /** Width of a character of {@link #FONT}: 0.6 of its size. */
    private static final double CHARACTER = 6.6;

    private static final int CHARACTERS = (int) ((MatrixView.GUTTER - 8) / CHARACTER);

    private final Canvas rows = new Canvas();
    private final Canvas columns = new Canvas();
    private final Canvas values = new Canvas();
    private Theme.Palette palette = Theme.LIGHT.palette();

    Node rows() {
        return rows;
    }

    Node columns() {
        return columns;
    }

    Node values() {
        return values;
    }

    void palette(Theme.Palette newPalette) {
        palette = newPalette;
    }

    void draw(Viewport view, TileStore store, TilePainter painter) {
        // beside the matrix, also where that is smaller than the view
        fit(rows, Math.floor(Math.max(0, view.xOf(0))), MatrixView.GUTTER, MatrixView.GUTTER, view.height());
        fit(columns, MatrixView.GUTTER, Math.floor(Math.max(0, view.yOf(0))), view.width(), MatrixView.GUTTER);
        boolean labelled = labelled(view);
        edge(rows, rowMarks(view, store.source()), (g, m) -> {
            double y = view.yOf(m.index() + 0.5);
            g.strokeLine(MatrixView.GUTTER - 4, Math.floor(y) + 0.5, MatrixView.GUTTER, Math.floor(y) + 0.5);
            g.fillText(m.text(), MatrixView.GUTTER - 6, labelled ? y : Math.max(6, y));
        });
        edge(columns, columnMarks(view, store.source()), (g, m) -> {
            double x = view.xOf(m.index() + 0.5);
            g.strokeLine(Math.floor(x) + 0.5, MatrixView.GUTTER - 4, Math.floor(x) + 0.5, MatrixView.GUTTER);
            if (labelled) {
                g.save();
                g.translate(x, MatrixView.GUTTER - 6);
                g.rotate(-90);
                g.setTextAlign(TextAlignment.LEFT);
                g.fillText(m.text(), 0, 0);
                g.restore();
            } else {
                g.setTextAlign(TextAlignment.CENTER);
                double half = m.text().length() * CHARACTER / 2 + 1;
                g.fillText(m.text(), Math.clamp(x, half, Math.max(half, view.width() - half)), MatrixView.GUTTER - 12);
            }
        });
        values.setVisible(valued(view));
        if (values.isVisible()) {
            fit(values, MatrixView.GUTTER, MatrixView.GUTTER, view.width(), view.height());
            values(view, store, painter);
        }
    }

    /** A row or column that is named at the edge, by its label or its number. */
    record Mark(int index, String text) {}

    /** Whether every row and column in sight is named. */
    static boolean labelled(Viewport view) {
        return view.scale() >= LABELLED;
    }

    /** Whether values are written into the cells. */
    static boolean valued(Viewport view) {
        return view.scale() >= VALUED;
    }

    static List<Mark> rowMarks(Viewport view, MatrixSource source) {
        return marks(view, view.rowAt(0), view.rowAt(view.height()), view.rows(), source::rowLabel);
    }

    static List<Mark> columnMarks(Viewport view, MatrixSource source) {
        return marks(view, view.columnAt(0), view.columnAt(view.width()), view.columns(), source::columnLabel);
    }

    private static List<Mark> marks(Viewport view, double from, double to, int count, IntFunction<String> labels) {
        double step = labelled(view) ? 1 : step(SPACING / view.scale());
        List<Mark> marks = new ArrayList<>();
        for (long i = (long) (Math.ceil(Math.max(0, from - 0.5) / step) * step);
                i < Math.min(count, to);
                i += (long) step) {
            marks.add(new Mark((int) i, label(labelled(view) ? labels.apply((int) i) : number((int) i))));
        }
        return marks;
    }

    @FunctionalInterface
    private interface Drawing {
        void of(GraphicsContext g, Mark mark);
    }

    private void edge(Canvas canvas, List<Mark> marks, Drawing drawing) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.setFont(FONT);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setFill(palette.muted());
        g.setStroke(palette.line());
        marks.forEach(m -> drawing.of(g, m));
    }

    private void values(Viewport view, TileStore store, TilePainter painter) {
        GraphicsContext g = values.getGraphicsContext2D();
        g.clearRect(0, 0, values.getWidth(), values.getHeight());
        g.setFont(FONT);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.CENTER);
        int toRow = (int) Math.min(view.rows() - 1, view.rowAt(view.height()));
        int toColumn = (int) Math.min(view.columns() - 1, view.columnAt(view.width()));
        for (int r = (int) Math.max(0, view.rowAt(0)); r <= toRow; r++) {
            for (int c = (int) Math.max(0, view.columnAt(0)); c <= toColumn; c++) {
                double v = TilePainter.value(store, r, c, 0);
                if (!Double.isNaN(v)) {
                    g.setFill(painter.bright(v) ? Color.BLACK : Color.WHITE);
                    g.fillText(value(v), view.xOf(c + 0.5), view.yOf(r + 0.5));
                }
            }
        }
    }

    static String value(double v) {
        return v == Math.rint(v) ? Long.toString((long) v) : String.format(Locale.ROOT, "%.1f", v);
    }

    /** 1, 2 or 5 times a power of ten, at least {@code least}. */
    static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, least))));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String number(int i) {
        return String.format(Locale.ROOT, "%,d", i).replace(',', '\u202F');
    }

    private static String label(String text) {
        return text.length() <= CHARACTERS ? text : text.substring(0, CHARACTERS - 1) + "\u2026";
    }

    private static void fit(Canvas canvas, double x, double y, double width, double height) {
        canvas.relocate(x, y);
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
        }
    }
}
