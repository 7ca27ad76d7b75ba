package hammingway.model;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import java.nio.file.Path;
import java.util.List;

/** A model folder's {@code config.json}: fields that are taken as they are, fields that must have one value, and all others ignored. */
public record ConfigFile(Path file, JsonNode json) {
    /** Configurations have some hundred lines. */
    private static final long MAX_BYTES = 4_000_000;

    public static ConfigFile of(Path folder) {
        Path file = folder.resolve("config.json");
        JsonNode json = Json.read(file, MAX_BYTES);
        if (!json.isObject()) {
            throw new FileFormatException(
                    file, "", "no group of fields { ... }", "Take the config.json that came with the weights.");
        }
        return new ConfigFile(file, json);
    }

    /** Whether a field is there and not null. */
    public boolean has(String name) {
        return json.hasNonNull(name);
    }

    public String modelType() {
        return json.path("model_type").asText("");
    }

    /** Which model types a reader takes. */
    public void requireModelType(String family, List<String> allowed) {
        if (!allowed.contains(modelType())) {
            throw refusal(
                    "model_type",
                    has("model_type") ? json.get("model_type").toString() : "the field is missing",
                    family + " backbones read " + String.join(" and ", allowed)
                            + ". Choose the backbone type of the folder's family, or another folder.");
        }
    }

    /** Weights packed into fewer bits cannot be trained and are not read. */
    public void refuseQuantised() {
        if (has("quantization_config")) {
            String method =
                    json.path("quantization_config").path("quant_method").asText("unknown");
            throw refusal(
                    "quantization_config",
                    "the weights are quantised (quant_method " + method + ")",
                    "Float32, float16 and bfloat16 weights are read: take the original, unquantised model.");
        }
    }

    public int positive(String name) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 1) {
            throw refusal(
                    name,
                    value.isMissingNode() ? "the field is missing" : value.toString(),
                    "It must be a positive whole number.");
        }
        return value.asInt();
    }

    public int positive(String name, int byDefault) {
        return has(name) ? positive(name) : byDefault;
    }

    public double number(String name, double byDefault) {
        return number(json, name, name, byDefault);
    }

    /** A number of a group of fields within. */
    public double number(JsonNode group, String name, String path, double byDefault) {
        if (!group.hasNonNull(name)) {
            return byDefault;
        }
        JsonNode value = group.get(name);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw refusal(path, value.toString(), "It must be a finite number.");
        }
        return value.doubleValue();
    }

    public boolean flag(String name, boolean byDefault) {
        JsonNode value = json.path(name);
        if (!has(name)) {
            return byDefault;
        }
        if (!value.isBoolean()) {
            throw refusal(name, value.toString(), "It must be true or false.");
        }
        return value.booleanValue();
    }

    /** For a variant of the model that is not computed here. */
    public void require(String name, boolean value) {
        if (flag(name, value) != value) {
            throw refusal(
                    name,
                    "" + !value,
                    "Only " + value + " is read: the model would compute something else. Choose another model.");
        }
    }

    /** A word out of some. */
    public String word(String name, String byDefault, List<String> allowed) {
        String value = has(name) ? json.get(name).asText() : byDefault;
        if (!allowed.contains(value)) {
            throw refusal(
                    name,
                    json.path(name).toString(),
                    (allowed.size() == 1 ? "Read is " : "Read are ") + String.join(", ", allowed)
                            + ". Choose another model.");
        }
        return value;
    }

    public FileFormatException refusal(String field, String found, String fix) {
        return new FileFormatException(file, field, found, fix);
    }

    /** The specification by the rules of all specifications, so that no size is believed which a form would refuse. */
    public <B extends Record & Backbone> ModelConfig checked(B backbone, boolean tied) {
        List<Problem> problems = SpecCodec.problems(backbone);
        if (!problems.isEmpty()) {
            throw refusal(
                    "as a backbone",
                    problems.getFirst().toString(),
                    "Such a model cannot be computed here. Choose another model.");
        }
        return new ModelConfig(backbone, positive("vocab_size"), tied);
    }

    /** A window to begin with: what the model can see, at most 2,048 tokens, which fit the memory of a desk's computer. */
    public static int context(int positions) {
        return Math.min(positions, 2048);
    }
}
