package hammingway.design.search;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.data.DataPreparation;
import hammingway.data.PreparedData;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Projects with a small vocabulary, and runs that are finished on paper. */
final class SearchProjects {
    private static final String TINY = """
            {"name": "tiny",
             "vocabulary": {"tokenizer": {"type": "train-bpe", "size": 300, "trainedOn": "training"}, "order": "frequency", "keep": 0},
             "data": {"source": {"type": "stories", "megabytes": 0.05, "seed": 1}},
             "backbone": {"type": "gpt2", "layers": 1, "heads": 2, "width": 16, "context": 16, "dropout": 0.1},
             "codebook": {"family": {"type": "minimal-random", "randomBits": 11, "source": "numpy-legacy"}},
             "head": {"layer": {"type": "linear-code"}, "loss": {"type": "bce-mean"}},
             "training": {"steps": 30, "batch": 4, "optimiser": {}, "schedule": {"shape": "cosine", "peak": 0.01, "warmup": 5},
                          "evaluateEvery": 0, "checkpointEvery": 0},
             "evaluation": {"windows": 20, "windowsDuringTraining": 4, "latency": false},
             "device": {"threads": 1}, "seed": 1}
            """;

    private SearchProjects() {}

    static RunSpec tiny() {
        return SpecCodec.read(RunSpec.class, Json.parse(Path.of("tiny.json"), TINY), "the tiny run");
    }

    static PreparedData prepare(Project project) {
        RunSpec spec = tiny();
        return DataPreparation.prepare(
                project.folder(),
                spec.vocabulary(),
                spec.data(),
                spec.backbone().context(),
                Progress.NONE);
    }

    /** The folder of the only vocabulary. */
    static String vocabulary(Project project) {
        return project.vocabularies().names().getFirst();
    }

    /** A run that ended well, and confused these. */
    static RunFolder finished(Project project, String confusions) throws IOException {
        RunFolder run = project.create(tiny());
        Files.createDirectories(run.evaluation());
        Files.writeString(run.evaluation().resolve("confusions.csv"), "target,predicted,count\n" + confusions);
        Json.write(
                run.path().resolve("environment.json"),
                Json.object().put("dataSha256", prepare(project).hash()));
        Files.writeString(run.path().resolve("events.jsonl"), "{\"type\":\"finished\",\"time\":1}\n");
        return run;
    }
}
