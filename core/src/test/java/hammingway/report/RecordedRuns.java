package hammingway.report;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.eval.EvaluationResult;
import hammingway.head.HeadCost;
import hammingway.math.Interval;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs as a worker would have left them, with made-up figures that tests can compute. */
public final class RecordedRuns {
    /** Of the first event. */
    public static final long START = 1_700_000_000_000L;

    private RecordedRuns() {}

    public static RunSpec spec(int i) {
        return Study.load("quickstart", Study.Options.NONE).runs().get(i);
    }

    /** A finished run with an evaluation, and a validation every tenth step. */
    public static RunFolder finished(Project project, RunSpec spec, int steps) {
        RunFolder run = project.create(spec);
        StringBuilder events = new StringBuilder(started(0, steps));
        for (int s = 1; s <= steps; s++) {
            events.append(step(s));
            if (s % 10 == 0) {
                events.append(String.format(
                        Locale.ROOT,
                        "{\"type\":\"validated\",\"time\":%d,\"step\":%d,\"loss\":%s,\"perplexity\":7.5,\"top1\":0.25,\"top5\":0.5}%n",
                        START + s * 100L + 1,
                        s,
                        loss(s) + 0.125));
            }
        }
        events.append("{\"type\":\"finished\",\"time\":" + (START + steps * 100L + 50) + "}\n");
        events(run, events.toString());
        evaluated(run, 0.8);
        Json.write(
                run.path().resolve("environment.json"),
                Json.object().put("java", "25").put("os", "Linux | amd64").put("dataSha256", "ab".repeat(32)));
        return run;
    }

    public static void events(RunFolder run, String lines) {
        AtomicFiles.writeString(run.path().resolve("events.jsonl"), lines);
    }

    public static void evaluated(RunFolder run, double top5) {
        Path metrics = run.evaluation().resolve("metrics.json");
        Json.write(metrics, SpecCodec.write(result(top5)));
    }

    public static String started(int from, int total) {
        return "{\"type\":\"started\",\"time\":" + START + ",\"pid\":1,\"processStart\":0,\"fromStep\":" + from
                + ",\"totalSteps\":" + total + "}\n";
    }

    public static String step(int s) {
        return String.format(
                Locale.ROOT,
                "{\"type\":\"step-done\",\"time\":%d,\"step\":%d,\"loss\":%s,\"learningRate\":0.001,\"gradientNorm\":1.5,\"seconds\":0.5,\"tokens\":2048,\"memoryBytes\":%d}%n",
                START + s * 100L,
                s,
                loss(s),
                1_000_000_000L + s);
    }

    public static double loss(int s) {
        return 1 + 5.0 / s;
    }

    private static EvaluationResult result(double top5) {
        EvaluationResult.Accuracy accuracy = new EvaluationResult.Accuracy(top5 / 2, top5, 1000);
        Interval interval = new Interval(top5, top5 - 0.01, top5 + 0.01, 0.1, 100);
        long size = Math.round(100_000 * top5);
        return new EvaluationResult(
                1000,
                100,
                2,
                accuracy,
                accuracy,
                accuracy,
                top5,
                interval,
                interval,
                List.of(new EvaluationResult.ByDecoder("logits", top5 / 2, top5)),
                new EvaluationResult.Likelihood(2, Math.exp(2), 1, 1, 8, 0.1),
                Optional.empty(),
                List.of(new EvaluationResult.Band(0, 1000, 1, top5 / 2, top5)),
                new HeadCost(size, size, 0, size, 0, 0),
                Optional.empty());
    }
}
