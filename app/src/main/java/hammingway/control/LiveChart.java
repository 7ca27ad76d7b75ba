package hammingway.control;

import hammingway.settings.Theme;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import java.util.function.IntConsumer;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * Curves that grow while they are watched, many a second: they are drawn as pixels, and the axes anew only when they move. What is shown
 * is decided outside, where the points are thinned; a drag, the wheel and keys ask for another part of x.
 */
public final class LiveChart extends Region {
    /** Room for labels, in pixels. */
    private static final double LEFT = 52;

    private static final double BOTTOM = 22;
    private static final double TOP = 6;
    private static final double RIGHT = 10;
    private static final double LABEL_WIDTH = 64;
    private static final double LABEL_HEIGHT = 30;

    private static final double LINE = 1.6;
    private static final double FAINT = 0.28;
    private static final double DOT = 2.2;
    private static final double SMALLEST_ZOOM = 6;

    /** Of the range, for a turn of the wheel and a press of a key. */
    private static final double ZOOM = 1.25;

    private static final double STEP = 0.15;

    private final Canvas axes = new Canvas();
    private final ImageView curvesView = new ImageView();
    private final Line cross = new Line();
    private final Rectangle selection = new Rectangle();
    private final HoverCard card = new HoverCard();
    private LineRaster raster = new LineRaster(1, 1);
    private PixelBuffer<IntBuffer> buffer = buffer(raster);
    private Theme.Palette palette = Theme.LIGHT.palette();
    private PlotFrame frame = new PlotFrame(0, 1, 0, 1, false);
    private List<Curve> curves = List.of();
    private DoubleFunction<String> xText = Ticks::text;
    private Optional<PlotFrame> drawnAxes = Optional.empty();
    private Consumer<Optional<Span>> wanted = span -> {};
    private IntConsumer sized = pixels -> {};
    private double pressedX;
    private double panFrom = Double.NaN;

    /** A part of x. */
    public record Span(double left, double right) {
        /** The span about a place, so many times as wide. */
        Span scaled(double about, double factor) {
            return new Span(about - (about - left) * factor, about + (right - about) * factor);
        }

        Span moved(double by) {
            return new Span(left + by, right + by);
        }
    }

    /** How a curve is drawn. */
    public enum Kind {
        /** Thin and pale, behind another. */
        FAINT,
        LINE,
        /** A line with its points: for curves of few. */
        DOTS
    }

    /**
     * A curve, thinned for the frame.
     *
     * @param told whether the readout beside the mouse has it
     */
    public record Curve(String name, Color colour, double[] x, double[] y, Kind kind, boolean told) {}

