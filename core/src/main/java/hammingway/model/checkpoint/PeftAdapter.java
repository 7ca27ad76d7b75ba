package hammingway.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.model.Adapters;
import hammingway.model.Backbone;
import hammingway.model.Trunk;
import hammingway.model.Tuning;
import hammingway.model.Weights;
import hammingway.torch.ParameterSet;
import hammingway.torch.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A LoRA adapter in the folder of Hugging Face's PEFT library: {@code adapter_config.json} and {@code adapter_model.safetensors}. What
 * would make it compute something else than {@code W + alpha / r B A} is refused by name.
 *
 * @param rank   r of all its layers
 * @param named  its layers as its configuration names them, mostly by kind
 * @param layers as a checkpoint names them, without prefix, in the order of their names
 */
public record PeftAdapter(
        Path folder, int rank, double alpha, double dropout, List<String> named, List<String> layers) {
    static final String CONFIG = "adapter_config.json";
    static final String TENSORS = "adapter_model.safetensors";

    /** What the library puts before the names of a model's modules. */
    static final String PREFIX = "base_model.model.";

    static final String A = ".lora_A.weight";
    static final String B = ".lora_B.weight";

    /** Configurations have some dozens of lines. */
    private static final long MAX_BYTES = 4_000_000;

    /** Fields that decide nothing here, or that are looked at one by one; all others must be as empty as they are in plain LoRA. */
    private static final List<String> PLAIN = List.of(
            "alora_invocation_tokens",
            "auto_mapping",
            "base_model_name_or_path",
            "bias",
            "ensure_weight_tying",
            "exclude_modules",
            "fan_in_fan_out",
            "inference_mode",
            "init_lora_weights",
            "layers_pattern",
            "layers_to_transform",
            "lora_alpha",
            "lora_dropout",
            "megatron_core",
            "peft_type",
            "peft_version",
            "qalora_group_size",
            "r",
            "revision",
            "target_modules",
            "task_type");

    private static final String OTHER = "Plain LoRA is read, with one rank and one alpha for all layers. "
            + "Merge such an adapter into its model with PEFT's merge_and_unload, and begin with that model.";

    /** Reads the configuration and the names of the tensors, no values. */
    public static PeftAdapter read(Path folder) {
        Path file = folder.resolve(CONFIG);
        JsonNode config = Json.read(file, MAX_BYTES);
        requirePlain(file, config);
        try (Safetensors tensors = open(folder)) {
            TreeSet<String> layers = new TreeSet<>();
            for (String name : tensors.names()) {
                layers.add(layer(tensors, name));
            }
            return new PeftAdapter(
                    folder,
                    (int) number(file, config, "r", 1, 1024),
                    number(file, config, "lora_alpha", 0, 1e6),
                    number(file, config, "lora_dropout", 0, 0.95),
                    named(config.path("target_modules"), layers),
                    List.copyOf(layers));
        }
    }

    /** A text is a pattern of names, but for the word that means all layers. */
    private static List<String> named(JsonNode targets, Iterable<String> layers) {
        List<String> named = new ArrayList<>();
        if (targets.asText("").equals(Adapters.ALL)) {
            named.add(Adapters.ALL);
        } else if (targets.isArray()) {
            targets.forEach(t -> named.add(t.asText()));
            named.sort(null); // the library writes a set
        } else {
            layers.forEach(l -> named.add(l.replaceFirst("^(transformer|model\\.decoder|model|decoder)\\.", "")));
        }
        return List.copyOf(named);
    }

    /** The LoRA of a run that starts from this adapter. */
    public Tuning.Lora tuning() {
        return new Tuning.Lora(rank, alpha, dropout, named, Optional.of(folder.toString()));
    }

    private static Safetensors open(Path folder) {
        Path file = folder.resolve(TENSORS);
        if (!Files.isRegularFile(file) && Files.exists(folder.resolve("adapter_model.bin"))) {
            throw new FileFormatException(
                    file,
                    "",
                    "the adapter is a pickle (adapter_model.bin), which could run code",
                    "Pickles are never read. Where you trust it, load it with PEFT and save it again:"
                            + " save_pretrained writes " + TENSORS + ".");
        }
        return Safetensors.open(file);
    }

    private static void requirePlain(Path file, JsonNode config) {
        if (!config.path("peft_type").asText().equals("LORA")) {
            throw new FileFormatException(file, "peft_type", config.path("peft_type") + "", OTHER);
        }
        if (!config.path("bias").asText("none").equals("none")) {
            throw new FileFormatException(file, "bias", config.path("bias") + "", OTHER);
        }
        JsonNode start = config.path("init_lora_weights");
        if (start.isTextual() && !List.of("gaussian", "orthogonal").contains(start.asText())) {
            throw new FileFormatException(
                    file, "init_lora_weights", start + ", which may change the model's own weights", OTHER);
        }
        for (Map.Entry<String, JsonNode> e : config.properties()) {
            JsonNode value = e.getValue();
            boolean empty = value.isNull()
                    || (value.isBoolean() && !value.asBoolean())
                    || (value.isContainerNode() && value.isEmpty());
            if (!empty && !PLAIN.contains(e.getKey())) {
                throw new FileFormatException(file, e.getKey(), value.toString(), OTHER);
            }
        }
    }

    private static double number(Path file, JsonNode config, String name, double least, double most) {
        JsonNode value = config.path(name);
        boolean whole = !name.equals("r") || value.isIntegralNumber();
        if (!value.isNumber() || !whole || !(value.asDouble() >= least && value.asDouble() <= most)) {
            throw new FileFormatException(
                    file,
                    name,
                    value.isMissingNode() ? "the field is missing" : value.toString(),
                    "It must be a " + (name.equals("r") ? "whole " : "") + "number from "
                            + (name.equals("r") ? "1 to 1024" : least + " to " + most) + ".");
        }
        return value.asDouble();
    }

    /** The layer of a tensor, as the library names it. */
    private static String layer(Safetensors tensors, String name) {
        if (name.startsWith(PREFIX) && (name.endsWith(A) || name.endsWith(B))) {
            return name.substring(PREFIX.length(), name.length() - A.length());
        }
        throw new FileFormatException(
                tensors.file(name), "tensor \"" + name + "\"", "it is no matrix of plain LoRA", OTHER);
    }

    /** The layers of the adapter as a run names targets: by kind, where all layers of those kinds are in it. */
    public List<String> targets(Backbone backbone) {
        Weights weights = Trunk.weights(backbone, 1);
        List<String> found = within(weights);
        List<String> kinds = Adapters.layers(weights).stream()
                .filter(l -> found.contains(l.name()))
                .map(Adapters.Layer::kind)
                .distinct()
                .toList();
        List<String> ofKinds = names(weights, new Tuning.Lora(rank, alpha, dropout, kinds));
        return new TreeSet<>(ofKinds).equals(new TreeSet<>(found)) ? kinds : found;
    }

    private static List<String> names(Weights weights, Tuning.Lora lora) {
        return Adapters.targets(weights, lora).stream()
                .map(Adapters.Layer::name)
                .toList();
    }

    /** Names without the prefix that depends on the class of the model. */
    private List<String> within(Weights weights) {
        return layers.stream()
                .map(l -> weights.prefixes().stream()
                        .filter(l::startsWith)
                        .map(p -> l.substring(p.length()))
                        .findFirst()
                        .orElse(l))
                .toList();
    }

    /** What does not agree with a run's LoRA; paths relative to the tuning. */
    public List<Problem> problems(Backbone backbone, Tuning.Lora lora) {
        List<Problem> problems = new ArrayList<>();
        if (lora.rank() != rank) {
            problems.add(new Problem("rank", "" + lora.rank(), rank + ", as the adapter's r", "Set it so"));
        }
        if (lora.alpha() != alpha) {
            problems.add(new Problem("alpha", "" + lora.alpha(), alpha + ", as the adapter's lora_alpha", "Set it so"));
        }
        Weights weights = Trunk.weights(backbone, 1);
        if (!new TreeSet<>(names(weights, lora)).equals(new TreeSet<>(within(weights)))) {
            List<String> fitting = targets(backbone);
            List<String> told = fitting.size() <= 8 ? fitting : fitting.subList(0, 8);
            problems.add(new Problem(
                    "targets",
                    lora.targets().toString(),
                    String.join(", ", told)
                            + (fitting.size() > told.size() ? " and " + (fitting.size() - told.size()) + " more" : "")
                            + ", the layers of the adapter",
                    "Set them so, or choose an adapter of a " + backbone.family() + " model of " + backbone.layers()
                            + " layers"));
        }
        return problems;
    }

    /** Sets a run's untrained adapters, which agree with this one, to its values. */
    public void into(ParameterSet parameters, Weights weights, Tuning.Lora lora) {
        try (Safetensors tensors = open(folder)) {
            for (Adapters.Layer layer : Adapters.targets(weights, lora)) {
                String stored = weights.prefixes().stream()
                        .map(p -> PREFIX + p + layer.name())
                        .filter(n -> tensors.has(n + A))
                        .findFirst()
                        .orElse(PREFIX + weights.prefixes().getFirst() + layer.name());
                parameters.set(
                        layer.a(),
                        tensors.tensor(stored + A, rank, layer.inputs()).values());
                parameters.set(
                        layer.b(),
                        tensors.tensor(stored + B, layer.outputs(), rank).values());
            }
        }
    }

    /**
     * Writes an adapter of ours.
     *
     * @param base    the model's folder, for the user of the adapter
     * @param trained a checkpoint's tensors
     * @param output  an output matrix that was trained in full beside the adapters
     */
    public static void write(
            Path folder,
            String base,
            Backbone backbone,
            Tuning.Lora lora,
            Safetensors trained,
            Optional<Safetensors.Tensor> output) {
        Weights weights = Trunk.weights(backbone, 1);
        List<Adapters.Layer> layers = Adapters.targets(weights, lora);
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        for (Adapters.Layer l : layers) {
            String name = PREFIX + weights.prefixes().getFirst() + l.name();
            tensors.put(name + A, trained.tensor(l.a(), lora.rank(), l.inputs()));
            tensors.put(name + B, trained.tensor(l.b(), l.outputs(), lora.rank()));
        }
        output.ifPresent(o -> tensors.put(PREFIX + Weights.OUTPUT, o));
        Safetensors.write(folder.resolve(TENSORS), tensors, Map.of("format", "pt"));
        boolean named = !lora.targets().isEmpty() && !lora.targets().contains(Adapters.ALL);
        ObjectNode config = Json.object();
        config.put("peft_type", "LORA").put("task_type", "CAUSAL_LM").put("base_model_name_or_path", base);
        config.put("r", lora.rank());
        if (lora.alpha() == Math.rint(lora.alpha())) {
            config.put("lora_alpha", (long) lora.alpha());
        } else {
            config.put("lora_alpha", lora.alpha());
        }
        config.put("lora_dropout", lora.dropout());
        var targets = config.putArray("target_modules");
        (named
                        ? lora.targets().stream()
                        : layers.stream().map(Adapters.Layer::kind).distinct())
                .forEach(targets::add);
        config.put("fan_in_fan_out", backbone instanceof Backbone.Gpt2);
        config.put("bias", "none").put("inference_mode", true);
        if (output.isPresent()) {
            config.putArray("modules_to_save").add("lm_head");
        }
        Json.write(folder.resolve(CONFIG), config);
    }
}
