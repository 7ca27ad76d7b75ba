package hammingway.runs.watch;

import java.util.Locale;

/** How figures of runs read. */
public final class Figures {
    private Figures() {}

    /** A share in percent. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    /** A number that may be of any size, such as a perplexity. */
    public static String number(double value) {
        return value < 1000
                ? String.format(Locale.ROOT, "%.2f", value)
                : value < 1e6 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.2e", value);
    }
}
