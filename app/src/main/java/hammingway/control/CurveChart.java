package hammingway.control;

import hammingway.settings.Theme;
import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Line;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * Curves that grow while they are watched, such as losses over steps. An update costs time proportional to the points given, and
 * draws at most four a pixel column of each curve. Used on the toolkit's thread alone.
 */
public final class CurveChart {
    /** Room above and below the curves, as a share of their range. */
    private static final double MARGIN = 0.05;

    private final XYPlot plot = new XYPlot();
    private final JFreeChart chart = new JFreeChart("", ChartStyle.BOLD, plot, true);
    private final PlotPane pane = new PlotPane(chart);
    private final StackPane root = new StackPane();
    private final Label empty = new Label("No curve yet");
    private final Line cross = new Line();
    private final HoverCard card = new HoverCard();
    private List<Series> series = List.of();
    private Theme.Palette palette = Theme.LIGHT.palette();
    private String xLabel = "";
    private boolean logY;
    private int columns = 600;

    /**
     * One curve.
     *
     * @param x ascending
     * @param y as many as x; NaN leaves a gap
     * @param dashed for values measured by other means, such as on validation text
     * @param colour place in the palette, for what keeps its colour whatever stands beside it; empty: by place in the list
     */
    public record Series(String name, double[] x, double[] y, boolean dashed, OptionalInt colour) {
        public Series {
            if (x.length != y.length) {
                throw new IllegalArgumentException(name + ": " + x.length + " x, " + y.length + " y");
            }
        }

        public Series(String name, double[] x, double[] y, boolean dashed) {
            this(name, x, y, dashed, OptionalInt.empty());
        }
    }

