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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** Names that a picture holds; with more points, the front, the selected and the brushed ones are named. */
    private static final int NAMED = 60;

    private final SizeChart chart;
    private final Theme.Palette palette;
    private final Marked marked;

    PointLabels(SizeChart chart, Theme.Palette palette, Marked marked) {
        this.chart = chart;
        this.palette = palette;
        this.marked = marked;
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
        for (SizeChart.Line line : chart.lines()) {
            reference(g, frame, metrics, line, hard, soft);
        }
        List<SizeChart.Point> shown =
                chart.points().stream().filter(frame::shows).toList();
        frontLine(frame, soft);
        boolean bars = shown.size() <= MarkRenderer.MANY;
        for (SizeChart.Point p : shown) {
            double top = bars ? frame.y(p.high()) : frame.y(p.y());
            double bottom = bars ? frame.y(p.low()) : top;
            hard.add(new Rectangle2D.Double(frame.x(p.x()) - 4, top - 4, 8, bottom - top + 8));
        }
        ring(g, frame, shown);
        names(g, frame, metrics, named(shown), hard, soft);
    }

    /** The points to name, most important first: what is picked out, the front, which the chart is about, and the others where there are few. */
    private List<SizeChart.Point> named(List<SizeChart.Point> shown) {
        Set<SizeChart.Point> front = new HashSet<>(chart.front());
        return shown.stream()
                .filter(p -> !marked.faded(p.rowId()))
                .sorted(java.util.Comparator.comparingInt(
                        p -> p.rowId().equals(marked.selected()) ? 0 : front.contains(p) ? 1 : 2))
                .filter(p -> shown.size() <= NAMED
                        || !marked.brushed().isEmpty()
                        || front.contains(p)
                        || p.rowId().equals(marked.selected()))
                .limit(NAMED)
                .toList();
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

    /** A level with its text, at the left or the right, above or below: the first place that no other text has. */
    private void reference(
            Graphics2D g,
            Frame frame,
            FontMetrics metrics,
            SizeChart.Line line,
            List<Rectangle2D> hard,
            List<Rectangle2D> soft) {
        if (!frame.up().getRange().contains(line.y())) {
            return;
        }
        double y = frame.y(line.y());
        Rectangle2D area = frame.area();
        g.setPaint(ChartStyle.awt(palette.muted()));
        g.setStroke(DASHES);
        g.draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y));
        soft.add(new Rectangle2D.Double(area.getMinX(), y - 1, area.getWidth(), 2));
        Optional<Rectangle2D> place = places(frame, y, metrics.stringWidth(line.text()), hard);
        place.ifPresent(box -> {
            g.setPaint(ChartStyle.awt(palette.background().deriveColor(0, 1, 1, 0.8)));
            g.fill(box);
            g.setPaint(ChartStyle.awt(palette.muted()));
            g.drawString(line.text(), (float) box.getX(), (float) box.getY() + ASCENT);
            hard.add(box);
        });
    }

    /** One that no other level runs through, if there is one. */
    private Optional<Rectangle2D> places(Frame frame, double y, double width, List<Rectangle2D> hard) {
        Rectangle2D area = frame.area();
        List<Rectangle2D> free = new ArrayList<>();
        for (double left : new double[] {area.getMinX() + 6, area.getMaxX() - width - 6}) {
            for (double top : new double[] {y - HEIGHT - 1, y + 1}) {
                Rectangle2D box = new Rectangle2D.Double(left, top, width, HEIGHT);
                if (area.contains(box) && hard.stream().noneMatch(box::intersects)) {
                    free.add(box);
                }
            }
        }
        return free.stream()
                .filter(box -> chart.lines().stream()
                        .mapToDouble(l -> frame.y(l.y()))
                        .noneMatch(other -> other > box.getMinY() && other < box.getMaxY()))
                .findFirst()
                .or(() -> free.stream().findFirst());
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
            if (p.rowId().equals(marked.selected())) {
                g.setPaint(ChartStyle.awt(palette.accent()));
                g.setStroke(new BasicStroke(2));
                g.draw(new Ellipse2D.Double(frame.x(p.x()) - 9, frame.y(p.y()) - 9, 18, 18));
            }
        }
    }
}
