package hammingway.control;

import hammingway.settings.Theme;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** One horizontal scale from 0 with named marks, such as what a quantity is, can be and cannot be. */
public final class MarkScale extends Region {
    private static final double ROW = 17;
    private static final double AXIS = 30;
    private static final double SIDE = 6;
    private static final Font FONT = Font.font(11);
    private static final Font BOLD = Font.font(null, FontWeight.BOLD, 11);

    private final Canvas canvas = new Canvas();
    private final Tooltip tooltip = new Tooltip();
    private Theme.Palette palette = Theme.LIGHT.palette();
    private List<Mark> marks = List.of();
    private List<MarkLabels.Place> places = List.of();
    private String unit = "";
    private double laidOut = -1;

    /** What a mark says of the quantity. */
    public enum Kind {
        /** What it is here. */
        OWN,
        /** What is known to be possible. */
        POSSIBLE,
        /** What it cannot exceed. */
        LIMIT
    }

    /**
     * One mark.
     *
     * @param label with its value
     * @param from  where it stands
     * @param to    the same, or the end of a range
     * @param help  what it means, one sentence
     */
    public record Mark(String label, double from, double to, Kind kind, String help) {}

    public MarkScale() {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        getChildren().add(canvas);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(320);
        setOnMouseMoved(e -> tooltip.setText(help(e.getX(), e.getY())));
        Tooltip.install(this, tooltip);
    }

    public void setTheme(Theme theme) {
        palette = theme.palette();
        draw();
    }

    /** Shows marks; none clears. */
    public void show(List<Mark> newMarks, String newUnit) {
        marks = List.copyOf(newMarks);
        unit = newUnit;
        setAccessibleText(
                marks.stream().map(Mark::label).collect(Collectors.joining(", ", "Scale in " + unit + ": ", "")));
        place(getWidth());
        requestLayout();
        draw();
    }

    private void place(double width) {
        laidOut = width;
        places = MarkLabels.place(
                marks.stream().mapToDouble(m -> x(m.from(), width)).toArray(),
                marks.stream().mapToDouble(MarkScale::textWidth).toArray(),
                width);
    }

    private static double textWidth(Mark mark) {
        Text text = new Text(mark.label());
        text.setFont(font(mark));
        return Math.ceil(text.getLayoutBounds().getWidth()) + 2;
    }

    private static Font font(Mark mark) {
        return mark.kind() == Kind.OWN ? BOLD : FONT;
    }

    private double most() {
        return Math.max(1, marks.stream().mapToDouble(Mark::to).max().orElse(1));
    }

    private double x(double value, double width) {
        return Math.floor(SIDE + value / most() * (width - 2 * SIDE)) + 0.5;
    }

    private int rows(boolean above) {
        return (int) places.stream().filter(p -> p.above() == above).count();
    }

    private double axis() {
        return rows(true) * ROW + 9.5;
    }

    /** Middle of a label. */
    private double y(MarkLabels.Place place) {
        return place.above() ? axis() - 9 - (place.row() + 0.5) * ROW : axis() + AXIS - 9 + (place.row() + 0.5) * ROW;
    }

    private String help(double mouseX, double mouseY) {
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            MarkLabels.Place p = places.get(i);
            boolean onText = Math.abs(mouseY - y(p)) <= ROW / 2
                    && mouseX >= p.left() - MarkLabels.GAP
                    && mouseX <= p.left() + textWidth(mark);
            boolean onMark = Math.abs(mouseY - axis()) <= 8 && Math.abs(mouseX - x(mark.from(), getWidth())) <= 4;
            if (onText || onMark) {
                return mark.label() + ": " + mark.help();
            }
        }
        return String.format(Locale.ROOT, "Scale in %s, 0 to %.0f", unit, most());
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double width = canvas.getWidth();
        g.clearRect(0, 0, width, canvas.getHeight());
        if (marks.isEmpty() || width <= 0) {
            return;
        }
        double y = Math.floor(axis()) + 0.5;
        for (int i = 0; i < marks.size(); i++) {
            drawLabel(g, marks.get(i), places.get(i), y);
        }
        g.setStroke(palette.muted());
        g.setLineWidth(1);
        g.strokeLine(SIDE, y, width - SIDE, y);
        g.setFill(palette.muted());
        g.setFont(FONT);
        g.setTextBaseline(VPos.TOP);
        for (double tick : Ticks.linear(0, most(), Math.max(2, (int) (width / 64)))) {
            double at = x(tick, width);
            g.strokeLine(at, y, at, y + 4);
        }
        marks.forEach(m -> drawMark(g, m, y));
    }

    private void drawLabel(GraphicsContext g, Mark mark, MarkLabels.Place place, double axis) {
        double at = x(mark.from(), canvas.getWidth());
        double y = y(place);
        g.setLineWidth(1);
        g.setStroke(palette.line());
        g.strokeLine(at, axis, at, y);
        g.strokeLine(at, y, place.above() ? at - 2 : at + 2, y);
        g.setFill(mark.kind() == Kind.OWN ? palette.text() : color(mark.kind()));
        g.setFont(font(mark));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(mark.label(), place.left(), y);
    }

    private Color color(Kind kind) {
        return switch (kind) {
            case OWN -> palette.text();
            case POSSIBLE -> palette.series().get(2);
            case LIMIT -> palette.series().get(1);
        };
    }

    private void drawMark(GraphicsContext g, Mark mark, double y) {
        double x = x(mark.from(), canvas.getWidth());
        double end = x(mark.to(), canvas.getWidth());
        g.setFill(color(mark.kind()));
        g.setStroke(color(mark.kind()));
        if (end > x) {
            g.setLineWidth(3);
            g.strokeLine(x, y, end, y);
        }
        g.setLineWidth(2);
        switch (mark.kind()) {
            case OWN -> g.fillPolygon(new double[] {x - 6, x, x + 6, x}, new double[] {y, y - 6, y, y + 6}, 4);
            case POSSIBLE -> g.fillOval(x - 4, y - 4, 8, 8);
            case LIMIT -> g.strokeLine(x, y - 6, x, y + 6);
        }
    }

    @Override
    protected void layoutChildren() {
        if (getWidth() != laidOut) {
            place(getWidth());
            requestParentLayout();
        }
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    @Override
    protected double computePrefHeight(double width) {
        return marks.isEmpty() ? AXIS : marks.size() * ROW + AXIS;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
