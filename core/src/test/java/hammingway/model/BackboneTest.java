package hammingway.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import hammingway.Engine;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.SpecDefaults;
import hammingway.base.SpecException;
import hammingway.code.decode.Decoder;
import hammingway.head.DecisionLayer;
import hammingway.head.Head;
import hammingway.head.HeadSpec;
import hammingway.head.Loss;
import hammingway.math.SplitRandom;
import hammingway.model.llama.LlamaWeights;
import hammingway.model.opt.OptWeights;
import hammingway.torch.AdamW;
import hammingway.torch.ParameterSet;
import hammingway.torch.Precision;
import hammingway.torch.Torch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OPT's and Llama's shapes with random weights: what is counted, what a position sees, and that they learn. */
class BackboneTest {
    private static final int V = 50;
    private static final Path HERE = Path.of("");

    static Stream<Backbone> shapes() {
        Optional<String> fresh = Optional.empty();
        RopeScaling scaled = new RopeScaling.Llama3(8, 1, 4, 64);
        return Stream.of(
                new Opt(2, 4, 32, 0, 0, 300, 0, 0.1, true, fresh),
                new Opt(2, 4, 24, 32, 40, 300, 310, 0, false, fresh),
                new Llama(2, 4, 2, 32, 0, 0, 300, 0, 10_000, new RopeScaling.None(), 1e-5, false, 0.1, fresh),
                new Llama(2, 4, 1, 24, 40, 8, 300, 0, 500_000, scaled, 1e-6, true, 0, fresh));
    }

    private static float[] hidden(Backbone spec, Precision precision, int tokens, int changedFrom) {
        Torch torch = Engine.torch();
        try (ParameterSet parameters = new ParameterSet(torch, precision);
                NDManager scope = torch.scope()) {
            Trunk trunk = Trunk.create(torch, spec, V, parameters, new SplitRandom(5), HERE);
            long[] ids = LongStream.range(0, 2L * tokens)
                    .map(i -> (i * i + 3 * i + (i % tokens >= changedFrom ? 1 : 0)) % V)
                    .toArray();
            NDArray out = trunk.hidden(scope, scope.create(ids, new Shape(2, tokens)), false);
            assertThat(out.getShape().getShape()).containsExactly(2, tokens, spec.width());
            return out.toFloatArray();
        }
    }

