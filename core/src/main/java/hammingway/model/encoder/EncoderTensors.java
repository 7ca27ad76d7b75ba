package hammingway.model.encoder;

import hammingway.base.FileFormatException;
import hammingway.base.WorkbenchException;
import hammingway.torch.ParameterSet;
import hammingway.torch.ParameterSet.Use;
import hammingway.torch.PartsLoader;
import hammingway.torch.Safetensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An encoder's tensors: their names and shapes in a checkpoint, and how they get into a parameter set. */
final class EncoderTensors {
    /** Depends on the class that saved the model. */
    private static final List<String> PREFIXES = List.of("", "bert.", "roberta.");

    static final List<String> TABLES = List.of(
            "embeddings.word_embeddings.weight",
            "embeddings.position_embeddings.weight",
            "embeddings.token_type_embeddings.weight",
            "embeddings.LayerNorm.weight",
            "embeddings.LayerNorm.bias");

    /** Buffers that some versions of the library saved. */
    private static final Set<String> IGNORED = Set.of("embeddings.position_ids", "embeddings.token_type_ids");

    /** Parts of a block, in the order that the operator takes them, each with a weight and a bias. */
    private static final List<String> PARTS = List.of(
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
            "attention.output.LayerNorm",
            "intermediate.dense",
            "output.dense",
            "output.LayerNorm");

    private final EncoderConfig config;
    private final Safetensors file;
    private final String prefix;

    EncoderTensors(EncoderConfig config, Safetensors file) {
        this.config = config;
        this.file = file;
        this.prefix = PREFIXES.stream()
                .filter(p -> file.has(p + TABLES.getFirst()))
                .findFirst()
                .orElse("");
    }

    /** Names of a block's tensors, in the operator's order. */
    static List<String> block(int layer) {
        String block = "encoder.layer." + layer + ".";
        List<String> names = new ArrayList<>();
        for (String part : PARTS) {
            names.add(block + part + ".weight");
            names.add(block + part + ".bias");
        }
        return names;
    }

    private long[] shape(String name) {
        int d = config.width();
        int f = config.inner();
        if (name.startsWith("embeddings.")) {
            return switch (TABLES.indexOf(name)) {
                case 0 -> new long[] {config.vocabulary(), d};
                case 1 -> new long[] {config.positionRows(), d};
                case 2 -> new long[] {config.segmentRows(), d};
                default -> new long[] {d};
            };
        }
        boolean up = name.contains(".intermediate.");
        if (name.endsWith(".bias") || name.contains(".LayerNorm.")) {
            return new long[] {up ? f : d};
        }
        boolean down = name.endsWith(".output.dense.weight") && !name.contains(".attention.");
        return new long[] {up ? f : d, down ? f : d};
    }

    private Map<String, long[]> expected(int layers) {
        Map<String, long[]> all = new LinkedHashMap<>();
        TABLES.forEach(n -> all.put(n, shape(n)));
        for (int i = 0; i < layers; i++) {
            block(i).forEach(n -> all.put(n, shape(n)));
        }
        return all;
    }

    /** The file's name: weights that were converted from TensorFlow call a norm's weight gamma and its bias beta. */
    private String stored(String name) {
        String usual = prefix + name;
        String old = usual.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta");
        return file.has(usual) || !file.has(old) ? usual : old;
    }

    /** Adds the tables and the first blocks, once the headers of all files were compared with the configuration. */
    void load(int layers, ParameterSet parameters) {
        requireAll();
        try (PartsLoader loader = parameters.loader()) {
            expected(layers).forEach((name, shape) -> {
                String stored = stored(name);
                loader.add(name, (from, into, count) -> file.read(stored, from, into, 0, count), Use.FIXED, shape);
            });
        }
    }

    private void requireAll() {
        List<FileFormatException> problems = new ArrayList<>();
        Set<String> known = new HashSet<>();
        expected(config.layers()).forEach((name, shape) -> {
            String stored = stored(name);
            known.add(stored);
            check(stored, shape, problems);
        });
        for (String name : file.names()) {
            String bare = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
            boolean ours = bare.startsWith("embeddings.") || bare.startsWith("encoder.");
            if (ours && !known.contains(name) && !IGNORED.contains(bare)) {
                problems.add(problem(
                        name,
                        "config.json tells of no such tensor",
                        "It would be left out of the computation: take the config.json that came with the weights."));
            }
        }
        if (!problems.isEmpty()) {
            int more = problems.size() - 1;
            throw new WorkbenchException(problems.getFirst().getMessage()
                    + (more == 0 ? "" : " (" + more + " more of its tensors do not fit)"));
        }
    }

    private void check(String name, long[] shape, List<FileFormatException> problems) {
        if (!file.has(name)) {
            problems.add(new FileFormatException(
                    file.source(),
                    "tensor \"" + name + "\"",
                    "it is missing",
                    "The file belongs to another model, or is damaged."));
        } else if (!Arrays.equals(file.shape(name), shape)) {
            problems.add(problem(
                    name,
                    "shape " + Arrays.toString(file.shape(name)),
                    "Expected is " + Arrays.toString(shape) + ": the file belongs to another model."));
        } else if (!file.real(name)) {
            problems.add(problem(
                    name,
                    "dtype " + file.dtype(name),
                    "Weights are floating numbers (F32, F16, BF16): take the original, unquantised model."));
        }
    }

    private FileFormatException problem(String name, String found, String fix) {
        return new FileFormatException(file.file(name), "tensor \"" + name + "\"", found, fix);
    }
}
