package hammingway.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hammingway.Engine;
import hammingway.SharedFolder;
import hammingway.math.SplitRandom;
import hammingway.model.checkpoint.Pretrained;
import hammingway.torch.ParameterSet;
import hammingway.torch.Precision;
import hammingway.torch.Safetensors;
import hammingway.torch.Torch;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hidden states, logits and loss of Hugging Face's transformers, on random weights. */
class PretrainedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt2-tied",
                "gpt2-untied",
                "opt",
                "opt-projected",
                "llama-gqa",
                "llama3-scaled",
                "llama-sharded-bf16",
                "qwen2"
            })
    void agreesWithTransformers(String name) {
        Path folder = SharedFolder.require("reference/checkpoints/" + name).toAbsolutePath();
        Pretrained model = Pretrained.read(folder);
        ModelConfig config = model.config();
        Torch torch = Engine.torch();
        try (Safetensors expected = Safetensors.open(folder.resolve("expected.safetensors"));
                ParameterSet parameters = new ParameterSet(torch, Precision.FLOAT32);
                NDManager scope = torch.scope()) {
            Trunk trunk =
                    Trunk.create(torch, config.backbone(), config.vocabulary(), parameters, new SplitRandom(1), folder);
            long[] shape = expected.shape("input_ids");
            long[] ids = expected.longs("input_ids");
            NDArray input = scope.create(ids, new Shape(shape));
            NDArray hidden = trunk.hidden(scope, input, false);
            assertThat(hidden.getShape().getShape()).isEqualTo(expected.shape("hidden"));
            assertClose(hidden.toFloatArray(), expected.tensor("hidden").values());

            Safetensors.Tensor output = model.outputMatrix();
            NDArray logits = torch.call(
                    scope,
                    "linear",
                    hidden,
                    scope.create(output.values(), new Shape(output.shape())),
                    scope.zeros(new Shape(config.vocabulary())));
            assertClose(logits.toFloatArray(), expected.tensor("logits").values());
            float loss = meanLoss(torch, scope, logits, input);
            assertThat(loss).isCloseTo(expected.tensor("loss").values()[0], within(1e-4f));
        }
    }

    /** Next-token cross-entropy: the last position has no target, the first id is none. */
    private static float meanLoss(Torch torch, NDManager scope, NDArray logits, NDArray ids) {
        long t = ids.getShape().get(1);
        NDArray rows = logits.get(":, 0:" + (t - 1) + ", :");
        NDArray flat = rows.reshape(-1, rows.getShape().get(2));
        NDArray targets = ids.get(":, 1:").reshape(-1);
        return torch.call(scope, "cross_entropy", flat, targets).mean().getFloat();
    }

    private static void assertClose(float[] found, float[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        float worst = 0;
        for (int i = 0; i < found.length; i++) {
            worst = Math.max(worst, Math.abs(found[i] - expected[i]) / Math.max(1, Math.abs(expected[i])));
        }
        assertThat(worst).isLessThan(1e-4f);
    }
}
