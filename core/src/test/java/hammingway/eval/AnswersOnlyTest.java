package hammingway.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.Engine;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.code.decode.Decoder;
import hammingway.data.Batch;
import hammingway.data.DataPreparation;
import hammingway.data.DataSpec;
import hammingway.data.PreparedData;
import hammingway.data.PromptTemplate;
import hammingway.data.TextSource.Instructions;
import hammingway.eval.trace.Trace;
import hammingway.head.DecisionLayer;
import hammingway.head.Head;
import hammingway.head.HeadSpec;
import hammingway.head.Loss;
import hammingway.math.SplitRandom;
import hammingway.model.Backbone;
import hammingway.model.Trunk;
import hammingway.torch.ParameterSet;
import hammingway.torch.Precision;
import hammingway.torch.Torch;
import hammingway.train.Trainer;
import hammingway.train.TrainingSpec;
import hammingway.vocab.TokenizerSource;
import hammingway.vocab.VocabularySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Losses and figures of instructions against those of the answers' tokens alone, each computed from its logits by hand. */
class AnswersOnlyTest {
    private static final int CONTEXT = 16;
    private static final int WIDTH = 8;

    @TempDir
    Path project;

    private final Torch torch = Engine.torch();

    private PreparedData data(DataSpec.Packing packing) throws IOException {
        List<String> lines = new ArrayList<>();
        SplitRandom random = SplitRandom.of(5, "sums", 0);
        for (int i = 0; i < 60; i++) {
            int a = random.nextInt(40);
            int b = random.nextInt(40);
            lines.add(Json.line(
                    Json.object().put("instruction", a + "+" + b).put("output", a + " plus " + b + " is " + (a + b))));
        }
        Files.write(project.resolve("sums.jsonl"), lines);
        Instructions source = new Instructions(
                "sums.jsonl",
                new PromptTemplate.Plain(),
                Instructions.LossOn.ANSWERS,
                Instructions.EmptyAnswers.REFUSE,
                "",
                "");
        return DataPreparation.prepare(
                project,
                new VocabularySpec(
                        new TokenizerSource.TrainBpe(270, TokenizerSource.TrainBpe.TrainedOn.TRAINING),
                        VocabularySpec.TokenOrder.FREQUENCY,
                        0),
                new DataSpec(source, 0.3, DataSpec.Split.DOCUMENTS, 1, packing),
                CONTEXT,
                Progress.NONE);
    }

    private Trainer.Model model(PreparedData data, ParameterSet parameters) {
        Backbone backbone = new Backbone.Gpt2(
                1,
                2,
                WIDTH,
                CONTEXT,
                0,
                0,
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
                new Head.Frame(WIDTH, trunk.embedding(), data.vocabulary().counts()),
                parameters,
                new SplitRandom(2));
        return new Trainer.Model(trunk, head, parameters);
    }

    private static TrainingSpec training() {
        ObjectNode json = (ObjectNode) Json.parse(
                Path.of("training"),
                "{\"steps\":40,\"batch\":8,\"optimiser\":{},\"evaluateEvery\":0,\"checkpointEvery\":0,"
                        + "\"schedule\":{\"shape\":\"constant\",\"peak\":0.02}}");
        return SpecCodec.read(TrainingSpec.class, json, "training");
    }

    /** Log-probabilities of the targets and whether each is the most probable, position by position in double precision. */
    private List<double[]> judged(Trainer.Model model, Batch batch) {
        List<double[]> all = new ArrayList<>();
        float[] states;
        try (NDManager scope = torch.scope()) {
            states = model.trunk()
                    .hidden(scope, scope.create(batch.inputs(), new Shape(batch.size(), CONTEXT)), false)
                    .toFloatArray();
        }
        float[] w = model.parameters().values("head.weight");
        float[] bias = model.parameters().values("head.bias");
        for (int i = 0; i < batch.targets().length; i++) {
            if (batch.weights()[i] == 0) {
                continue;
            }
            double[] z = new double[bias.length];
            double sum = 0;
            int best = 0;
            for (int v = 0; v < z.length; v++) {
                z[v] = bias[v];
                for (int d = 0; d < WIDTH; d++) {
                    z[v] += (double) w[v * WIDTH + d] * states[i * WIDTH + d];
                }
                sum += Math.exp(z[v]);
                best = z[v] > z[best] ? v : best;
            }
            int target = (int) batch.targets()[i];
            all.add(new double[] {z[target] - Math.log(sum), best == target ? 1 : 0, target, batch.inputs()[i]});
        }
        return all;
    }

