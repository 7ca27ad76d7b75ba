package hammingway.train;

import hammingway.base.Json;
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
import java.util.HashMap;
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
 * A step of LoRA (r = 8 on queries and values) on a GPT-2-small shape with random weights: 4 windows of 256 tokens, V = 50,257, bfloat16,
 * two threads. 1,024 tokens a step. Its peer: {@code core/src/jmh/python/finetune_peer.py}. Run it with the worker's environment, see
 * CONTRIBUTING.md.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 10)
@Measurement(iterations = 3, time = 20)
public class FineTuningBenchmark {
    /** A run's name in the quick start; softmax is tied to the embedding. */
    @Param({"random 50 bits", "softmax"})
    public String run;

    /** GPT-2's. */
    @Param("../../shared/data/gpt2-tokenizer.json")
    public String tokenizer;

    private Path folder;
    private Torch torch;
    private ParameterSet parameters;
    private Trainer trainer;
    private long step;

    /** Builds the model of a run as the worker does. */
    @Setup(Level.Trial)
    public void setUp() throws IOException {
        folder = Files.createTempDirectory("hammingway-benchmark");
        String file = Json.mapper()
                .writeValueAsString(Path.of(tokenizer).toAbsolutePath().toString());
        Map<String, String> set = new HashMap<>(Map.of(
                "backbone.layers", "12",
                "backbone.heads", "12",
                "backbone.width", "768",
                "backbone.context", "256",
                "backbone.dropout", "0",
                "training.batch", "4",
                "training.precision", "bfloat16",
                "training.tuning", "{\"type\":\"lora\",\"rank\":8,\"alpha\":16,\"dropout\":0}",
                "device.threads", "2"));
        set.put(
                "vocabulary",
                "{\"tokenizer\":{\"type\":\"tokenizer-file\",\"path\":" + file + "},\"order\":\"tokenizer\"}");
        if (run.equals("softmax")) {
            set.put("head.layer", "{\"type\":\"softmax\",\"tied\":true,\"bias\":false}");
        }
        RunSpec spec = Study.run("quickstart:" + run, new Study.Options("", 1, 1, set));
        PreparedData data = DataPreparation.prepare(
                folder, spec.vocabulary(), spec.data(), spec.backbone().context(), Progress.NONE);
        int v = data.vocabulary().size();
        Optional<Codebook> codebook = spec.codebook().map(c -> Codebook.build(c, v, folder, Progress.NONE));
        torch = Torch.start(spec.device().threads());
        parameters = spec.parameters(torch);
        Trunk.Plan plan = new Trunk.Plan(
                torch,
                v,
                parameters,
                new SplitRandom(1),
                folder,
                spec.training().tuning());
        Trunk trunk = Trunk.create(spec.backbone(), plan);
        Head.Frame frame = new Head.Frame(
                trunk.width(), trunk.embedding(), data.vocabulary().counts());
        Head head = Head.create(torch, spec.head(), codebook, frame, parameters, new SplitRandom(2));
        trainer = new Trainer(torch, new Trainer.Model(trunk, head, parameters), spec.training(), data, spec.seed());
    }

    @Benchmark
    public Trainer.Step step() {
        return trainer.step(1 + step++ % 300);
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        parameters.close();
        torch.close();
        Checkpoint.delete(folder);
    }
}
