package hammingway.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The levels that a size chart's points are judged by. */
final class ReferenceLines {
    /** The share of softmax's top-5 that the first paper on these codes reaches with half of its parameters: the second reference line. */
    private static final double SHARE = 0.9;

    /** More lines than these would be read as a grid. */
    private static final int CEILINGS = 2;

    private ReferenceLines() {}

    static List<SizeChart.Line> of(Comparison comparison, Metric metric) {
        List<SizeChart.Line> lines = new ArrayList<>();
        boolean several =
                comparison.rows().stream().filter(ComparisonRow::isSoftmax).count() > 1;
        comparison.softmax().ifPresent(r -> {
            double level = metric.of(r).mean();
            if (Double.isFinite(level)) {
                String softmax = several ? "softmax (" + r.name() + ")" : "softmax";
                lines.add(new SizeChart.Line(metric.hasShare() ? "100%: " + softmax : softmax, level));
                if (metric.hasShare()) {
                    lines.add(new SizeChart.Line("90% of softmax", SHARE * level));
                }
            }
        });
        if (metric.hasCeiling()) {
            comparison.rows().stream()
                    .map(ComparisonRow::facts)
                    .filter(RunFacts::trimmed)
                    .map(f -> Math.round(1000 * f.ceiling()) / 10.0)
                    .distinct()
                    .sorted()
                    .limit(CEILINGS)
                    .forEach(c -> lines.add(new SizeChart.Line(
                            String.format(Locale.ROOT, "trimmed vocabulary: %.1f%% of the text's tokens are in it", c),
                            c)));
        }
        return List.copyOf(lines);
    }
}
