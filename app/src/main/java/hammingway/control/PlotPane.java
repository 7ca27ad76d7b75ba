package hammingway.control;

import hammingway.settings.Theme;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Point2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.fx.FXGraphics2D;

/**
 * A chart on the screen: drawn once a pulse at most, zoomed by dragging a rectangle, reset by a double click or the key 0. A rectangle
 * dragged with Shift, or in brushing mode, is a brush instead. What follows the mouse is laid over it as nodes, so that hovering draws
 * nothing anew.
 */
public final class PlotPane extends Pane {
    /** Shorter drags are clicks of an unsteady hand, in pixels. */
    private static final double SMALLEST_ZOOM = 8;

    private final Canvas canvas = new Canvas();
    private final Rectangle selection = new Rectangle();
    private final ChartRenderingInfo info = new ChartRenderingInfo();
    private JFreeChart chart;
    private final BooleanProperty brushing = new SimpleBooleanProperty(this, "brushing");
    private Runnable reset = () -> {};
    private Consumer<Rectangle2D> brush = area -> {};
    private boolean dirty = true;
    private boolean zoomed;
    private Point2D pressed = Point2D.ZERO;

    public PlotPane(JFreeChart chart) {
        this.chart = chart;
        info.setEntityCollection(null); // thousands of points must not become thousands of objects
        selection.setManaged(false);
        selection.setVisible(false);
        selection.setMouseTransparent(true);
        getChildren().addAll(canvas, selection);
        setMinSize(120, 100);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Draws another chart from now on. */
    public void chart(JFreeChart newChart) {
        chart = newChart;
        redraw();
    }

    /** The chart has changed: it is drawn with the next pulse. */
    public void redraw() {
        dirty = true;
        requestLayout();
    }

    /** Colours of what is laid over the chart. */
    public void theme(Theme.Palette palette) {
        selection.setStroke(palette.accent());
        selection.setFill(palette.accent().deriveColor(0, 1, 1, 0.15));
        redraw();
    }

    /** Sets both axes to the whole of the data. */
    public void onReset(Runnable action) {
        reset = action;
    }

    /** Told of a rectangle that was dragged to choose what lies in it, in pixels. */
    public void onBrush(Consumer<Rectangle2D> action) {
        brush = action;
    }

    /** Whether dragging chooses points without Shift. */
    public BooleanProperty brushing() {
        return brushing;
    }

    /** Whether the user has chosen a part of the data. */
    public boolean zoomed() {
        return zoomed;
    }

    /** Shows the whole of the data. */
    public void resetZoom() {
        zoomed = false;
        reset.run();
        redraw();
    }

    /** Where the data is drawn, in pixels; empty before the first drawing. */
    public Rectangle2D dataArea() {
        return info.getPlotInfo().getDataArea();
    }

    /** Where a point is drawn; nothing when it lies outside of what is shown. */
    public Optional<Point2D> screen(double x, double y) {
        XYPlot plot = chart.getXYPlot();
        Rectangle2D area = dataArea();
        double px = plot.getDomainAxis().valueToJava2D(x, area, plot.getDomainAxisEdge());
        double py = plot.getRangeAxis().valueToJava2D(y, area, plot.getRangeAxisEdge());
        boolean inside = px >= area.getMinX() - 1
                && px <= area.getMaxX() + 1
                && py >= area.getMinY() - 1
                && py <= area.getMaxY() + 1;
        return inside ? Optional.of(new Point2D(px, py)) : Optional.empty();
    }

    /** The value of x at a pixel. */
    public double valueOfX(double pixel) {
        XYPlot plot = chart.getXYPlot();
        return plot.getDomainAxis().java2DToValue(pixel, dataArea(), plot.getDomainAxisEdge());
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double width = Math.floor(getWidth());
        double height = Math.floor(getHeight());
        if (width < 1 || height < 1 || (!dirty && canvas.getWidth() == width && canvas.getHeight() == height)) {
            return;
        }
        dirty = false;
        canvas.setWidth(width);
        canvas.setHeight(height);
        canvas.getGraphicsContext2D().clearRect(0, 0, width, height);
        chart.draw(
                new FXGraphics2D(canvas.getGraphicsContext2D()),
                new Rectangle2D.Double(0, 0, width, height),
                null,
                info);
    }

    private void press(MouseEvent e) {
        requestFocus();
        pressed = new Point2D(e.getX(), e.getY());
        if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
            resetZoom();
        }
    }

    private void drag(MouseEvent e) {
        Rectangle2D area = dataArea();
        if (e.getButton() != MouseButton.PRIMARY || !area.contains(pressed.getX(), pressed.getY())) {
            return;
        }
        double x = Math.clamp(e.getX(), area.getMinX(), area.getMaxX());
        double y = Math.clamp(e.getY(), area.getMinY(), area.getMaxY());
        selection.setX(Math.min(x, pressed.getX()));
        selection.setY(Math.min(y, pressed.getY()));
        selection.setWidth(Math.abs(x - pressed.getX()));
        selection.setHeight(Math.abs(y - pressed.getY()));
        selection.setVisible(large());
    }

    private boolean large() {
        return selection.getWidth() >= SMALLEST_ZOOM && selection.getHeight() >= SMALLEST_ZOOM;
    }

    private void release(MouseEvent e) {
        if (selection.isVisible() && large() && (e.isShiftDown() || brushing.get())) {
            brush.accept(new Rectangle2D.Double(
                    selection.getX(), selection.getY(), selection.getWidth(), selection.getHeight()));
        } else if (selection.isVisible() && large()) {
            XYPlot plot = chart.getXYPlot();
            Rectangle2D area = dataArea();
            range(plot.getDomainAxis(), valueOfX(selection.getX()), valueOfX(selection.getX() + selection.getWidth()));
            double bottom = selection.getY() + selection.getHeight();
            range(
                    plot.getRangeAxis(),
                    plot.getRangeAxis().java2DToValue(bottom, area, plot.getRangeAxisEdge()),
                    plot.getRangeAxis().java2DToValue(selection.getY(), area, plot.getRangeAxisEdge()));
            redraw();
        }
        selection.setVisible(false);
    }

    /** Deeper than double precision draws, a zoom is ignored. */
    private void range(ValueAxis axis, double low, double high) {
        if (high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high))) {
            axis.setRange(low, high);
            zoomed = true;
        }
    }

    private void key(KeyEvent e) {
        if (e.getCode() == KeyCode.DIGIT0 || e.getCode() == KeyCode.NUMPAD0) {
            resetZoom();
            e.consume();
        } else if (e.getCode() == KeyCode.ESCAPE && selection.isVisible()) {
            selection.setVisible(false);
            e.consume();
        }
    }
}
