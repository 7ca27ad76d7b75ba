package hammingway.errors.text;

import java.util.ArrayList;
import java.util.List;

/** Puts tokens into lines: words stay whole where they can, line ends of the text end lines, no token is without a place. */
final class LineBreaking {
    private static final int TAB = 4;

    private final int columns;
    private final boolean whitespace;
    private final List<List<Piece>> lines = new ArrayList<>();
    private final List<Piece> word = new ArrayList<>();
    private List<Piece> line = new ArrayList<>();
    private int wordWidth;

    LineBreaking(int columns, boolean whitespace) {
        this.columns = columns;
        this.whitespace = whitespace;
    }

    /** @param text of the token; empty where it only continues a character of the token before */
    void add(int position, String text) {
        if (text.isEmpty()) {
            part(position, "\u00B7", false);
            return;
        }
        int begin = 0;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '\n') {
                part(position, drawn(text.substring(begin, at)) + (whitespace ? "\u23CE" : " "), space(text, begin));
                newLine();
                begin = at + 1;
            }
        }
        if (begin < text.length()) {
            part(position, drawn(text.substring(begin)), space(text, begin));
        }
    }

    private static boolean space(String text, int at) {
        return text.charAt(at) == ' ' || text.charAt(at) == '\t';
    }

    private String drawn(String text) {
        return whitespace
                ? text.replace(" ", "\u00B7").replace("\t", "\u21E5" + " ".repeat(TAB - 1))
                : text.replace("\t", " ".repeat(TAB));
    }

    private void part(int position, String text, boolean startsWord) {
        if (startsWord) {
            flush();
        }
        int width = width(text);
        word.add(new Piece(position, text, wordWidth, Math.max(1, width)));
        wordWidth += Math.max(1, width);
    }

    void newLine() {
        flush();
        lines.add(line);
        line = new ArrayList<>();
    }

    private int column() {
        return line.isEmpty() ? 0 : line.getLast().end();
    }

    private void flush() {
        if (!line.isEmpty() && column() + wordWidth > columns) {
            lines.add(line);
            line = new ArrayList<>();
        }
        boolean wrapped = line.isEmpty() && !lines.isEmpty();
        for (Piece p : word) {
            String text = p.text();
            if (wrapped && line.isEmpty() && !whitespace && text.length() > 1 && text.charAt(0) == ' ') {
                text = text.substring(1); // the space is where the line was broken
            }
            place(p.position(), text);
        }
        word.clear();
        wordWidth = 0;
    }

    /** What is longer than a line is cut. */
    private void place(int position, String text) {
        String left = text;
        while (Math.max(1, width(left)) > columns - column()) {
            if (column() < columns && (line.isEmpty() || width(left) > columns)) {
                int end = fitting(left, Math.max(1, columns - column()));
                line.add(new Piece(
                        position, left.substring(0, end), column(), Math.max(1, width(left.substring(0, end)))));
                left = left.substring(end);
                if (left.isEmpty()) {
                    return;
                }
            }
            lines.add(line);
            line = new ArrayList<>();
        }
        line.add(new Piece(position, left, column(), Math.max(1, width(left))));
    }

    /** Chars of a text that fit into columns; one character at least. */
    private static int fitting(String text, int room) {
        int width = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            width += width(text.codePointAt(at));
            if (width > room && at > 0) {
                return at;
            }
        }
        return text.length();
    }

    List<List<Piece>> finish() {
        flush();
        if (!line.isEmpty() || lines.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    private static int width(String text) {
        return text.codePoints().map(LineBreaking::width).sum();
    }

    /** In columns: two for the wide letters of East Asia and pictures, none for marks on letters. */
    private static int width(int point) {
        if (point < 0x300) {
            return 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = (point >= 0x1100 && point < 0x1160)
                || (point >= 0x2E80 && point < 0xA4D0)
                || (point >= 0xAC00 && point < 0xD7A4)
                || (point >= 0xF900 && point < 0xFB00)
                || (point >= 0xFF00 && point < 0xFF61)
                || (point >= 0x1F300 && point < 0x1FAF0)
                || (point >= 0x20000 && point < 0x40000);
        return wide ? 2 : 1;
    }
}
