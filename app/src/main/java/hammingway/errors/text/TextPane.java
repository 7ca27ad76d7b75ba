package hammingway.errors.text;

import hammingway.control.HoverCard;
import hammingway.settings.Theme;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import javafx.animation.PauseTransition;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.util.Duration;

/**
 * Ten million tokens as text, of which only the visible lines are laid out and drawn. The scroll bar counts tokens, since nobody knows
 * how many lines there are. Arrows move the selected token.
 */
final class TextPane extends Region {
    private static final Duration HOVER = Duration.millis(180);
    private static final double LINES_A_NOTCH = 3;
    private static final double NOTCH = 40;

    /** Makes the lines of a text for a number of columns; none without a text. */
    interface Layout {
        Optional<TextLines> lines(int columns);
    }

    /** What is drawn of tokens. */
    record Look(TextColors colors, IntToDoubleFunction value, IntPredicate marked, boolean windows, int context) {}

    private final Canvas canvas = new Canvas();
    private final ScrollBar bar = new ScrollBar();
    private final HoverCard card = new HoverCard();
    private final PauseTransition hover = new PauseTransition(HOVER);
    private final TextPainter painter;
    private final Layout layout;
    private Optional<TextLines> lines = Optional.empty();
    private Optional<Look> look = Optional.empty();
    private TextLines.Place top = new TextLines.Place(0, 0);
    private IntConsumer selected = p -> {};
    private IntConsumer hovered = p -> {};
    private Runnable moved = () -> {};
    private int selection = -1;
    private int columns;
    private int under = -1;
    private double mouseX;
    private double mouseY;
    private double owed;
    private boolean moving;
    private long frames;

    TextPane(Layout layout) {
        this.layout = layout;
        Font font = Font.font("Monospaced", 14);
        Text sample = new Text("0".repeat(100));
        sample.setFont(font);
        painter = new TextPainter(
                font,
                sample.getLayoutBounds().getWidth() / 100,
                Math.ceil(sample.getLayoutBounds().getHeight() * 1.25),
                -sample.getLayoutBounds().getMinY());
        getStyleClass().add("evaluated-text");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        bar.setOrientation(Orientation.VERTICAL);
        bar.setAccessibleText("Place in the text");
        bar.setFocusTraversable(false);
        canvas.setMouseTransparent(true);
        getChildren().addAll(canvas, bar, card.node());
        getChildren().forEach(c -> c.setManaged(false));
        listen();
    }

    private void listen() {
        bar.valueProperty().subscribe(v -> {
            if (!moving) {
                lines.ifPresent(l -> moveTo(l.place(Math.clamp(v.intValue(), 0, Math.max(0, l.positions() - 1)))));
            }
        });
        focusedProperty().subscribe(this::draw);
        setOnMousePressed(this::pressed);
        setOnMouseMoved(this::mouse);
        setOnMouseExited(e -> leave());
        setOnScroll(this::scrolled);
        setOnKeyPressed(e -> TextKeys.pressed(this, e));
        hover.setOnFinished(e -> {
            if (under >= 0) {
                hovered.accept(under);
            }
        });
    }

    void onSelect(IntConsumer taker) {
        selected = taker;
    }

    /** @param taker of the position that the mouse rests on */
    void onHover(IntConsumer taker) {
        hovered = taker;
    }

    /** @param after is told when other tokens are seen */
    void onMove(Runnable after) {
        moved = after;
    }

    void setTheme(Theme theme) {
        painter.theme(theme);
        card.theme(theme.palette());
        draw();
    }

    /** Another text, or the same in other lines; the token at the top stays there. */
    void relayout() {
        int first = firstSeen();
        lines = columns == 0 ? Optional.empty() : layout.lines(columns);
        top = lines.map(l -> l.place(Math.clamp(first, 0, Math.max(0, l.positions() - 1))))
                .orElse(new TextLines.Place(0, 0));
        lines.ifPresent(l -> {
            moving = true;
            bar.setMax(Math.max(1, l.positions() - 1));
            moving = false;
        });
        settle();
    }

