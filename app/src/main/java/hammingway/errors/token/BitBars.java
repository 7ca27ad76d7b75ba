package hammingway.errors.token;

import hammingway.control.HoverCard;
import hammingway.errors.figures.TrueMinus;
import hammingway.eval.errors.PositionLook.BitLook;
import hammingway.settings.Theme;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

/**
 * The bits of a position: above, the bit of the target; below it a bar from zero to the probability of a one; underlined where the bit was decided
 * wrong; with a dot where it alone would have been enough. The mouse and the arrows select a bit.
 */
final class BitBars extends Region {
    private static final double GAP = 6;
    private static final double BAR = 28;
    private static final double MARK = 8;
    private static final int MANY = 128;

    private final Canvas canvas = new Canvas();
    private final HoverCard card = new HoverCard();
    private Theme.Palette palette = Theme.LIGHT.palette();
    private List<BitLook> bits = List.of();
    private int[] order = new int[0];
    private int selected = -1;
    private IntConsumer taken = b -> {};

    BitBars() {
        setAccessibleRole(AccessibleRole.TEXT);
        setFocusTraversable(true);
        getStyleClass().add("bit-bars");
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().addAll(canvas, card.node());
        focusedProperty().subscribe(this::draw);
        setOnMousePressed(e -> {
            requestFocus();
            e.consume();
        });
        setOnMouseMoved(e -> {
            int at = at(e.getX(), e.getY());
            if (at >= 0) {
                taken.accept(order[at]);
                card.show(words(bits.get(order[at])), e.getX(), e.getY(), this);
            } else {
                card.hide();
            }
        });
        setOnMouseExited(e -> card.hide());
        setOnKeyPressed(this::key);
    }

    void onTaken(IntConsumer taker) {
        taken = taker;
    }

    void setTheme(Theme theme) {
        palette = theme.palette();
        card.theme(palette);
        draw();
    }

    void show(List<BitLook> newBits, boolean byReliability) {
        bits = newBits;
        Comparator<Integer> sure =
                Comparator.comparingDouble(b -> Math.abs(newBits.get(b).logit()));
        order = IntStream.range(0, bits.size())
                .boxed()
                .sorted(byReliability ? sure : Comparator.naturalOrder())
                .mapToInt(Integer::intValue)
                .toArray();
        describe();
        requestLayout();
        draw();
    }

    void select(int bit) {
        selected = bit;
        describe();
        draw();
    }

    private void describe() {
        long wrong = bits.stream().filter(BitLook::wrong).count();
        setAccessibleText(
                selected >= 0 && selected < bits.size()
                        ? words(bits.get(selected))
                        : wrong + " of " + bits.size() + " bits wrong");
    }

    private static String words(BitLook b) {
        String end = b.winsIfErased()
                ? "\nLeft out, it would have let the target win"
                : b.winsIfRight() ? "\nRight, it would have let the target win" : "";
        return String.format(
                Locale.ROOT,
                "Bit %d: the target has %d%nP(one) %.4f, logit %s%nDecided %s%s",
                b.bit(),
                b.target() ? 1 : 0,
                b.probability(),
                TrueMinus.format("%.3f", b.logit()),
                b.wrong() ? "wrong" : "right",
                end);
    }

    private double cell() {
        return bits.size() > MANY ? 9 : 14;
    }

    private double lineHeight() {
        return cell() + BAR + MARK + GAP;
    }

    private int perLine(double width) {
        int fitting = (int) Math.max(1, width / cell());
        return fitting >= 8 ? fitting / 8 * 8 : fitting; // bytes stay together
    }

    private int at(double x, double y) {
        int column = (int) (x / cell());
        int line = (int) (y / lineHeight());
        int at = line * perLine(getWidth()) + column;
        return x >= 0 && y >= 0 && column < perLine(getWidth()) && at < order.length ? at : -1;
    }

    private void key(KeyEvent e) {
        int at = IntStream.range(0, order.length)
                .filter(i -> order[i] == selected)
                .findFirst()
                .orElse(-1);
        int to;
        switch (e.getCode()) {
            case LEFT -> to = at - 1;
            case RIGHT -> to = at + 1;
            case UP -> to = at - perLine(getWidth());
            case DOWN -> to = at + perLine(getWidth());
            case HOME -> to = 0;
            case END -> to = order.length - 1;
            default -> {
                return;
            }
        }
        if (to >= 0 && to < order.length) {
            taken.accept(order[to]);
        }
        e.consume();
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        int perLine = perLine(canvas.getWidth());
        for (int i = 0; i < order.length; i++) {
            int line = i / perLine;
            bit(g, bits.get(order[i]), i % perLine * cell(), line * lineHeight());
        }
    }

    private void bit(GraphicsContext g, BitLook b, double x, double y) {
        double side = cell() - 2;
        g.setFill(b.target() ? palette.text() : palette.line());
        g.fillRect(x + 1, y + 1, side, side);
        double top = y + cell() + 1;
        g.setFill(palette.background().interpolate(palette.line(), 0.5));
        g.fillRect(x + 1, top, side, BAR);
        g.setFill(palette.series().get(b.wrong() ? 1 : 0));
        double height = b.probability() * BAR;
        g.fillRect(x + 1, top + BAR - height, side, height);
        g.setFill(palette.muted());
        g.fillRect(x + 1, top + BAR / 2 - 0.5, side, 1);
        if (b.wrong()) {
            g.setFill(palette.series().get(1));
            g.fillRect(x + 1, top + BAR + 1, side, 2);
        }
        if (b.winsIfRight()) {
            g.setFill(palette.accent());
            g.fillOval(x + cell() / 2 - 2, top + BAR + 4, 4, 4);
        }
        if (b.bit() == selected) {
            g.setStroke(isFocused() ? palette.accent() : palette.text());
            g.setLineWidth(1.5);
            g.strokeRect(x + 0.25, y + 0.25, cell() - 0.5, cell() + BAR + 3);
        }
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
    protected double computePrefWidth(double height) {
        return 200;
    }

    @Override
    protected double computePrefHeight(double width) {
        int lines = Math.ceilDiv(Math.max(1, order.length), perLine(width > 0 ? width : 400));
        return lines * lineHeight();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
