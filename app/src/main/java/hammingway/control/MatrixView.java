package hammingway.control;

import hammingway.settings.Theme;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/**
 * A matrix of any size as a picture: wheel and keys zoom, dragging pans, arrows move a selected cell. Tiles are computed by the
 * {@link MatrixSource} off the toolkit's thread; each frame is drawn from those at hand, coarse ones first, so that moving never
 * waits. Memory: 48 MiB of tiles and one picture of its own size. Used on the toolkit's thread alone.
 */
public final class MatrixView extends Region implements AutoCloseable {
    /** Room for the labels of rows and columns, in pixels. */
    public static final double GUTTER = 60;

    /** A cell of the matrix and the value painted there: of the cell, or of its block where blocks share a pixel. */
    public record Cell(int row, int column, double value) {}

    private final ImageView image = new ImageView();
    private final MatrixEdges edges = new MatrixEdges();
    private final Rectangle hoverFrame = frame(1);
    private final Rectangle selectionFrame = frame(2);
    private final TilePainter painter = new TilePainter();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /** Draws in the layout of the pulse that asked for it; unmanaged, so that nothing around the matrix is laid out again. */
    private final Region pencil = new Region() {
        @Override
        protected void layoutChildren() {
            draw();
        }
    };

    private final ObjectProperty<ColorScale> colors = new SimpleObjectProperty<>(ColorScale.VIRIDIS);
    private final ObjectProperty<Reduction> reduction = new SimpleObjectProperty<>(Reduction.MEAN);
    private final DoubleProperty low = new SimpleDoubleProperty(0);
    private final DoubleProperty high = new SimpleDoubleProperty(1);
    private final ReadOnlyObjectWrapper<Optional<Cell>> hovered = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Cell>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<MatrixSource>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());

    private Optional<TileStore> store = Optional.empty();
    private Optional<TileStore> pending = Optional.empty();
    private Viewport viewport = Viewport.fitting(1, 1, 1, 1);
    private Optional<Viewport> asked = Optional.empty();
    private int[] pixels = new int[1];
    private Optional<PixelBuffer<IntBuffer>> buffer = Optional.empty();
    private Runnable moved = () -> {};
    private long frames;

    public MatrixView() {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        getStyleClass().add("matrix-view");
        image.setPreserveRatio(false);
        image.setSmooth(false);
        getChildren().addAll(image, edges.values(), hoverFrame, selectionFrame, edges.rows(), edges.columns(), pencil);
        getChildren().forEach(c -> {
            c.setManaged(false);
            c.setMouseTransparent(true);
        });
        colors.subscribe(c -> {
            painter.colors(c);
            redraw();
        });
        low.subscribe(this::redraw);
        high.subscribe(this::redraw);
        reduction.subscribe(r -> shown.get().ifPresent(this::setSource));
        hovered.subscribe(this::redraw);
        selected.subscribe(s -> {
            describe();
            redraw();
        });
        new MatrixInput(this);
        setTheme(Theme.LIGHT);
        describe();
    }

    private static Rectangle frame(double width) {
        Rectangle frame = new Rectangle();
        frame.setFill(Color.TRANSPARENT);
        frame.setStrokeWidth(width);
        frame.setVisible(false);
        return frame;
    }

    /** Colours around the matrix. */
    public void setTheme(Theme theme) {
        Theme.Palette palette = theme.palette();
        painter.background(ColorScale.argb(palette.background()));
        edges.palette(palette);
        hoverFrame.setStroke(palette.text());
        selectionFrame.setStroke(Color.web("#ff2d95")); // in none of the scales, seen on all their colours
        redraw();
    }

    /** Shows another matrix as soon as a coarse picture of it is there; until then the old one stays. */
    public void setSource(MatrixSource source) {
        pending.ifPresent(TileStore::close);
        TileStore next = new TileStore(source, reduction.get(), this::tileArrived);
        pending = Optional.of(next);
        next.want(List.of(next.topKey()));
    }

    /** The matrix on the screen. */
    public ReadOnlyObjectProperty<Optional<MatrixSource>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    public ObjectProperty<ColorScale> colorsProperty() {
        return colors;
    }

    public ObjectProperty<Reduction> reductionProperty() {
        return reduction;
    }

    /** Value of the scale's first colour; follows the source until it is set. */
    public DoubleProperty lowProperty() {
        return low;
    }

    /** Value of the scale's last colour; follows the source until it is set. */
    public DoubleProperty highProperty() {
        return high;
    }

    public ReadOnlyObjectProperty<Optional<Cell>> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Cell>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** Selects a cell and moves the view to it, or none if outside. */
    public void select(int row, int column) {
        if (row < 0 || row >= viewport.rows() || column < 0 || column >= viewport.columns() || store.isEmpty()) {
            selected.set(Optional.empty());
            return;
        }
        moveTo(viewport.revealing(row, column));
        selected.set(Optional.of(cell(row, column)));
    }

    /** The whole matrix. */
    public void fit() {
        moveTo(Viewport.fitting(viewport.rows(), viewport.columns(), viewport.width(), viewport.height()));
    }

    /** Magnifies by steps of a fourth of a doubling, about the middle. */
    public void zoom(int steps) {
        moveTo(viewport.zoomedBy(steps, viewport.width() / 2, viewport.height() / 2));
    }

    /** Spreads the colours over the values in sight, but for the hundredth at either end. */
    public void fitColors() {
        store.map(s -> MatrixNumbers.visible(s, viewport))
                .filter(v -> v.length > 0)
                .ifPresent(v -> {
                    double from = v[v.length / 100];
                    double to = v[v.length - 1 - v.length / 100];
                    low.set(from);
                    high.set(Math.max(
                            to,
                            from
                                    + (store.get().source().maximum()
                                                    - store.get().source().minimum())
                                            / 100));
                });
    }

    /** Frames drawn so far, for measurements. */
    public long frames() {
        return frames;
    }

    /** Whether all tiles of the view are there. */
    public boolean settled() {
        return pending.isEmpty()
                && store.filter(s -> !s.idle()).isEmpty()
                && asked.filter(viewport::equals).isPresent();
    }

    /** What is on the screen, edges included. */
    public WritableImage picture() {
        return snapshot(null, null);
    }

    /**
     * What is in sight, to be saved.
     *
     * @param title above it, such as what matrix it is
     */
    public Optional<MatrixPicture> drawing(String title) {
        return store.map(s -> MatrixPicture.of(
                s,
                viewport,
                painter,
                new MatrixPicture.Key(
                        colors.get(), low.get(), high.get(), s.source().unit()),
                title));
    }

    /** The visible values as a table: a line a row of blocks, first line and column the first row and column of each block. */
    public String visibleNumbers() {
        return store.map(s -> MatrixNumbers.csv(s, viewport)).orElse("");
    }

    Viewport viewport() {
        return viewport;
    }

    /** Told when another part of the matrix comes into sight. */
    void onMove(Runnable action) {
        moved = action;
    }

    void moveTo(Viewport next) {
        if (!next.equals(viewport)) {
            viewport = next;
            redraw();
            moved.run();
        }
    }

    /** Points at the cell under a place of this control, or at none. */
    void hover(double x, double y) {
        hovered.set(cellAt(x, y));
    }

    void unhover() {
        hovered.set(Optional.empty());
    }

    Optional<Cell> cellAt(double x, double y) {
        double vx = x - GUTTER;
        double vy = y - GUTTER;
        boolean inside = vx >= 0 && vy >= 0 && store.isPresent() && viewport.contains(vx, vy);
        return inside ? Optional.of(cell((int) viewport.rowAt(vy), (int) viewport.columnAt(vx))) : Optional.empty();
    }

    private Cell cell(int row, int column) {
        double value = store.map(s -> TilePainter.value(s, row, column, TilePainter.level(s, viewport.scale())))
                .orElse(Double.NaN);
        return new Cell(row, column, value);
    }

    private void tileArrived() {
        if (scheduled.compareAndSet(false, true)) {
            Platform.runLater(() -> {
                scheduled.set(false);
                pending.filter(TileStore::ready).ifPresent(this::swap);
                redraw();
            });
        }
    }

    private void redraw() {
        pencil.requestLayout();
    }

    @Override
    protected void layoutChildren() {
        Viewport resized = viewport.resized(inner(getWidth()), inner(getHeight()));
        if (!resized.equals(viewport)) {
            viewport = resized;
            draw();
        }
    }

    private static double inner(double extent) {
        return Math.max(1, Math.floor(extent - GUTTER));
    }

    private void draw() {
        store.ifPresent(s -> {
            double density = getScene() == null || getScene().getWindow() == null
                    ? 1
                    : getScene().getWindow().getOutputScaleX();
            if (asked.filter(viewport::equals).isEmpty()) {
                asked = Optional.of(viewport);
                s.want(TilePainter.wanted(s, viewport, density));
            }
            paint(s, density);
            edges.draw(viewport, s, painter);
            place(hoverFrame, hovered.get());
            place(selectionFrame, selected.get());
            frames++;
        });
    }

    private void paint(TileStore s, double density) {
        int width = (int) Math.round(viewport.width() * density);
        int height = (int) Math.round(viewport.height() * density);
        if (buffer.isEmpty() || buffer.get().getWidth() != width || buffer.get().getHeight() != height) {
            pixels = new int[width * height];
            PixelBuffer<IntBuffer> fresh =
                    new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
            buffer = Optional.of(fresh);
            image.setImage(new WritableImage(fresh));
            image.setFitWidth(viewport.width());
            image.setFitHeight(viewport.height());
            image.relocate(GUTTER, GUTTER);
        }
        painter.range(low.get(), high.get());
        painter.paint(pixels, width, height, viewport, density, s);
        buffer.get().updateBuffer(b -> null); // null: all of it
    }

    private void swap(TileStore next) {
        MatrixSource source = next.source();
        Optional<MatrixSource> before = store.map(TileStore::source);
        boolean untouched = before.filter(b -> low.get() != b.low() || high.get() != b.high())
                .isEmpty();
        store.ifPresent(TileStore::close);
        store = Optional.of(next);
        pending = Optional.empty();
        asked = Optional.empty();
        if (source.rows() != viewport.rows() || source.columns() != viewport.columns()) {
            viewport = Viewport.fitting(source.rows(), source.columns(), inner(getWidth()), inner(getHeight()));
            selected.set(Optional.empty());
        }
        hovered.set(Optional.empty());
        if (untouched) {
            low.set(source.low());
            high.set(source.high());
        }
        shown.set(Optional.of(source));
        selected.set(selected.get().map(c -> cell(c.row(), c.column())));
        describe();
    }

    private void place(Rectangle frame, Optional<Cell> cell) {
        double side = Math.max(viewport.scale(), 5);
        double x = cell.map(c -> viewport.xOf(c.column() + 0.5) - side / 2).orElse(-1.0);
        double y = cell.map(c -> viewport.yOf(c.row() + 0.5) - side / 2).orElse(-1.0);
        frame.setVisible(cell.isPresent()
                && x + side / 2 >= 0
                && y + side / 2 >= 0
                && x + side / 2 <= viewport.width()
                && y + side / 2 <= viewport.height());
        frame.setX(Math.round(x + GUTTER) + 0.5);
        frame.setY(Math.round(y + GUTTER) + 0.5);
        frame.setWidth((double) Math.round(side) - 1);
        frame.setHeight((double) Math.round(side) - 1);
    }

    private void describe() {
        String matrix = store.map(s -> "Matrix of " + s.source().rows() + " rows and "
                        + s.source().columns() + " columns, " + s.source().unit())
                .orElse("Empty matrix");
        String cell = selected.get()
                .flatMap(c -> store.map(s -> ". Row " + s.source().rowLabel(c.row()) + ", column "
                        + s.source().columnLabel(c.column()) + ": "
                        + String.format(Locale.ROOT, "%.1f", c.value())))
                .orElse("");
        setAccessibleText(matrix + cell);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 480;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 480;
    }

    @Override
    public void close() {
        store.ifPresent(TileStore::close);
        pending.ifPresent(TileStore::close);
    }
}
