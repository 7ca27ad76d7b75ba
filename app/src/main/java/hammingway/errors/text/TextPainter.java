package hammingway.errors.text;

import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** Draws the visible lines, and knows afterwards which token is where. */
final class TextPainter {
    private static final double LEFT = 12;
    private static final double TOP = 6;

    private final Font font;
    private final double charWidth;
    private final double lineHeight;
    private final double ascent;
    private final List<List<Piece>> drawn = new ArrayList<>();
    private Theme theme = Theme.LIGHT;
    private int seenTo;

    TextPainter(Font font, double charWidth, double lineHeight, double ascent) {
        this.font = font;
        this.charWidth = charWidth;
        this.lineHeight = lineHeight;
        this.ascent = ascent;
    }

    /** What is to be drawn. */
    record Scene(
            Optional<TextLines> lines,
            TextLines.Place top,
            Optional<TextPane.Look> look,
            int selection,
            boolean focused) {}

    void theme(Theme newTheme) {
        theme = newTheme;
    }

    double lineHeight() {
        return lineHeight;
    }

    int columns(double width) {
        return Math.max(1, (int) ((width - 2 * LEFT) / charWidth));
    }

    int seenTo() {
        return seenTo;
    }

    /** The position drawn at a place; -1 if none is. */
    int at(double x, double y) {
        int row = (int) Math.floor((y - TOP) / lineHeight);
        if (row < 0 || row >= drawn.size()) {
            return -1;
        }
        double column = (x - LEFT) / charWidth;
        return drawn.get(row).stream()
                .filter(p -> column >= p.column() && column < p.end())
                .mapToInt(Piece::position)
                .findFirst()
                .orElse(-1);
    }

    /** The visible pieces, line by line. */
    List<List<Piece>> drawn() {
        return drawn;
    }

    void draw(GraphicsContext g, Scene scene) {
        double width = g.getCanvas().getWidth();
        double height = g.getCanvas().getHeight();
        drawn.clear();
        g.clearRect(0, 0, width, height);
        seenTo = 0;
        if (scene.lines().isEmpty() || scene.look().isEmpty()) {
            return;
        }
        g.setFont(font);
        g.setTextBaseline(VPos.BASELINE);
        TextLines lines = scene.lines().get();
        TextPane.Look look = scene.look().get();
        Color[] table = look.colors().table();
        TextLines.Place at = scene.top();
        for (double y = TOP; y < height; y += lineHeight) {
            List<Piece> line = lines.line(at);
            drawn.add(line);
            for (Piece p : line) {
                piece(g, p, y, look, table);
                if (p.position() >= 0) {
                    seenTo = p.position() + 1;
                }
            }
            marks(g, line, y, scene, look);
            TextLines.Place next = lines.moved(at, 1);
            if (next.equals(at)) {
                break;
            }
            at = next;
        }
    }

    private void piece(GraphicsContext g, Piece p, double y, TextPane.Look look, Color[] table) {
        double x = LEFT + p.column() * charWidth;
        double w = p.width() * charWidth;
        Color text = theme.palette().muted();
        if (p.position() >= 0) {
            int index = look.colors().index(look.value().applyAsDouble(p.position()));
            text = theme.palette().text();
            if (index >= 0) {
                Color fill = table[index];
                text = look.colors().on(fill);
                g.setFill(fill);
                g.fillRect(x, y + 1, w - 0.8, lineHeight - 2);
            }
        }
        g.setFill(text);
        if (!p.text().isBlank()) {
            g.fillText(p.text(), x, y + (lineHeight + ascent) / 2 - 2);
        }
    }

    private void marks(GraphicsContext g, List<Piece> line, double y, Scene scene, TextPane.Look look) {
        Theme.Palette palette = theme.palette();
        for (Piece p : line) {
            double x = LEFT + p.column() * charWidth;
            double w = p.width() * charWidth;
            if (p.position() >= 0 && look.marked().test(p.position())) {
                g.setFill(palette.accent());
                g.fillRect(x, y + lineHeight - 3, w - 0.8, 2.5);
            }
            if (look.windows() && p.position() >= 0 && p.position() % look.context() == 0) {
                g.setFill(palette.text());
                g.fillRect(x - 1.4, y, 2, lineHeight);
                g.fillRect(x - 1.4, y, 5, 2);
            }
            if (p.position() >= 0 && p.position() == scene.selection()) {
                g.setStroke(scene.focused() ? palette.accent() : palette.text());
                g.setLineWidth(2);
                g.strokeRect(x - 0.5, y + 1, w, lineHeight - 2);
            }
        }
    }
}
