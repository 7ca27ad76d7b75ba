package hammingway.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hammingway.Engine;
import hammingway.math.SplitRandom;
import hammingway.torch.ParameterSet;
import hammingway.torch.Precision;
import hammingway.torch.Torch;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds whichever of its ways attention goes: windows of 64, 256 and 300 tokens, in both precisions, take all of them. */
class Gpt2TrunkTest {
    private static final int WIDTH = 40;
    private static final int VOCABULARY = 50;
    private static final Backbone.Gpt2 SPEC = new Backbone.Gpt2(
            2,
            4,
            WIDTH,
            300,
            0,
            0,
            Backbone.Gpt2.Activation.GELU_TANH,
            true,
            Backbone.Gpt2.Initialisation.TORCH,
            Optional.empty());

    private static float[] hidden(Precision precision, double dropout, int tokens, int changedFrom) {
        Torch torch = Engine.torch();
        try (ParameterSet parameters = new ParameterSet(torch, precision);
                NDManager scope = torch.scope()) {
            Backbone spec = new Backbone.Gpt2(
                    SPEC.layers(),
                    SPEC.heads(),
                    SPEC.width(),
                    SPEC.context(),
                    0,
                    dropout,
                    SPEC.activation(),
                    true,
                    SPEC.initialisation(),
                    Optional.empty());
            Trunk trunk = Trunk.create(torch, spec, VOCABULARY, parameters, new SplitRandom(5), Path.of(""));
            long[] ids = LongStream.range(0, 2L * tokens)
                    .map(i -> (i * i + 3 * i + (i % tokens >= changedFrom ? 1 : 0)) % VOCABULARY)
                    .toArray();
            NDArray out = trunk.hidden(scope, scope.create(ids, new Shape(2, tokens)), dropout > 0);
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
    @EnumSource(Precision.class)
    void aPositionSeesNothingOfWhatFollows(Precision precision) {
        for (int tokens : new int[] {64, 100, 256, 300}) {
            float[] one = hidden(precision, 0, tokens, tokens);
            float[] other = hidden(precision, 0, tokens, 60);
            assertThat(worst(one, other, 60 * WIDTH)).as("%d tokens", tokens).isZero();
            assertThat(worst(one, other, 61 * WIDTH)).as("%d tokens", tokens).isGreaterThan(0.01);
        }
    }

    @Test
    void longAndShortWindowsGiveTheSameHiddenStates() {
        float[] narrow = hidden(Precision.BFLOAT16, 0, 300, 300);
        float[] exact = hidden(Precision.FLOAT32, 0, 300, 300);
        for (int tokens : new int[] {64, 100, 256}) {
            assertThat(worst(hidden(Precision.FLOAT32, 0, tokens, tokens), exact, tokens * WIDTH))
                    .as("float32, %d tokens", tokens)
                    .isLessThan(1e-5);
            assertThat(worst(hidden(Precision.BFLOAT16, 0, tokens, tokens), narrow, tokens * WIDTH))
                    .as("bfloat16, %d tokens", tokens)
                    .isLessThan(0.05);
        }
        assertThat(worst(narrow, exact, 300 * WIDTH)).isLessThan(0.1);
    }

    @Test
    void dropoutChangesTrainingAlone() {
        float[] exact = hidden(Precision.FLOAT32, 0, 100, 100);
        // so seldom that no value is dropped: what differs is the way that attention goes
        assertThat(worst(hidden(Precision.FLOAT32, 1e-12, 100, 100), exact, 100 * WIDTH))
                .isLessThan(1e-3);
        assertThat(worst(hidden(Precision.FLOAT32, 0.5, 100, 100), exact, 100 * WIDTH))
                .isGreaterThan(0.1);
    }
}
