package hammingway.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.FileFormatException;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.torch.ParameterSet;
import hammingway.torch.PartsLoader;
import hammingway.torch.Safetensors;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * All tensors of a trunk, the input embedding first, and how they are found in a checkpoint.
 *
 * @param all      in the order of the parameter set
 * @param prefixes what names may begin with in a file: depends on the class that saved it
 * @param ignored  names, without prefix, of tensors that some files have and no computation needs
 */
public record Weights(List<Weight> all, List<String> prefixes, Pattern ignored) {
    /** The output matrix of all families, where it is not the embedding. */
    public static final String OUTPUT = "lm_head.weight";

    /** Embeddings are often padded to a round number of rows which no token has; Qwen2's by 290. */
    private static final long MAX_PADDING = 1024;

    /** Fields of a backbone that a checkpoint does not decide; a wrong number of positions has a wrong shape. */
    private static final Set<String> FREE =
            Set.of("type", "context", "positions", "dropout", "checkpoint", "initialisation");

    private static final String TABLE = ", one row a token of the run's vocabulary and at most " + MAX_PADDING
            + " more. Use the checkpoint's own tokenizer.json with vocabulary.order tokenizer, or choose another checkpoint.";

    /**
     * Adds the tensors to the set: those of the backbone's checkpoint, or random ones, and adapters.
     *
     * @param config reads the family's configuration
     */
    public void make(Backbone spec, Function<ConfigFile, ModelConfig> config, Trunk.Plan plan) {
        ParameterSet parameters = plan.parameters();
        if (spec.checkpoint().isEmpty()) {
            all.forEach(w -> parameters.add(w.name(), w.init(), plan.random(), w.use(), w.shape()));
        } else {
            load(spec, spec.checkpoint().get(), config, plan);
        }
        Adapters.add(this, plan.tuning(), parameters, plan.random());
    }

    private void load(Backbone spec, String name, Function<ConfigFile, ModelConfig> config, Trunk.Plan plan) {
        Path folder = UserPath.resolve(plan.base(), name, "backbone.checkpoint");
        if (Files.exists(folder.resolve("config.json"), LinkOption.NOFOLLOW_LINKS)) {
            requireSameModel(folder, spec, config.apply(ConfigFile.of(folder)).backbone());
        }
        try (Safetensors file = Safetensors.open(folder)) {
            List<FileFormatException> problems = problems(file);
            if (!problems.isEmpty()) {
                String more =
                        problems.size() == 1 ? "" : " (" + (problems.size() - 1) + " more of its tensors do not fit)";
                throw new WorkbenchException(problems.getFirst().getMessage() + more);
            }
            load(file, plan.parameters());
        }
    }

    private static void requireSameModel(Path folder, Backbone spec, Backbone stored) {
        ObjectNode ours = SpecCodec.write((Record) spec.resolved());
        ObjectNode theirs = SpecCodec.write((Record) stored.resolved());
        List<Problem> problems = new ArrayList<>();
        ours.properties().forEach(e -> {
            JsonNode there = theirs.path(e.getKey());
            if (!FREE.contains(e.getKey()) && !there.equals(e.getValue())) {
                problems.add(new Problem(
                        "backbone." + e.getKey(),
                        e.getValue().toString(),
                        there + ", as the checkpoint's config.json says",
                        "Set it so, or choose another checkpoint"));
            }
        });
        if (!problems.isEmpty()) {
            throw new SpecException("The backbone is not that of the checkpoint " + folder + ":", problems);
        }
    }

