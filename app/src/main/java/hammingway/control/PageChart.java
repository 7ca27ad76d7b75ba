package hammingway.control;

import hammingway.settings.Theme;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * A chart of bars and lines over one axis.
 *
 * @param series drawn in order, the first at the back
 * @param base   where bars begin; NaN without bars
 */
public record PageChart(String title, Axes axes, List<Series> series, double base) implements PageFigure {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;

    /** Least positive value that a logarithmic axis of counts begins with, so that a bar of 1 is seen. */
    private static final double LEAST_COUNT = 0.7;

    public PageChart {
        series = List.copyOf(series);
    }

    /** Names with units; a logarithmic y leaves out what is not above 0. */
    public record Axes(String x, String y, boolean logY) {}

    /** How values are drawn. */
    public enum Kind {
        BARS,
        LINE,
        DASHED
    }

    /** One line or set of bars; NaN leaves a gap. */
    public record Series(String name, double[] x, double[] y, Kind kind) {}

    @Override
    public byte[] png() {
        return PictureFiles.png(WIDTH, HEIGHT, 2, this::draw);
    }

    @Override
    public byte[] svg() {
        return PictureFiles.svg(WIDTH, HEIGHT, this::draw);
    }

    @Override
    public String csv() {
        StringBuilder csv = new StringBuilder("series," + quoted(axes.x()) + "," + quoted(axes.y()) + "\n");
        for (Series s : series) {
            for (int i = 0; i < s.x().length; i++) {
                csv.append(quoted(s.name())).append(',').append(number(s.x()[i]));
                csv.append(',').append(number(s.y()[i])).append('\n');
            }
        }
        return csv.toString();
    }

    private static String quoted(String text) {
        return text.matches("[^\",\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static String number(double v) {
        return Double.isNaN(v)
                ? ""
                : v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
    }

    private void draw(Graphics2D g) {
        Theme.Palette palette = Theme.LIGHT.palette();
        XYPlot plot = new XYPlot();
        plot.setDomainAxis(ChartStyle.axis(axes.x(), false));
        plot.setRangeAxis(ChartStyle.axis(axes.y(), axes.logY()));
        JFreeChart chart = new JFreeChart(title, ChartStyle.BOLD, plot, true);
        for (int i = 0; i < series.size(); i++) {
            // the last dataset is drawn first unless told otherwise
            plot.setDataset(i, data(series.get(i)));
            plot.setRenderer(i, renderer(series.get(i), palette, i));
        }
        plot.setDatasetRenderingOrder(org.jfree.chart.plot.DatasetRenderingOrder.FORWARD);
        ChartStyle.apply(chart, palette);
        ranges(plot);
        chart.getTitle().setPaint(ChartStyle.awt(palette.text()));
        chart.draw(g, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    }

    private XYSeriesCollection data(Series s) {
        XYSeries points = new XYSeries(s.name(), false);
        for (int i = 0; i < s.x().length; i++) {
            boolean drawn = !axes.logY() || s.y()[i] > 0;
            points.add(s.x()[i], drawn ? s.y()[i] : Double.NaN);
        }
        XYSeriesCollection data = new XYSeriesCollection(points);
        data.setIntervalWidth(1);
        return data;
    }

    private org.jfree.chart.renderer.xy.XYItemRenderer renderer(Series s, Theme.Palette palette, int index) {
        org.jfree.chart.renderer.xy.AbstractXYItemRenderer renderer;
        if (s.kind() == Kind.BARS) {
            XYBarRenderer bars = new XYBarRenderer(0.1);
            bars.setBarPainter(new StandardXYBarPainter());
            bars.setShadowVisible(false);
            bars.setBase(axes.logY() ? LEAST_COUNT : base);
            bars.setUseYInterval(false);
            renderer = bars;
        } else {
            XYLineAndShapeRenderer lines = new XYLineAndShapeRenderer(true, false);
            lines.setSeriesStroke(
                    0,
                    s.kind() == Kind.LINE
                            ? new BasicStroke(1.8f)
                            : new BasicStroke(
                                    1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0));
            renderer = lines;
        }
        renderer.setSeriesPaint(
                0,
                ChartStyle.awt(
                        palette.series().get(color(index) % palette.series().size())));
        return renderer;
    }

    /** A dashed line has the colour of what it belongs to, the last before it that is not dashed. */
    private int color(int index) {
        int at = index;
        while (at > 0 && series.get(at).kind() == Kind.DASHED) {
            at--;
        }
        return at;
    }

    private void ranges(XYPlot plot) {
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        boolean fromBase = !axes.logY() && Double.isFinite(base);
        double low = fromBase ? base : Double.POSITIVE_INFINITY;
        double high = fromBase ? base : Double.NEGATIVE_INFINITY;
        for (Series s : series) {
            double half = s.kind() == Kind.BARS ? 0.5 : 0;
            for (int i = 0; i < s.x().length; i++) {
                double y = s.y()[i];
                if (Double.isFinite(y) && (!axes.logY() || y > 0)) {
                    left = Math.min(left, s.x()[i] - half);
                    right = Math.max(right, s.x()[i] + half);
                    low = Math.min(low, y);
                    high = Math.max(high, y);
                }
            }
        }
        boolean bars = series.stream().anyMatch(s -> s.kind() == Kind.BARS);
        double bottom = axes.logY() && bars ? LEAST_COUNT : low;
        plot.getDomainAxis().setRange(left < right ? left : 0, left < right ? right : 1);
        plot.getRangeAxis()
                .setRange(
                        Double.isFinite(bottom) ? bottom : 0.1,
                        high > bottom ? (axes.logY() ? high * 1.3 : high + 0.05 * (high - bottom)) : bottom + 1);
    }
}
