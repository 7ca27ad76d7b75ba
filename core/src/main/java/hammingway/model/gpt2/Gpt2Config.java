package hammingway.model.gpt2;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.model.Backbone;
import hammingway.model.ConfigFile;
import hammingway.model.ModelConfig;
import java.util.List;
import java.util.Optional;

/** GPT-2's {@code config.json}; forms of the model that are not computed here are named, not guessed. */
public final class Gpt2Config {
    /** Model types of Hugging Face. */
    public static final List<String> MODEL_TYPES = List.of("gpt2");

    /** PyTorch's default, which the published models use and the operators here. */
    private static final double EPSILON = 1e-5;

    private Gpt2Config() {}

    public static ModelConfig read(ConfigFile config) {
        config.requireModelType("GPT-2", MODEL_TYPES);
        config.refuseQuantised();
        config.require("scale_attn_weights", true);
        config.require("scale_attn_by_inverse_layer_idx", false);
        config.require("add_cross_attention", false);
        if (config.number("layer_norm_epsilon", EPSILON) != EPSILON) {
            throw config.refusal(
                    "layer_norm_epsilon",
                    config.json().get("layer_norm_epsilon").toString(),
                    "Only " + EPSILON + " is read. Choose another model.");
        }
        String activation = config.word(
                "activation_function", "gelu_new", List.of("gelu_new", "gelu_pytorch_tanh", "gelu_fast", "gelu"));
        int width = config.positive("n_embd");
        JsonNode inner = config.json().path("n_inner");
        if (inner.isNumber() && inner.asLong() != 4L * width) {
            throw config.refusal("n_inner", inner.asText(), "Four times n_embd is read. Choose another model.");
        }
        int positions = config.positive("n_positions");
        Backbone.Gpt2 backbone = new Backbone.Gpt2(
                config.positive("n_layer"),
                config.positive("n_head"),
                width,
                ConfigFile.context(positions),
                positions,
                config.number("resid_pdrop", 0.1),
                activation.equals("gelu") ? Backbone.Gpt2.Activation.GELU_ERF : Backbone.Gpt2.Activation.GELU_TANH,
                true,
                Backbone.Gpt2.Initialisation.GPT2,
                Optional.of(String.valueOf(config.file().getParent())));
        return config.checked(backbone, config.flag("tie_word_embeddings", true));
    }
}
