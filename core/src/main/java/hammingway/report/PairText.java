package hammingway.report;

import hammingway.math.Bootstrap;
import java.util.Locale;

/** A paired comparison for people, on a terminal of 80 columns. */
public final class PairText {
    private static final String ROW = "%-16s%10s%10s%10s  %-20s %s%n";

    private PairText() {}

    public static String of(RunPair pair) {
        StringBuilder text = new StringBuilder();
        text.append("A: ")
                .append(pair.first())
                .append("\nB: ")
                .append(pair.second())
                .append('\n');
        text.append(String.format(Locale.ROOT, "The same %,d tokens in %,d windows.%n", pair.tokens(), pair.windows()));
        text.append(String.format(ROW, "", "A", "B", "A - B", "95% interval", "p"));
        row(text, "top-1, %", 100, 2, pair.top1());
        row(text, "top-5, %", 100, 2, pair.top5());
        row(text, "nats per token", 1, 4, pair.nats());
        text.append("\nIntervals and two-sided p-values: paired bootstrap over windows, ")
                .append(String.format(Locale.ROOT, "%,d resamples.%n", Bootstrap.RESAMPLES))
                .append(String.format(
                        Locale.ROOT,
                        "Lower nats are better: the perplexity of A is %.1f%% of B's.%n",
                        100 * Math.exp(pair.nats().difference().mean())));
        pair.notComparable().forEach(w -> text.append("Take care: ").append(w).append('\n'));
        return text.toString();
    }

    private static void row(StringBuilder text, String name, double scale, int decimals, RunPair.Difference d) {
        String mean = number(scale * d.difference().mean(), decimals);
        text.append(String.format(
                ROW,
                name,
                number(scale * d.first(), decimals),
                number(scale * d.second(), decimals),
                d.difference().mean() > 0 ? "+" + mean : mean,
                number(scale * d.difference().low(), decimals) + " to "
                        + number(scale * d.difference().high(), decimals),
                pValue(d.pValue())));
    }

    private static String number(double value, int decimals) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A p-value as it may be written: none is 0. */
    public static String pValue(double p) {
        if (Double.isNaN(p)) {
            return "-";
        }
        return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }
}