    public LiveChart() {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        getStyleClass().add("live-chart");
        for (javafx.scene.Node n : List.of(axes, curvesView, cross, selection)) {
            n.setManaged(false);
            n.setMouseTransparent(true);
        }
        cross.setVisible(false);
        selection.setVisible(false);
        getChildren().addAll(axes, curvesView, selection, cross, card.node());
        setMinSize(160, 90);
        addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> leave());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        theme(palette);
    }

    /** @param taker of the part of x that the user asks for; nothing: all of it */
    public void onSpan(Consumer<Optional<Span>> taker) {
        wanted = taker;
    }

    /** @param taker of the pixels that x is drawn on, whenever they change */
    public void onColumns(IntConsumer taker) {
        sized = taker;
    }

    public void theme(Theme.Palette newPalette) {
        palette = newPalette;
        cross.setStroke(palette.muted());
        selection.setFill(palette.accent().deriveColor(0, 1, 1, 0.15));
        selection.setStroke(palette.accent());
        card.theme(palette);
        drawnAxes = Optional.empty();
        draw();
    }

    /** How values of x are told beside the mouse. */
    public void xText(DoubleFunction<String> text) {
        xText = text;
    }

    /** Pixels that x is drawn on. */
    public int columns() {
        return (int) Math.max(1, getWidth() - LEFT - RIGHT);
    }

    public void show(PlotFrame newFrame, List<Curve> newCurves) {
        frame = newFrame;
        curves = List.copyOf(newCurves);
        draw();
    }

    /** What is drawn now. */
    public PlotFrame frame() {
        return frame;
    }

    public List<Curve> curves() {
        return curves;
    }

    @Override
    protected void layoutChildren() {
        int width = columns();
        int height = (int) Math.max(1, getHeight() - TOP - BOTTOM);
        if (raster.width() != width || raster.height() != height || axes.getWidth() != getWidth()) {
            axes.setWidth(getWidth());
            axes.setHeight(getHeight());
            raster = new LineRaster(width, height);
            buffer = buffer(raster);
            curvesView.setImage(new WritableImage(buffer));
            curvesView.relocate(LEFT, TOP);
            drawnAxes = Optional.empty();
            draw();
            sized.accept(width);
        }
    }

    private static PixelBuffer<IntBuffer> buffer(LineRaster raster) {
        return new PixelBuffer<>(
                raster.width(), raster.height(), IntBuffer.wrap(raster.pixels()), PixelFormat.getIntArgbPreInstance());
    }

    private void draw() {
        if (drawnAxes.filter(frame::equals).isEmpty()) {
            drawAxes();
            drawnAxes = Optional.of(frame);
        }
        raster.clear();
        for (Curve c : curves) {
            int rgb = rgb(c.colour());
            raster.curve(
                    c.x(), c.y(), frame, rgb, c.kind() == Kind.FAINT ? FAINT : 1, c.kind() == Kind.FAINT ? 1 : LINE);
            if (c.kind() == Kind.DOTS) {
                raster.dots(c.x(), c.y(), frame, rgb, DOT);
            }
        }
        buffer.updateBuffer(b -> null);
    }

    private static int rgb(Color c) {
        return (int) Math.round(255 * c.getRed()) << 16
                | (int) Math.round(255 * c.getGreen()) << 8
                | (int) Math.round(255 * c.getBlue());
    }

    private void drawAxes() {
        GraphicsContext g = axes.getGraphicsContext2D();
        double width = columns();
        double height = Math.max(1, getHeight() - TOP - BOTTOM);
        g.clearRect(0, 0, getWidth(), getHeight());
        g.setFont(Font.font(11));
        g.setLineWidth(1);
        List<Double> ys = frame.logY()
                ? Ticks.logarithmic(frame.low(), frame.high(), Math.max(2, (int) (height / LABEL_HEIGHT)))
                : Ticks.linear(frame.low(), frame.high(), Math.max(2, (int) (height / LABEL_HEIGHT)));
        g.setStroke(palette.line());
        g.setFill(palette.muted());
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        for (double v : ys) {
            double y = TOP + Math.rint(frame.y(v, (int) height)) + 0.5;
            g.strokeLine(LEFT, y, LEFT + width, y);
            g.fillText(Ticks.text(v), LEFT - 6, y);
        }
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.TOP);
        for (double v : Ticks.linear(frame.left(), frame.right(), Math.max(2, (int) (width / LABEL_WIDTH)))) {
            double x = LEFT + Math.rint(frame.x(v, (int) width)) + 0.5;
            g.strokeLine(x, TOP, x, TOP + height);
            g.fillText(Ticks.text(v), Math.min(x, getWidth() - 14), TOP + height + 4);
        }
        g.setStroke(palette.muted());
        g.strokeLine(LEFT, TOP + height + 0.5, LEFT + width, TOP + height + 0.5);
    }

    private boolean inside(double x) {
        return x >= LEFT && x <= LEFT + columns();
    }

    private double valueAt(double x) {
        return frame.valueOfX(x - LEFT, columns());
    }

    private void hover(MouseEvent e) {
        if (!inside(e.getX()) || curves.isEmpty()) {
            leave();
            return;
        }
        cross.setStartX(e.getX());
        cross.setEndX(e.getX());
        cross.setStartY(TOP);
        cross.setEndY(getHeight() - BOTTOM);
        cross.setVisible(true);
        String text = readout(valueAt(e.getX()));
        if (text.isEmpty()) {
            card.hide();
        } else {
            card.show(text, e.getX(), e.getY(), this);
        }
    }

    private void leave() {
        cross.setVisible(false);
        card.hide();
    }

    /** Each curve's value at the point nearest to x; curves that do not reach there are left out. */
    String readout(double x) {
        StringBuilder text = new StringBuilder();
        for (Curve c : curves) {
            int at = c.told() ? nearest(c.x(), x) : -1;
            if (at >= 0 && Double.isFinite(c.y()[at])) {
                text.append('\n').append(c.name()).append(": ").append(Ticks.text(c.y()[at]));
            }
        }
        return text.isEmpty() ? "" : xText.apply(x) + text;
    }

    private int nearest(double[] values, double x) {
        if (values.length == 0) {
            return -1;
        }
        int found = Arrays.binarySearch(values, x);
        int after = Math.clamp(found >= 0 ? found : -found - 1, 0, values.length - 1);
        int at = after > 0 && x - values[after - 1] < values[after] - x ? after - 1 : after;
        double reach = (frame.right() - frame.left()) * 0.02;
        return x < values[0] - reach || x > values[values.length - 1] + reach ? -1 : at;
    }

    private void press(MouseEvent e) {
        requestFocus();
        pressedX = e.getX();
        panFrom = Double.NaN;
        if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
            wanted.accept(Optional.empty());
        } else if (e.getButton() == MouseButton.MIDDLE || e.isShiftDown()) {
            panFrom = e.getX();
        }
        e.consume();
    }

    private void drag(MouseEvent e) {
        leave();
        if (!Double.isNaN(panFrom)) {
            double by = valueAt(panFrom) - valueAt(e.getX());
            panFrom = e.getX();
            wanted.accept(Optional.of(span().moved(by)));
        } else if (e.getButton() == MouseButton.PRIMARY && inside(pressedX)) {
            double x = Math.clamp(e.getX(), LEFT, LEFT + columns());
            selection.setX(Math.min(x, pressedX));
            selection.setWidth(Math.abs(x - pressedX));
            selection.setY(TOP);
            selection.setHeight(getHeight() - TOP - BOTTOM);
            selection.setVisible(selection.getWidth() >= SMALLEST_ZOOM);
        }
        e.consume();
    }

    private void release(MouseEvent e) {
        if (selection.isVisible()) {
            ask(new Span(valueAt(selection.getX()), valueAt(selection.getX() + selection.getWidth())));
        }
        selection.setVisible(false);
        e.consume();
    }

    private Span span() {
        return new Span(frame.left(), frame.right());
    }

    /** Deeper than double precision draws, a zoom is ignored. */
    private void ask(Span span) {
        if (span.right() - span.left() > 1e-9 * Math.max(1, Math.abs(span.right()))) {
            wanted.accept(Optional.of(span));
        }
    }

    private void wheel(ScrollEvent e) {
        if (e.isShortcutDown() && e.getDeltaY() != 0 && inside(e.getX())) { // without Ctrl the page scrolls
            ask(span().scaled(valueAt(e.getX()), e.getDeltaY() > 0 ? 1 / ZOOM : ZOOM));
            e.consume();
        }
    }

    private void key(KeyEvent e) {
        double width = frame.right() - frame.left();
        double middle = frame.left() + width / 2;
        switch (e.getCode()) {
            case DIGIT0, NUMPAD0 -> wanted.accept(Optional.empty());
            case PLUS, ADD, EQUALS -> ask(span().scaled(middle, 1 / ZOOM));
            case MINUS, SUBTRACT -> ask(span().scaled(middle, ZOOM));
            case LEFT -> ask(span().moved(-STEP * width));
            case RIGHT -> ask(span().moved(STEP * width));
            default -> {
                return;
            }
        }
        e.consume();
    }
}
