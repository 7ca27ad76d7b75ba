package hammingway.report.table;

import hammingway.eval.Agreement;
import hammingway.run.FineTuned;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The columns of runs on a pretrained model: what it is, what was trained of it, and how far the run says what it says. */
final class TuningFigures {
    private TuningFigures() {}

    static List<Column> columns() {
        return List.of(
                new Column(
                        "base", List.of("model"), "Base model", "The pretrained model that it began with", "", false),
                new Column("trained", List.of("tuning"), "Trained", "What of the model was trained", "", false),
                new Column(
                        "agreement",
                        List.of("agreement-top1"),
                        "Agreement, %",
                        "Share of positions whose best token is the original's",
                        "",
                        true),
                new Column(
                        "agreement-top5",
                        List.of(),
                        "Agreement of five, %",
                        "Share of the original's best five tokens that are among the best five",
                        "",
                        true),
                new Column(
                        "top5-of-original",
                        List.of(),
                        "% of original's top-5",
                        "Top-5 against that of the pretrained model on the same positions",
                        "",
                        true),
                new Column(
                        "divergence",
                        List.of("kl"),
                        "Divergence",
                        "Mean divergence from the original's distribution, KL(original || model)",
                        "nats",
                        true));
    }

    /** @param ids of all runs of the line, which differ in the seed alone */
    static void add(Map<String, Cell> cells, RunFolder run, RunSpec spec, List<String> ids) {
        FineTuned.of(run, spec).ifPresent(tuned -> {
            cells.put("base", Cell.words(tuned.model()));
            cells.put("trained", Cell.words(tuned.trained()));
            List<Agreement> all = ids.stream()
                    .map(id -> FineTuned.agreement(new RunFolder(run.path().resolveSibling(id))))
                    .flatMap(Optional::stream)
                    .toList();
            if (!all.isEmpty()) {
                cells.put("agreement", Cell.number(mean(all, a -> 100 * a.top1()), "%.1f"));
                cells.put("agreement-top5", Cell.number(mean(all, a -> 100 * a.top5()), "%.1f"));
                cells.put("top5-of-original", Cell.number(mean(all, a -> 100 * a.top5OfOriginal()), "%.1f"));
                cells.put("divergence", Cell.number(mean(all, Agreement::divergence), "%.4f"));
            }
        });
    }

    private static double mean(List<Agreement> all, ToDoubleFunction<Agreement> figure) {
        return all.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
