package hammingway.compare;

import hammingway.eval.EvaluationResult;
import hammingway.head.HeadCost;
import hammingway.math.Interval;
import hammingway.report.ChartChoice;
import hammingway.report.Comparison;
import hammingway.report.ComparisonRow;
import hammingway.report.SizeChart;
import java.util.List;
import java.util.Optional;

/** The figures of the quick start's six runs with a fifth of its steps, as measured, and their chart. */
final class Charts {
    private Charts() {}

    static Comparison comparison() {
        return new Comparison(
                List.of(
                        row("minimal 10 bits", "linear code", "bce-mean", 1290, 0.191, 0.349, 0.538, 128.2, 3.1, true),
                        row(
                                "code-NLL 50 bits",
                                "linear code",
                                "code-nll + prior",
                                6450,
                                0.357,
                                0.578,
                                0.893,
                                31.7,
                                4.3,
                                true),
                        row("random 50 bits", "linear code", "bce-mean", 6450, 0.127, 0.221, 0.342, 285.8, 3.8, false),
                        row(
                                "shared MTL 50 bits",
                                "MTL shared, h = 256",
                                "bce-mean",
                                45_874,
                                0.230,
                                0.374,
                                0.578,
                                140.6,
                                7.6,
                                false),
                        row(
                                "random 500 bits",
                                "linear code",
                                "bce-mean",
                                64_500,
                                0.138,
                                0.262,
                                0.405,
                                503.4,
                                44.6,
                                false),
                        row("softmax", "softmax", "cross-entropy", 129_000, 0.367, 0.648, 1, 19.9, 15.3, true)),
                List.of());
    }

    static SizeChart chart() {
        return SizeChart.of(comparison(), ChartChoice.STANDARD, "Quick start");
    }

    private static ComparisonRow row(
            String name,
            String head,
            String loss,
            long size,
            double top1,
            double top5,
            double share,
            double perplexity,
            double micros,
            boolean front) {
        return new ComparisonRow(
                name,
                List.of("2026-01-01-" + name.replace(' ', '-')),
                head,
                "-",
                loss,
                new HeadCost(size, size, 0, size, 1000, 0),
                size / 129_000.0,
                new Interval(top1, top1 - 0.008, top1 + 0.008, 0.05, 200),
                new Interval(top5, top5 - 0.008, top5 + 0.008, 0.05, 200),
                share,
                new Interval(perplexity, perplexity, perplexity, 0, 1),
                new Interval(1.5, 1.5, 1.5, 0, 1),
                new EvaluationResult.Latency.Split(10, micros, 0),
                Optional.empty(),
                front);
    }
}
