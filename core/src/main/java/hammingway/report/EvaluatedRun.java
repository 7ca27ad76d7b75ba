package hammingway.report;

import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.code.CodebookFiles;
import hammingway.eval.Agreement;
import hammingway.eval.EvaluationResult;
import hammingway.head.DecisionLayer;
import hammingway.head.HeadCost;
import hammingway.math.Interval;
import hammingway.math.Statistics;
import hammingway.run.FineTuned;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A run with its evaluation, as read from its folder; and the row that several of them make. */
record EvaluatedRun(
        RunFolder run,
        RunSpec spec,
        EvaluationResult result,
        Optional<CodebookFiles.Title> codebook,
        RunFacts facts,
        WindowFigures windows) {

    /** Without reading its traces. */
    static EvaluatedRun read(RunFolder run) {
        Path metrics = run.evaluation().resolve("metrics.json");
        EvaluationResult result = SpecCodec.read(EvaluationResult.class, metrics);
        if (result.bands().isEmpty()) {
            throw new FileFormatException(
                    metrics, "bands", "no band", "Delete the evaluation folder and evaluate the run again.");
        }
        RunSpec spec = run.spec();
        boolean coded = spec.codebook().isPresent() && Files.exists(run.codebook());
        Optional<CodebookFiles.Title> codebook =
                coded ? Optional.of(CodebookFiles.title(run.codebook())) : Optional.empty();
        RunFacts facts = RunFacts.of(run, spec, result);
        return new EvaluatedRun(run, spec, result, codebook, facts, WindowFigures.plain(result, facts));
    }

    /** With intervals drawn from the windows of its traces, which takes some milliseconds. */
    EvaluatedRun drawn(Progress progress) {
        int length = codebook.map(CodebookFiles.Title::length).orElse(1);
        return new EvaluatedRun(
                run, spec, result, codebook, facts, WindowFigures.drawn(run, result, facts, length, progress));
    }

    /** Everything but name and seed. */
    String kind() {
        return spec.withName("x").withSeed(0).hash();
    }

    /** Everything but the decision layer, code, name and seed: softmax runs of the same setting are the reference. */
    String setting() {
        return Json.line(SpecCodec.write(spec).without(List.of("name", "seed", "head", "codebook", "device")));
    }

    /** Means over runs that differ in the seed alone; of one run, its own figures. */
    static ComparisonRow row(List<EvaluatedRun> seeds) {
        EvaluatedRun first = seeds.getFirst();
        EvaluationResult r = first.result();
        EvaluationResult.Latency.Split none = new EvaluationResult.Latency.Split(Double.NaN, Double.NaN, Double.NaN);
        return new ComparisonRow(
                first.spec().name(),
                seeds.stream().map(e -> e.run().id()).toList(),
                head(first.spec()),
                first.codebook().map(CodebookFiles.Title::name).orElse("-"),
                SpecCodec.kebab(first.spec().head().loss().getClass().getSimpleName())
                        + (first.spec().head().unigramPrior() ? " + prior" : ""),
                r.cost(),
                (double) r.cost().stored()
                        / HeadCost.softmaxParameters(
                                first.spec().backbone().width(), first.facts().vocabulary()),
                over(seeds, e -> e.result().accuracy().top1(), e -> e.result().top1OfWindows()),
                over(seeds, e -> e.result().accuracy().top5(), e -> e.result().top5OfWindows()),
                Double.NaN,
                perplexity(seeds),
                bitsPerByte(seeds),
                r.latency().map(EvaluationResult.Latency::batched).orElse(none),
                r.latency().flatMap(EvaluationResult.Latency::exactDecoder),
                false,
                first.facts(),
                traits(first),
                further(seeds),
                List.of());
    }

    private static Map<Trait, String> traits(EvaluatedRun run) {
        return Map.copyOf(Trait.of(run.spec(), run.codebook(), run.facts()));
    }

    /** Over seeds where there are several, else over the windows of the one. */
    private static Interval over(
            List<EvaluatedRun> seeds, ToDoubleFunction<EvaluatedRun> mean, Function<EvaluatedRun, Interval> windows) {
        return seeds.size() == 1
                ? windows.apply(seeds.getFirst())
                : Statistics.interval(seeds.stream().mapToDouble(mean).toArray());
    }

    private static FurtherFigures further(List<EvaluatedRun> seeds) {
        return new FurtherFigures(
                over(seeds, e -> e.windows().bits().mean(), e -> e.windows().bits()),
                over(seeds, e -> e.windows().top1Real().mean(), e -> e.windows().top1Real()),
                over(seeds, e -> e.windows().top5Real().mean(), e -> e.windows().top5Real()),
                FurtherFigures.NONE.top1OfSoftmax(),
                FurtherFigures.NONE.top5OfSoftmax(),
                seeds.stream()
                        .map(e -> FineTuned.agreement(e.run()))
                        .flatMap(Optional::stream)
                        .mapToDouble(Agreement::top5OfOriginal)
                        .average()
                        .orElse(Double.NaN));
    }

    /** The mean of log-likelihoods is what averages: the geometric mean, and the ends of the logarithms' interval. */
    private static Interval perplexity(List<EvaluatedRun> seeds) {
        double[] perplexities = seeds.stream()
                .mapToDouble(e -> e.result().likelihood().perplexity())
                .toArray();
        Interval logs = seeds.size() == 1
                ? seeds.getFirst().windows().nats()
                : Statistics.interval(Arrays.stream(perplexities).map(Math::log).toArray());
        return new Interval(
                seeds.size() == 1 ? perplexities[0] : Math.exp(logs.mean()),
                Math.exp(logs.low()),
                Math.exp(logs.high()),
                Statistics.sd(perplexities),
                logs.n());
    }

    private static Interval bitsPerByte(List<EvaluatedRun> seeds) {
        return over(seeds, e -> e.result().likelihood().bitsPerByte(), e -> {
            EvaluationResult.Likelihood l = e.result().likelihood();
            Interval nats = e.windows().nats();
            double scale = l.bitsPerByte() / l.nats();
            return new Interval(l.bitsPerByte(), scale * nats.low(), scale * nats.high(), scale * nats.sd(), nats.n());
        });
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
}
