package hammingway.control;

import hammingway.settings.Theme;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/** Draws what lies over the lines of parallel axes: the axes, their labels, brushes, and marked lines. */
final class ParallelFrame {
    static final double BRUSH = 9;
    private static final Font SMALL = Font.font(11);
    private static final Font TITLE = Font.font(null, FontWeight.BOLD, 11.5);

    /** Pixels of a letter at these sizes, on average. */
    private static final double LETTER = 6.1;

    private static final double LABEL_HEIGHT = 26;

    private final ParallelAxes pane;
    private final GraphicsContext g;
    private final Theme.Palette palette;

    ParallelFrame(ParallelAxes pane, GraphicsContext g, Theme.Palette palette) {
        this.pane = pane;
        this.g = g;
        this.palette = palette;
    }

    /** A colour of a magnitude that stands out from the background: the pale end of the scale is left out on white, the dark one on black. */
    static Color scale(Theme.Palette palette, double shade) {
        boolean dark = palette.background().getBrightness() < 0.5;
        return ColorScale.VIRIDIS.at(dark ? 0.25 + 0.75 * shade : 0.88 * shade);
    }

    void clear(double width, double height) {
        g.clearRect(0, 0, width, height);
    }

    void mark(double[] x, double[] y, Color colour) {
        SlicedLines.polylines(x, i -> y, i -> palette.background(), 6).paint(g, 0);
        SlicedLines.polylines(x, i -> y, i -> colour, 3.4).paint(g, 0);
    }

    /** @param focused the axis that keys move; -1: none */
    void axes(int focused) {
        int n = pane.axes().size();
        double room = n < 2 ? 160 : pane.x(1) - pane.x(0);
        for (int i = 0; i < n; i++) {
            axis(i, room, i == focused);
        }
    }

    private void axis(int at, double room, boolean focused) {
        ParallelAxis axis = pane.axes().get(at);
        double x = Math.floor(pane.x(at)) + 0.5;
        g.setLineWidth(1.2);
        g.setStroke(focused ? palette.accent() : palette.text());
        g.strokeLine(x, pane.y(1), x, pane.y(0));
        brushes(axis, x);
        labels(axis, x, (at == pane.axes().size() - 1 ? 126 : room) - 16);
        g.setFont(TITLE);
        g.setFill(focused ? palette.accent() : palette.text());
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.CENTER);
        String sign = (axis.isLogarithmic() ? " (log)" : "") + (axis.isFlipped() ? " \u2193" : "");
        String title = cut(axis.name(), room - 10 - LETTER * sign.length()) + sign;
        g.fillText(title, x, 16);
        if (focused) {
            g.setLineWidth(1);
            g.setStroke(palette.accent());
            double half = title.length() * LETTER / 2 + 8;
            g.strokeRoundRect(x - half, 5, 2 * half, 22, 6, 6);
        }
    }

    private void brushes(ParallelAxis axis, double x) {
        for (ParallelAxis.Range range : axis.brushes()) {
            double a = pane.y(Math.clamp(axis.position(range.low()), 0, 1));
            double b = pane.y(Math.clamp(axis.position(range.high()), 0, 1));
            double top = Math.min(a, b);
            double height = Math.max(4, Math.abs(a - b));
            g.setFill(palette.accent().deriveColor(0, 1, 1, 0.3));
            g.fillRoundRect(x - BRUSH, top, 2 * BRUSH, height, 4, 4);
            g.setStroke(palette.accent());
            g.setLineWidth(1.4);
            g.strokeRoundRect(x - BRUSH, top, 2 * BRUSH, height, 4, 4);
        }
    }

    private void labels(ParallelAxis axis, double x, double room) {
        g.setFont(SMALL);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        for (ParallelAxis.Mark mark : axis.marks((int) ((pane.y(0) - pane.y(1)) / LABEL_HEIGHT))) {
            double y = pane.y(mark.position());
            String text = cut(mark.text(), room);
            g.setFill(palette.background().deriveColor(0, 1, 1, 0.82));
            g.fillRoundRect(x + 6, y - 8, text.length() * LETTER + 6, 16, 4, 4);
            g.setStroke(palette.text());
            g.setLineWidth(1);
            g.strokeLine(x - 3, y, x + 3, y);
            g.setFill(palette.muted());
            g.fillText(text, x + 8, y);
        }
    }

    private static String cut(String text, double room) {
        int most = Math.max(3, (int) (room / LETTER));
        return text.length() <= most ? text : text.substring(0, most - 1) + "\u2026";
    }
}
