package hammingway.model.llama;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.FileFormatException;
import hammingway.model.ConfigFile;
import hammingway.model.Llama;
import hammingway.model.ModelConfig;
import hammingway.model.RopeScaling;
import java.util.List;
import java.util.Optional;

/** Llama's and Qwen2's {@code config.json}. Values that are left out are the library's defaults. */
public final class LlamaConfig {
    /** Model types of Hugging Face. TinyLlama is a llama. */
    public static final List<String> MODEL_TYPES = List.of("llama", "qwen2");

    /** New configurations have all of the rotary positions in one group, old ones in two fields. */
    private static final String NEW = "rope_parameters";

    private static final String OLD = "rope_scaling";

    private LlamaConfig() {}

    public static ModelConfig read(ConfigFile config) {
        config.requireModelType("Llama", MODEL_TYPES);
        config.refuseQuantised();
        boolean qwen2 = config.modelType().equals("qwen2");
        config.require("attention_bias", false);
        config.require("mlp_bias", false);
        config.word("hidden_act", "silu", List.of("silu", "swish"));
        requireFullAttention(config);
        int width = config.positive("hidden_size");
        int heads = config.positive("num_attention_heads");
        int numbers = config.positive("head_dim", Math.max(1, width / heads));
        // Qwen2's library default is 32 whatever the heads
        int keys = config.positive("num_key_value_heads", qwen2 ? 32 : heads);
        int positions = config.positive("max_position_embeddings", qwen2 ? 32_768 : 2048);
        Llama backbone = new Llama(
                config.positive("num_hidden_layers"),
                heads,
                keys == heads ? 0 : keys,
                width,
                config.positive("intermediate_size"),
                numbers * (long) heads == width ? 0 : numbers,
                ConfigFile.context(positions),
                positions,
                theta(config),
                scaling(config, positions),
                config.number("rms_norm_eps", 1e-6),
                qwen2,
                0,
                Optional.of(String.valueOf(config.file().getParent())));
        return config.checked(backbone, config.flag("tie_word_embeddings", false));
    }

    private static void requireFullAttention(ConfigFile config) {
        int windowed = config.positive("num_hidden_layers") - config.positive("max_window_layers", 0x7fffffff);
        if (config.flag("use_sliding_window", false) && (windowed > 0 || !config.has("max_window_layers"))) {
            throw config.refusal(
                    "use_sliding_window",
                    "true, sliding_window " + config.json().path("sliding_window"),
                    "Full attention is read (false). Choose another model.");
        }
        for (JsonNode layer : config.json().path("layer_types")) {
            if (!layer.asText().equals("full_attention")) {
                throw config.refusal(
                        "layer_types", layer.toString(), "Only full_attention is read. Choose another model.");
            }
        }
    }

    private static double theta(ConfigFile config) {
        JsonNode group = config.json().path(NEW);
        return group.hasNonNull("rope_theta")
                ? config.number(group, "rope_theta", NEW + ".rope_theta", 10_000)
                : config.number("rope_theta", 10_000);
    }

    private static RopeScaling scaling(ConfigFile config, int positions) {
        String name = config.json().path(NEW).isObject() ? NEW : OLD;
        JsonNode group = config.json().path(name);
        if (!group.isObject()) {
            return new RopeScaling.None();
        }
        if (config.number(group, "partial_rotary_factor", name + ".partial_rotary_factor", 1) != 1) {
            throw config.refusal(
                    name + ".partial_rotary_factor",
                    group.get("partial_rotary_factor").toString(),
                    "Only 1 is read. Choose another model.");
        }
        String field = group.has("rope_type") || !group.has("type") ? "rope_type" : "type";
        String type = group.path(field).asText("default");
        return switch (type) {
            case "default" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(required(config, group, name, "factor"));
            case "llama3" ->
                new RopeScaling.Llama3(
                        required(config, group, name, "factor"),
                        required(config, group, name, "low_freq_factor"),
                        required(config, group, name, "high_freq_factor"),
                        (int) config.number(
                                group,
                                "original_max_position_embeddings",
                                name + ".original_max_position_embeddings",
                                positions));
            default -> throw unknown(config, name + "." + field, type);
        };
    }

    private static double required(ConfigFile config, JsonNode group, String name, String field) {
        if (!group.hasNonNull(field)) {
            throw config.refusal(name + "." + field, "the field is missing", "This kind of scaling needs it.");
        }
        return config.number(group, field, name + "." + field, 1);
    }

    private static FileFormatException unknown(ConfigFile config, String field, String type) {
        return config.refusal(field, "\"" + type + "\"", "default, linear and llama3 are read. Choose another model.");
    }
}
