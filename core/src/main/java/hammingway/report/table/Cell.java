package hammingway.report.table;

import java.util.Locale;

/**
 * What a run has in a column.
 *
 * @param text   as shown; empty: nothing
 * @param number in the unit of the column; NaN for words and for nothing
 */
public record Cell(String text, double number) {
    public static final Cell NONE = new Cell("", Double.NaN);

    public static Cell words(String text) {
        return text.isEmpty() ? NONE : new Cell(text, Double.NaN);
    }

    /** @param format such as {@code %.1f} */
    public static Cell number(double value, String format) {
        return Double.isNaN(value) ? NONE : new Cell(String.format(Locale.ROOT, format, value), value);
    }

    public static Cell number(long value) {
        return new Cell(String.format(Locale.ROOT, "%,d", value), value);
    }

    /** As written in a specification. */
    static Cell plain(double value, String text) {
        return new Cell(text, value);
    }

    public boolean isMissing() {
        return text.isEmpty();
    }

    public boolean isNumber() {
        return !Double.isNaN(number);
    }
}
