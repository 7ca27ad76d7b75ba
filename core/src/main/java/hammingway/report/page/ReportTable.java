package hammingway.report.page;

import hammingway.math.Interval;
import hammingway.report.Comparison;
import hammingway.report.ComparisonRow;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures of a comparison with their intervals. */
final class ReportTable {
    private ReportTable() {}

    static String of(Comparison comparison) {
        String head = """
                <thead><tr><th scope="col">Run</th><th scope="col">Code</th><th scope="col">Loss</th>\
                <th scope="col" class="n">Parameters</th><th scope="col" class="n">% of softmax</th>\
                <th scope="col" class="n">Top-1 %</th><th scope="col" class="n">Top-5 %</th>\
                <th scope="col" class="n">Top-5, % of softmax's</th>\
                <th scope="col" class="n">Perplexity</th><th scope="col" class="n">Bits per byte</th>\
                <th scope="col" class="n">Head \u00b5s</th><th scope="col" class="n">Decode \u00b5s</th>\
                <th scope="col" class="n">Seeds</th></tr></thead>
                """;
        String rows = comparison.rows().stream().map(ReportTable::row).collect(Collectors.joining("\n"));
        String note = "In brackets: " + comparison.intervalMeaning()
                + ". \u25c6: on the Pareto front of top-5 accuracy against parameters. "
                + "Times are medians per token in batches, decoding by the engine's product.";
        return "<div class=\"wide\"><table class=\"figures\">\n" + head + "<tbody>\n" + rows
                + "\n</tbody></table></div>\n" + Html.element("p class=\"note\"", Html.text(note));
    }

    private static String row(ComparisonRow r) {
        List<String> numbers = List.of(
                String.format(Locale.ROOT, "%,d", r.cost().stored()),
                Html.number("%.1f", 100 * r.shareOfSoftmax()),
                interval("%.1f", 100, r.top1()),
                interval("%.1f", 100, r.top5()),
                Html.number("%.1f", 100 * r.top5ShareOfSoftmax()),
                interval("%.2f", 1, r.perplexity()),
                interval("%.3f", 1, r.bitsPerByte()),
                Html.number("%.2f", r.time().headMicros()),
                Html.number("%.2f", r.time().decodeMicros()),
                String.valueOf(r.seeds()));
        String name =
                Html.text(r.name()) + (r.paretoOptimal() ? " <span title=\"On the Pareto front\">\u25c6</span>" : "");
        return "<tr>" + Html.element("th scope=\"row\"", name) + Html.element("td", Html.text(r.code()))
                + Html.element("td", Html.text(r.loss()))
                + numbers.stream().map(n -> Html.element("td class=\"n\"", n)).collect(Collectors.joining())
                + "</tr>";
    }

    /** Without brackets where the interval has no width. */
    private static String interval(String format, double times, Interval i) {
        String mean = Html.number(format, times * i.mean());
        return i.high() > i.low()
                ? mean + " <small>[" + Html.number(format, times * i.low()) + ", "
                        + Html.number(format, times * i.high()) + "]</small>"
                : mean;
    }
}
