package hammingway.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.Engine;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.code.decode.Decoder;
import hammingway.data.DataPreparation;
import hammingway.data.DataSpec;
import hammingway.data.PreparedData;
import hammingway.data.TextSource;
import hammingway.head.DecisionLayer;
import hammingway.head.Head;
import hammingway.head.HeadSpec;
import hammingway.head.Loss;
import hammingway.math.SplitRandom;
import hammingway.model.Adapters;
import hammingway.model.Backbone;
import hammingway.model.Llama;
import hammingway.model.Opt;
import hammingway.model.RopeScaling;
import hammingway.model.Trunk;
import hammingway.model.Tuning;
import hammingway.model.Weights;
import hammingway.torch.ParameterSet;
import hammingway.torch.Precision;
import hammingway.torch.Torch;
import hammingway.vocab.TokenizerSource;
import hammingway.vocab.VocabularySpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is trained and what is not, on all families: small shapes with random weights. */
class TuningTest {
    private static final int CONTEXT = 12;

    @TempDir
    private static Path project;

    private final Torch torch = Engine.torch();
    private final List<ParameterSet> made = new ArrayList<>();
    private PreparedData data;

    @BeforeEach
    void prepare() {
        data = DataPreparation.prepare(
                project,
                new VocabularySpec(
                        new TokenizerSource.TrainBpe(280, TokenizerSource.TrainBpe.TrainedOn.TRAINING),
                        VocabularySpec.TokenOrder.FREQUENCY,
                        0),
                new DataSpec(new TextSource.Stories(0.02, 1), 0.1, DataSpec.Split.TAIL, 1, DataSpec.Packing.STREAM),
                CONTEXT,
                Progress.NONE);
    }

    private static Backbone gpt2(double dropout) {
        return new Backbone.Gpt2(
                3,
                2,
                16,
                CONTEXT,
                0,
                dropout,
                Backbone.Gpt2.Activation.GELU_TANH,
                true,
                Backbone.Gpt2.Initialisation.GPT2,
                Optional.empty());
    }

    private static List<Backbone> shapes() {
        Optional<String> fresh = Optional.empty();
        return List.of(
                gpt2(0),
                new Opt(3, 2, 16, 0, 0, CONTEXT, 0, 0, true, fresh),
                new Opt(3, 2, 12, 16, 20, CONTEXT, 0, 0, false, fresh),
                new Llama(3, 4, 2, 16, 0, 0, CONTEXT, 0, 10_000, new RopeScaling.None(), 1e-5, true, 0, fresh));
    }

    private Trainer.Model model(Backbone backbone, Tuning tuning, Precision precision) {
        ParameterSet parameters = new ParameterSet(torch, precision, name -> tuning.trains(name, backbone.layers()));
        made.add(parameters);
        int v = data.vocabulary().size();
        Trunk trunk = Trunk.create(backbone, new Trunk.Plan(torch, v, parameters, new SplitRandom(1), project, tuning));
        HeadSpec spec = new HeadSpec(
                new DecisionLayer.Softmax(false, true), new Loss.CrossEntropy(), false, new Decoder.LogLikelihood());
        Head.Frame frame = new Head.Frame(
                trunk.width(), trunk.embedding(), data.vocabulary().counts());
        Head head = Head.create(torch, spec, Optional.empty(), frame, parameters, new SplitRandom(2));
        return new Trainer.Model(trunk, head, parameters);
    }

    private static TrainingSpec spec(boolean recompute) {
        ObjectNode json = (ObjectNode) Json.parse(
                Path.of("training"),
                "{\"steps\":50,\"optimiser\":{},\"evaluateEvery\":0,\"checkpointEvery\":0,"
                        + "\"schedule\":{\"shape\":\"constant\",\"peak\":0.01}}");
        json.put("batch", 4).put("recompute", recompute);
        return SpecCodec.read(TrainingSpec.class, json, "training");
    }

    private static Map<String, float[]> values(Trainer.Model model) {
        Map<String, float[]> values = new TreeMap<>();
        model.parameters().names().forEach(n -> values.put(n, model.parameters().values(n)));
        return values;
    }

