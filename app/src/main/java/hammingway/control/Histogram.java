package hammingway.control;

import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Bars of counts over whole numbers from 0, heights in logarithms, so that a single pair beside a billion is still seen. */
public final class Histogram extends Region {
    private static final double HEIGHT = 112;
    private static final double AXIS = 16;
    private static final Font FONT = Font.font(11);

    private final Canvas canvas = new Canvas();
    private final Tooltip tooltip = new Tooltip();
    private Theme.Palette palette = Theme.LIGHT.palette();
    private double[] counts = {};
    private String noun = "";
    private double[] expected = {};
    private String expectedName = "";
    private OptionalInt mark = OptionalInt.empty();
    private String markName = "";
    private int from;
    private int to;

    public Histogram() {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        getChildren().add(canvas);
        setOnMouseMoved(e -> {
            int i = counts.length == 0 ? 0 : Math.clamp(from + (long) (e.getX() / barWidth()), from, to);
            tooltip.setText(counts.length == 0 ? "" : readout(i));
        });
        Tooltip.install(this, tooltip);
    }

    private String readout(int i) {
        String own = i + " bits: " + text(counts[i]) + " " + noun;
        return i < expected.length ? own + "\n" + expectedName + ": " + text(expected[i]) : own;
    }

    private static String text(double count) {
        return count < 1e6
                ? String.format(Locale.ROOT, "%,.0f", count).replace(',', '\u202F')
                : String.format(Locale.ROOT, "%.2e", count);
    }

    public void setTheme(Theme theme) {
        palette = theme.palette();
        draw();
    }

    /**
     * Shows counts.
     *
     * @param newCounts index i: of value i
     * @param newNoun   what is counted, such as {@code pairs}
     */
    public void show(double[] newCounts, String newNoun) {
        show(newCounts, newNoun, new double[0], "");
    }

    /**
     * Shows counts with a line to compare them with.
     *
     * @param newExpected     as many as the counts, or none
     * @param newExpectedName what the line is
     */
    public void show(double[] newCounts, String newNoun, double[] newExpected, String newExpectedName) {
        counts = newCounts.clone();
        noun = newNoun;
        expected = newExpected.clone();
        expectedName = newExpectedName;
        from = 0;
        to = Math.max(0, counts.length - 1);
        while (from < to && blank(from)) {
            from++;
        }
        while (to > from && blank(to)) {
            to--;
        }
        int margin = Math.max(1, (to - from) / 12); // bars at the very edge look cut off
        from = Math.max(0, from - margin);
        to = Math.min(Math.max(0, counts.length - 1), to + margin);
        setAccessibleText(
                counts.length == 0 ? "No distances yet" : "Histogram of " + noun + " from " + from + " to " + to);
        draw();
    }

    /** Marks a value by a line from top to bottom with its name. */
    public void mark(OptionalInt value, String name) {
        mark = value;
        markName = name;
        draw();
    }

    /** What is shown, to be saved; nothing before counts came. */
    public Optional<PageChart> figure(String title, String xAxis) {
        if (counts.length == 0) {
            return Optional.empty();
        }
        List<PageChart.Series> series = new ArrayList<>();
        double[] x = IntStream.rangeClosed(from, to).asDoubleStream().toArray();
        series.add(new PageChart.Series(noun, x, Arrays.copyOfRange(counts, from, to + 1), PageChart.Kind.BARS));
        if (expected.length > to) {
            series.add(new PageChart.Series(
                    expectedName, x, Arrays.copyOfRange(expected, from, to + 1), PageChart.Kind.LINE));
        }
        return Optional.of(new PageChart(title, new PageChart.Axes(xAxis, noun, true), series, 0));
    }

    private boolean blank(int i) {
        return counts[i] == 0 && (i >= expected.length || expected[i] < 1);
    }

    private double barWidth() {
        return canvas.getWidth() / (to - from + 1);
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double width = canvas.getWidth();
        double height = canvas.getHeight() - AXIS;
        g.clearRect(0, 0, width, canvas.getHeight());
        if (counts.length == 0 || width <= 0) {
            return;
        }
        double most = Math.log1p(Math.max(
                Arrays.stream(counts).max().orElse(1),
                Arrays.stream(expected).max().orElse(1)));
        double bar = barWidth();
        double gap = bar >= 4 ? 1 : 0;
        for (int i = from; i <= to; i++) {
            if (counts[i] > 0) {
                double h = Math.max(2, Math.log1p(counts[i]) / most * (height - 4));
                g.setFill(palette.series().getFirst());
                g.fillRect((i - from) * bar, height - h, Math.max(1, bar - gap), h);
            }
        }
        drawExpected(g, height, most, bar);
        drawMark(g, height, bar);
        g.setLineWidth(1);
        g.setStroke(palette.line());
        g.strokeLine(0, Math.floor(height) + 0.5, width, Math.floor(height) + 0.5);
        g.setFill(palette.muted());
        g.setFont(FONT);
        g.setTextBaseline(VPos.BOTTOM);
        label(g, from, TextAlignment.LEFT, 0);
        label(g, to, TextAlignment.RIGHT, width);
        if (to - from >= 4) {
            int middle = (from + to) / 2;
            label(g, middle, TextAlignment.CENTER, (middle - from + 0.5) * bar);
        }
    }

    private void drawExpected(GraphicsContext g, double height, double most, double bar) {
        if (expected.length == 0) {
            return;
        }
        g.setStroke(palette.series().get(1));
        g.setLineWidth(1.8);
        g.beginPath();
        for (int i = from; i <= Math.min(to, expected.length - 1); i++) {
            double x = (i - from + 0.5) * bar;
            double y = height - Math.log1p(expected[i]) / most * (height - 4);
            if (i == from) {
                g.moveTo(x, y);
            } else {
                g.lineTo(x, y);
            }
        }
        g.stroke();
    }

    private void drawMark(GraphicsContext g, double height, double bar) {
        if (mark.isEmpty() || mark.getAsInt() < from || mark.getAsInt() > to) {
            return;
        }
        double x = Math.floor((mark.getAsInt() - from + 0.5) * bar) + 0.5;
        boolean right = x < canvas.getWidth() / 2;
        g.setLineWidth(1);
        g.setStroke(palette.text());
        g.setLineDashes(3, 3);
        g.strokeLine(x, 0, x, height);
        g.setLineDashes();
        g.setFill(palette.text());
        g.setFont(FONT);
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(right ? TextAlignment.LEFT : TextAlignment.RIGHT);
        g.fillText(markName, right ? x + 4 : x - 4, 0);
    }

    private void label(GraphicsContext g, int value, TextAlignment align, double x) {
        g.setTextAlign(align);
        g.fillText(Integer.toString(value), x, canvas.getHeight());
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected double computeMinHeight(double width) {
        return HEIGHT;
    }
}