    void look(Look newLook) {
        look = Optional.of(newLook);
        draw();
    }

    /** Shows a position as selected, and scrolls to it where it is not seen. */
    void select(int position) {
        selection = position;
        lines.filter(l -> position >= 0 && position < l.positions()).ifPresent(l -> {
            TextLines.Place at = l.place(position);
            boolean above = at.block() < top.block() || (at.block() == top.block() && at.line() < top.line());
            if (above || position >= seenTo()) {
                top = l.moved(at, -rows() / 3);
                settle();
            }
        });
        draw();
    }

    int selection() {
        return selection;
    }

    Optional<TextLines> lines() {
        return lines;
    }

    void choose(int position) {
        selected.accept(position);
    }

    /** Shows what is known of the token under the mouse, if it is still there. */
    void tell(int position, String text) {
        if (position == under) {
            card.show(text, mouseX, mouseY, this);
        }
    }

    int rows() {
        return Math.max(1, (int) (getHeight() / painter.lineHeight()));
    }

    void scrollLines(int by) {
        lines.ifPresent(l -> moveTo(l.moved(top, by)));
    }

    private void moveTo(TextLines.Place place) {
        if (!place.equals(top)) {
            top = place;
            leave();
            settle();
        }
    }

    /** The first visible position. */
    int firstSeen() {
        return lines.map(l -> position(l.line(top))).orElse(0);
    }

    private static int position(List<Piece> line) {
        return line.stream()
                .mapToInt(Piece::position)
                .filter(p -> p >= 0)
                .findFirst()
                .orElse(0);
    }

    /** The visible lines. */
    List<List<Piece>> drawn() {
        return List.copyOf(painter.drawn());
    }

    /** Beyond the last visible position. */
    int seenTo() {
        return painter.seenTo();
    }

    /** Pictures drawn so far. */
    long frames() {
        return frames;
    }

    private void settle() {
        moving = true;
        bar.setValue(firstSeen());
        moving = false;
        draw();
        moved.run();
    }

    void draw() {
        frames++;
        painter.draw(canvas.getGraphicsContext2D(), new TextPainter.Scene(lines, top, look, selection, isFocused()));
        bar.setVisible(lines.isPresent());
        bar.setVisibleAmount(Math.max(1, painter.seenTo() - firstSeen()));
        bar.setBlockIncrement(Math.max(1, painter.seenTo() - firstSeen()));
        bar.setUnitIncrement(Math.max(1, (painter.seenTo() - firstSeen()) / rows()));
    }

    private void pressed(MouseEvent e) {
        requestFocus();
        int position = painter.at(e.getX(), e.getY());
        if (position >= 0) {
            selected.accept(position);
        }
        e.consume();
    }

    private void mouse(MouseEvent e) {
        mouseX = e.getX();
        mouseY = e.getY();
        int now = painter.at(mouseX, mouseY);
        if (now != under) {
            leave();
            under = now;
            setCursor(now >= 0 ? Cursor.HAND : Cursor.DEFAULT);
            hover.playFromStart();
        }
    }

    private void leave() {
        under = -1;
        hover.stop();
        card.hide();
    }

    private void scrolled(ScrollEvent e) {
        owed -= e.getDeltaY() / NOTCH * LINES_A_NOTCH;
        int whole = (int) owed;
        owed -= whole;
        if (whole != 0) {
            scrollLines(whole);
        }
        e.consume();
    }

    @Override
    protected void layoutChildren() {
        double barWidth = Math.ceil(bar.prefWidth(-1));
        canvas.setWidth(Math.max(0, getWidth() - barWidth));
        canvas.setHeight(getHeight());
        bar.resizeRelocate(getWidth() - barWidth, 0, barWidth, getHeight());
        int now = painter.columns(canvas.getWidth());
        if (now != columns && getWidth() > 0) {
            columns = now;
            relayout();
        } else {
            draw();
            moved.run();
        }
    }
}