    private static double mean(List<double[]> all, int what) {
        return all.stream().mapToDouble(p -> p[what]).average().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void promptsTouchNeitherLossNorFigures(DataSpec.Packing packing) throws IOException {
        PreparedData data = data(packing);
        try (ParameterSet parameters = new ParameterSet(torch, Precision.FLOAT32)) {
            Trainer.Model model = model(data, parameters);
            Trainer trainer = new Trainer(torch, model, training(), data, 3);
            for (int step = 1; step <= 40; step++) {
                List<double[]> answers = step % 13 == 1 ? judged(model, data.trainingBatch(8, 3, step, 0)) : List.of();
                Trainer.Step done = trainer.step(step);
                if (!answers.isEmpty()) {
                    assertThat(answers).hasSizeLessThan(8 * CONTEXT);
                    assertThat(done.loss()).as("step %d", step).isCloseTo(-mean(answers, 0), within(1e-5));
                }
            }
            Path folder = project.resolve("evaluation " + packing);
            int windows = Math.min(7, data.validationWindows());
            EvaluationResult found = new Evaluator(torch, model.trunk(), model.head(), data)
                    .evaluate(new EvaluationSpec(7, 1, 3, true, false), Optional.of(folder), Progress.NONE);

            List<double[]> expected = judged(model, data.validationBatch(0, windows));
            Trace trace = Trace.open(folder.resolve("traces"));
            int n = trace.positions();
            assertThat(n).isBetween(expected.size() - expected.size() / windows, expected.size());
            assertThat(trace.windows()).isGreaterThanOrEqualTo(windows);
            expected = expected.subList(0, n);
            for (int i = 0; i < n; i++) {
                double[] p = expected.get(i);
                assertThat(trace.target(i)).isEqualTo((int) p[2]);
                assertThat(trace.before(i)).isEqualTo((int) p[3]);
                assertThat((double) trace.logProbability(i)).isCloseTo(p[0], within(1e-4));
                assertThat(trace.rank(i) == 0).isEqualTo(p[1] == 1);
            }
            assertThat(found.tokens()).isEqualTo(n);
            assertThat(found.accuracy().top1()).isCloseTo(mean(expected, 1), within(1e-12));
            assertThat(found.accuracy().top1()).as("some are right, some wrong").isBetween(0.05, 0.95);
            double nats = -mean(expected, 0);
            assertThat(found.lossNats()).isCloseTo(nats, within(1e-4));
            assertThat(found.likelihood().perplexity()).isCloseTo(Math.exp(nats), within(1e-3));
            assertThat(found.likelihood().bitsPerByte())
                    .isCloseTo(nats / Math.log(2) / data.bytesPerToken(), within(1e-4));
        }
    }

    @Test
    void windowsWithoutAnswersAreReadOn() throws IOException {
        String far =
                "{\"instruction\": \"" + "long ".repeat(200) + "\", \"output\": \"" + "answer ".repeat(30) + "\"}\n";
        Files.writeString(project.resolve("far.jsonl"), far.repeat(2));
        PreparedData data = data(DataSpec.Packing.STREAM);
        Instructions source = new Instructions(
                "far.jsonl",
                new PromptTemplate.Plain(),
                Instructions.LossOn.ANSWERS,
                Instructions.EmptyAnswers.REFUSE,
                "",
                "");
        PreparedData slow = DataPreparation.prepare(
                project,
                new VocabularySpec(
                        new TokenizerSource.TrainBpe(257, TokenizerSource.TrainBpe.TrainedOn.TRAINING),
                        VocabularySpec.TokenOrder.TOKENIZER,
                        0),
                new DataSpec(source, 0.5, DataSpec.Split.TAIL, 1, DataSpec.Packing.STREAM),
                CONTEXT,
                Progress.NONE);
        JudgedTargets judged = JudgedTargets.of(slow, 2);
        // 1,002 bytes stand before the answer, so its first is the target at position 1,001, in the 63rd window
        // window 62
        assertThat(judged.read()).isEqualTo(63);
        assertThat(judged.count()).isPositive();
        assertThat(JudgedTargets.of(data, 3).every()).isFalse();
    }
}
