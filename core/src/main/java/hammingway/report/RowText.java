package hammingway.report;

import hammingway.math.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a card beside a point tells of its row. */
final class RowText {
    private RowText() {}

    static String of(ComparisonRow r) {
        List<String> lines = new ArrayList<>();
        lines.add(r.name());
        lines.add(r.head() + ", " + r.code() + ", " + r.loss());
        lines.add(String.format(
                        Locale.ROOT,
                        "%,d parameters (%.1f%% of softmax)",
                        r.cost().stored(),
                        100 * r.shareOfSoftmax())
                + (r.cost().shared() > 0
                        ? String.format(
                                Locale.ROOT,
                                ", %,d shared with the embedding",
                                r.cost().shared())
                        : ""));
        lines.add(String.format(
                Locale.ROOT,
                "%,d multiply-adds in the head, %,d in decoding",
                r.cost().headMultiplyAdds(),
                r.cost().decodeMultiplyAdds()));
        lines.add("top-1 " + percent(r.top1()) + ", top-5 " + percent(r.top5()));
        lines.add("perplexity " + interval("%.2f", r.perplexity()) + ", bits per byte "
                + interval("%.3f", r.bitsPerByte()));
        if (Double.isFinite(r.further().bitAccuracy().mean())) {
            lines.add("bits right " + percent(r.further().bitAccuracy()));
        }
        if (Double.isFinite(r.time().headMicros())) {
            lines.add(String.format(
                    Locale.ROOT,
                    "head %.2f \u00b5s, decoding by product %.2f \u00b5s per token",
                    r.time().headMicros(),
                    r.time().decodeMicros()));
        }
        r.exactDecoder()
                .ifPresent(e -> lines.add(String.format(
                        Locale.ROOT, "exact decoding by %s %.2f \u00b5s on one thread", e.algorithm(), e.micros())));
        lines.add(
                r.seeds() > 1
                        ? String.format(Locale.ROOT, "mean of %d seeds, 95%% interval over seeds", r.seeds())
                        : "one seed");
        return String.join("\n", lines);
    }

    private static String percent(Interval i) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * i.mean()) + bounds("%.1f", 100 * i.low(), 100 * i.high());
    }

    private static String interval(String format, Interval i) {
        return String.format(Locale.ROOT, format, i.mean()) + bounds(format, i.low(), i.high());
    }

    private static String bounds(String format, double low, double high) {
        return high > low ? String.format(Locale.ROOT, " (" + format + " to " + format + ")", low, high) : "";
    }
}
