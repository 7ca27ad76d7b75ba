package hammingway.compare;

import hammingway.control.HoverCard;
import hammingway.control.PlotPane;
import hammingway.report.SizeChart;
import hammingway.settings.Theme;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;

/** The size chart on the screen: hover tells, a click or the arrow keys select, a dragged rectangle zooms. */
final class SizeChartPane {
    /** How near the mouse must be to a point, in pixels. */
    private static final double REACH = 14;

    private final ObservableValue<Optional<SizeChart>> chart;
    private final ObservableValue<Theme> theme;
    private final StringProperty selected;
    private final PlotPane pane = new PlotPane(new JFreeChart(new XYPlot()));
    private final HoverCard card = new HoverCard();
    private JFreeChart drawn = new JFreeChart(new XYPlot());

    SizeChartPane(ObservableValue<Optional<SizeChart>> chart, ObservableValue<Theme> theme, StringProperty selected) {
        this.chart = chart;
        this.theme = theme;
        this.selected = selected;
        pane.setId("size-chart");
        pane.setFocusTraversable(true);
        pane.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        pane.getChildren().add(card.node());
        pane.onReset(() -> chart.getValue().ifPresent(c -> SizePlot.ranges(drawn, c)));
        pane.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> card.hide());
        pane.addEventHandler(MouseEvent.MOUSE_EXITED, e -> card.hide());
        pane.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        pane.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        chart.addListener((o, was, is) -> rebuild(false));
        theme.addListener((o, was, is) -> rebuild(true));
        selected.addListener((o, was, is) -> rebuild(true));
        rebuild(false);
    }

    Region node() {
        return pane;
    }

    void resetZoom() {
        pane.resetZoom();
    }

    private void rebuild(boolean keepZoom) {
        Theme.Palette palette = theme.getValue().palette();
        card.theme(palette);
        card.hide();
        pane.theme(palette);
        if (chart.getValue().isEmpty()) {
            return;
        }
        SizeChart c = chart.getValue().get();
        XYPlot before = drawn.getXYPlot();
        drawn = SizePlot.of(c, palette, false, selected.get());
        if (keepZoom && pane.zoomed()) {
            drawn.getXYPlot().getDomainAxis().setRange(before.getDomainAxis().getRange());
            drawn.getXYPlot().getRangeAxis().setRange(before.getRangeAxis().getRange());
        } else {
            pane.resetZoom();
        }
        pane.chart(drawn);
        pane.setAccessibleText(
                c.yLabel() + " against " + c.xLabel() + ", " + c.points().size() + " points. "
                        + point(selected.get()).map(SizeChart.Point::detail).orElse("No point is selected."));
    }

    private Optional<SizeChart.Point> point(String runId) {
        return points().stream().filter(p -> p.runId().equals(runId)).findFirst();
    }

    private List<SizeChart.Point> points() {
        return chart.getValue().map(SizeChart::points).orElse(List.of());
    }

    /** Where a run's point is, in pixels of the chart. */
    Optional<Point2D> position(String runId) {
        return point(runId).flatMap(p -> pane.screen(p.x(), p.y()));
    }

    private Optional<SizeChart.Point> near(double x, double y) {
        Optional<SizeChart.Point> nearest = Optional.empty();
        double least = REACH;
        for (SizeChart.Point p : points()) {
            double distance =
                    pane.screen(p.x(), p.y()).map(s -> s.distance(x, y)).orElse(Double.MAX_VALUE);
            if (distance <= least) {
                least = distance;
                nearest = Optional.of(p);
            }
        }
        return nearest;
    }

    private void hover(MouseEvent e) {
        Optional<SizeChart.Point> point = near(e.getX(), e.getY());
        pane.setCursor(point.isPresent() ? Cursor.HAND : Cursor.CROSSHAIR);
        point.ifPresentOrElse(p -> card.show(p.detail(), e.getX(), e.getY(), pane), card::hide);
    }

    private void click(MouseEvent e) {
        if (e.isStillSincePress() && e.getClickCount() == 1) {
            selected.set(near(e.getX(), e.getY()).map(SizeChart.Point::runId).orElse(""));
        }
    }

    private void key(KeyEvent e) {
        int step = e.getCode() == KeyCode.RIGHT ? 1 : e.getCode() == KeyCode.LEFT ? -1 : 0;
        List<SizeChart.Point> points = points();
        if (step != 0 && !points.isEmpty()) {
            int at = point(selected.get()).map(points::indexOf).orElse(step > 0 ? -1 : points.size());
            selected.set(points.get(Math.clamp(at + step, 0, points.size() - 1)).runId());
            e.consume();
        }
    }
}
