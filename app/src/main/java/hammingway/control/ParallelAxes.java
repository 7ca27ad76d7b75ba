package hammingway.control;

import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * Many things as lines across parallel axes. Dragging on an axis brushes it, several times if wanted; dragging its title moves it.
 * Brushed lines are bright and coloured, others faint. Used on the toolkit's thread alone.
 */
public final class ParallelAxes extends Region {
    static final double TOP = 42;
    static final double BOTTOM = 14;
    private static final double LEFT = 56;
    private static final double RIGHT = 132;

    /** From here on lines are drawn thinner, so that crowds do not become a block. */
    private static final int MANY = 400;

    private final SlicedLines faint = new SlicedLines();
    private final SlicedLines bright = new SlicedLines();
    private final Canvas frame = new Canvas();
    private final HoverCard card = new HoverCard();
    private List<ParallelAxis> axes = List.of();
    private List<String> names = List.of();
    private double[] shades = {};
    private Optional<BitSet> chosen = Optional.empty();
    private Theme.Palette palette = Theme.LIGHT.palette();
    private int focused;
    private int hovered = -1;
    private int selected = -1;
    private Consumer<Optional<BitSet>> onBrush = b -> {};
    private Consumer<List<ParallelAxis>> onArrange = a -> {};
    private IntConsumer onPick = i -> {};
    private IntConsumer onOpen = i -> {};

    public ParallelAxes() {
        getChildren().addAll(faint.canvas(), bright.canvas(), frame, card.node());
        frame.setMouseTransparent(true);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(160, 120);
        focusedProperty().addListener((o, was, is) -> drawFrame());
        new ParallelInput(this);
    }

    /**
     * Shows things.
     *
     * @param newNames of the things, for the hover
     * @param newShades 0 to 1 on the scale of colours; NaN: grey
     */
    public void show(List<ParallelAxis> newAxes, List<String> newNames, double[] newShades) {
        axes = List.copyOf(newAxes);
        names = List.copyOf(newNames);
        shades = newShades.clone();
        focused = Math.clamp(focused, 0, Math.max(0, axes.size() - 1));
        hovered = -1;
        card.hide();
        if (axes.stream().anyMatch(a -> !a.brushes().isEmpty())) {
            chosen = brushed();
        }
        drawAll();
    }

    /** Things that something else chose; what was brushed here is forgotten. Empty: all alike. */
    public void choose(Optional<BitSet> things) {
        if (!things.equals(brushed())) {
            axes = axes.stream().map(a -> a.withBrushes(List.of())).toList();
        }
        chosen = things;
        drawBright();
        drawFrame();
    }

    /** Marks one thing; -1: none. */
    public void select(int thing) {
        selected = thing;
        drawFrame();
    }

    public void theme(Theme.Palette newPalette) {
        palette = newPalette;
        card.theme(palette);
        drawAll();
    }

    /** Takes what is brushed, when it changes; empty: nothing is. */
    public void onBrush(Consumer<Optional<BitSet>> action) {
        onBrush = action;
    }

    /** Takes the axes when their order or look changes. */
    public void onArrange(Consumer<List<ParallelAxis>> action) {
        onArrange = action;
    }

    /** Takes a thing that was clicked. */
    public void onPick(IntConsumer action) {
        onPick = action;
    }

    /** Takes a thing that was clicked twice. */
    public void onOpen(IntConsumer action) {
        onOpen = action;
    }

    public List<ParallelAxis> axes() {
        return axes;
    }

    /** Removes all brushes. */
    public void clearBrushes() {
        brush(axes.stream().map(a -> a.withBrushes(List.of())).toList());
    }

    /** The things in the brushes of all axes; empty where there is no brush. */
    Optional<BitSet> brushed() {
        if (axes.stream().allMatch(a -> a.brushes().isEmpty())) {
            return Optional.empty();
        }
        BitSet passing = new BitSet();
        for (int i = 0; i < names.size(); i++) {
            int thing = i;
            passing.set(i, axes.stream().allMatch(a -> a.passes(thing)));
        }
        return Optional.of(passing);
    }

    int focusedAxis() {
        return focused;
    }

    void focusAxis(int axis) {
        focused = Math.clamp(axis, 0, Math.max(0, axes.size() - 1));
        drawFrame();
    }

    /** New brushes on the same axes. */
    void brush(List<ParallelAxis> changed) {
        axes = List.copyOf(changed);
        chosen = brushed();
        drawBright();
        drawFrame();
        onBrush.accept(chosen);
    }

    /** Another order or look of the axes. */
    void arrange(List<ParallelAxis> changed) {
        axes = List.copyOf(changed);
        drawAll();
        onArrange.accept(axes);
    }

    void replace(int at, ParallelAxis axis, boolean look) {
        List<ParallelAxis> changed = new ArrayList<>(axes);
        changed.set(at, axis);
        if (look) {
            arrange(changed);
        } else {
            brush(changed);
        }
    }

