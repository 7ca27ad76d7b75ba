package hammingway.train;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.data.DataPreparation;
import hammingway.data.PreparedData;
import hammingway.head.Head;
import hammingway.math.SplitRandom;
import hammingway.model.Trunk;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One whole training step: batch, forward, backward, clip, AdamW. {@code paper-15m}: 8 layers, 16 heads, d = 320, 8 windows of 256
 * tokens, V = 1000 (the size that is compared with nanoGPT's model in PyTorch); {@code quickstart}: the quick start's own.
 * Run it with the worker's environment, see CONTRIBUTING.md.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 10)
public class TrainingStepBenchmark {
    private static final Map<String, Map<String, String>> SIZES = Map.of(
            "quickstart",
            Map.of(),
            "paper-15m",
            Map.of(
                    "backbone.layers", "8",
                    "backbone.heads", "16",
                    "backbone.width", "320",
                    "backbone.context", "256",
                    "backbone.activation", "gelu-erf",
                    "training.batch", "8"));

    @Param({"quickstart", "paper-15m"})
    public String size;

    @Param({"float32", "bfloat16"})
    public String precision;

    /** A run's name in the quick start. */
    @Param("softmax")
    public String run;

    private Path folder;
    private Torch torch;
    private ParameterSet parameters;
    private Trainer trainer;
    private long step;

    /** Builds the model of a run as the worker does. */
    @Setup(Level.Trial)
    public void setUp() throws IOException {
        folder = Files.createTempDirectory("hammingway-benchmark");
        Map<String, String> set = new java.util.HashMap<>(SIZES.get(size));
        set.put("training.precision", precision);
        RunSpec spec = Study.load("quickstart", new Study.Options("", 1, 1, set)).runs().stream()
                .filter(r -> r.name().equals(run))
                .findFirst()
                .orElseThrow();
        PreparedData data = DataPreparation.prepare(
                folder, spec.vocabulary(), spec.data(), spec.backbone().context(), Progress.NONE);
        int v = data.vocabulary().size();
        Optional<Codebook> codebook = spec.codebook().map(c -> Codebook.build(c, v, folder, Progress.NONE));
        torch = Torch.start(spec.device().threads());
        parameters = new ParameterSet(torch, spec.training().precision());
        Trunk trunk = Trunk.create(torch, spec.backbone(), v, parameters, new SplitRandom(1), folder);
        Head head = Head.create(
                torch,
                spec.head(),
                codebook,
                new Head.Frame(
                        trunk.width(), trunk.embedding(), data.vocabulary().counts()),
                parameters,
                new SplitRandom(2));
        trainer = new Trainer(torch, new Trainer.Model(trunk, head, parameters), spec.training(), data, spec.seed());
    }

    @Benchmark
    public Trainer.Step step() {
        return trainer.step(1 + step++ % 400);
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        parameters.close();
        torch.close();
        Checkpoint.delete(folder);
    }
}
