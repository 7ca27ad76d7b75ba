package hammingway.model.encoder;

import hammingway.base.FileFormatException;
import hammingway.model.ConfigFile;
import java.nio.file.Path;
import java.util.List;

/**
 * An encoder's {@code config.json}; forms of the model that are not computed here are named, not guessed.
 *
 * @param name         that the configuration gives of what it was made from; may be empty
 * @param modelType    of Hugging Face, one of {@link #MODEL_TYPES}
 * @param inner        width of the feed-forward layer
 * @param positionRows rows of the table of positions, those before the first position included
 * @param segmentRows  rows of the table of segments
 * @param padding      id of the padding token
 */
public record EncoderConfig(
        Path folder,
        String name,
        String modelType,
        int layers,
        int heads,
        int width,
        int inner,
        int vocabulary,
        int positionRows,
        int segmentRows,
        int padding,
        Activation activation,
        double epsilon) {
    /** Model types of Hugging Face. */
    public static final List<String> MODEL_TYPES = List.of("bert", "roberta", "xlm-roberta");

    /** As for language models: no published one has more. */
    private static final int MAX_LAYERS = 200;

    /** The non-linearity of a block. */
    public enum Activation {
        GELU_ERF(0),
        GELU_TANH(1),
        RELU(2);

        /** The operator's number for it. */
        private final int operand;

        Activation(int operand) {
            this.operand = operand;
        }

        int operand() {
            return operand;
        }
    }

    /** @throws FileFormatException naming the field that is not read */
    public static EncoderConfig read(Path folder) {
        ConfigFile file = ConfigFile.of(folder);
        String type = file.modelType();
        if (!MODEL_TYPES.contains(type)) {
            throw file.refusal(
                    "model_type",
                    file.has("model_type") ? file.json().get("model_type").toString() : "the field is missing",
                    "Encoders that are read are " + String.join(", ", MODEL_TYPES)
                            + ". Choose the folder of such a model, for example roberta-large.");
        }
        file.refuseQuantised();
        file.require("is_decoder", false);
        file.require("add_cross_attention", false);
        file.word("position_embedding_type", "absolute", List.of("absolute"));
        int layers = file.positive("num_hidden_layers");
        if (layers > MAX_LAYERS) {
            throw file.refusal("num_hidden_layers", "" + layers, "At most " + MAX_LAYERS + " are read.");
        }
        int width = file.positive("hidden_size");
        int heads = file.positive("num_attention_heads");
        if (width % heads != 0) {
            throw file.refusal(
                    "num_attention_heads", "" + heads, "It must be a divisor of hidden_size, which is " + width + ".");
        }
        return withTables(folder.toAbsolutePath().normalize(), file, layers, heads, width);
    }

    private static EncoderConfig withTables(Path folder, ConfigFile file, int layers, int heads, int width) {
        boolean bert = file.modelType().equals("bert");
        int vocabulary = file.positive("vocab_size");
        double padding = file.number("pad_token_id", bert ? 0 : 1);
        if (padding != Math.rint(padding) || padding < 0 || padding >= vocabulary) {
            throw file.refusal(
                    "pad_token_id",
                    file.json().path("pad_token_id").toString(),
                    "It must be a token's id, 0 to " + (vocabulary - 1) + ".");
        }
        EncoderConfig config = new EncoderConfig(
                folder,
                file.json().path("_name_or_path").asText(""),
                file.modelType(),
                layers,
                heads,
                width,
                file.positive("intermediate_size"),
                vocabulary,
                file.positive("max_position_embeddings"),
                file.positive("type_vocab_size", bert ? 2 : 1),
                (int) padding,
                activation(file),
                file.number("layer_norm_eps", 1e-12));
        if (config.maxTokens() < 3) {
            throw file.refusal(
                    "max_position_embeddings",
                    "" + config.positionRows(),
                    "A text needs three positions at least: a token between two marks.");
        }
        return config;
    }

    private static Activation activation(ConfigFile file) {
        String word = file.word("hidden_act", "gelu", List.of("gelu", "gelu_new", "gelu_pytorch_tanh", "relu"));
        return switch (word) {
            case "gelu" -> Activation.GELU_ERF;
            case "relu" -> Activation.RELU;
            default -> Activation.GELU_TANH;
        };
    }

    public boolean isBert() {
        return modelType.equals("bert");
    }

    /** The row of the first position: RoBERTa keeps the rows up to its padding token's id for padding. */
    int firstPosition() {
        return isBert() ? 0 : padding + 1;
    }

    /** Tokens of a text at most, the two marks at its ends included. */
    public int maxTokens() {
        return positionRows - firstPosition();
    }
}
