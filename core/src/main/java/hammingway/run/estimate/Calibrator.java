package hammingway.run.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.eval.ModelTimer;
import hammingway.head.Head;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import hammingway.model.Trunk;
import hammingway.run.LocalLauncher;
import hammingway.run.RunSpec;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import hammingway.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Measures in a child process, so that a model too large for the memory ends the child and not the window. */
public final class Calibrator {
    /** How long steps are measured. */
    private static final double MEASURED_SECONDS = 1;

    private static final long LOOK_MILLIS = 50;

    /** Two hundred times what is measured: such a model is not for this computer. */
    private static final long PATIENCE_SECONDS = 200;

    private Calibrator() {}

    /**
     * Starts a child, waits for it and reads what it measured. A cancel ends the child at once.
     *
     * @throws WorkbenchException when the child fails, with its last words
     */
    public static Calibration measure(RunSpec spec, Ingredients with, Progress progress) {
        Path folder = temporary();
        Path order = folder.resolve("order.json");
        Path answer = folder.resolve("answer.json");
        try {
            ObjectNode json = Json.object();
            json.set("spec", SpecCodec.write(spec));
            json.put("vocabulary", with.vocabulary()).put("bits", with.bits());
            Json.write(order, json);
            Process child = start(folder, order, answer);
            try {
                await(child, progress);
            } finally {
                child.destroyForcibly();
            }
            if (!Files.exists(answer)) {
                throw new WorkbenchException("The time could not be measured: " + lastWords(folder));
            }
            return SpecCodec.read(Calibration.class, answer);
        } finally {
            delete(folder);
        }
    }

    private static Process start(Path folder, Path order, Path answer) {
        ProcessBuilder builder = LocalLauncher.child(List.of("calibrate", order.toString(), answer.toString()));
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile());
        try {
            return builder.start();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot start a process to measure in", folder, e);
        }
    }

    private static void await(Process child, Progress progress) {
        long begin = System.nanoTime();
        try {
            while (!child.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                progress.check();
                if (System.nanoTime() - begin > PATIENCE_SECONDS * 1_000_000_000L) {
                    throw new WorkbenchException("The time could not be measured: one step of this model takes over "
                            + PATIENCE_SECONDS + " s on this computer.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Progress.CancelledException();
        }
    }

    private static String lastWords(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("log.txt"));
            return lines.stream()
                    .filter(l -> !l.isBlank())
                    .reduce((a, b) -> b)
                    .orElse("the process ended without a word, as it does when memory runs out.");
        } catch (IOException e) {
            return "the process ended, and its words cannot be read.";
        }
    }

    /** The child's part: builds the model with random weights and random codewords of the right size, and measures it. */
    public static void carryOut(Path order, Path answer) {
        JsonNode json = Json.read(order);
        RunSpec spec = SpecCodec.read(RunSpec.class, json.path("spec"), order.toString());
        int vocabulary = json.path("vocabulary").asInt();
        int bits = json.path("bits").asInt();
        long begin = System.nanoTime();
        try (Torch torch = Torch.start(spec.device().threads());
                ParameterSet parameters = spec.parameters(torch)) {
            SplitRandom random = SplitRandom.of(1, "calibration", 1);
            Trunk.Plan plan = new Trunk.Plan(
                    torch,
                    vocabulary,
                    parameters,
                    random,
                    Path.of(""),
                    spec.training().tuning());
            Trunk trunk = Trunk.create(spec.backbone().fresh(), plan);
            Optional<Codebook> codebook = spec.usesCodebook()
                    ? Optional.of(Codebook.of(
                            BitMatrix.of(vocabulary, bits, (r, c) -> random.nextBoolean()), Optional.empty()))
                    : Optional.empty();
            Head.Frame frame = new Head.Frame(trunk.width(), trunk.embedding(), new long[vocabulary]);
            Head head = Head.create(torch, spec.head(), codebook, frame, parameters, random);
            ModelTimer timer = new ModelTimer(
                    torch,
                    new Trainer.Model(trunk, head, parameters),
                    spec.backbone().context(),
                    vocabulary);
            double start = (System.nanoTime() - begin) * 1e-9;
            Json.write(
                    answer, SpecCodec.write(new Calibration(timer.measure(spec.training(), MEASURED_SECONDS), start)));
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("hammingway-calibration-");
        } catch (IOException e) {
            throw AtomicFiles.failure(
                    "Cannot make a temporary folder in", Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    private static void delete(Path folder) {
        for (String name : List.of("order.json", "answer.json", "log.txt")) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException unused) {
                return; // a child that dies slowly may hold its log; the system's temporary folder is cleaned by itself
            }
        }
        try {
            Files.deleteIfExists(folder);
        } catch (IOException unused) {
            return; // likewise
        }
    }
}
