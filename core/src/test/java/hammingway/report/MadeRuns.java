package hammingway.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.eval.EvaluationResult;
import hammingway.head.HeadCost;
import hammingway.math.Interval;
import hammingway.math.Npy;
import hammingway.math.Statistics;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Runs of a project as a worker leaves them, with figures made up in a moment. */
final class MadeRuns {
    static final int CONTEXT = 64;

    private final Project project;

    MadeRuns(Path folder) {
        project = Project.openOrCreate(folder, "made");
    }

    Project project() {
        return project;
    }

    /** A run of the quick start's name with fields set: path, value, ... */
    RunSpec spec(String name, String... set) {
        RunSpec base = Study.load("quickstart", new Study.Options("", 1, 1, Map.of())).runs().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
        ObjectNode json = SpecCodec.write(base);
        for (int i = 0; i < set.length; i += 2) {
            SpecCodec.set(json, set[i], set[i + 1]);
        }
        return SpecCodec.read(RunSpec.class, json, name);
    }

    /** A run that was evaluated; its environment tells the data and the share of folded tokens. */
    RunFolder run(RunSpec spec, EvaluationResult result, String dataHash, double folded) {
        RunFolder run = project.create(spec);
        Json.write(run.evaluation().resolve("metrics.json"), SpecCodec.write(result));
        ObjectNode environment = Json.object();
        environment.put("dataSha256", dataHash).put("foldedShareTraining", folded);
        Json.write(run.path().resolve("environment.json"), environment);
        return run;
    }

    RunFolder run(RunSpec spec, double top5) {
        return run(spec, result(top5, 10_000, 1), "aa", 0);
    }

    /** @param kept share of targets that are not folded */
    static EvaluationResult result(double top5, long size, double kept) {
        EvaluationResult.Accuracy all = new EvaluationResult.Accuracy(top5 / 2, top5, 12_800);
        EvaluationResult.Accuracy real = new EvaluationResult.Accuracy(top5 / 2, top5, Math.round(kept * 12_800));
        Interval interval = new Interval(top5, top5 - 0.01, top5 + 0.01, 0.1, 200);
        double nats = 4 - 2 * top5;
        return new EvaluationResult(
                12_800,
                200,
                nats,
                all,
                real,
                real,
                top5,
                new Interval(top5 / 2, top5 / 2 - 0.01, top5 / 2 + 0.01, 0.1, 200),
                interval,
                List.of(),
                new EvaluationResult.Likelihood(nats, Math.exp(nats), nats / 3, 1, 8, 0.1),
                Optional.of(new EvaluationResult.Bits(0.8, 0.1, 0.1, 0.05)),
                List.of(new EvaluationResult.Band(0, 1000, 1, top5 / 2, top5)),
                new HeadCost(size, size, 0, size, 50_000, 7000),
                Optional.empty());
    }

    /** Traces of windows: what the target, its rank and its negative log-probability are at each position. */
    static void traces(
            RunFolder run, int windows, IntUnaryOperator target, IntUnaryOperator rank, IntUnaryOperator millinats) {
        int n = windows * CONTEXT;
        int[] targets = new int[n];
        int[] ranks = new int[n];
        float[] logProbs = new float[n];
        for (int i = 0; i < n; i++) {
            targets[i] = target.applyAsInt(i);
            ranks[i] = rank.applyAsInt(i);
            logProbs[i] = -millinats.applyAsInt(i) / 1000f;
        }
        Path folder = run.evaluation().resolve("traces");
        AtomicFiles.write(folder.resolve("targets.npy"), out -> Npy.writeInts(out, targets, n));
        AtomicFiles.write(folder.resolve("ranks.npy"), out -> Npy.writeInts(out, ranks, n));
        AtomicFiles.write(folder.resolve("logprobs.npy"), out -> Npy.writeFloats(out, logProbs, n));
    }

    /** Means of windows by the definition. */
    static double[] windowMeans(int windows, IntUnaryOperator value) {
        double[] means = new double[windows];
        for (int w = 0; w < windows; w++) {
            double[] of = new double[CONTEXT];
            for (int i = 0; i < CONTEXT; i++) {
                of[i] = value.applyAsInt(w * CONTEXT + i);
            }
            means[w] = Statistics.mean(of);
        }
        return means;
    }
}
