package hammingway.control;

import hammingway.settings.Theme;
import java.util.BitSet;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/**
 * Two codewords under each other, or a codeword and the probabilities of its bits, the bits in which they differ marked below. Lines of
 * 32 bits; what does not fit is told by {@link #hidden}.
 */
public final class CodewordStrip extends Region {
    private static final int PER_LINE = 32;
    private static final int LINES = 4;
    private static final double GAP = 6;

    private final Canvas canvas = new Canvas();
    private Theme.Palette palette = Theme.LIGHT.palette();
    private BitSet first = new BitSet();
    private BitSet second = new BitSet();
    private double[] shades = {};
    private int length;

    public CodewordStrip() {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        getChildren().add(canvas);
    }

    public void setTheme(Theme theme) {
        palette = theme.palette();
        draw();
    }

    /** Shows two codewords of {@code newLength} bits. */
    public void show(BitSet newFirst, BitSet newSecond, int newLength) {
        double[] sure = new double[newLength];
        newSecond.stream().filter(b -> b < newLength).forEach(b -> sure[b] = 1);
        show(newFirst, newSecond, sure);
    }

    /** Shows a codeword over probabilities that its bits are 1, by their shade; a bit differs where the probability is on the other side of a half. */
    public void show(BitSet codeword, double[] ones) {
        BitSet decided = new BitSet();
        for (int b = 0; b < ones.length; b++) {
            decided.set(b, ones[b] > 0.5);
        }
        show(codeword, decided, ones.clone());
    }

    private void show(BitSet newFirst, BitSet newSecond, double[] newShades) {
        int newLength = newShades.length;
        first = newFirst;
        second = newSecond;
        shades = newShades;
        boolean relayout = newLength != length;
        length = newLength;
        BitSet differing = (BitSet) newFirst.clone();
        differing.xor(newSecond);
        setAccessibleText(differing.cardinality() + " of " + length + " bits differ");
        if (relayout) {
            requestLayout();
        }
        draw();
    }

    /** Bits at the end that are not drawn. */
    public int hidden() {
        return Math.max(0, length - PER_LINE * LINES);
    }

    private int lines() {
        return Math.clamp((length + PER_LINE - 1) / PER_LINE, 1, LINES);
    }

    private double cell(double width) {
        return Math.floor(Math.max(4, width / PER_LINE));
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        double side = cell(canvas.getWidth());
        for (int b = 0; b < Math.min(length, PER_LINE * LINES); b++) {
            double x = b % PER_LINE * side;
            int line = b / PER_LINE;
            double y = line * (2 * side + 4 + GAP);
            bit(g, first.get(b) ? 1 : 0, x, y, side);
            bit(g, shades[b], x, y + side, side);
            if (first.get(b) != second.get(b)) {
                g.setFill(palette.series().get(1));
                g.fillRect(x, y + 2 * side + 1, side - 1, 3);
            }
        }
    }

    private void bit(GraphicsContext g, double one, double x, double y, double side) {
        g.setFill(palette.line().interpolate(palette.text(), one));
        g.fillRect(x, y, side - 1, side - 1);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return lines() * (2 * cell(width > 0 ? width : 240) + 4 + GAP);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