    private float[] hidden(Trainer.Model model) {
        try (NDManager scope = torch.scope()) {
            long[] ids = new long[2 * CONTEXT];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = (7L * i + 3) % data.vocabulary().size();
            }
            return model.trunk()
                    .hidden(scope, scope.create(ids, new Shape(2, CONTEXT)), false)
                    .toFloatArray();
        }
    }

    private static List<Tuning> tunings() {
        return List.of(
                new Tuning.Full(),
                new Tuning.HeadOnly(),
                new Tuning.LastLayers(1),
                new Tuning.Lora(4, 8, 0.1, List.of()),
                new Tuning.Lora(2, 8, 0, List.of(Adapters.ALL)));
    }

    @Test
    void whatIsTrainedChangesAndTheRestStaysToTheLastBit() {
        for (Backbone backbone : shapes()) {
            for (Tuning tuning : tunings()) {
                for (Precision precision : Precision.values()) {
                    String what = backbone.family() + " " + tuning + " " + precision;
                    Trainer.Model model = model(backbone, tuning, precision);
                    Map<String, float[]> before = values(model);
                    Trainer trainer = new Trainer(torch, model, spec(false), data, 7);
                    double first = trainer.step(1).loss();
                    trainer.step(2); // an adapter's B is 0 at first, so A begins with the second step
                    assertThat(trainer.optimiser().state().keySet())
                            .as(what)
                            .hasSize(3
                                    * (int) before.keySet().stream()
                                            .filter(model.parameters()::trainable)
                                            .count());
                    values(model).forEach((name, now) -> {
                        boolean trained =
                                tuning.trains(name, 3) && model.parameters().trainable(name);
                        if (trained) {
                            assertThat(now).as(what + " " + name).isNotEqualTo(before.get(name));
                        } else {
                            assertThat(now).as(what + " " + name).isEqualTo(before.get(name));
                        }
                    });
                    assertThat(first).as(what).isBetween(3.0, 6.0);
                }
            }
        }
        close();
    }

    @Test
    void anUntrainedAdapterChangesNothingAndAnEqualMatrixIsTheSame() {
        Tuning.Lora lora = new Tuning.Lora(3, 6, 0.5, List.of(Adapters.ALL));
        for (Backbone backbone : shapes()) {
            float[] plain = hidden(model(backbone, new Tuning.Full(), Precision.FLOAT32));
            Trainer.Model adapted = model(backbone, lora, Precision.FLOAT32);
            assertThat(hidden(adapted)).as(backbone.family()).isEqualTo(plain);
            Trainer.Model merged = model(backbone, new Tuning.Full(), Precision.FLOAT32);
            ParameterSet from = adapted.parameters();
            SplitRandom random = new SplitRandom(3);
            Weights weights = Trunk.weights(backbone, data.vocabulary().size());
            long counted = 0;
            for (Adapters.Layer layer : Adapters.layers(weights)) {
                float[] b = new ParameterSet.Init.Normal(0.3).values((int) layer.outputs() * lora.rank(), random);
                from.set(layer.b(), b);
                counted += b.length + from.values(layer.a()).length;
                merged.parameters()
                        .set(layer.weight(), sum(merged.parameters(), layer, lora, from.values(layer.a()), b));
            }
            float[] changed = hidden(adapted);
            assertThat(worst(changed, plain)).as(backbone.family()).isGreaterThan(0.01);
            assertThat(worst(changed, hidden(merged))).as(backbone.family()).isLessThan(1e-5);
            assertThat(Adapters.parameters(backbone, lora))
                    .as(backbone.family())
                    .isEqualTo(counted);
        }
        close();
    }

    /** W + alpha / r B A in double precision. */
    private static float[] sum(ParameterSet of, Adapters.Layer layer, Tuning.Lora lora, float[] a, float[] b) {
        float[] w = of.values(layer.weight());
        int in = (int) layer.inputs();
        for (int o = 0; o < layer.outputs(); o++) {
            for (int i = 0; i < in; i++) {
                double change = 0;
                for (int r = 0; r < lora.rank(); r++) {
                    change += (double) b[o * lora.rank() + r] * a[r * in + i];
                }
                w[(int) (layer.first() + o) * in + i] += (float) (2 * change);
            }
        }
        return w;
    }

    private static double worst(float[] a, float[] b) {
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
        }
        return worst;
    }

    @Test
    void computingAgainOnTheWayBackGivesTheSameWeights() {
        for (Backbone backbone : shapes()) {
            for (Tuning tuning : tunings()) {
                if (tuning instanceof Tuning.Lora l && l.dropout() > 0) {
                    continue; // its draws are others
                }
                Map<String, float[]> again = trained(backbone, tuning, true);
                trained(backbone, tuning, false)
                        .forEach((name, value) -> assertThat(again.get(name))
                                .as(backbone.family() + " " + tuning + " " + name)
                                .isEqualTo(value));
            }
        }
        close();
    }

    @Test
    void dropoutIsTheSameBothTimesThatABlockIsComputed() {
        Trainer.Model model = model(gpt2(0.6), new Tuning.Full(), Precision.FLOAT32);
        Map<Integer, List<float[]>> computed = new TreeMap<>();
        try (NDManager scope = torch.scope()) {
            NDArray ids = scope.create(new long[CONTEXT], new Shape(1, CONTEXT));
            Trunk.Pass pass = model.trunk().pass(scope, ids, true);
            Trunk.Pass noted = new Trunk.Pass() {
                @Override
                public NDArray enter(NDManager into) {
                    return noted(-1, pass.enter(into));
                }

                @Override
                public NDArray block(NDManager into, int number, NDArray x) {
                    return noted(number, pass.block(into, number, x));
                }

                @Override
                public NDArray leave(NDManager into, NDArray x) {
                    return pass.leave(into, x);
                }

                private NDArray noted(int number, NDArray x) {
                    computed.computeIfAbsent(number, n -> new ArrayList<>()).add(x.toFloatArray());
                    return x;
                }
            };
            new Recomputation(torch, model).backward(scope, noted, 99, NDArray::sum, 1);
        }
        assertThat(computed.keySet()).containsExactly(-1, 0, 1, 2);
        computed.forEach((number, values) ->
                assertThat(values.get(1)).as("block %d", number).isEqualTo(values.get(0)));
        close();
    }

    private Map<String, float[]> trained(Backbone backbone, Tuning tuning, boolean recompute) {
        Trainer.Model model = model(backbone, tuning, Precision.FLOAT32);
        Trainer trainer = new Trainer(torch, model, spec(recompute), data, 7);
        trainer.step(1);
        trainer.step(2);
        return values(model);
    }

    @Test
    void frozenMatricesAreKeptInBfloat16Alone() {
        Trainer.Model model = model(gpt2(0), new Tuning.HeadOnly(), Precision.BFLOAT16);
        NDArray table = model.parameters().get("trunk.wte");
        assertThat(table.getDataType()).isNotEqualTo(DataType.FLOAT32); // the engine's binding has no name for bfloat16
        assertThat(model.parameters().get("head.weight").getDataType()).isEqualTo(DataType.FLOAT32);
        assertThat(model.parameters().frozen("trunk.wte")).isTrue();
        assertThat(model.parameters().frozen("head.weight")).isFalse();
        close();
    }

    private void close() {
        made.forEach(ParameterSet::close);
        made.clear();
    }
}
