package hammingway.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hammingway.Engine;
import hammingway.math.SplitRandom;
import hammingway.torch.ParameterSet;
import hammingway.torch.Precision;
import hammingway.torch.Torch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Positions read piece by piece have the hidden states of whole windows, in all families, with adapters and without. */
class CacheTest {
    private static final int V = 50;
    private static final int TOKENS = 80;
    private static final Tuning LORA = new Tuning.Lora(2, 4, 0.1, List.of(Adapters.ALL));

    static Stream<Backbone> shapes() {
        Optional<String> fresh = Optional.empty();
        RopeScaling scaled = new RopeScaling.Llama3(8, 1, 4, 64);
        return Stream.of(
                new Backbone.Gpt2(
                        2,
                        4,
                        40,
                        TOKENS,
                        0,
                        0.1,
                        Backbone.Gpt2.Activation.GELU_TANH,
                        true,
                        Backbone.Gpt2.Initialisation.TORCH,
                        fresh),
                new Opt(2, 4, 32, 0, 0, TOKENS, 0, 0, true, fresh),
                new Opt(2, 4, 24, 32, 40, TOKENS, 0, 0, false, fresh),
                new Llama(2, 4, 2, 32, 0, 0, TOKENS, 0, 10_000, new RopeScaling.None(), 1e-5, false, 0, fresh),
                new Llama(2, 4, 1, 24, 40, 8, TOKENS, 0, 500_000, scaled, 1e-6, true, 0, fresh));
    }

    private static Trunk trunk(Backbone spec, ParameterSet parameters, Tuning tuning) {
        Torch torch = Engine.torch();
        Trunk trunk = Trunk.create(spec, new Trunk.Plan(torch, V, parameters, new SplitRandom(5), Path.of(""), tuning));
        SplitRandom random = new SplitRandom(6);
        for (Adapters.Layer l : Adapters.targets(Trunk.weights(spec, V), tuning)) {
            float[] b = parameters.values(l.b());
            parameters.set(l.b(), new ParameterSet.Init.Normal(0.1).values(b.length, random));
        }
        return trunk;
    }

    private static long[] ids(int batch, int from, int to) {
        return LongStream.range(0, batch)
                .flatMap(b -> LongStream.range(from, to).map(i -> (i * i + 3 * i + 7 * b) % V))
                .toArray();
    }

    /** The largest difference of the hidden states of all positions. */
    private static double worst(Trunk trunk, int batch, int... ends) {
        Torch torch = Engine.torch();
        double worst = 0;
        try (NDManager scope = torch.scope();
                Cache cache = trunk.cache(batch, TOKENS)) {
            float[] whole = trunk.hidden(scope, scope.create(ids(batch, 0, TOKENS), new Shape(batch, TOKENS)), false)
                    .toFloatArray();
            int from = 0;
            for (int to : ends) {
                NDArray piece = scope.create(ids(batch, from, to), new Shape(batch, to - from));
                float[] found = trunk.cached(scope, piece, cache).toFloatArray();
                int d = trunk.width();
                for (int i = 0; i < found.length; i++) {
                    int row = i / d / (to - from);
                    int position = from + i / d % (to - from);
                    worst = Math.max(worst, Math.abs(found[i] - whole[(row * TOKENS + position) * d + i % d]));
                }
                from = to;
                assertThat(cache.length()).isEqualTo(to);
            }
            assertThat(from).isEqualTo(TOKENS);
        }
        return worst;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void piecesGiveTheHiddenStatesOfTheWhole(Backbone spec) {
        int[] oneByOne = IntStream.rangeClosed(1, TOKENS).toArray();
        for (Precision precision : Precision.values()) {
            // bfloat16 has 8 bits, and sums come in another order
            double near = precision == Precision.FLOAT32 ? 1e-5 : 0.05;
            for (Tuning tuning : List.of(new Tuning.Full(), LORA)) {
                try (ParameterSet parameters = new ParameterSet(Engine.torch(), precision)) {
                    Trunk trunk = trunk(spec, parameters, tuning);
                    String what = spec.family() + " " + precision + " " + tuning;
                    assertThat(worst(trunk, 1, TOKENS)).as(what).isLessThan(near);
                    assertThat(worst(trunk, 1, oneByOne)).as(what).isLessThan(near);
                    assertThat(worst(trunk, 8, 3, 66, 67, 68, TOKENS)).as(what).isLessThan(near);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aCacheForgetsAndRefusesWhatDoesNotFit(Backbone spec) {
        Torch torch = Engine.torch();
        try (ParameterSet parameters = new ParameterSet(torch, Precision.FLOAT32);
                NDManager scope = torch.scope()) {
            Trunk trunk = trunk(spec, parameters, new Tuning.Full());
            try (Cache cache = trunk.cache(1, 6)) {
                trunk.cached(scope, scope.create(ids(1, 0, 5), new Shape(1, 5)), cache);
                float[] first = trunk.cached(scope, scope.create(new long[] {9}, new Shape(1, 1)), cache)
                        .toFloatArray();
                assertThatThrownBy(() -> trunk.cached(scope, scope.create(new long[] {9}, new Shape(1, 1)), cache))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("room for 0");
                cache.keep(5);
                assertThat(trunk.cached(scope, scope.create(new long[] {9}, new Shape(1, 1)), cache)
                                .toFloatArray())
                        .isEqualTo(first);
                cache.keep(4);
                assertThat(trunk.cached(scope, scope.create(new long[] {9}, new Shape(1, 1)), cache)
                                .toFloatArray())
                        .isNotEqualTo(first);
            }
        }
    }
}
