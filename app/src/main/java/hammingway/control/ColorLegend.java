package hammingway.control;

import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Rectangle;

/**
 * The key to a colour scale, from {@code minimum} to {@code maximum}; two handles narrow the range that the colours span. Dragged,
 * or moved with the arrow keys; a double click gives the whole range back.
 */
public final class ColorLegend extends Region {
    private static final double BAR = 14;
    private static final double HANDLE = 8;
    private static final double HEIGHT = 44;

    private final DoubleProperty minimum = new SimpleDoubleProperty(0);
    private final DoubleProperty maximum = new SimpleDoubleProperty(1);
    private final DoubleProperty low = new SimpleDoubleProperty(0);
    private final DoubleProperty high = new SimpleDoubleProperty(1);
    private final StringProperty unit = new SimpleStringProperty("");
    private final ObjectProperty<ColorScale> colors = new SimpleObjectProperty<>(ColorScale.VIRIDIS);
    private final Rectangle below = new Rectangle();
    private final Rectangle gradient = new Rectangle();
    private final Rectangle above = new Rectangle();
    private final Rectangle lowHandle;
    private final Rectangle highHandle;
    private final Label lowText = new Label();
    private final Label highText = new Label();

    public ColorLegend() {
        getStyleClass().add("color-legend");
        lowHandle = handle(true, "Lower end of the colours");
        highHandle = handle(false, "Upper end of the colours");
        getChildren().addAll(below, gradient, above, lowHandle, highHandle, lowText, highText);
        getChildren().forEach(c -> c.setManaged(false));
        for (var p : List.of(minimum, maximum, low, high)) {
            p.subscribe(this::requestLayout);
        }
        unit.subscribe(this::requestLayout);
        colors.subscribe(this::paint);
        setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                low.set(minimum.get());
                high.set(maximum.get());
            }
        });
        setTheme(Theme.LIGHT);
    }

    public void setTheme(Theme theme) {
        Theme.Palette palette = theme.palette();
        for (Label text : List.of(lowText, highText)) {
            text.setTextFill(palette.text());
            text.setStyle("-fx-font-size: 11px;");
        }
        for (Rectangle handle : List.of(lowHandle, highHandle)) {
            handle.setFill(palette.background());
            handle.setStroke(handle.isFocused() ? palette.accent() : palette.text());
            handle.focusedProperty().subscribe(f -> handle.setStroke(f ? palette.accent() : palette.text()));
        }
    }

    public DoubleProperty minimumProperty() {
        return minimum;
    }

    public DoubleProperty maximumProperty() {
        return maximum;
    }

    public DoubleProperty lowProperty() {
        return low;
    }

    public DoubleProperty highProperty() {
        return high;
    }

    public StringProperty unitProperty() {
        return unit;
    }

    public ObjectProperty<ColorScale> colorsProperty() {
        return colors;
    }

    private Rectangle handle(boolean lower, String name) {
        Rectangle handle = new Rectangle(HANDLE, BAR + 6);
        handle.setArcWidth(4);
        handle.setArcHeight(4);
        handle.setStrokeWidth(1.5);
        handle.setCursor(Cursor.H_RESIZE);
        handle.setFocusTraversable(true);
        handle.setAccessibleRole(AccessibleRole.SLIDER);
        handle.setAccessibleText(name);
        handle.setOnMousePressed(e -> handle.requestFocus());
        handle.setOnMouseDragged(e -> {
            double share = (sceneToLocal(e.getSceneX(), e.getSceneY()).getX() - HANDLE) / span();
            move(lower, minimum.get() + share * (maximum.get() - minimum.get()));
        });
        handle.setOnKeyPressed(e -> key(e, lower));
        return handle;
    }

    private void key(KeyEvent e, boolean lower) {
        double value = (lower ? low : high).get();
        double step = (maximum.get() - minimum.get()) / 100;
        switch (e.getCode()) {
            case LEFT, DOWN -> move(lower, value - step);
            case RIGHT, UP -> move(lower, value + step);
            default -> {
                return;
            }
        }
        e.consume();
    }

    /** The ends keep their order, a hundredth of the whole apart. */
    private void move(boolean lower, double wanted) {
        double gap = (maximum.get() - minimum.get()) / 100;
        double from = lower ? minimum.get() : low.get() + gap;
        double to = lower ? high.get() - gap : maximum.get();
        (lower ? low : high).set(Math.max(from, Math.min(to, wanted)));
    }

    private double span() {
        return Math.max(1, getWidth() - 2 * HANDLE);
    }

    private double x(double value) {
        double whole = maximum.get() - minimum.get();
        return HANDLE + (whole <= 0 ? 0 : Math.clamp((value - minimum.get()) / whole, 0, 1) * span());
    }

    @Override
    protected void layoutChildren() {
        double from = x(low.get());
        double to = Math.max(from + 1, x(high.get()));
        bar(below, HANDLE, from);
        bar(gradient, from, to);
        bar(above, to, HANDLE + span());
        lowHandle.relocate(from - HANDLE / 2, 1);
        highHandle.relocate(to - HANDLE / 2, 1);
        lowText.setText(text(low.get()));
        highText.setText(text(high.get()) + " " + unit.get());
        lowText.autosize();
        highText.autosize();
        double right = Math.min(to - highText.getWidth() / 2, getWidth() - highText.getWidth());
        double left = Math.max(0, Math.min(from - lowText.getWidth() / 2, right - lowText.getWidth() - 8));
        lowText.relocate(left, BAR + 10);
        highText.relocate(Math.max(right, left + lowText.getWidth() + 8), BAR + 10);
        lowHandle.setAccessibleHelp(lowText.getText());
        highHandle.setAccessibleHelp(highText.getText());
    }

    private static void bar(Rectangle bar, double from, double to) {
        bar.setX(from);
        bar.setY(4);
        bar.setWidth(Math.max(0, to - from));
        bar.setHeight(BAR);
    }

    private static String text(double v) {
        return Math.abs(v - Math.rint(v)) < 0.05 ? Long.toString(Math.round(v)) : String.format(Locale.ROOT, "%.1f", v);
    }

    private void paint() {
        List<Stop> stops = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            stops.add(new Stop(i / 20.0, colors.get().at(i / 20.0)));
        }
        gradient.setFill(new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops));
        Color first = colors.get().at(0);
        Color last = colors.get().at(1);
        below.setFill(first);
        above.setFill(last);
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected double computeMinHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 240;
    }
}
