package hammingway.model.opt;

import hammingway.model.ConfigFile;
import hammingway.model.ModelConfig;
import hammingway.model.Opt;
import java.util.List;
import java.util.Optional;

/** OPT's {@code config.json}. Values that are left out are the library's defaults. */
public final class OptConfig {
    /** Model types of Hugging Face. */
    public static final List<String> MODEL_TYPES = List.of("opt");

    private OptConfig() {}

    public static ModelConfig read(ConfigFile config) {
        config.requireModelType("OPT", MODEL_TYPES);
        config.refuseQuantised();
        config.require("enable_bias", true);
        config.require("layer_norm_elementwise_affine", true);
        config.require("_remove_final_layer_norm", false);
        config.word("activation_function", "relu", List.of("relu"));
        int blocks = config.positive("hidden_size");
        int width = config.positive("word_embed_proj_dim", blocks);
        int inner = config.positive("ffn_dim");
        int positions = config.positive("max_position_embeddings", 2048);
        Opt backbone = new Opt(
                config.positive("num_hidden_layers"),
                config.positive("num_attention_heads"),
                width,
                blocks == width ? 0 : blocks,
                inner == 4L * blocks ? 0 : inner,
                ConfigFile.context(positions),
                positions,
                config.number("dropout", 0.1),
                config.flag("do_layer_norm_before", true),
                Optional.of(String.valueOf(config.file().getParent())));
        return config.checked(backbone, config.flag("tie_word_embeddings", true));
    }
}
