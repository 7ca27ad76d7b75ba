package hammingway.compare;

import hammingway.control.ChartStyle;
import hammingway.report.SizeChart;
import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
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
        return of(chart, palette, titled, new Marked(selected, Set.of()));
    }

    /** The same with what is brushed: other points fade. */
    static JFreeChart of(SizeChart chart, Theme.Palette palette, boolean titled, Marked marked) {
        XYPlot plot = new XYPlot();
        plot.setDomainAxis(ChartStyle.axis(chart.xLabel(), chart.logX()));
        plot.setRangeAxis(ChartStyle.axis(chart.yLabel(), chart.logY()));
        points(plot, chart, palette, marked);
        front(plot, chart, palette);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.REVERSE);
        plot.addAnnotation(new PointLabels(chart, palette, marked));
        JFreeChart drawn = new JFreeChart(titled ? chart.title() : null, ChartStyle.BOLD, plot, true);
        ChartStyle.apply(drawn, palette);
        if (titled) {
            drawn.getTitle().setPaint(ChartStyle.awt(palette.text()));
            left(drawn.getTitle());
        }
        String bars = chart.points().size() > MarkRenderer.MANY
                ? ". Bars are left out with more than " + MarkRenderer.MANY + " points"
                : "";
        TextTitle note = new TextTitle(chart.subtitle() + bars, ChartStyle.SMALL);
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

    private static void points(XYPlot plot, SizeChart chart, Theme.Palette palette, Marked marked) {
        MarkLook look = new MarkLook(chart, palette);
        List<List<SizeChart.Point>> kinds = chart.kinds().stream()
                .map(kind -> chart.points().stream()
                        .filter(p -> p.kind().equals(kind))
                        .toList())
                .toList();
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        for (int k = 0; k < kinds.size(); k++) {
            XYIntervalSeries series = new XYIntervalSeries(chart.kinds().get(k), false, true);
            kinds.get(k).forEach(p -> series.add(p.x(), p.x(), p.x(), p.y(), p.low(), p.high()));
            data.addSeries(series);
        }
        plot.setDataset(0, data);
        plot.setRenderer(0, new MarkRenderer(kinds, look, marked));
        plot.setFixedLegendItems(look.legend(chart.front().size() > 1));
    }

    /** A staircase: the best that a size up to x gives. */
    private static void front(XYPlot plot, SizeChart chart, Theme.Palette palette) {
        XYSeries line = new XYSeries("Pareto front", false, true);
        chart.front().forEach(p -> line.add(p.x(), p.y()));
        XYStepRenderer renderer = new XYStepRenderer();
        renderer.setSeriesPaint(0, MarkLook.front(palette));
        renderer.setSeriesStroke(0, MarkLook.FRONT);
        plot.setDataset(1, new XYSeriesCollection(line));
        plot.setRenderer(1, renderer);
    }

    /** Shows all of the data. */
    static void ranges(JFreeChart drawn, SizeChart chart) {
        XYPlot plot = drawn.getXYPlot();
        List<Double> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        // the interval of two seeds can be many times as long as all that separates the runs: it runs out of the
        // picture
        double lowest =
                chart.points().stream().mapToDouble(SizeChart.Point::y).min().orElse(0);
        double highest =
                chart.points().stream().mapToDouble(SizeChart.Point::y).max().orElse(0);
        double room = highest > lowest ? (highest - lowest) / 2 : Double.POSITIVE_INFINITY;
        double least = chart.logY() && highest > lowest ? lowest / Math.sqrt(highest / lowest) : lowest - room;
        double most = highest + room;
        for (SizeChart.Point p : chart.points()) {
            xs.add(p.x());
            ys.addAll(List.of(p.y(), Math.max(p.low(), least), Math.min(p.high(), most)));
        }
        chart.lines().forEach(l -> ys.add(l.y()));
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
