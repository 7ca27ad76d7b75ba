package hammingway.errors.figures;

import java.util.Locale;

/** Numbers as they are typeset: a minus is no hyphen, and what is rounded to 0 has none. */
public final class TrueMinus {
    private TrueMinus() {}

    /** One number in a pattern of {@link String#format} that has no hyphen before it. */
    public static String format(String pattern, double value) {
        String text = String.format(Locale.ROOT, pattern, value);
        return text.matches("-[0.]+(?![\\d.]).*") ? text.substring(1) : text.replace('-', '\u2212');
    }
}
