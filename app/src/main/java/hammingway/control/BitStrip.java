package hammingway.control;

import hammingway.settings.Theme;
import java.util.BitSet;
import java.util.function.IntConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/**
 * The bits of one codeword in a line; more lines where it may be edited: then a click or the space bar takes a bit, and arrows move
 * over them.
 */
public final class BitStrip extends Region {
    /** Height of a strip to look at, in a row of a table. */
    private static final double BAR = 12;

    private static final double LEAST = 3;
    private static final double LARGEST = 9;
    private static final double EDITED = 12;

    private final boolean editable;
    private final Canvas canvas = new Canvas();
    private Theme.Palette palette = Theme.LIGHT.palette();
    private BitSet bits = new BitSet();
    private int length;
    private int cursor;
    private IntConsumer taken = bit -> {};

    /** @param editable whether single bits can be taken */
    public BitStrip(boolean editable) {
        this.editable = editable;
        setAccessibleRole(AccessibleRole.TEXT);
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
        if (editable) {
            setFocusTraversable(true);
            focusedProperty().subscribe(this::draw);
            setOnMousePressed(this::pressed);
            setOnKeyPressed(this::key);
        }
    }

    /** @param taker of the bit that is clicked, or under the cursor when space is typed */
    public void onTaken(IntConsumer taker) {
        taken = taker;
    }

    public void setTheme(Theme theme) {
        palette = theme.palette();
        draw();
    }

    public void show(BitSet newBits, int newLength) {
        boolean relayout = newLength != length;
        bits = newBits;
        length = newLength;
        cursor = Math.clamp(cursor, 0, Math.max(0, length - 1));
        describe();
        if (relayout) {
            requestLayout();
        }
        draw();
    }

    private void describe() {
        setAccessibleText(
                editable && length > 0
                        ? "Bit " + cursor + " of " + length + ": " + (bits.get(cursor) ? 1 : 0)
                        : bits.cardinality() + " ones of " + length + " bits");
    }

    private double side(double width) {
        return editable ? EDITED : Math.clamp(Math.floor(width / Math.max(1, length)), LEAST, LARGEST);
    }

    private int perLine(double width) {
        return (int) Math.max(1, Math.floor(width / side(width)));
    }

    private void pressed(MouseEvent e) {
        requestFocus();
        double side = side(getWidth());
        int line = (int) (e.getY() / side);
        int bit = line * perLine(getWidth()) + (int) (e.getX() / side);
        if (e.getX() < perLine(getWidth()) * side && bit < length) {
            moveTo(bit);
            taken.accept(bit);
        }
        e.consume();
    }

    private void key(KeyEvent e) {
        switch (e.getCode()) {
            case LEFT -> moveTo(cursor - 1);
            case RIGHT -> moveTo(cursor + 1);
            case UP -> moveTo(cursor - perLine(getWidth()));
            case DOWN -> moveTo(cursor + perLine(getWidth()));
            case HOME -> moveTo(0);
            case END -> moveTo(length - 1);
            case SPACE -> {
                if (length > 0) {
                    taken.accept(cursor);
                }
            }
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void moveTo(int bit) {
        if (bit >= 0 && bit < length) {
            cursor = bit;
            describe();
            draw();
        }
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        double side = side(canvas.getWidth());
        int perLine = perLine(canvas.getWidth());
        int shown = editable ? length : Math.min(length, perLine);
        double gap = side > LEAST ? 1 : 0;
        double top =
                editable ? 0 : Math.max(0, Math.rint((canvas.getHeight() - BAR) / 2)); // rows stretch what they hold
        for (int b = 0; b < shown; b++) {
            g.setFill(bits.get(b) ? palette.text() : palette.line());
            int line = b / perLine;
            g.fillRect(b % perLine * side, top + line * side, side - gap, editable ? side - gap : BAR);
        }
        if (editable && isFocused() && length > 0) {
            g.setStroke(palette.accent());
            g.setLineWidth(2);
            int line = cursor / perLine;
            g.strokeRect(cursor % perLine * side + 0.5, line * side + 0.5, side - 2, side - 2);
        }
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    @Override
    public javafx.geometry.Orientation getContentBias() {
        return javafx.geometry.Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 120;
    }

    @Override
    protected double computePrefHeight(double width) {
        double w = width > 0 ? width : 300;
        if (!editable) {
            return BAR;
        }
        int lines = (length + perLine(w) - 1) / perLine(w);
        return Math.max(1, lines) * side(w) + 2;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
