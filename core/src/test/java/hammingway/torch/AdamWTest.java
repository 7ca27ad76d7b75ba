package hammingway.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import hammingway.Engine;
import hammingway.base.FileFormatException;
import hammingway.math.SplitRandom;
import hammingway.torch.ParameterSet.Use;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdamWTest {
    private static final float[] START = {0.5f, -0.25f, 1, 2};

    /**
     * Norm before clipping and weights after each step, by PyTorch 2.13 (CPU): torch.optim.AdamW on one tensor with betas
     * (0.9, 0.95), eps 1e-8, learning rate 0.1 / t, loss 0.1 t sum(p^3) + sum(sin p), torch.nn.utils.clip_grad_norm_.
     */
    private static final Map<String, double[][]> PYTORCH = Map.of(
            "decay 0.1, no clipping",
            new double[][] {
                {1.78981125, 0.39500001, -0.34750000, 0.88999999, 1.88000000},
                {2.56484151, 0.34300753, -0.39577547, 0.83582097, 1.82357013},
                {3.38230109, 0.30850026, -0.42781833, 0.79993701, 1.78639317},
                {4.19896746, 0.28269058, -0.45179215, 0.77311105, 1.75856483},
                {5.00420237, 0.26208228, -0.47094503, 0.75168139, 1.73626721}
            },
            "no decay, clipped at 1",
            new double[][] {
                {1.78981125, 0.40000001, -0.34999999, 0.89999998, 1.89999998},
                {2.58509302, 0.35075745, -0.39906415, 0.85011387, 1.85103953},
                {3.43987584, 0.31858879, -0.43112579, 0.81702566, 1.81829143},
                {4.30017853, 0.29499173, -0.45472932, 0.79236609, 1.79360247},
                {5.15240192, 0.27653965, -0.47330359, 0.77277160, 1.77375877}
            },
            "decay 0.1, clipped at 0.5",
            new double[][] {
                {1.78981125, 0.39500001, -0.34750000, 0.88999999, 1.88000000},
                {2.56484151, 0.34375140, -0.39486188, 0.83565456, 1.82161009},
                {3.37854910, 0.31038305, -0.42566562, 0.79976475, 1.78277564},
                {4.18845844, 0.28594288, -0.44827491, 0.77308631, 1.75362241},
                {4.98498058, 0.26684454, -0.46602762, 0.75192517, 1.73026741}
            });

    private final Torch torch = Engine.torch();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"decay 0.1, no clipping|0.1|0", "no decay, clipped at 1|0|1", "decay 0.1, clipped at 0.5|0.1|0.5"})
    void agreesWithPyTorch(String name, double decay, double clip) {
        double[][] expected = PYTORCH.getOrDefault(name, new double[0][]);
        assertThat(expected).hasNumberOfRows(5);
        try (ParameterSet parameters = new ParameterSet(torch, Precision.FLOAT32)) {
            parameters.add("p", START, Use.MATRIX, 2, 2);
            AdamW optimiser = new AdamW(torch, parameters, new AdamW.Settings(0.9, 0.95, 1e-8, decay, false));
            for (int t = 1; t <= 5; t++) {
                try (GradientCollector recording = torch.gradients()) {
                    NDArray p = parameters.get("p");
                    recording.backward(p.pow(3).sum().mul(0.1 * t).add(p.sin().sum()));
                }
                float norm = optimiser.step(0.1 / t, clip);
                assertThat((double) norm).as("norm of step %d", t).isCloseTo(expected[t - 1][0], within(2e-5));
                float[] weights = parameters.values("p");
                for (int i = 0; i < 4; i++) {
                    assertThat((double) weights[i])
                            .as("weight %d after step %d", i, t)
                            .isCloseTo(expected[t - 1][1 + i], within(2e-6));
                }
            }
        }
    }

    /** Adds the gradient g of sum(p g) to a tensor. */
    private void gradient(ParameterSet parameters, Map<String, float[]> gradients) {
        try (NDManager scope = torch.scope();
                GradientCollector recording = torch.gradients()) {
            NDArray sum = scope.create(0f);
            for (Map.Entry<String, float[]> e : gradients.entrySet()) {
                NDArray g = scope.create(e.getValue(), new Shape(parameters.shape(e.getKey())));
                sum = parameters.get(e.getKey()).mul(g).sum().add(sum);
            }
            recording.backward(sum);
        }
    }

    /** The published algorithm (Loshchilov and Hutter 2019, algorithm 2) for one number, in double precision. */
    private static final class Plain {
        double weight;
        double first;
        double second;

        Plain(double weight) {
            this.weight = weight;
        }

        void step(int t, double g, double rate, AdamW.Settings s, double decay) {
            weight -= rate * decay * weight;
            first = s.beta1() * first + (1 - s.beta1()) * g;
            second = s.beta2() * second + (1 - s.beta2()) * g * g;
            double m = first / (1 - Math.pow(s.beta1(), t));
            double v = second / (1 - Math.pow(s.beta2(), t));
            weight -= rate * m / (Math.sqrt(v) + s.epsilon());
        }
    }

    /** Random numbers of few bits: exact in bfloat16. */
    private static float[] coarse(SplitRandom random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (random.nextInt(127) - 63) / 16f;
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, false, 1", "FLOAT32, true, 2", "BFLOAT16, false, 3", "BFLOAT16, true, 4"})
    void agreesWithThePublishedAlgorithmForEveryUse(Precision precision, boolean decayAll, long seed) {
        SplitRandom random = new SplitRandom(seed);
        AdamW.Settings settings = new AdamW.Settings(0.8, 0.9, 1e-3, 0.2, decayAll);
        List<Use> uses = List.of(Use.values());
        try (ParameterSet parameters = new ParameterSet(torch, precision)) {
            List<Plain[]> plain = new ArrayList<>();
            for (Use use : uses) {
                float[] values = coarse(random, 6);
                parameters.add(use.name(), values, use, 2, 3);
                plain.add(IntStream.range(0, 6)
                        .mapToObj(i -> new Plain(values[i]))
                        .toArray(Plain[]::new));
            }
            AdamW optimiser = new AdamW(torch, parameters, settings);
            for (int t = 1; t <= 4; t++) {
                Map<String, float[]> gradients = new LinkedHashMap<>();
                uses.stream().filter(Use::trainable).forEach(use -> gradients.put(use.name(), coarse(random, 6)));
                double clip = t % 2 == 0 ? 0.75 : 0;
                double norm = Math.sqrt(gradients.values().stream()
                        .mapToDouble(AdamWTest::sumOfSquares)
                        .sum());
                gradient(parameters, gradients);
                assertThat((double) optimiser.step(0.05 * t, clip))
                        .as("norm, seed %d", seed)
                        .isCloseTo(norm, within(1e-5 * norm));
                double share = clip == 0 ? 1 : Math.min(1, clip / norm);
                for (Map.Entry<String, float[]> e : gradients.entrySet()) {
                    Use use = Use.valueOf(e.getKey());
                    for (int i = 0; i < 6; i++) {
                        double decay = decayAll || use.decays() ? settings.weightDecay() : 0;
                        plain.get(uses.indexOf(use))[i].step(t, share * e.getValue()[i], 0.05 * t, settings, decay);
                    }
                }
                for (Use use : uses) {
                    check(parameters, use.name(), plain.get(uses.indexOf(use)), precision, t, seed);
                }
            }
        }
    }

    private static double sumOfSquares(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += (double) v * v;
        }
        return sum;
    }

    /** Masters keep float32's digits; what the graph uses is the master, or the master rounded to bfloat16. */
    private void check(ParameterSet parameters, String name, Plain[] plain, Precision precision, int t, long seed) {
        float[] masters = parameters.values(name);
        float[] leaves = leaf(parameters, name);
        boolean narrow = precision == Precision.BFLOAT16 && Use.valueOf(name).narrow();
        for (int i = 0; i < masters.length; i++) {
            assertThat((double) masters[i])
                    .as("%s[%d] after step %d, seed %d", name, i, t, seed)
                    .isCloseTo(plain[i].weight, within(5e-6));
            assertThat(leaves[i]).as("%s[%d]", name, i).isEqualTo(narrow ? bfloat16(masters[i]) : masters[i]);
        }
    }

    /** What the graph uses, widened. */
    private float[] leaf(ParameterSet parameters, String name) {
        try (NDManager scope = torch.scope()) {
            NDArray wide = scope.zeros(new Shape(parameters.shape(name)));
            torch.call(scope, "copy", List.of(wide), List.of(parameters.get(name)));
            return wide.toFloatArray();
        }
    }

    /** Rounded to the nearest number of 8 significant bits, ties to even. */
    private static float bfloat16(float x) {
        int bits = Float.floatToRawIntBits(x);
        int rounded = bits + 0x7FFF + (bits >>> 16 & 1);
        return Float.intBitsToFloat(rounded & 0xFFFF0000);
    }

    @Test
    void setsMastersAndRoundedCopiesTogether() {
        try (ParameterSet parameters = new ParameterSet(torch, Precision.BFLOAT16)) {
            parameters.add("w", new float[] {1.0039062f, 3.1415927f}, Use.MATRIX, 2);
            assertThat(parameters.values("w")).containsExactly(1.0039062f, 3.1415927f);
            assertThat(leaf(parameters, "w")).containsExactly(1f, 3.140625f);
            parameters.set("w", new float[] {1.0117188f, -2.7182817f});
            assertThat(parameters.values("w")).containsExactly(1.0117188f, -2.7182817f);
            assertThat(leaf(parameters, "w")).containsExactly(1.015625f, -2.71875f);
        }
    }

    @Test
    void changesNothingWhenAGradientIsNotFinite() {
        try (ParameterSet parameters = new ParameterSet(torch, Precision.FLOAT32)) {
            parameters.add("w", new float[] {1, 2}, Use.MATRIX, 2);
            parameters.add("b", new float[] {3}, Use.EXACT, 1);
            AdamW optimiser = new AdamW(torch, parameters, new AdamW.Settings(0.9, 0.95, 1e-8, 0.1, false));
            gradient(parameters, Map.of("w", new float[] {1, Float.NaN}, "b", new float[] {1}));
            assertThat(optimiser.step(0.1, 1)).isNaN();
            gradient(parameters, Map.of("w", new float[] {1, Float.POSITIVE_INFINITY}, "b", new float[] {1}));
            assertThat(optimiser.step(0.1, 0)).isInfinite();
            assertThat(parameters.values("w")).containsExactly(1, 2);
            assertThat(parameters.values("b")).containsExactly(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void goesOnBitForBitFromItsStoredState(Precision precision) {
        SplitRandom random = new SplitRandom(9);
        float[] w = coarse(random, 6);
        float[] b = coarse(random, 6);
        AdamW.Settings settings = new AdamW.Settings(0.9, 0.95, 1e-8, 0.1, false);
        try (ParameterSet first = new ParameterSet(torch, precision);
                ParameterSet second = new ParameterSet(torch, precision)) {
            for (ParameterSet set : List.of(first, second)) {
                set.add("w", w, Use.MATRIX, 2, 3);
                set.add("b", b, Use.BIAS, 6);
            }
            AdamW optimiser = new AdamW(torch, first, settings);
            for (int t = 0; t < 3; t++) {
                gradient(first, Map.of("w", coarse(random, 6), "b", coarse(random, 6)));
                optimiser.step(0.1, 1);
            }
            Path file = folder.resolve("optimizer.safetensors");
            Safetensors.write(file, optimiser.state(), Map.of());

            AdamW restored = new AdamW(torch, second, settings);
            second.set("w", first.values("w"));
            second.set("b", first.values("b"));
            try (Safetensors stored = Safetensors.open(file)) {
                restored.restore(stored);
            }
            for (int t = 0; t < 3; t++) {
                Map<String, float[]> gradients = Map.of("w", coarse(random, 6), "b", coarse(random, 6));
                gradient(first, gradients);
                gradient(second, gradients);
                assertThat(restored.step(0.05, 1)).isEqualTo(optimiser.step(0.05, 1));
            }
            assertThat(second.values("w")).isEqualTo(first.values("w"));
            assertThat(second.values("b")).isEqualTo(first.values("b"));
            for (String name : optimiser.state().keySet()) {
                assertThat(moment(restored, name)).as(name).isEqualTo(moment(optimiser, name));
            }
        }
    }

    private static float[] moment(AdamW optimiser, String name) {
        return Objects.requireNonNull(optimiser.state().get(name)).values();
    }

    @Test
    void refusesAStateOfAnotherModelAndKeepsItsOwn() {
        try (ParameterSet parameters = new ParameterSet(torch, Precision.FLOAT32)) {
            parameters.add("w", new float[] {1, 2}, Use.MATRIX, 2);
            parameters.add("x", new float[] {1, 2}, Use.MATRIX, 2);
            AdamW optimiser = new AdamW(torch, parameters, new AdamW.Settings(0.9, 0.95, 1e-8, 0.1, false));
            gradient(parameters, Map.of("w", new float[] {1, 1}, "x", new float[] {1, 1}));
            optimiser.step(0.1, 0);
            Map<String, Safetensors.Tensor> state = new LinkedHashMap<>(optimiser.state());
            state.replaceAll((name, t) -> new Safetensors.Tensor(t.shape(), new float[t.values().length]));
            state.put("second.x", new Safetensors.Tensor(new long[] {3}, new float[3]));
            Path file = folder.resolve("other.safetensors");
            Safetensors.write(file, state, Map.of());
            float[] before = moment(optimiser, "first.w");
            try (Safetensors stored = Safetensors.open(file)) {
                assertThatThrownBy(() -> optimiser.restore(stored))
                        .isInstanceOf(FileFormatException.class)
                        .hasMessageContaining("second.x")
                        .hasMessageContaining("another model");
            }
            assertThat(moment(optimiser, "first.w")).isEqualTo(before);
        }
    }
}
