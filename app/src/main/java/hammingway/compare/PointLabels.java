package hammingway.compare;

import hammingway.control.ChartStyle;
import hammingway.report.SizeChart;
import hammingway.settings.Theme;
import java.awt.BasicStroke;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** Names beside the points of a size chart, its reference lines with their texts, and the ring around the selected point. */
@SuppressWarnings("serial") // the library's charts can be serialized; these are not
final class PointLabels extends AbstractXYAnnotation {
    private static final BasicStroke DASHES =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0);

    /** Of a line of text and above its baseline, in pixels. Fixed, as toolkits disagree on metrics, and names must stand alike everywhere. */
    private static final float HEIGHT = 14;

    private static final float ASCENT = 10.5f;

    private final SizeChart chart;
    private final Theme.Palette palette;
    private final String selected;

    /** @param selected the run whose point is marked; empty for none */
    PointLabels(SizeChart chart, Theme.Palette palette, String selected) {
        this.chart = chart;
        this.palette = palette;
        this.selected = selected;
    }

    /** From data to pixels. */
    private record Frame(XYPlot plot, Rectangle2D area, ValueAxis across, ValueAxis up) {
        double x(double value) {
            return across.valueToJava2D(value, area, plot.getDomainAxisEdge());
        }

        double y(double value) {
            return up.valueToJava2D(value, area, plot.getRangeAxisEdge());
        }

        boolean shows(SizeChart.Point p) {
            return across.getRange().contains(p.x()) && up.getRange().contains(p.y());
        }
    }

    @Override
    public void draw(
            Graphics2D g,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis across,
            ValueAxis up,
            int renderer,
            PlotRenderingInfo info) {
        Frame frame = new Frame(plot, area, across, up);
        g.setFont(ChartStyle.SMALL);
        FontMetrics metrics = g.getFontMetrics();
        List<Rectangle2D> hard = new ArrayList<>();
        List<Rectangle2D> soft = new ArrayList<>();
        reference(g, frame, metrics, chart.reference(), "softmax", hard, soft);
        reference(g, frame, metrics, chart.share90(), "90% of softmax", hard, soft);
        // names of the front first: they are what the chart is about
        List<SizeChart.Point> points = new ArrayList<>(chart.front());
        chart.points().stream().filter(p -> !points.contains(p)).forEach(points::add);
        points.removeIf(p -> !frame.shows(p));
        frontLine(frame, soft);
        for (SizeChart.Point p : points) {
            double top = frame.y(p.high());
            hard.add(new Rectangle2D.Double(frame.x(p.x()) - 4, top, 8, frame.y(p.low()) - top));
        }
        ring(g, frame, points);
        names(g, frame, metrics, points, hard, soft);
    }

    private void names(
            Graphics2D g,
            Frame frame,
            FontMetrics metrics,
            List<SizeChart.Point> points,
            List<Rectangle2D> hard,
            List<Rectangle2D> soft) {
        List<LabelPlacement.Label> labels = points.stream()
                .map(p ->
                        new LabelPlacement.Label(frame.x(p.x()), frame.y(p.y()), metrics.stringWidth(p.name()), HEIGHT))
                .toList();
        List<Optional<LabelPlacement.Place>> places = LabelPlacement.place(labels, hard, soft, frame.area());
        for (int i = 0; i < labels.size(); i++) {
            if (places.get(i).isEmpty()) {
                continue;
            }
            LabelPlacement.Place place = places.get(i).get();
            LabelPlacement.Label label = labels.get(i);
            if (place.led()) {
                Point2D end = LabelPlacement.nearest(place.box(), label.x(), label.y());
                double length = end.distance(label.x(), label.y());
                g.setPaint(ChartStyle.awt(palette.muted()));
                g.setStroke(new BasicStroke(0.8f));
                g.draw(new Line2D.Double(
                        label.x() + (end.getX() - label.x()) * 6 / length,
                        label.y() + (end.getY() - label.y()) * 6 / length,
                        end.getX(),
                        end.getY()));
            }
            g.setPaint(ChartStyle.awt(palette.text()));
            g.drawString(
                    points.get(i).name(),
                    (float) place.box().getX(),
                    (float) place.box().getY() + ASCENT);
        }
    }

    private void reference(
            Graphics2D g,
            Frame frame,
            FontMetrics metrics,
            double value,
            String text,
            List<Rectangle2D> hard,
            List<Rectangle2D> soft) {
        if (Double.isNaN(value) || !frame.up().getRange().contains(value)) {
            return;
        }
        double y = frame.y(value);
        Rectangle2D area = frame.area();
        g.setPaint(ChartStyle.awt(palette.muted()));
        g.setStroke(DASHES);
        g.draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y));
        double height = HEIGHT;
        double top = y - height - 1 > area.getMinY() ? y - height - 1 : y + 1;
        g.drawString(text, (float) area.getMinX() + 6, (float) top + ASCENT);
        hard.add(new Rectangle2D.Double(area.getMinX() + 6, top, metrics.stringWidth(text), height));
        soft.add(new Rectangle2D.Double(area.getMinX(), y - 1, area.getWidth(), 2));
    }

    /** The corners of the front's steps. */
    private void frontLine(Frame frame, List<Rectangle2D> soft) {
        for (int i = 1; i < chart.front().size(); i++) {
            SizeChart.Point from = chart.front().get(i - 1);
            SizeChart.Point to = chart.front().get(i);
            double y0 = frame.y(from.y());
            double y1 = frame.y(to.y());
            soft.add(new Rectangle2D.Double(
                    frame.x(from.x()), y0 - 1, Math.max(1, frame.x(to.x()) - frame.x(from.x())), 2));
            soft.add(new Rectangle2D.Double(frame.x(to.x()) - 1, Math.min(y0, y1), 2, Math.max(1, Math.abs(y1 - y0))));
        }
    }

    private void ring(Graphics2D g, Frame frame, List<SizeChart.Point> points) {
        for (SizeChart.Point p : points) {
            if (p.runId().equals(selected)) {
                g.setPaint(ChartStyle.awt(palette.accent()));
                g.setStroke(new BasicStroke(2));
                g.draw(new Ellipse2D.Double(frame.x(p.x()) - 9, frame.y(p.y()) - 9, 18, 18));
            }
        }
    }
}