    public CurveChart() {
        chart.setTitle((String) null);
        chart.setNotify(false);
        XYLineAndShapeRenderer lines = new XYLineAndShapeRenderer(true, false);
        lines.setDrawSeriesLineAsPath(true);
        lines.setLegendLine(new java.awt.geom.Line2D.Double(-10, 0, 10, 0));
        plot.setRenderer(lines);
        cross.setManaged(false);
        cross.setMouseTransparent(true);
        cross.setVisible(false);
        empty.setMouseTransparent(true);
        pane.getChildren().addAll(cross, card.node());
        pane.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        pane.setFocusTraversable(true);
        pane.onReset(this::ranges);
        pane.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        pane.addEventHandler(MouseEvent.MOUSE_EXITED, e -> leave());
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> leave());
        pane.widthProperty().addListener((o, was, is) -> fill());
        root.getChildren().addAll(pane, empty);
        axes("", "", false);
    }

    public Region node() {
        return root;
    }

    public void theme(Theme.Palette newPalette) {
        palette = newPalette;
        style();
    }

    /** Names the axes; a logarithmic y leaves out what is not above 0. */
    public void axes(String newXLabel, String yLabel, boolean newLogY) {
        xLabel = newXLabel;
        logY = newLogY;
        plot.setDomainAxis(ChartStyle.axis(xLabel, false));
        plot.setRangeAxis(ChartStyle.axis(yLabel, logY));
        style();
        fill();
        pane.resetZoom();
    }

    /** Replaces all curves. A zoom stays. */
    public void show(List<Series> newSeries) {
        boolean other = !names(series).equals(names(newSeries));
        series = List.copyOf(newSeries);
        if (other) {
            style();
        }
        fill();
    }

    /** All curves, to be saved; nothing before some came. */
    public Optional<PageChart> figure(String title) {
        List<PageChart.Series> drawn = series.stream()
                .filter(s -> s.x().length > 0)
                .map(s -> new PageChart.Series(
                        s.name(), s.x(), s.y(), s.dashed() ? PageChart.Kind.DASHED : PageChart.Kind.LINE))
                .toList();
        String y = plot.getRangeAxis().getLabel();
        return drawn.isEmpty()
                ? Optional.empty()
                : Optional.of(new PageChart(title, new PageChart.Axes(xLabel, y, logY), drawn, logY ? 0 : Double.NaN));
    }

    private static List<String> names(List<Series> series) {
        return series.stream().map(s -> s.name() + s.dashed() + s.colour()).toList();
    }

    private void style() {
        ChartStyle.apply(chart, palette);
        for (int i = 0; i < series.size(); i++) {
            plot.getRenderer().setSeriesPaint(i, ChartStyle.awt(palette.series().get(colour(i))));
            float width = 1.8f;
            plot.getRenderer()
                    .setSeriesStroke(
                            i,
                            series.get(i).dashed()
                                    ? new BasicStroke(
                                            width,
                                            BasicStroke.CAP_BUTT,
                                            BasicStroke.JOIN_ROUND,
                                            1,
                                            new float[] {6, 4},
                                            0)
                                    : new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        }
        pane.theme(palette);
        card.theme(palette);
        cross.setStroke(palette.muted());
        empty.setTextFill(palette.muted());
        root.setBackground(javafx.scene.layout.Background.fill(palette.background()));
    }

    /** A dashed curve has the colour of the first curve before it that is drawn through: the same run, measured otherwise. */
    private int colour(int i) {
        if (series.get(i).colour().isPresent()) {
            return series.get(i).colour().getAsInt() % palette.series().size();
        }
        long through = series.subList(0, i).stream().filter(s -> !s.dashed()).count();
        long at = series.get(i).dashed() && through > 0 ? through - 1 : through;
        return (int) (at % palette.series().size());
    }

    private void fill() {
        columns = Math.max(100, (int) pane.getWidth());
        DefaultXYDataset data = new DefaultXYDataset();
        for (int i = 0; i < series.size(); i++) {
            Series s = series.get(i);
            data.addSeries(s.name() + " ".repeat(i), Decimation.perColumn(s.x(), drawable(s.y()), columns));
        }
        plot.setDataset(data);
        empty.setVisible(series.stream().allMatch(s -> s.x().length == 0));
        pane.setAccessibleText("Curves of " + plot.getRangeAxis().getLabel() + " over " + xLabel + ": "
                + String.join(", ", series.stream().map(Series::name).toList()));
        if (!pane.zoomed()) {
            ranges();
        }
        pane.redraw();
    }

    private double[] drawable(double[] y) {
        return logY ? Arrays.stream(y).map(v -> v > 0 ? v : Double.NaN).toArray() : y;
    }

    private void ranges() {
        double[] x = series.stream().flatMapToDouble(s -> Arrays.stream(s.x())).toArray();
        double[] y = series.stream()
                .flatMapToDouble(s -> Arrays.stream(drawable(s.y())))
                .filter(Double::isFinite)
                .toArray();
        double left = Arrays.stream(x).min().orElse(0);
        double right = Arrays.stream(x).max().orElse(1);
        plot.getDomainAxis().setRange(left, right > left ? right : left + 1);
        double low = Arrays.stream(y).min().orElse(logY ? 0.1 : 0);
        double high = Arrays.stream(y).max().orElse(1);
        if (logY) {
            double factor = Math.max(Math.pow(high / low, MARGIN), 1.02);
            plot.getRangeAxis().setRange(low / factor, high * factor);
        } else {
            double room = Math.max(MARGIN * (high - low), 1e-6 * Math.max(1, Math.abs(high)));
            plot.getRangeAxis().setRange(low - room, high + room);
        }
    }

    private void hover(MouseEvent e) {
        Rectangle2D area = pane.dataArea();
        if (empty.isVisible() || !area.contains(e.getX(), e.getY())) {
            leave();
            return;
        }
        cross.setStartX(e.getX());
        cross.setEndX(e.getX());
        cross.setStartY(area.getMinY());
        cross.setEndY(area.getMaxY());
        cross.setVisible(true);
        card.show(readout(pane.valueOfX(e.getX())), e.getX(), e.getY(), pane);
    }

    private void leave() {
        cross.setVisible(false);
        card.hide();
    }

    /** Each curve's value at the sample nearest to x; curves that do not reach there are left out. */
    String readout(double x) {
        StringBuilder text = new StringBuilder(xLabel).append(' ').append(Ticks.text(Math.rint(x)));
        for (Series s : series) {
            int at = nearest(s.x(), x);
            if (at >= 0) {
                text.append('\n').append(s.name()).append(": ").append(Ticks.text(s.y()[at]));
            }
        }
        return text.toString();
    }

    /** The index of the value nearest to x, or -1 where x lies outside by more than a sample's distance. */
    private static int nearest(double[] values, double x) {
        int n = values.length;
        if (n == 0) {
            return -1;
        }
        int found = Arrays.binarySearch(values, x);
        int after = found >= 0 ? found : -found - 1;
        if (after == 0) {
            return 0;
        }
        if (after == n) {
            double step = n > 1 ? values[n - 1] - values[n - 2] : 0;
            return x - values[n - 1] <= step ? n - 1 : -1;
        }
        return x - values[after - 1] <= values[after] - x ? after - 1 : after;
    }
}