    private static double worst(float[] a, float[] b, int values) {
        double worst = 0;
        for (int i = 0; i < values; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
        }
        return worst;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aPositionSeesAllBeforeItAndNothingAfterWhicheverWayAttentionGoes(Backbone spec) {
        int seen = 60 * spec.width();
        float[] exact = hidden(spec, Precision.FLOAT32, 300, 300);
        for (int tokens : new int[] {64, 100, 300}) {
            float[] one = hidden(spec, Precision.FLOAT32, tokens, tokens);
            float[] other = hidden(spec, Precision.FLOAT32, tokens, 60);
            assertThat(worst(one, other, seen)).as("%d tokens", tokens).isZero();
            assertThat(worst(one, other, one.length)).isGreaterThan(0.01);
            assertThat(worst(one, exact, tokens * spec.width())).isLessThan(2e-5);
        }
        assertThat(worst(hidden(spec, Precision.BFLOAT16, 100, 100), exact, 100 * spec.width()))
                .isBetween(1e-6, 0.15);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void parametersAreCountedAsTheyAre(Backbone spec) {
        try (ParameterSet parameters = new ParameterSet(Engine.torch(), Precision.FLOAT32)) {
            Trunk.create(Engine.torch(), spec, V, parameters, new SplitRandom(5), HERE);
            assertThat(spec.parameters(V)).isEqualTo(parameters.trainableCount());
        }
        Weights weights = spec instanceof Opt opt ? OptWeights.of(opt, V) : LlamaWeights.of((Llama) spec, V);
        List<Weight> narrow = weights.all().stream()
                .filter(w -> w.use() == ParameterSet.Use.MATRIX || w.use() == ParameterSet.Use.BIAS)
                .toList();
        assertThat(spec.matrixParameters())
                .isEqualTo(narrow.stream()
                        .mapToLong(w -> new Shape(w.shape()).size())
                        .sum());
        // a multiply-add for each weight of a matrix; scores and sums of two positions in three, (1 + 2 + 3) / 3 = 2
        long matrices = narrow.stream()
                .filter(w -> w.shape().length == 2)
                .mapToLong(w -> new Shape(w.shape()).size())
                .sum();
        long heads = spec instanceof Llama l ? l.queryWidth() : ((Opt) spec).blocks();
        assertThat(spec.multiplyAddsPerToken()).isEqualTo(matrices + spec.layers() * heads * (spec.context() + 1L));
        assertThat(SpecCodec.read(spec.getClass(), SpecCodec.write((Record) spec), "spec"))
                .isEqualTo(spec);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void trainingLowersTheLoss(Backbone spec) {
        Torch torch = Engine.torch();
        HeadSpec softmax = new HeadSpec(
                new DecisionLayer.Softmax(true, false), new Loss.CrossEntropy(), false, new Decoder.LogLikelihood());
        for (Precision precision : Precision.values()) {
            try (ParameterSet parameters = new ParameterSet(torch, precision)) {
                Trunk trunk = Trunk.create(torch, spec, V, parameters, new SplitRandom(5), HERE);
                Head.Frame frame = new Head.Frame(trunk.width(), trunk.embedding(), new long[V]);
                Head head = Head.create(torch, softmax, Optional.empty(), frame, parameters, new SplitRandom(6));
                try (AdamW optimiser = new AdamW(torch, parameters, new AdamW.Settings(0.9, 0.95, 1e-8, 0, false))) {
                    torch.seed(7);
                    float before = backward(trunk, head);
                    assertThat(before).isCloseTo((float) Math.log(V), within(1f));
                    float after = before;
                    for (int step = 0; step < 15; step++) {
                        assertThat(optimiser.step(0.01, 1)).isFinite().isPositive();
                        after = backward(trunk, head);
                    }
                    assertThat(after).as("%s", precision).isLessThan(0.8f * before);
                }
            }
        }
    }

    /** The next of ids that follow a rule, 12 windows of 16. */
    private static float backward(Trunk trunk, Head head) {
        Torch torch = Engine.torch();
        long[] ids = LongStream.range(0, 12 * 17)
                .map(i -> (i % 17) * (i / 17 + 1) % 11)
                .toArray();
        long[] inputs = new long[12 * 16];
        long[] targets = new long[12 * 16];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = ids[i / 16 * 17 + i % 16];
            targets[i] = ids[i / 16 * 17 + i % 16 + 1];
        }
        float[] weights = new float[inputs.length];
        Arrays.fill(weights, 1);
        try (NDManager scope = torch.scope();
                GradientCollector recording = torch.gradients()) {
            NDArray ids2 = scope.create(inputs, new Shape(12, 16));
            NDArray states = torch.call(scope, "flat", trunk.hidden(scope, ids2, true));
            NDArray loss = head.loss(scope, states, scope.create(targets), scope.create(weights));
            recording.backward(loss);
            return loss.getFloat();
        }
    }

    @Test
    void fieldsThatAreLeftOutAreTheUsualOnesAndWrongOnesAreTold() {
        Backbone read = SpecCodec.read(
                Backbone.class,
                Json.parse(HERE, "{\"type\":\"llama\",\"layers\":2,\"heads\":4,\"width\":96,\"context\":64}"),
                "backbone");
        assertThat(read.resolved())
                .isEqualTo(new Llama(
                        2,
                        4,
                        4,
                        96,
                        256,
                        24,
                        64,
                        64,
                        10_000,
                        new RopeScaling.None(),
                        1e-5,
                        false,
                        0,
                        Optional.empty()));
        Assertions.assertThatThrownBy(() -> SpecCodec.read(
                        Backbone.class,
                        Json.parse(
                                HERE,
                                "{\"type\":\"llama\",\"layers\":2,\"heads\":4,\"keyValueHeads\":3,\"width\":12,\"context\":64,\"positions\":32}"),
                        "backbone"))
                .isInstanceOf(SpecException.class)
                .hasMessageContainingAll("keyValueHeads = 3", "even number", "positions = 32");
    }

    /** What a form does: the fields that both kinds have keep their values. */
    @Test
    void anotherKindCanBeChosenForThePresetsBackbone() {
        JsonNode gpt2 = Json.parse(
                HERE, "{\"type\":\"gpt2\",\"layers\":4,\"heads\":4,\"width\":128,\"context\":64,\"dropout\":0.1}");
        for (Class<?> kind : SpecCodec.kinds(Backbone.class)) {
            Backbone made = SpecCodec.read(Backbone.class, SpecDefaults.of(kind, gpt2), "backbone");
            assertThat(made.layers()).isEqualTo(4);
            assertThat(made.width()).isEqualTo(128);
            assertThat(made.checkpoint()).isEmpty();
        }
    }
}
