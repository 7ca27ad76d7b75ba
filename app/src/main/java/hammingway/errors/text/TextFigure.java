package hammingway.errors.text;

import hammingway.control.PageFigure;
import hammingway.control.PictureFiles;
import hammingway.errors.figures.TrueMinus;
import hammingway.settings.Theme;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.function.Supplier;

/**
 * The visible lines for a page.
 *
 * @param title  the run and what colours tell
 * @param values of the pieces, in their order; NaN where there is none
 * @param colors in the light theme
 * @param rows   the figures of the visible tokens, as CSV
 */
record TextFigure(String title, List<List<Piece>> lines, double[] values, TextColors colors, Supplier<String> rows)
        implements PageFigure {
    private static final int MARGIN = 16;
    private static final int LINE = 20;
    private static final int TITLE = 28;
    private static final int LEGEND = 36;

    /** Of the font at size 13: its advance is six tenths of the size, as in most fonts of fixed width. */
    private static final double CHAR = 7.8;

    private static final int LEAST = 480;

    @Override
    public byte[] png() {
        return PictureFiles.png(width(), height(), 2, this::draw);
    }

    @Override
    public byte[] svg() {
        return PictureFiles.svg(width(), height(), this::draw);
    }

    @Override
    public String csv() {
        return rows.get();
    }

    private int width() {
        int columns = lines.stream()
                .filter(l -> !l.isEmpty())
                .mapToInt(l -> l.getLast().end())
                .max()
                .orElse(0);
        return Math.max(LEAST, (int) Math.ceil(columns * CHAR) + 2 * MARGIN);
    }

    private int height() {
        return TITLE + lines.size() * LINE + LEGEND + MARGIN;
    }

    private void draw(Graphics2D g) {
        Theme.Palette palette = colors.theme().palette();
        g.setColor(awt(palette.background()));
        g.fillRect(0, 0, width(), height());
        g.setColor(awt(palette.text()));
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        g.drawString(title, MARGIN, 20);
        Font font = new Font(Font.MONOSPACED, Font.PLAIN, 13);
        g.setFont(font);
        javafx.scene.paint.Color[] table = colors.table();
        int at = 0;
        for (int line = 0; line < lines.size(); line++) {
            int y = TITLE + line * LINE;
            for (Piece p : lines.get(line)) {
                piece(g, p, y, colors.index(values[at++]), table);
            }
        }
        legend(g, TITLE + lines.size() * LINE + 12, table);
    }

    private void piece(Graphics2D g, Piece p, int y, int index, javafx.scene.paint.Color[] table) {
        int x = MARGIN + (int) Math.round(p.column() * CHAR);
        int end = MARGIN + (int) Math.round(p.end() * CHAR);
        javafx.scene.paint.Color text = p.position() < 0
                ? colors.theme().palette().muted()
                : colors.theme().palette().text();
        if (index >= 0) {
            g.setColor(awt(table[index]));
            g.fillRect(x, y + 1, end - x - 1, LINE - 2);
            text = colors.on(table[index]);
        }
        g.setColor(awt(text));
        if (!p.text().isBlank()) {
            g.drawString(p.text(), x, y + LINE - 6);
        }
    }

    private void legend(Graphics2D g, int y, javafx.scene.paint.Color[] table) {
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        Color text = awt(colors.theme().palette().text());
        int x = MARGIN;
        for (TextColors.Entry entry : colors.entries()) {
            g.setColor(awt(entry.color()));
            g.fillRect(x, y, 14, 14);
            g.setColor(text);
            g.drawString(entry.name(), x + 20, y + 12);
            x += 36 + g.getFontMetrics().stringWidth(entry.name());
        }
        if (colors.entries().isEmpty()) {
            for (int i = 0; i < table.length; i++) {
                g.setColor(awt(table[i]));
                g.fillRect(x + 60 + i, y, 1, 14);
            }
            g.setColor(text);
            g.drawString(TrueMinus.format("%.1f", colors.low()), x, y + 12);
            g.drawString(
                    TrueMinus.format("%.1f ", colors.high()) + colors.quantity().unit(), x + 68 + table.length, y + 12);
        }
    }

    private static Color awt(javafx.scene.paint.Color c) {
        return new Color((float) c.getRed(), (float) c.getGreen(), (float) c.getBlue());
    }
}
