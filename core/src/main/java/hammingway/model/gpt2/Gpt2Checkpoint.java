package hammingway.model.gpt2;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.model.Backbone;
import hammingway.torch.ParameterSet;
import hammingway.torch.Safetensors;
import hammingway.torch.Safetensors.Tensor;
import java.nio.file.Path;
import java.util.Optional;

/** GPT-2 folders of Hugging Face: {@code config.json} and {@code model.safetensors}. */
public final class Gpt2Checkpoint {
    private Gpt2Checkpoint() {}

    /** What a folder holds. */
    public record Config(Backbone.Gpt2 backbone, int vocabulary, boolean tied) {}

    /** Reads {@code config.json}; unknown architectures and forms are named, not guessed. */
    public static Config config(Path folder) {
        Path file = folder.resolve("config.json");
        JsonNode json = Json.read(file);
        if (!json.path("model_type").asText().equals("gpt2")) {
            throw new FileFormatException(
                    file,
                    "model_type",
                    "\"" + json.path("model_type").asText() + "\"",
                    "GPT-2 is read (model_type gpt2).");
        }
        String activation = json.path("activation_function").asText("gelu_new");
        Backbone.Gpt2.Activation gelu = switch (activation) {
            case "gelu_new", "gelu_pytorch_tanh" -> Backbone.Gpt2.Activation.GELU_TANH;
            case "gelu" -> Backbone.Gpt2.Activation.GELU_ERF;
            default ->
                throw new FileFormatException(
                        file, "activation_function", activation, "gelu_new, gelu_pytorch_tanh and gelu are read.");
        };
        int width = positive(file, json, "n_embd");
        JsonNode inner = json.path("n_inner");
        if (inner.isNumber() && inner.asInt() != 4 * width) {
            throw new FileFormatException(file, "n_inner", inner.asText(), "Four times n_embd is read.");
        }
        int positions = positive(file, json, "n_positions");
        Backbone.Gpt2 backbone = new Backbone.Gpt2(
                positive(file, json, "n_layer"),
                positive(file, json, "n_head"),
                width,
                positions,
                positions,
                json.path("resid_pdrop").asDouble(0),
                gelu,
                true,
                Backbone.Gpt2.Initialisation.GPT2,
                Optional.of(folder.toString()));
        return new Config(
                backbone,
                positive(file, json, "vocab_size"),
                json.path("tie_word_embeddings").asBoolean(true));
    }

    private static int positive(Path file, JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.canConvertToInt() || value.asInt() < 1) {
            throw new FileFormatException(
                    file,
                    name,
                    value.isMissingNode() ? "the field is missing" : value.toString(),
                    "It must be a positive whole number.");
        }
        return value.asInt();
    }

    /** Loads the weights of the trunk into a set that has its tensors already; shapes must agree. */
    static void load(Path folder, Backbone.Gpt2 spec, int vocabulary, ParameterSet parameters) {
        int d = spec.width();
        try (Safetensors file = Safetensors.open(folder)) {
            String prefix = file.has("transformer.wte.weight") ? "transformer." : "";
            parameters.set(
                    Gpt2Trunk.PREFIX + "wte",
                    file.tensor(prefix + "wte.weight", vocabulary, d).values());
            parameters.set(
                    Gpt2Trunk.PREFIX + "wpe",
                    file.tensor(prefix + "wpe.weight", spec.positionRows(), d).values());
            for (int i = 0; i < spec.layers(); i++) {
                for (String name : Gpt2Trunk.BLOCK) {
                    String block = "h." + i + "." + name;
                    parameters.set(
                            Gpt2Trunk.PREFIX + block,
                            oriented(file, prefix + block, parameters.shape(Gpt2Trunk.PREFIX + block)));
                }
            }
            parameters.set(
                    Gpt2Trunk.PREFIX + "ln_f.weight",
                    file.tensor(prefix + "ln_f.weight", d).values());
            parameters.set(
                    Gpt2Trunk.PREFIX + "ln_f.bias",
                    file.tensor(prefix + "ln_f.bias", d).values());
        }
    }

    /** Hugging Face's GPT-2 stores its matrices (in, out); ours are (out, in). */
    private static float[] oriented(Safetensors file, String name, long[] shape) {
        if (shape.length == 1) {
            return file.tensor(name, shape).values();
        }
        Tensor stored = file.tensor(name, shape[1], shape[0]);
        int out = (int) shape[0];
        int in = (int) shape[1];
        float[] values = new float[stored.values().length];
        for (int i = 0; i < in; i++) {
            for (int o = 0; o < out; o++) {
                values[o * in + i] = stored.values()[i * out + o];
            }
        }
        return values;
    }

    /** The output matrix (V, d): of its own, or the embedding when tied. */
    public static Tensor outputMatrix(Path folder, Config config) {
        try (Safetensors file = Safetensors.open(folder)) {
            String tied = file.has("transformer.wte.weight") ? "transformer.wte.weight" : "wte.weight";
            return file.tensor(
                    config.tied() ? tied : "lm_head.weight",
                    config.vocabulary(),
                    config.backbone().width());
        }
    }
}
