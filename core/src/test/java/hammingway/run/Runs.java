package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.math.Npy;
import hammingway.torch.Safetensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tiny runs, in a second or two of a worker process. */
final class Runs {
    private static final String TINY = """
            {"name": "tiny",
             "vocabulary": {"tokenizer": {"type": "train-bpe", "size": 300, "trainedOn": "training"}, "order": "frequency", "keep": 0},
             "data": {"source": {"type": "stories", "megabytes": 0.05, "seed": 1}},
             "backbone": {"type": "gpt2", "layers": 1, "heads": 2, "width": 16, "context": 16, "dropout": 0.1},
             "codebook": {"family": {"type": "minimal-random", "randomBits": 11, "source": "numpy-legacy"}},
             "head": {"layer": {"type": "linear-code"}, "loss": {"type": "bce-mean"}},
             "training": {"steps": 30, "batch": 4, "optimiser": {}, "schedule": {"shape": "cosine", "peak": 0.01, "warmup": 5},
                          "evaluateEvery": 12, "checkpointEvery": 5},
             "evaluation": {"windows": 20, "windowsDuringTraining": 4, "latency": false},
             "device": {"threads": 1}, "seed": 1}
            """;

    /** Far above what a run needs, below what a build bears. */
    private static final long PATIENCE_MILLIS = 60_000;

    private Runs() {}

    /** The tiny run with fields set: path, value, path, value, ... */
    static RunSpec spec(String... set) {
        ObjectNode json = (ObjectNode) Json.parse(Path.of("tiny.json"), TINY);
        for (int i = 0; i < set.length; i += 2) {
            SpecCodec.set(json, set[i], set[i + 1]);
        }
        return SpecCodec.read(RunSpec.class, json, "the tiny run");
    }

    /** A new run in a project of its own, made in the folder if it has none. */
    static RunFolder create(Path folder, String... set) {
        return Project.openOrCreate(folder, "test").create(spec(set));
    }

    /** Starts a worker and waits for its end. */
    static int carryOut(RunFolder run) throws InterruptedException {
        return new LocalLauncher().start(run).await();
    }

    static List<RunEvent> events(RunFolder run) {
        return run.events().poll();
    }

    /** Waits until an event of the kind has come since {@code skip} events; fails when the worker ends without it. */
    static void await(RunFolder run, Launcher.Running worker, int skip, Predicate<RunEvent> wanted)
            throws InterruptedException {
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        EventLog log = run.events();
        List<RunEvent> all = new ArrayList<>();
        while (true) {
            boolean alive = worker.alive();
            all.addAll(log.poll());
            if (all.stream().skip(skip).anyMatch(wanted)) {
                return;
            }
            assertThat(alive && System.currentTimeMillis() < until)
                    .as("the awaited event among %s; log: %s", all, text(run.log()))
                    .isTrue();
            Thread.sleep(2);
        }
    }

    static List<Double> losses(RunFolder run) {
        return run.status().steps().stream().map(RunEvent.StepDone::loss).toList();
    }

    static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Every file of a project that bears its final name can be read whole. */
    static void requireWholeFiles(Path project) {
        for (Path file : files(project)) {
            String name = file.getFileName().toString();
            if (file.toString().contains(".tmp")) {
                continue;
            }
            if (name.endsWith(".json")) {
                Json.read(file);
            } else if (name.endsWith(".safetensors")) {
                Safetensors.open(file).close();
            } else if (name.endsWith(".npy")) {
                byte[] bytes = bytes(file);
                Npy.header(file, ByteBuffer.wrap(bytes), bytes.length);
            } else if (name.endsWith(".npz")) {
                hammingway.code.CodebookFiles.read(file);
            } else if (name.endsWith(".csv")) {
                assertThat(new String(bytes(file), StandardCharsets.UTF_8))
                        .as(file.toString())
                        .endsWith("\n");
            }
        }
    }

    static List<Path> temporaryFiles(Path project) {
        return files(project).stream()
                .filter(f -> f.toString().contains(".tmp"))
                .toList();
    }
}