    /** What does not fit in a file: tensors that are missing, of another shape or type, or too many. Reads headers only. */
    public List<FileFormatException> problems(Safetensors file) {
        String prefix = prefix(file);
        List<FileFormatException> problems = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Weight weight : all) {
            for (Weight.Part part : weight.parts()) {
                String name = prefix + part.name();
                known.add(name);
                boolean table = part.name().equals(embedding());
                problem(file, name, part.shape(), table).ifPresent(problems::add);
            }
        }
        for (String name : file.names()) {
            if (!known.contains(name) && !name.equals(OUTPUT) && !ignores(file, name)) {
                problems.add(
                        new FileFormatException(
                                file.file(name),
                                "tensor \"" + name + "\"",
                                "the model has no such tensor",
                                "It would be left out of the computation: save the language model alone, without adapters and other heads."));
            }
        }
        return problems;
    }

    /** Whether a tensor of the file is one that no computation needs. */
    public boolean ignores(Safetensors file, String name) {
        String prefix = prefix(file);
        return name.startsWith(prefix)
                && ignored.matcher(name.substring(prefix.length())).matches();
    }

    private static Optional<FileFormatException> problem(
            Safetensors file, String name, long[] expected, boolean table) {
        String where = "tensor \"" + name + "\"";
        if (!file.has(name)) {
            return Optional.of(new FileFormatException(
                    file.source(), where, "it is missing", "The file belongs to another model, or is damaged."));
        }
        long[] shape = file.shape(name);
        boolean fits = table
                ? shape.length == 2
                        && shape[1] == expected[1]
                        && shape[0] >= expected[0]
                        && shape[0] <= expected[0] + MAX_PADDING
                : Arrays.equals(shape, expected);
        if (!fits) {
            return Optional.of(new FileFormatException(
                    file.file(name),
                    where,
                    "shape " + Arrays.toString(shape),
                    "Expected is " + Arrays.toString(expected)
                            + (table ? TABLE : ": the file belongs to another model.")));
        }
        return file.real(name)
                ? Optional.empty()
                : Optional.of(new FileFormatException(
                        file.file(name),
                        where,
                        "dtype " + file.dtype(name),
                        "Weights are floating numbers (F32, F16, BF16): take the original, unquantised model."));
    }

    /** The tensors' names in a file, as its prefix tells; the first prefix where none does. */
    public String prefix(Safetensors file) {
        String table = embedding();
        return prefixes.stream().filter(p -> file.has(p + table)).findFirst().orElse(prefixes.getFirst());
    }

    /** The input embedding's name in a file, without prefix. */
    public String embedding() {
        return all.getFirst().parts().getFirst().name();
    }

    /** Tensor by tensor, and each in parts: beside the model's own, no weight is in memory. */
    private void load(Safetensors file, ParameterSet parameters) {
        String prefix = prefix(file);
        try (PartsLoader loader = parameters.loader()) {
            for (Weight w : all) {
                String first = prefix + w.parts().getFirst().name();
                PartsLoader.Parts source = w.transposed()
                        ? (from, into, count) -> transposed(file, first, w.shape(), from, into, count)
                        : (from, into, count) -> joined(file, prefix, w.parts(), from, into, count);
                loader.add(w.name(), source, w.use(), w.shape());
            }
        }
    }

    private static void joined(
            Safetensors file, String prefix, List<Weight.Part> parts, long from, float[] into, int count) {
        long begin = 0;
        for (Weight.Part part : parts) {
            long first = Math.max(from, begin);
            long last = Math.min(from + count, begin + part.items());
            if (first < last) {
                file.read(prefix + part.name(), first - begin, into, (int) (first - from), (int) (last - first));
            }
            begin += part.items();
        }
    }

    /**
     * Values of a matrix from its transpose in a file, a column of the part after the other: they lie together there.
     *
     * @param shape of the matrix that is wanted (out, in); the file's is (in, out)
     * @param from  the first value wanted, counted row-major
     */
    public static void transposed(Safetensors file, String name, long[] shape, long from, float[] into, int count) {
        long out = shape[0];
        long in = shape[1];
        float[] column = new float[(int) (count / in + 2)];
        for (long i = 0; i < in; i++) {
            long first = Math.max(0, Math.ceilDiv(from - i, in));
            long last = Math.min(out, Math.floorDiv(from + count - 1 - i, in) + 1);
            int rows = (int) Math.max(0, last - first);
            file.read(name, i * out + first, column, 0, rows);
            for (int o = 0; o < rows; o++) {
                into[(int) ((first + o) * in + i - from)] = column[o];
            }
        }
    }
}
