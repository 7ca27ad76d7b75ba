package hammingway.report;

import hammingway.base.Progress;
import hammingway.math.Interval;
import hammingway.run.RunFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluated runs side by side, smallest decision layer first.
 *
 * @param damaged what is wrong with the runs that could not be read, a text for each; the other runs are compared without them
 */
public record Comparison(List<ComparisonRow> rows, List<String> damaged) {
    private static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);

    /** Takes the runs that have an evaluation; runs without one are left out, damaged ones told. */
    public static Comparison of(List<RunFolder> runs) {
        return of(runs, Progress.NONE);
    }

    /**
     * With intervals of single runs drawn from the windows of their traces.
     *
     * @throws Progress.CancelledException once cancelled
     */
    public static Comparison of(List<RunFolder> runs, Progress progress) {
        return EvaluatedRuns.read(runs, progress).drawn(progress).compared();
    }

    /** @param rows the runs behind each row, which differ in the seed alone */
    static Comparison of(List<List<EvaluatedRun>> rows, List<String> damaged) {
        Map<String, ComparisonRow> softmax = new LinkedHashMap<>();
        List<ComparisonRow> made = new ArrayList<>();
        for (List<EvaluatedRun> seeds : rows) {
            ComparisonRow row = EvaluatedRun.row(seeds);
            made.add(row);
            if (row.isSoftmax()) {
                softmax.putIfAbsent(seeds.getFirst().setting(), row);
            }
        }
        return new Comparison(finish(rows, made, softmax), List.copyOf(damaged));
    }

    private static List<ComparisonRow> finish(
            List<List<EvaluatedRun>> runs, List<ComparisonRow> made, Map<String, ComparisonRow> softmax) {
        double[] costs = made.stream().mapToDouble(r -> r.cost().stored()).toArray();
        double[] gains = made.stream().mapToDouble(r -> r.top5().mean()).toArray();
        boolean[] front = ParetoFront.of(costs, gains);
        List<ComparisonRow> rows = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            List<EvaluatedRun> seeds = runs.get(i);
            Optional<ComparisonRow> reference =
                    Optional.ofNullable(softmax.get(seeds.getFirst().setting()));
            Interval top1 = reference.map(ComparisonRow::top1).orElse(UNKNOWN);
            Interval top5 = reference.map(ComparisonRow::top5).orElse(UNKNOWN);
            List<ComparisonRow> each = seeds.size() == 1
                    ? List.of()
                    : seeds.stream()
                            .map(s -> EvaluatedRun.row(List.of(s)).with(top1, top5, false, List.of()))
                            .toList();
            rows.add(made.get(i).with(top1, top5, front[i], each));
        }
        rows.sort(
                java.util.Comparator.comparingLong((ComparisonRow r) -> r.cost().stored())
                        .thenComparing(ComparisonRow::name));
        return List.copyOf(rows);
    }

    /** Which rows may not stand beside the others and why, in plain words; empty when all may. */
    public List<String> warnings() {
        return Comparability.of(
                rows.stream().map(ComparisonRow::name).toList(),
                rows.stream().map(ComparisonRow::facts).toList());
    }

    /** The softmax of the comparison, if it has one. */
    public Optional<ComparisonRow> softmax() {
        return rows.stream().filter(ComparisonRow::isSoftmax).findFirst();
    }

    /** What the intervals of accuracies are: the legend must say it. */
    public String intervalMeaning() {
        boolean several = rows.stream().anyMatch(r -> r.seeds() > 1);
        boolean single = rows.stream().anyMatch(r -> r.seeds() == 1);
        if (several && single) {
            return "95% interval over seeds, or over windows where there is one seed";
        }
        return several ? "95% interval over seeds" : "95% interval over windows, one seed";
    }

    /** A number of {@link Interval} as percent text, such as {@code 48.6 +- 0.5}. */
    static String percent(Interval i) {
        return String.format(java.util.Locale.ROOT, "%.1f \u00b1 %.1f", 100 * i.mean(), 100 * (i.high() - i.mean()));
    }
}
