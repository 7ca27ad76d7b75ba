package hammingway.runs;

import hammingway.run.RunEvent;
import hammingway.run.RunFolder;
import hammingway.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What only the selected run needs: curves, log, figures. An immutable value; nobody writes into the arrays of its lines.
 *
 * @param loss    training loss (smoothed) and validation loss over steps, in nats as the loss defines them
 * @param quality during training, on some validation windows
 */
public record RunDetail(RunFolder run, List<Line> loss, Quality quality, List<Fact> figures, String log) {
    /** Points of a curve at most: about two a pixel of a wide chart. */
    private static final int MOST_POINTS = 1500;

    /** Share of the newest step in the smoothed loss; the mean looks back some 20 steps. */
    private static final double NEWEST = 0.1;

    /** A curve. */
    public record Line(String name, double[] x, double[] y, boolean dashed) {}

    /** Accuracy in percent and perplexity over steps; without points when nothing was validated yet. */
    public record Quality(Line top5, Line perplexity) {}

    /** A figure with its name and unit. */
    public record Fact(String name, String value) {}

    static RunDetail of(RunFolder run, RunStatus status, String log) {
        return new RunDetail(run, loss(status), quality(status), figures(status), log);
    }

    private static List<Line> loss(RunStatus status) {
        List<RunEvent.StepDone> steps = status.steps();
        double[] x = steps.stream().mapToDouble(RunEvent.StepDone::step).toArray();
        double[] y =
                smoothed(steps.stream().mapToDouble(RunEvent.StepDone::loss).toArray());
        List<Line> lines = new ArrayList<>();
        if (x.length > 0) {
            lines.add(thinned("training, smoothed", x, y));
        }
        if (!status.validations().isEmpty()) {
            lines.add(over(status, "validation", 'l'));
        }
        return List.copyOf(lines);
    }

    /** An exponential mean without the pull towards the first value (bias-corrected, as Adam's). */
    static double[] smoothed(double[] values) {
        double[] out = new double[values.length];
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < values.length; i++) {
            sum = (1 - NEWEST) * sum + NEWEST * values[i];
            weight = (1 - NEWEST) * weight + NEWEST;
            out[i] = sum / weight;
        }
        return out;
    }

    /** Means of neighbours, so that a long run draws as fast as a short one. */
    static Line thinned(String name, double[] x, double[] y) {
        int bucket = (x.length + MOST_POINTS - 1) / MOST_POINTS;
        if (bucket <= 1) {
            return new Line(name, x, y, false);
        }
        int points = (x.length + bucket - 1) / bucket;
        double[] meanX = new double[points];
        double[] meanY = new double[points];
        for (int p = 0; p < points; p++) {
            int from = p * bucket;
            int to = Math.min(x.length, from + bucket);
            for (int i = from; i < to; i++) {
                meanX[p] += x[i] / (to - from);
                meanY[p] += y[i] / (to - from);
            }
        }
        return new Line(name, meanX, meanY, false);
    }

    private static Quality quality(RunStatus status) {
        return new Quality(over(status, "top-5, validation", '5'), over(status, "perplexity, validation", 'p'));
    }

    private static Line over(RunStatus status, String name, char what) {
        List<RunEvent.Validated> all = status.validations();
        return new Line(
                name,
                all.stream().mapToDouble(RunEvent.Validated::step).toArray(),
                all.stream()
                        .mapToDouble(v -> switch (what) {
                            case 'l' -> v.loss();
                            case '5' -> 100 * v.top5();
                            default -> v.perplexity();
                        })
                        .toArray(),
                what == 'l');
    }

    private static List<Fact> figures(RunStatus status) {
        List<Fact> facts = new ArrayList<>();
        status.evaluated().ifPresent(e -> {
            facts.add(new Fact("Top-1", percent(e.top1())));
            facts.add(new Fact("Top-5", percent(e.top5())));
            facts.add(new Fact("Perplexity", number(e.perplexity())));
        });
        if (status.evaluated().isEmpty() && !status.validations().isEmpty()) {
            RunEvent.Validated v = status.validations().getLast();
            facts.add(new Fact("Top-5 at step " + v.step(), percent(v.top5())));
            facts.add(new Fact("Perplexity at step " + v.step(), number(v.perplexity())));
        }
        status.built()
                .ifPresent(b ->
                        facts.add(new Fact("Decision layer", String.format(Locale.ROOT, "%,d", b.headParameters()))));
        if (!status.steps().isEmpty()) {
            List<RunEvent.StepDone> steps = status.steps();
            RunEvent.StepDone last = steps.getLast();
            List<RunEvent.StepDone> recent = steps.subList(Math.max(0, steps.size() - 50), steps.size());
            double tokens =
                    recent.stream().mapToDouble(RunEvent.StepDone::tokens).sum();
            double seconds =
                    recent.stream().mapToDouble(RunEvent.StepDone::seconds).sum();
            facts.add(new Fact("Tokens/s", String.format(Locale.ROOT, "%,.0f", tokens / seconds)));
            if (last.memoryBytes() > 0) {
                facts.add(new Fact("Memory", String.format(Locale.ROOT, "%,d MB", last.memoryBytes() >> 20)));
            }
        }
        return List.copyOf(facts);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    static String number(double value) {
        return value < 1000
                ? String.format(Locale.ROOT, "%.2f", value)
                : value < 1e6 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.2e", value);
    }
}
