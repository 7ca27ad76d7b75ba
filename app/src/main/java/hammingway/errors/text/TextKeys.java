package hammingway.errors.text;

import java.util.List;
import javafx.scene.input.KeyEvent;

/** The keyboard in the text: arrows, page and end keys move the selected token. */
final class TextKeys {
    private TextKeys() {}

    static void pressed(TextPane pane, KeyEvent e) {
        if (pane.lines().isEmpty()) {
            return;
        }
        TextLines lines = pane.lines().get();
        int from = pane.selection() < 0 ? pane.firstSeen() : pane.selection();
        boolean whole = e.isShortcutDown();
        int to;
        switch (e.getCode()) {
            case LEFT -> to = from - 1;
            case RIGHT -> to = pane.selection() < 0 ? from : from + 1;
            case UP -> to = vertical(lines, from, -1);
            case DOWN -> to = vertical(lines, from, 1);
            case PAGE_UP -> to = vertical(lines, from, 1 - pane.rows());
            case PAGE_DOWN -> to = vertical(lines, from, pane.rows() - 1);
            case HOME -> to = whole ? 0 : edge(lines, from, true);
            case END -> to = whole ? lines.positions() - 1 : edge(lines, from, false);
            default -> {
                return;
            }
        }
        pane.choose(Math.clamp(to, 0, lines.positions() - 1));
        e.consume();
    }

    private static int vertical(TextLines lines, int from, int by) {
        TextLines.Place place = lines.place(from);
        int column = lines.line(place).stream()
                .filter(p -> p.position() == from)
                .mapToInt(Piece::column)
                .findFirst()
                .orElse(0);
        TextLines.Place to = lines.moved(place, by);
        if (to.equals(place) || to.equals(lines.moved(place, by - Integer.signum(by)))) {
            return from;
        }
        // a token that ends lines is on several of them: the next line may hold nothing else
        int best = from;
        for (Piece p : lines.line(to)) {
            if (p.position() >= 0 && (best == from || p.column() <= column)) {
                best = p.position();
            }
        }
        return best == from ? vertical(lines, from, by + Integer.signum(by)) : best;
    }

    private static int edge(TextLines lines, int from, boolean first) {
        List<Piece> line = lines.line(lines.place(from));
        return line.stream()
                .mapToInt(Piece::position)
                .filter(p -> p >= 0)
                .reduce((a, b) -> first ? a : b)
                .orElse(from);
    }
}
