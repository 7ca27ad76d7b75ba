package hammingway.compare;

import hammingway.control.HoverCard;
import hammingway.control.PlotPane;
import hammingway.report.SizeChart;
import hammingway.settings.Theme;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.SetChangeListener;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;

/**
 * The size chart on the screen: hover tells, a click or the arrow keys select, a double click or Enter opens the run, a dragged rectangle
 * zooms or, with Shift, brushes.
 */
final class SizeChartPane {
    /** How near the mouse must be to a point, in pixels. */
    private static final double REACH = 14;

    private final CompareViewModel model;
    private final ObservableValue<Theme> theme;
    private final PlotPane pane = new PlotPane(new JFreeChart(new XYPlot()));
    private final HoverCard card = new HoverCard();
    private final PointMenu menu;
    private boolean due;
    private JFreeChart drawn = new JFreeChart(new XYPlot());

    SizeChartPane(CompareViewModel model, ObservableValue<Theme> theme) {
        this.model = model;
        this.theme = theme;
        menu = new PointMenu(model);
        pane.setId("size-chart");
        pane.setFocusTraversable(true);
        pane.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        pane.getChildren().add(card.node());
        pane.onReset(() -> model.chart().getValue().ifPresent(c -> SizePlot.ranges(drawn, c)));
        pane.onBrush(this::brush);
        pane.addEventFilter(MouseEvent.MOUSE_PRESSED, this::press);
        pane.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> card.hide());
        pane.addEventHandler(MouseEvent.MOUSE_EXITED, e -> card.hide());
        pane.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        pane.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        pane.setOnContextMenuRequested(e -> {
            Optional<SizeChart.Point> at =
                    e.isKeyboardTrigger() ? point(model.selected().get()) : near(e.getX(), e.getY());
            at.ifPresent(p -> menu.show(p, pane, e.getScreenX(), e.getScreenY()));
        });
        model.chart().addListener((o, was, is) -> rebuild(false));
        theme.addListener((o, was, is) -> rebuild(true));
        model.selected().addListener((o, was, is) -> rebuild(true));
        model.brushed().addListener((SetChangeListener<String>) change -> rebuildOnce());
        rebuild(false);
    }

    Region node() {
        return pane;
    }

    void resetZoom() {
        pane.resetZoom();
    }

    /** Whether dragging chooses points without Shift. */
    BooleanProperty brushing() {
        return pane.brushing();
    }

    /** A brush changes the set row by row. */
    private void rebuildOnce() {
        if (!due) {
            due = true;
            Platform.runLater(() -> {
                due = false;
                rebuild(true);
            });
        }
    }

    private void rebuild(boolean keepZoom) {
        Theme.Palette palette = theme.getValue().palette();
        card.theme(palette);
        card.hide();
        pane.theme(palette);
        if (model.chart().getValue().isEmpty()) {
            return;
        }
        SizeChart c = model.chart().getValue().get();
        XYPlot before = drawn.getXYPlot();
        drawn = SizePlot.of(c, palette, false, new Marked(model.selected().get(), Set.copyOf(model.brushed())));
        if (keepZoom && pane.zoomed()) {
            drawn.getXYPlot().getDomainAxis().setRange(before.getDomainAxis().getRange());
            drawn.getXYPlot().getRangeAxis().setRange(before.getRangeAxis().getRange());
        } else {
            pane.resetZoom();
        }
        pane.chart(drawn);
        pane.setAccessibleText(c.yLabel() + " against " + c.xLabel() + ", "
                + c.points().size() + " points. "
                + point(model.selected().get()).map(SizeChart.Point::detail).orElse("No point is selected."));
    }

    private Optional<SizeChart.Point> point(String rowId) {
        return points().stream().filter(p -> p.rowId().equals(rowId)).findFirst();
    }

    private List<SizeChart.Point> points() {
        return model.chart().getValue().map(SizeChart::points).orElse(List.of());
    }

    /** Where a row's point is, in pixels of the chart. */
    Optional<Point2D> position(String rowId) {
        return point(rowId).flatMap(p -> pane.screen(p.x(), p.y()));
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

    /** Chooses the points of a rectangle, and no others. */
    private void brush(Rectangle2D area) {
        Set<String> inside = points().stream()
                .filter(p -> pane.screen(p.x(), p.y())
                        .filter(s -> area.contains(s.getX(), s.getY()))
                        .isPresent())
                .map(SizeChart.Point::rowId)
                .collect(Collectors.toSet());
        model.brush(inside);
    }

    private void hover(MouseEvent e) {
        Optional<SizeChart.Point> point = near(e.getX(), e.getY());
        pane.setCursor(point.isPresent() ? Cursor.HAND : Cursor.CROSSHAIR);
        point.ifPresentOrElse(p -> card.show(p.detail(), e.getX(), e.getY(), pane), card::hide);
    }

    /** A double click on a point opens it; elsewhere it resets the zoom. */
    private void press(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
            near(e.getX(), e.getY()).ifPresent(p -> {
                e.consume();
                model.open(p.runId());
            });
        }
    }

    private void click(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY && e.isStillSincePress() && e.getClickCount() == 1) {
            model.selected()
                    .set(near(e.getX(), e.getY()).map(SizeChart.Point::rowId).orElse(""));
        }
    }

    private void key(KeyEvent e) {
        boolean done = true;
        switch (e.getCode()) {
            case RIGHT -> step(Comparator.comparingDouble(SizeChart.Point::x), 1);
            case LEFT -> step(Comparator.comparingDouble(SizeChart.Point::x), -1);
            case UP -> step(Comparator.comparingDouble(SizeChart.Point::y), 1);
            case DOWN -> step(Comparator.comparingDouble(SizeChart.Point::y), -1);
            case ENTER -> point(model.selected().get()).ifPresent(p -> model.open(p.runId()));
            case SPACE -> model.brushOrNot(model.selected().get());
            case ESCAPE -> {
                done = !model.brushed().isEmpty();
                model.brushed().clear();
            }
            default -> done = false;
        }
        if (done) {
            e.consume();
        }
    }

    /** To the next point in an order, which is the first where none is selected. */
    private void step(Comparator<SizeChart.Point> order, int step) {
        List<String> rows = points().stream()
                .sorted(order)
                .map(SizeChart.Point::rowId)
                .distinct()
                .toList();
        if (!rows.isEmpty()) {
            int at = rows.indexOf(model.selected().get());
            int from = at < 0 && step < 0 ? rows.size() : at;
            model.selected().set(rows.get(Math.clamp(from + step, 0, rows.size() - 1)));
        }
    }
}
