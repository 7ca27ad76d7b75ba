package hammingway.data;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Doc;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a checkpoint's {@code config.json} tells of its output layer, for any architecture of Hugging Face.
 *
 * @param architecture such as {@code gpt2}
 */
public record CheckpointConfig(
        @Doc("model_type of the configuration") String architecture,

        @Doc(value = "Width d of the hidden state that the output layer reads", min = 1, max = 1_000_000)
        int width,

        @Doc(value = "Rows of the output layer, V", unit = "tokens", min = 2, max = 1_000_000)
        int vocabulary,

        @Doc("Whether the output matrix is the input embedding")
        boolean tied) {
    /** A multimodal model has the language model's configuration inside. */
    private static final List<String> INNER = List.of("text_config", "language_config", "llm_config");

    /** Names of the width; OPT's output layer reads the projected state. */
    private static final List<String> WIDTHS =
            List.of("word_embed_proj_dim", "hidden_size", "n_embd", "d_model", "model_dim", "dim");

    /** Untied unless the configuration says otherwise, where the library's own default for all models is tied. */
    private static final Set<String> UNTIED = Set.of(
            "llama",
            "mistral",
            "mixtral",
            "qwen2",
            "qwen2_moe",
            "qwen3",
            "qwen3_moe",
            "phi",
            "phi3",
            "gpt_neox",
            "gptj",
            "olmo",
            "olmo2",
            "falcon",
            "mpt",
            "stablelm",
            "deepseek_v2",
            "deepseek_v3");

    static CheckpointConfig read(Path folder) {
        Path file = folder.resolve("config.json");
        JsonNode all = Json.read(file);
        JsonNode inner = INNER.stream()
                .map(all::path)
                .filter(JsonNode::isObject)
                .findFirst()
                .filter(i -> i.has("hidden_size") || i.has("vocab_size"))
                .orElse(all);
        JsonNode text = inner.has("vocab_size") ? inner : all;
        int vocabulary = whole(file, text, List.of("vocab_size"), 2);
        String type = all.path("model_type").asText("unknown");
        JsonNode tied = inner.has("tie_word_embeddings") ? inner : all;
        return new CheckpointConfig(
                type,
                whole(file, inner, WIDTHS, 1),
                vocabulary,
                tied.path("tie_word_embeddings").asBoolean(!UNTIED.contains(type)));
    }

    private static int whole(Path file, JsonNode json, List<String> names, int least) {
        String name = names.stream().filter(json::hasNonNull).findFirst().orElse("");
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.asInt() < least
                || value.asInt() > 1_000_000) {
            throw new FileFormatException(
                    file,
                    name.isEmpty() ? names.getFirst() : name,
                    name.isEmpty() ? "the field is missing" : value.toString(),
                    "It must be a whole number from " + least
                            + " to 1000000: give the folder of a language model, or its tokenizer.json alone.");
        }
        return value.asInt();
    }
}
