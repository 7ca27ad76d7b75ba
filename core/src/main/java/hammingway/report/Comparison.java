package hammingway.report;

import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.CodebookFiles;
import hammingway.eval.EvaluationResult;
import hammingway.head.DecisionLayer;
import hammingway.head.HeadCost;
import hammingway.math.Interval;
import hammingway.math.Statistics;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
    private record Evaluated(RunFolder run, RunSpec spec, EvaluationResult result, String code) {
        static Evaluated read(RunFolder run) {
            Path metrics = run.evaluation().resolve("metrics.json");
            EvaluationResult result = SpecCodec.read(EvaluationResult.class, metrics);
            if (result.bands().isEmpty()) {
                throw new FileFormatException(
                        metrics, "bands", "no band", "Delete the evaluation folder and evaluate the run again.");
            }
            RunSpec spec = run.spec();
            boolean coded = spec.codebook().isPresent() && Files.exists(run.codebook());
            return new Evaluated(run, spec, result, coded ? CodebookFiles.name(run.codebook()) : "-");
        }

        /** Everything but name and seed. */
        String kind() {
            return spec.withName("x").withSeed(0).hash();
        }

        /** Everything but the decision layer, code, name and seed: softmax runs of the same setting are the reference. */
        String setting() {
            return Json.line(SpecCodec.write(spec).without(List.of("name", "seed", "head", "codebook", "device")));
        }
    }

    /** A run that was read, or what is wrong with it. */
    private record Read(Optional<Evaluated> evaluated, String kind, Optional<String> trouble) {
        static Read of(RunFolder run) {
            try {
                Evaluated e = Evaluated.read(run);
                return new Read(Optional.of(e), e.kind(), Optional.empty());
            } catch (WorkbenchException e) {
                return new Read(Optional.empty(), "", Optional.of(run.id() + ": " + e.getMessage()));
            }
        }
    }

    /** Takes the runs that have an evaluation; runs without one are left out, damaged ones told. */
    public static Comparison of(List<RunFolder> runs) {
        Map<String, List<Evaluated>> kinds = new LinkedHashMap<>();
        List<String> damaged = new ArrayList<>();
        // thousands of small files: read side by side, kept in order
        List<Read> all = runs.parallelStream()
                .filter(run -> Files.exists(run.evaluation().resolve("metrics.json")))
                .map(Read::of)
                .toList();
        for (Read one : all) {
            one.evaluated()
                    .ifPresent(e -> kinds.computeIfAbsent(one.kind(), k -> new ArrayList<>())
                            .add(e));
            one.trouble().ifPresent(damaged::add);
        }
        Map<String, Double> softmax = new LinkedHashMap<>();
        List<Map.Entry<String, ComparisonRow>> made = new ArrayList<>();
        for (List<Evaluated> seeds : kinds.values()) {
            ComparisonRow row = row(seeds);
            made.add(Map.entry(seeds.getFirst().setting(), row));
            if (row.isSoftmax()) {
                softmax.putIfAbsent(seeds.getFirst().setting(), row.top5().mean());
            }
        }
        return new Comparison(finish(made, softmax), List.copyOf(damaged));
    }

    private static List<ComparisonRow> finish(
            List<Map.Entry<String, ComparisonRow>> made, Map<String, Double> softmax) {
        double[] costs =
                made.stream().mapToDouble(e -> e.getValue().cost().stored()).toArray();
        double[] gains =
                made.stream().mapToDouble(e -> e.getValue().top5().mean()).toArray();
        boolean[] front = ParetoFront.of(costs, gains);
        List<ComparisonRow> rows = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            ComparisonRow row = made.get(i).getValue();
            double reference = softmax.getOrDefault(made.get(i).getKey(), Double.NaN);
            rows.add(row.with(row.top5().mean() / reference, front[i]));
        }
        rows.sort(
                java.util.Comparator.comparingLong((ComparisonRow r) -> r.cost().stored())
                        .thenComparing(ComparisonRow::name));
        return List.copyOf(rows);
    }

    private static ComparisonRow row(List<Evaluated> seeds) {
        Evaluated first = seeds.getFirst();
        EvaluationResult r = first.result();
        int vocabulary = vocabulary(first);
        double[] top1 =
                seeds.stream().mapToDouble(e -> e.result().accuracy().top1()).toArray();
        double[] top5 =
                seeds.stream().mapToDouble(e -> e.result().accuracy().top5()).toArray();
        boolean several = seeds.size() > 1;
        EvaluationResult.Latency.Split none = new EvaluationResult.Latency.Split(Double.NaN, Double.NaN, Double.NaN);
        return new ComparisonRow(
                first.spec().name(),
                seeds.stream().map(e -> e.run().id()).toList(),
                head(first.spec()),
                first.code(),
                SpecCodec.kebab(first.spec().head().loss().getClass().getSimpleName())
                        + (first.spec().head().unigramPrior() ? " + prior" : ""),
                r.cost(),
                (double) r.cost().stored()
                        / HeadCost.softmaxParameters(first.spec().backbone().width(), vocabulary),
                several ? Statistics.interval(top1) : r.top1OfWindows(),
                several ? Statistics.interval(top5) : r.top5OfWindows(),
                Double.NaN,
                perplexity(seeds.stream()
                        .mapToDouble(e -> e.result().likelihood().perplexity())
                        .toArray()),
                Statistics.interval(seeds.stream()
                        .mapToDouble(e -> e.result().likelihood().bitsPerByte())
                        .toArray()),
                r.latency().map(EvaluationResult.Latency::batched).orElse(none),
                r.latency().flatMap(EvaluationResult.Latency::exactDecoder),
                false);
    }

    /** The mean of log-likelihoods is what averages: the geometric mean, and the ends of the logarithms' interval. */
    private static Interval perplexity(double[] perplexities) {
        Interval logs =
                Statistics.interval(Arrays.stream(perplexities).map(Math::log).toArray());
        return new Interval(
                Math.exp(logs.mean()),
                Math.exp(logs.low()),
                Math.exp(logs.high()),
                Statistics.sd(perplexities),
                perplexities.length);
    }

    /** The size of the vocabulary, from the bands of ranks, which cover it. */
    private static int vocabulary(Evaluated e) {
        return e.result().bands().getLast().to();
    }

    private static String head(RunSpec spec) {
        return switch (spec.head().layer()) {
            case DecisionLayer.Softmax s -> s.tied() ? "softmax, tied" : "softmax";
            case DecisionLayer.OneVsAll o -> "one-vs-all";
            case DecisionLayer.LinearCode l -> "linear code";
            case DecisionLayer.MtlPerBit m -> "MTL per bit, h = " + m.hidden();
            case DecisionLayer.MtlShared m -> "MTL shared, h = " + m.hidden();
        };
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
