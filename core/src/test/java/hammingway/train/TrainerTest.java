package hammingway.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.Engine;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.decode.Decoder;
import hammingway.data.Batch;
import hammingway.data.DataPreparation;
import hammingway.data.DataSpec;
import hammingway.data.PreparedData;
import hammingway.data.TextSource;
import hammingway.head.DecisionLayer;
import hammingway.head.Head;
import hammingway.head.HeadSpec;
import hammingway.head.Loss;
import hammingway.math.SplitRandom;
import hammingway.model.Backbone;
import hammingway.model.Trunk;
import hammingway.torch.AdamW;
import hammingway.torch.ParameterSet;
import hammingway.torch.Precision;
import hammingway.torch.Torch;
import hammingway.vocab.TokenizerSource;
import hammingway.vocab.VocabularySpec;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final int CONTEXT = 8;

    @TempDir
    static Path project;

    private static PreparedData whole;
    private static PreparedData folded;

    private final Torch torch = Engine.torch();

    @BeforeAll
    static void prepare() {
        whole = data(0);
        folded = data(40);
    }

    private static PreparedData data(int keep) {
        return DataPreparation.prepare(
                project,
                new VocabularySpec(
                        new TokenizerSource.TrainBpe(280, TokenizerSource.TrainBpe.TrainedOn.TRAINING),
                        VocabularySpec.TokenOrder.FREQUENCY,
                        keep),
                new DataSpec(
                        new TextSource.Stories(0.02, 3), 0.2, DataSpec.Split.DOCUMENTS, 1, DataSpec.Packing.STREAM),
                CONTEXT,
                Progress.NONE);
    }

    private static TrainingSpec spec(String... set) {
        ObjectNode json = (ObjectNode) Json.parse(
                Path.of("training"),
                "{\"steps\":50,\"batch\":8,\"optimiser\":{},\"evaluateEvery\":0,\"checkpointEvery\":0,"
                        + "\"schedule\":{\"shape\":\"constant\",\"peak\":0.01}}");
        for (int i = 0; i < set.length; i += 2) {
            SpecCodec.set(json, set[i], set[i + 1]);
        }
        return SpecCodec.read(TrainingSpec.class, json, "training");
    }

    private Trainer.Model model(PreparedData data, double dropout, Precision precision) {
        ParameterSet parameters = new ParameterSet(torch, precision);
        Backbone backbone = new Backbone.Gpt2(
                1,
                2,
                8,
                CONTEXT,
                0,
                dropout,
                Backbone.Gpt2.Activation.GELU_TANH,
                true,
                Backbone.Gpt2.Initialisation.GPT2,
                Optional.empty());
        int v = data.vocabulary().size();
        Trunk trunk = Trunk.create(torch, backbone, v, parameters, new SplitRandom(1), project);
        Head head = Head.create(
                torch,
                new HeadSpec(
                        new DecisionLayer.Softmax(false, true),
                        new Loss.CrossEntropy(),
                        false,
                        new Decoder.LogLikelihood()),
                Optional.empty(),
                new Head.Frame(8, trunk.embedding(), data.vocabulary().counts()),
                parameters,
                new SplitRandom(2));
        return new Trainer.Model(trunk, head, parameters);
    }

    /** The loss of windows with given weights of positions, and its gradient left in the parameters. */
    private double backward(Trainer.Model model, long[] inputs, long[] targets, float[] weights) {
        try (NDManager scope = torch.scope();
                GradientCollector recording = torch.gradients()) {
            NDArray ids = scope.create(inputs, new Shape(inputs.length / CONTEXT, CONTEXT));
            NDArray hidden = torch.call(scope, "flat", model.trunk().hidden(scope, ids, false));
            NDArray loss = model.head().loss(scope, hidden, scope.create(targets), scope.create(weights));
            recording.backward(loss);
            return loss.getFloat();
        }
    }

    private static long[] joined(long[] a, long[] b) {
        long[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    @Test
    void addsUpTheGradientsOfPartsToThatOfOneBatch() {
        // a large epsilon makes the step nearly linear in the gradient, so that a factor of 2 would show
        String[] set = {"batch", "4", "accumulation", "2", "optimiser.epsilon", "1", "clipNorm", "0"};
        Trainer.Model parts = model(whole, 0, Precision.FLOAT32);
        Trainer.Step step = new Trainer(torch, parts, spec(set), whole, 5).step(1);

        Trainer.Model once = model(whole, 0, Precision.FLOAT32);
        AdamW optimiser = new AdamW(torch, once.parameters(), new AdamW.Settings(0.9, 0.95, 1, 0.1, false));
        Batch a = whole.trainingBatch(4, 5, 1, 0);
        Batch b = whole.trainingBatch(4, 5, 1, 1);
        assertThat(a.inputs()).isNotEqualTo(b.inputs());
        float[] ones = new float[8 * CONTEXT];
        Arrays.fill(ones, 1);
        double loss = backward(once, joined(a.inputs(), b.inputs()), joined(a.targets(), b.targets()), ones);
        float norm = optimiser.step(0.01, 0);

        assertThat(step.loss()).isCloseTo(loss, within(1e-5));
        assertThat(step.gradientNorm()).isCloseTo(norm, within(1e-5 * norm));
        assertThat(step.tokens()).isEqualTo(8 * CONTEXT);
        for (String name : once.parameters().names()) {
            assertThat(parts.parameters().values(name))
                    .as(name)
                    .containsExactly(once.parameters().values(name), within(1e-7f));
        }
        parts.parameters().close();
        once.parameters().close();
    }

    @Test
    void leavesTheFoldedIdOutOfTheLossWhenAsked() {
        int id = folded.vocabulary().foldedId().orElseThrow();
        Batch batch = folded.trainingBatch(8, 5, 1, 0);
        float[] ones = new float[8 * CONTEXT];
        float[] others = new float[8 * CONTEXT];
        for (int i = 0; i < ones.length; i++) {
            ones[i] = 1;
            others[i] = batch.targets()[i] == id ? 0 : 1;
        }
        assertThat(others).contains(0f, 1f);
        for (boolean mask : new boolean[] {false, true}) {
            Trainer.Model trained = model(folded, 0, Precision.FLOAT32);
            Trainer.Model plain = model(folded, 0, Precision.FLOAT32);
            Trainer.Step step =
                    new Trainer(torch, trained, spec("maskFolded", Boolean.toString(mask)), folded, 5).step(1);
            double loss = backward(plain, batch.inputs(), batch.targets(), mask ? others : ones);
            float norm =
                    new AdamW(torch, plain.parameters(), new AdamW.Settings(0.9, 0.95, 1e-8, 0.1, false)).step(0.01, 1);
            assertThat(step.loss()).isCloseTo(loss, within(1e-6));
            assertThat(step.gradientNorm()).isCloseTo(norm, within(1e-6 * norm));
            trained.parameters().close();
            plain.parameters().close();
        }
    }

    @Test
    void dropsOutUntilTheFlawOfThePublishedScriptsIsAskedFor() {
        Trainer.Model without = model(whole, 0, Precision.FLOAT32);
        Trainer.Model with = model(whole, 0.3, Precision.FLOAT32);
        Trainer.Model ended = model(whole, 0.3, Precision.FLOAT32);
        Trainer.Step plain = new Trainer(torch, without, spec(), whole, 5).step(1);
        Trainer.Step dropped = new Trainer(torch, with, spec(), whole, 5).step(1);
        Trainer trainer = new Trainer(torch, ended, spec(), whole, 5);
        trainer.endDropout();
        assertThat(dropped).isNotEqualTo(plain);
        assertThat(trainer.step(1)).isEqualTo(plain);
        without.parameters().close();
        with.parameters().close();
        ended.parameters().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"head.weight", "trunk.h.0.mlp.c_fc.weight", "trunk.wte"})
    void stopsAtALossThatIsNotANumberAndKeepsTheOtherWeights(String name) {
        Trainer.Model model = model(whole, 0, Precision.FLOAT32);
        float[] values = model.parameters().values(name);
        Arrays.fill(values, Float.NaN);
        model.parameters().set(name, values);
        float[] bias = model.parameters().values("head.bias");
        Trainer trainer = new Trainer(torch, model, spec(), whole, 5);
        assertThatThrownBy(() -> trainer.step(1))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("The loss of step 1 is NaN")
                .hasMessageContaining("training.schedule.peak");
        assertThat(model.parameters().values("head.bias")).isEqualTo(bias);
        model.parameters().close();
    }

    @Test
    void stopsWhenTrainingDiverges() {
        Trainer.Model model = model(whole, 0, Precision.FLOAT32);
        Trainer trainer = new Trainer(
                torch,
                model,
                spec("schedule.peak", "10", "clipNorm", "0", "optimiser.beta2", "0", "optimiser.weightDecay", "10"),
                whole,
                5);
        assertThatThrownBy(() -> {
                    for (int step = 1; step <= 500; step++) {
                        trainer.step(step);
                    }
                })
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("training diverged");
        model.parameters().close();
    }

    @Test
    void refusesACheckpointOfAnotherModelOrADamagedOne() throws Exception {
        Trainer.Model model = model(whole, 0, Precision.FLOAT32);
        Trainer trainer = new Trainer(torch, model, spec(), whole, 5);
        trainer.step(1);
        Path folder = project.resolve("checkpoints");
        Checkpoint.write(folder, new Checkpoint.State(1, 2, true), model.parameters(), trainer.optimiser());
        Path step = folder.resolve("step-00000001");
        assertThat(Checkpoint.read(step, model.parameters(), trainer.optimiser()))
                .isEqualTo(new Checkpoint.State(1, 2, true));

        Trainer.Model other = model(folded, 0, Precision.FLOAT32);
        Trainer another = new Trainer(torch, other, spec(), folded, 5);
        assertThatThrownBy(() -> Checkpoint.read(step, other.parameters(), another.optimiser()))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("model.safetensors")
                .hasMessageContaining("another model");

        try (FileChannel channel = FileChannel.open(step.resolve("optimizer.safetensors"), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
        assertThatThrownBy(() -> Checkpoint.check(step))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("optimizer.safetensors")
                .hasMessageContaining("truncated");
        Files.delete(step.resolve("optimizer.safetensors"));
        assertThatThrownBy(() -> Checkpoint.check(step)).hasMessageContaining("missing");
        model.parameters().close();
        other.parameters().close();
    }
}
