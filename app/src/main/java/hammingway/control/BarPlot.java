package hammingway.control;

import hammingway.settings.Theme;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * Bars from 0, stacked where there are several parts, with intervals, marks and a line to compare them with. One bar can be chosen, by the mouse or the arrow keys.
 * Where bars share a pixel, the highest shows.
 */
public final class BarPlot extends Region {
    private static final double HEIGHT = 200;
    private static final double LEFT = 42;
    private static final double BELOW = 34;
    private static final double ABOVE = 20;
    private static final int TICKS = 5;
    private static final Font FONT = Font.font(11);

    /** Bars narrower than this have no room for intervals, in pixels. */
    private static final double LEAST_WHISKER = 5;

    private final Canvas canvas = new Canvas();
    private final Tooltip tooltip = new Tooltip();
    private Theme.Palette palette = Theme.LIGHT.palette();
    private Bars bars = new Bars(List.of(), new double[0], new double[0], new double[0], new double[0]);
    private Names names = new Names("", "", i -> "", i -> "");
    private int chosen = -1;
    private IntConsumer choose = i -> {};

    /**
     * What is drawn; empty arrays are left out.
     *
     * @param parts from the lowest to the highest, each with a value a bar
     * @param low   lower ends of intervals
     * @param high  upper ends
     * @param marks a short line across each bar's place
     * @param line  through the middle of each bar's place
     */
    public record Bars(List<Part> parts, double[] low, double[] high, double[] marks, double[] line) {
        public Bars {
            parts = List.copyOf(parts);
        }

        int size() {
            return parts.isEmpty() ? 0 : parts.getFirst().values().length;
        }

        double height(int i) {
            return parts.stream().mapToDouble(p -> p.values()[i]).sum();
        }

        private double most() {
            double most = 0;
            for (int i = 0; i < size(); i++) {
                most = Math.max(most, height(i));
            }
            for (double[] other : List.of(high, marks, line)) {
                most = Math.max(most, Arrays.stream(other).max().orElse(0));
            }
            return most > 0 ? most : 1;
        }
    }

    /** @param colour place in the palette */
    public record Part(double[] values, int colour) {}

    /**
     * The words.
     *
     * @param below under a bar
     * @param told  of a bar, under the mouse and to screen readers
     */
    public record Names(String x, String y, IntFunction<String> below, IntFunction<String> told) {}

    public BarPlot() {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        getStyleClass().add("bar-plot");
        canvas.setManaged(false);
        getChildren().add(canvas);
        setOnMouseMoved(
                e -> tooltip.setText(bars.size() == 0 ? "" : names.told().apply(at(e.getX()))));
        setOnMouseClicked(e -> {
            requestFocus();
            if (bars.size() > 0 && e.getX() >= LEFT) {
                choose.accept(at(e.getX()));
            }
        });
        setOnKeyPressed(this::key);
        Tooltip.install(this, tooltip);
    }

    /** @param taker of the bar that is clicked, or moved to with the arrow keys */
    public void onChosen(IntConsumer taker) {
        choose = taker;
    }

    public void setTheme(Theme theme) {
        palette = theme.palette();
        draw();
    }

    public void show(Bars newBars, Names newNames) {
        bars = newBars;
        names = newNames;
        describe();
        draw();
    }

    /** Highlights a bar; -1 none. */
    public void highlight(int bar) {
        chosen = bar;
        describe();
        draw();
    }

    private void describe() {
        setAccessibleText(
                chosen >= 0 && chosen < bars.size()
                        ? names.told().apply(chosen)
                        : bars.size() + " bars of " + names.y() + " over " + names.x());
    }

    private void key(KeyEvent e) {
        int next = switch (e.getCode()) {
            case LEFT -> Math.max(0, chosen - 1);
            case RIGHT -> Math.min(bars.size() - 1, chosen + 1);
            case HOME -> 0;
            case END -> bars.size() - 1;
            default -> -1;
        };
        if (next >= 0) {
            choose.accept(next);
            e.consume();
        }
    }

    private double width() {
        return Math.max(1, canvas.getWidth() - LEFT - 4);
    }

    private double height() {
        return Math.max(1, canvas.getHeight() - ABOVE - BELOW);
    }

    private int at(double x) {
        return Math.clamp((long) ((x - LEFT) / width() * bars.size()), 0, bars.size() - 1);
    }

    private double x(double bar) {
        return LEFT + bar / bars.size() * width();
    }

    private double y(double value, double top) {
        return ABOVE + (1 - value / top) * height();
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (bars.size() == 0 || canvas.getWidth() <= LEFT) {
            return;
        }
        double top = bars.most() * 1.05;
        double bar = width() / bars.size();
        axes(g, top, bar);
        if (chosen >= 0 && chosen < bars.size()) {
            g.setFill(palette.accent().deriveColor(0, 1, 1, 0.25));
            g.fillRect(x(chosen) - 1, ABOVE, Math.max(3, bar + 1), height());
        }
        double gap = bar >= 4 ? 1 : 0;
        for (int i = 0; i < bars.size(); i++) {
            double below = 0;
            for (Part part : bars.parts()) {
                double value = part.values()[i];
                g.setFill(colour(part.colour()));
                double high = y(below + value, top);
                g.fillRect(x(i), high, Math.max(1, bar - gap), y(below, top) - high);
                below += value;
            }
        }
        over(g, top, bar);
    }

    private Color colour(int place) {
        return palette.series().get(place % palette.series().size());
    }

    private void over(GraphicsContext g, double top, double bar) {
        g.setLineWidth(1);
        g.setStroke(palette.text());
        for (int i = 0; bar >= LEAST_WHISKER && i < bars.low().length; i++) {
            double middle = Math.floor(x(i + 0.5)) + 0.5;
            g.strokeLine(middle, y(bars.low()[i], top), middle, y(bars.high()[i], top));
        }
        g.setStroke(colour(1));
        g.setLineWidth(2);
        for (int i = 0; i < bars.marks().length; i++) {
            double y = y(bars.marks()[i], top);
            g.strokeLine(x(i), y, Math.max(x(i) + 1, x(i + 1) - 1), y);
        }
        if (bars.line().length > 0) {
            g.setStroke(palette.text());
            g.setLineWidth(1.8);
            g.beginPath();
            for (int i = 0; i < bars.line().length; i++) {
                double y = y(bars.line()[i], top);
                if (i == 0) {
                    g.moveTo(x(0.5), y);
                } else {
                    g.lineTo(x(i + 0.5), y);
                }
            }
            g.stroke();
        }
    }

    private void axes(GraphicsContext g, double top, double bar) {
        g.setFont(FONT);
        g.setLineWidth(1);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        for (double tick : Ticks.linear(0, top, TICKS)) {
            double y = Math.floor(y(tick, top)) + 0.5;
            g.setStroke(palette.line());
            g.strokeLine(LEFT, y, LEFT + width(), y);
            g.setFill(palette.muted());
            g.fillText(Ticks.text(tick), LEFT - 6, y);
        }
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(TextAlignment.CENTER);
        double room = 30;
        int step = (int) Math.ceil(room / bar);
        int round = step <= 1 ? 1 : step <= 2 ? 2 : step <= 5 ? 5 : (step + 9) / 10 * 10;
        for (int i = 0; i < bars.size(); i += round) {
            g.fillText(names.below().apply(i), x(i + 0.5), ABOVE + height() + 3);
        }
        g.fillText(names.x(), LEFT + width() / 2, ABOVE + height() + 18);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(names.y(), 0, 0);
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
