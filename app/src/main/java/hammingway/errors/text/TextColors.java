package hammingway.errors.text;

import hammingway.control.ColorScale;
import hammingway.settings.Theme;
import java.util.List;
import javafx.scene.paint.Color;

/**
 * Colours of tokens for a quantity. Names get a tint of the background, which the text is read on; numbers get the colours of a scale,
 * and the text what reads best on them.
 */
record TextColors(TextQuantity quantity, Theme theme, double low, double high) {
    private static final double TINT = 0.42;

    /** Of what is right: most is, and what is not should be seen. */
    private static final double FAINT = 0.14;

    /** One of a few names and its colour. */
    record Entry(String name, Color color) {}

    /** In the order of their values; none where values are numbers. */
    List<Entry> entries() {
        return switch (quantity) {
            case OUTCOME -> List.of(entry("right", 0, FAINT), entry("in the top 5", 4, TINT), entry("wrong", 1, TINT));
            case PAIR ->
                List.of(
                        entry("both right", 0, FAINT),
                        entry("gained", 2, TINT),
                        entry("lost", 1, TINT),
                        new Entry("both wrong", theme.palette().background().interpolate(muted(), 0.3)));
            case RANK ->
                List.of(
                        entry("1", 0, FAINT),
                        entry("2\u20135", 1, 0.16),
                        entry("6\u201310", 1, 0.32),
                        entry("11\u2013100", 1, 0.5),
                        entry("101\u20131000", 1, 0.7),
                        entry("beyond", 1, 0.95));
            case LOG_PROBABILITY, WRONG_BITS, MARGIN, ENTROPY, DIFFERENCE -> List.of();
        };
    }

    private Color muted() {
        return theme.palette().muted();
    }

    private Entry entry(String name, int series, double tint) {
        return new Entry(
                name,
                theme.palette()
                        .background()
                        .interpolate(theme.palette().series().get(series), tint));
    }

    ColorScale scale() {
        return quantity.signed() ? ColorScale.PURPLE_ORANGE : ColorScale.CIVIDIS;
    }

    /** Of every value from 0 to 255 of {@link #index}: made once, as painting asks for thousands. */
    Color[] table() {
        Color[] table = new Color[256];
        List<Entry> names = entries();
        for (int i = 0; i < table.length; i++) {
            table[i] = names.isEmpty()
                    ? scale().at(i / 255.0)
                    : names.get(Math.min(i, names.size() - 1)).color();
        }
        return table;
    }

    /** Which colour of the table a value has; -1 where it is not known. */
    int index(double value) {
        if (Double.isNaN(value)) {
            return -1;
        }
        return quantity.named()
                ? (int) value
                : (int) Math.round(255 * Math.clamp((value - low) / Math.max(1e-9, high - low), 0, 1));
    }

    /** The text's colour on another, by the contrast of WCAG 2.1. */
    Color on(Color background) {
        Color text = theme.palette().text();
        if (quantity.named() && quantity != TextQuantity.RANK) {
            return text; // tints are near the background
        }
        double l = luminance(background);
        return (l + 0.05) / 0.05 > 1.05 / (l + 0.05) ? Color.BLACK : Color.WHITE;
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double s) {
        return s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
    }
}
