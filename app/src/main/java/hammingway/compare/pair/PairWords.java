package hammingway.compare.pair;

import hammingway.report.RunPair;
import java.util.Locale;

/** Paired differences in plain words. */
final class PairWords {
    /** Below it, a resampling of ten thousand cannot tell more. */
    private static final double SMALLEST = 0.001;

    private PairWords() {}

    /** Such as {@code B is 1.2 points better in top-1 (95%: 0.8 to 1.6; p < 0.001)}. */
    static String accuracy(String figure, RunPair.Difference d) {
        return sentence(figure, d, 100, " points", d.difference().mean() >= 0);
    }

    /** Such as {@code B is 0.031 nats worse per token (95%: ...)}; lower is better. */
    static String nats(RunPair.Difference d) {
        return sentence("likelihood per token", d, 1, " nats", d.difference().mean() <= 0);
    }

    private static String sentence(String figure, RunPair.Difference d, double factor, String unit, boolean better) {
        if (!Double.isFinite(d.difference().mean()) || Double.isNaN(d.pValue())) {
            return "No difference can be told in " + figure + ": one of the runs diverged.";
        }
        double low = factor * d.difference().low();
        double high = factor * d.difference().high();
        int digits = factor == 1 ? 3 : 1;
        double size = Math.abs(factor * d.difference().mean());
        boolean turned = d.difference().mean() < 0;
        String interval = number(turned ? -high : low, digits) + " to " + number(turned ? -low : high, digits);
        String p = d.pValue() < SMALLEST ? "p < " + SMALLEST : String.format(Locale.ROOT, "p = %.3f", d.pValue());
        return d.clear()
                ? "B is " + number(size, digits) + unit + (better ? " better" : " worse") + " in " + figure + " (95%: "
                        + interval + "; " + p + ")"
                : "No clear difference in " + figure + ": B is " + number(size, digits) + unit
                        + (better ? " better" : " worse") + " (95%: " + interval + "; " + p + ")";
    }

    private static String number(double v, int digits) {
        String text = String.format(Locale.ROOT, "%." + digits + "f", v);
        return text.matches("-0\\.?0*") ? text.substring(1) : text.replace('-', '\u2212');
    }
}
