package hammingway.model.checkpoint;

import hammingway.base.FileFormatException;
import hammingway.model.ConfigFile;
import hammingway.model.ModelConfig;
import hammingway.model.Trunk;
import hammingway.model.Weights;
import hammingway.model.gpt2.Gpt2Config;
import hammingway.model.llama.LlamaConfig;
import hammingway.model.opt.OptConfig;
import hammingway.torch.Safetensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A pretrained model in a folder of Hugging Face's layout, of any family that is read. Reading it loads no weight. */
public record Pretrained(Path folder, ModelConfig config) {
    /** The family is told by {@code config.json}. */
    public static Pretrained read(Path folder) {
        ConfigFile file = ConfigFile.of(folder);
        return new Pretrained(folder, config(file));
    }

    private static ModelConfig config(ConfigFile file) {
        String type = file.modelType();
        if (Gpt2Config.MODEL_TYPES.contains(type)) {
            return Gpt2Config.read(file);
        }
        if (OptConfig.MODEL_TYPES.contains(type)) {
            return OptConfig.read(file);
        }
        if (LlamaConfig.MODEL_TYPES.contains(type)) {
            return LlamaConfig.read(file);
        }
        List<String> read = Stream.of(Gpt2Config.MODEL_TYPES, OptConfig.MODEL_TYPES, LlamaConfig.MODEL_TYPES)
                .flatMap(List::stream)
                .toList();
        throw new FileFormatException(
                file.file(),
                "model_type",
                file.has("model_type") ? file.json().get("model_type").toString() : "the field is missing",
                "Read are " + String.join(", ", read) + ". Choose a model of these families.");
    }

    /** The trunk's tensors and their names in the file. */
    public Weights weights() {
        return Trunk.weights(config.backbone(), config.vocabulary());
    }

    /** What does not fit in the folder's files, an output matrix that is missing included. Reads headers only. */
    public List<FileFormatException> problems(Safetensors file) {
        List<FileFormatException> problems = new ArrayList<>(weights().problems(file));
        long[] shape = {config.vocabulary(), config.backbone().width()};
        boolean own = !config.tied();
        if (own && !file.has(Weights.OUTPUT)) {
            problems.add(new FileFormatException(
                    folder,
                    "tensor \"" + Weights.OUTPUT + "\"",
                    "it is missing, though tie_word_embeddings is false",
                    "Save the model with its language-modelling head; a run with a new decision layer does without."));
        } else if (own && !Arrays.equals(file.shape(Weights.OUTPUT), shape)) {
            problems.add(new FileFormatException(
                    file.file(Weights.OUTPUT),
                    "tensor \"" + Weights.OUTPUT + "\"",
                    "shape " + Arrays.toString(file.shape(Weights.OUTPUT)),
                    "Expected is " + Arrays.toString(shape) + ": the file belongs to another model."));
        }
        return problems;
    }

    /** Whether a tensor of the file is no parameter: a buffer, or the second copy of a tied matrix. */
    boolean unused(Safetensors file, String name) {
        return (config.tied() && name.equals(Weights.OUTPUT)) || weights().ignores(file, name);
    }

    /** The output matrix's name in an open file of this model: of its own, or the embedding when tied. */
    public String outputName(Safetensors file) {
        Weights weights = weights();
        return config.tied() ? weights.prefix(file) + weights.embedding() : Weights.OUTPUT;
    }

    /** The output matrix (V, d), of its own or the embedding when tied: what the model's softmax multiplies hidden states with. */
    public Safetensors.Tensor outputMatrix() {
        try (Safetensors file = Safetensors.open(folder)) {
            return file.tensor(
                    outputName(file), config.vocabulary(), config.backbone().width());
        }
    }
}
