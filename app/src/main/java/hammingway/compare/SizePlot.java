package hammingway.compare;

import hammingway.control.ChartStyle;
import hammingway.report.SizeChart;
import hammingway.settings.Theme;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Accuracy against the size of the decision layer as a drawing: the same on the screen and in files. Needs no toolkit. */
final class SizePlot {
    /** Kinds in the order of their colours and shapes, so that a kind looks the same in every chart; others follow. */
    private static final List<String> KINDS =
            List.of("linear code, BCE", "multi-task code", "linear code, code-NLL", "one-vs-all", "softmax");

    /** Room around the data, as a share of its range: names must fit beside the outermost points. */
    private static final double MARGIN_X = 0.12;

    private static final double MARGIN_Y = 0.08;

    private SizePlot() {}

    /**
     * Draws nothing yet: the chart with data, colours and full ranges.
     *
     * @param titled   whether the title is written above; the note on intervals always is
     * @param selected the run whose point is marked; empty for none
     */
    static JFreeChart of(SizeChart chart, Theme.Palette palette, boolean titled, String selected) {
        XYPlot plot = new XYPlot();
        plot.setDomainAxis(ChartStyle.axis(chart.xLabel(), chart.logX()));
        plot.setRangeAxis(ChartStyle.axis(chart.yLabel(), chart.logY()));
        points(plot, chart, palette);
        front(plot, chart, palette);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.REVERSE);
        plot.addAnnotation(new PointLabels(chart, palette, selected));
        JFreeChart drawn = new JFreeChart(titled ? chart.title() : null, ChartStyle.BOLD, plot, true);
        ChartStyle.apply(drawn, palette);
        if (titled) {
            drawn.getTitle().setPaint(ChartStyle.awt(palette.text()));
            left(drawn.getTitle());
        }
        TextTitle note = new TextTitle(chart.subtitle(), ChartStyle.SMALL);
        note.setPaint(ChartStyle.awt(palette.muted()));
        left(note);
        drawn.addSubtitle(0, note);
        ranges(drawn, chart);
        return drawn;
    }

    private static void left(TextTitle title) {
        title.setHorizontalAlignment(HorizontalAlignment.LEFT);
        title.setTextAlignment(HorizontalAlignment.LEFT);
        title.setPadding(new RectangleInsets(2, 4, 2, 4));
    }

    private static void points(XYPlot plot, SizeChart chart, Theme.Palette palette) {
        Map<String, XYIntervalSeries> kinds = new LinkedHashMap<>();
        chart.points().stream()
                .map(SizeChart.Point::kind)
                .distinct()
                .sorted(java.util.Comparator.comparingInt(SizePlot::rank).thenComparing(k -> k))
                .forEach(k -> kinds.put(k, new XYIntervalSeries(k, false, true)));
        kinds.forEach((kind, series) -> chart.points().stream()
                .filter(p -> p.kind().equals(kind))
                .forEach(p -> series.add(p.x(), p.x(), p.x(), p.y(), p.low(), p.high())));
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setCapLength(6);
        int others = 0;
        for (Map.Entry<String, XYIntervalSeries> kind : kinds.entrySet()) {
            int series = data.getSeriesCount();
            int rank = rank(kind.getKey());
            int look = rank < KINDS.size() ? rank : rank + others++;
            data.addSeries(kind.getValue());
            boolean reference = kind.getKey().equals("softmax");
            renderer.setSeriesPaint(
                    series,
                    ChartStyle.awt(
                            reference
                                    ? palette.text()
                                    : palette.series()
                                            .get(look % palette.series().size())));
            renderer.setSeriesShape(series, shape(look));
            renderer.setSeriesStroke(series, new BasicStroke(1.4f));
        }
        plot.setDataset(0, data);
        plot.setRenderer(0, renderer);
    }

    private static int rank(String kind) {
        int known = KINDS.indexOf(kind);
        return known < 0 ? KINDS.size() : known;
    }

    /** Shapes of about equal area, told apart without colour. */
    private static Shape shape(int i) {
        return switch (i % 6) {
            case 0 -> new Ellipse2D.Double(-5, -5, 10, 10);
            case 1 -> new Rectangle2D.Double(-4.5, -4.5, 9, 9);
            case 2 -> polygon(0, -6, 5.5, 4.5, -5.5, 4.5);
            case 3 -> polygon(0, 6, 5.5, -4.5, -5.5, -4.5);
            case 4 -> polygon(0, -6.5, 6.5, 0, 0, 6.5, -6.5, 0);
            default -> polygon(-2, -6, 2, -6, 2, -2, 6, -2, 6, 2, 2, 2, 2, 6, -2, 6, -2, 2, -6, 2, -6, -2, -2, -2);
        };
    }

    private static Shape polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** A staircase: the best that a size up to x gives. */
    private static void front(XYPlot plot, SizeChart chart, Theme.Palette palette) {
        XYSeries line = new XYSeries("Pareto front", false, true);
        chart.front().forEach(p -> line.add(p.x(), p.y()));
        XYStepRenderer renderer = new XYStepRenderer();
        renderer.setSeriesPaint(0, ChartStyle.awt(palette.accent().deriveColor(0, 1, 1, 0.7)));
        renderer.setSeriesStroke(0, new BasicStroke(1.6f));
        renderer.setLegendLine(new java.awt.geom.Line2D.Double(-9, 0, 9, 0));
        renderer.setSeriesVisibleInLegend(0, chart.front().size() > 1);
        plot.setDataset(1, new XYSeriesCollection(line));
        plot.setRenderer(1, renderer);
    }

    /** Shows all of the data. */
    static void ranges(JFreeChart drawn, SizeChart chart) {
        XYPlot plot = drawn.getXYPlot();
        List<Double> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        for (SizeChart.Point p : chart.points()) {
            xs.add(p.x());
            ys.addAll(List.of(p.y(), p.low(), p.high()));
        }
        DoubleStream.of(chart.reference(), chart.share90())
                .filter(v -> !Double.isNaN(v))
                .forEach(ys::add);
        range(plot.getDomainAxis(), xs.stream(), chart.logX(), MARGIN_X);
        range(plot.getRangeAxis(), ys.stream(), chart.logY(), MARGIN_Y);
    }

    private static void range(ValueAxis axis, Stream<Double> values, boolean logarithmic, double margin) {
        double[] v = values.mapToDouble(Double::doubleValue)
                .filter(d -> Double.isFinite(d) && (d > 0 || !logarithmic))
                .sorted()
                .toArray();
        double low = v.length == 0 ? 1 : v[0];
        double high = v.length == 0 ? 10 : v[v.length - 1];
        if (logarithmic) {
            double factor = Math.max(Math.pow(high / low, margin), 1.3);
            axis.setRange(low / factor, high * factor);
        } else {
            double room = Math.max(margin * (high - low), Math.max(1e-3, 0.02 * Math.abs(high)));
            // sizes and shares below 0 do not exist
            axis.setRange(low >= 0 ? Math.max(0, low - room) : low - room, high + room);
        }
    }
}
