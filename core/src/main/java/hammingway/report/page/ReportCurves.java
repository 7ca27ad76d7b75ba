package hammingway.report.page;

import hammingway.report.tracker.RunRecord;
import hammingway.run.RunEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Learning curves, a card for each run: losses on a scale of their own, as losses of different heads have no common one, and accuracies on one scale. */
final class ReportCurves {
    private ReportCurves() {}

    static String of(List<RunRecord> runs) {
        List<RunRecord> trained =
                runs.stream().filter(r -> !r.status().steps().isEmpty()).toList();
        if (trained.isEmpty()) {
            return "";
        }
        double best = trained.stream()
                .flatMap(r -> r.status().validations().stream())
                .mapToDouble(v -> 100 * v.top5())
                .filter(Double::isFinite)
                .max()
                .orElse(100);
        return Html.element(
                        "div class=\"curves\"",
                        "\n" + trained.stream().map(r -> card(r, best)).collect(Collectors.joining("\n")) + "\n")
                + Html.element(
                        "p class=\"note\"",
                        "Line: training. Dots: validation during training, on some windows. Loss in nats as each head defines it: compare the shapes, not the values.");
    }

    private static String card(RunRecord run, double best) {
        return "<div class=\"card\">" + Html.element("h3", Html.text(run.spec().name())) + "<div class=\"pair\">"
                + loss(run) + top5(run, best) + "</div></div>";
    }

    private static String loss(RunRecord run) {
        List<RunEvent.StepDone> steps = run.status().steps();
        List<RunEvent.Validated> checks = run.status().validations();
        double[] losses = steps.stream().mapToDouble(RunEvent.StepDone::loss).toArray();
        double[] checked = checks.stream().mapToDouble(RunEvent.Validated::loss).toArray();
        double[] all = java.util.stream.DoubleStream.concat(Arrays.stream(losses), Arrays.stream(checked))
                .filter(Double::isFinite)
                .toArray();
        double low = Arrays.stream(all).min().orElse(0);
        double high = Arrays.stream(all).max().orElse(1);
        String label = String.format(
                Locale.ROOT,
                "Training loss of %s in %d steps, last %s",
                run.spec().name(),
                run.status().stepsDone(),
                Html.number("%.3f", losses[losses.length - 1]));
        return new CurvePicture("Loss", run.status().stepsDone(), low, high)
                .line("loss", steps(steps), losses)
                .dots(
                        "check",
                        checks.stream().mapToDouble(RunEvent.Validated::step).toArray(),
                        checked)
                .svg(label);
    }

    private static String top5(RunRecord run, double best) {
        List<RunEvent.Validated> checks = run.status().validations();
        double[] at = checks.stream().mapToDouble(RunEvent.Validated::step).toArray();
        double[] top5 = checks.stream().mapToDouble(v -> 100 * v.top5()).toArray();
        String label = "Top-5 accuracy of " + run.spec().name() + " on validation text, last "
                + (top5.length == 0 ? "none" : Html.number("%.1f", top5[top5.length - 1])) + " percent";
        return new CurvePicture("Validation top-5 (%)", run.status().stepsDone(), 0, best)
                .line("check", at, top5)
                .dots("check", at, top5)
                .svg(label);
    }

    private static double[] steps(List<RunEvent.StepDone> steps) {
        return steps.stream().mapToDouble(RunEvent.StepDone::step).toArray();
    }
}