    void move(int from, int to) {
        List<ParallelAxis> changed = new ArrayList<>(axes);
        changed.add(Math.clamp(to, 0, axes.size() - 1), changed.remove(from));
        focused = Math.clamp(to, 0, axes.size() - 1);
        arrange(changed);
    }

    double x(int axis) {
        double room = Math.max(1, getWidth() - LEFT - RIGHT);
        return LEFT + (axes.size() < 2 ? room / 2 : axis * room / (axes.size() - 1));
    }

    double y(double position) {
        return getHeight() - BOTTOM - position * (getHeight() - TOP - BOTTOM);
    }

    double position(double y) {
        return Math.clamp((getHeight() - BOTTOM - y) / Math.max(1, getHeight() - TOP - BOTTOM), 0, 1);
    }

    /** The thing whose line passes nearest to a place, not farther than some pixels; of those that are bright. -1: none. */
    int nearest(double atX, double atY, double reach) {
        int right = 1;
        while (right < axes.size() - 1 && x(right) < atX) {
            right++;
        }
        if (axes.size() < 2 || atX < x(0) - reach || atX > x(axes.size() - 1) + reach) {
            return -1;
        }
        double share = Math.clamp((atX - x(right - 1)) / (x(right) - x(right - 1)), 0, 1);
        int best = -1;
        double least = reach;
        for (int i = 0; i < names.size(); i++) {
            if (isBright(i)) {
                double a = axes.get(right - 1).position(axes.get(right - 1).value(i));
                double b = axes.get(right).position(axes.get(right).value(i));
                double away = Math.abs(y(a + share * (b - a)) - atY);
                if (away < least) {
                    least = away;
                    best = i;
                }
            }
        }
        return best;
    }

    private boolean isBright(int thing) {
        return chosen.isEmpty() || chosen.get().get(thing);
    }

    void hover(int thing, double atX, double atY) {
        if (thing != hovered) {
            hovered = thing;
            drawFrame();
        }
        if (thing < 0) {
            card.hide();
            return;
        }
        StringBuilder text = new StringBuilder(names.get(thing));
        axes.forEach(a -> text.append('\n').append(a.name()).append(": ").append(a.text(a.value(thing))));
        card.show(text.toString(), atX, atY, this);
    }

    void pick(int thing, boolean twice) {
        if (thing >= 0) {
            onPick.accept(thing);
            if (twice) {
                onOpen.accept(thing);
            }
        }
    }

    private double[] path(int thing) {
        return axes.stream().mapToDouble(a -> y(a.position(a.value(thing)))).toArray();
    }

    private double[] xs() {
        return IntStream.range(0, axes.size()).mapToDouble(this::x).toArray();
    }

    private void drawAll() {
        Color grey = palette.muted().deriveColor(0, 1, 1, names.size() > MANY ? 0.06 : 0.22);
        faint.start(IntStream.range(0, names.size()).toArray(), SlicedLines.polylines(xs(), this::path, i -> grey, 1));
        drawBright();
        drawFrame();
        setAccessibleText("Parallel coordinates of " + names.size() + " runs on "
                + String.join(", ", axes.stream().map(ParallelAxis::name).toList()));
    }

    private void drawBright() {
        int[] lines = IntStream.range(0, names.size()).filter(this::isBright).toArray();
        double opacity = lines.length > MANY ? 0.35 : 0.85;
        bright.start(
                lines, SlicedLines.polylines(xs(), this::path, i -> colour(i, opacity), lines.length > MANY ? 1 : 1.6));
    }

    private Color colour(int thing, double opacity) {
        double shade = thing < shades.length ? shades[thing] : Double.NaN;
        return Double.isNaN(shade)
                ? palette.muted().deriveColor(0, 1, 1, opacity)
                : ParallelFrame.scale(palette, shade).deriveColor(0, 1, 1, opacity);
    }

    private void drawFrame() {
        ParallelFrame drawing = new ParallelFrame(this, frame.getGraphicsContext2D(), palette);
        drawing.clear(frame.getWidth(), frame.getHeight());
        if (axes.isEmpty() || getWidth() < 1) {
            return;
        }
        for (int thing : new int[] {selected, hovered}) {
            if (thing >= 0 && thing < names.size()) {
                drawing.mark(xs(), path(thing), colour(thing, 1));
            }
        }
        drawing.axes(isFocused() ? focused : -1);
    }

    /** Whether all lines are drawn. */
    boolean isDrawn() {
        return faint.isDone() && bright.isDone();
    }

    @Override
    protected void layoutChildren() {
        double width = Math.floor(getWidth());
        double height = Math.floor(getHeight());
        if (frame.getWidth() != width || frame.getHeight() != height) {
            for (Canvas c : List.of(faint.canvas(), bright.canvas(), frame)) {
                c.setWidth(width);
                c.setHeight(height);
            }
            drawAll();
        }
    }
}
