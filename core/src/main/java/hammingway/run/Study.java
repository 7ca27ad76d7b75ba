package hammingway.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Several runs that answer one question together. A study file holds a {@code base} specification and, per run, the fields that
 * differ from it ({@code set}: path to value); {@code modes} are named sets of fields that apply to all runs; {@code scaleAlso} names
 * numbers beside the steps that a scale shrinks too, such as the size of a text that is read once.
 */
public record Study(String name, String title, List<RunSpec> runs) {
    /** The studies that come with the program. */
    public static final List<String> PRESETS = List.of("quickstart", "paper-pretrain", "tinyshakespeare");

    /**
     * How a study is varied.
     *
     * @param mode  one of the file's modes; empty: its first, if it has any
     * @param scale factor on the training steps and on the file's {@code scaleAlso} fields
     * @param seeds runs per specification, with seeds counted up from the file's
     * @param set   fields set in every run, path to JSON or text
     */
    public record Options(String mode, double scale, int seeds, Map<String, String> set) {
        public static final Options NONE = new Options("", 1, 1, Map.of());
    }

    /** @param nameOrFile a preset's name, or a study file */
    public static Study load(String nameOrFile, Options options) {
        return load(nameOrFile, options, name -> true);
    }

    private static Study load(String nameOrFile, Options options, Predicate<String> wanted) {
        Path file = UserPath.resolve(Path.of(""), nameOrFile, "the study");
        if (PRESETS.contains(nameOrFile)) {
            return of(nameOrFile, Path.of(nameOrFile + ".json"), preset(nameOrFile), options, wanted);
        }
        if (!Files.exists(file)) {
            throw new WorkbenchException("There is no study \"" + nameOrFile + "\". Name one of "
                    + String.join(", ", PRESETS) + ", or a study file.");
        }
        return of(file.getFileName().toString().replaceFirst("\\.json$", ""), file, Json.read(file), options, wanted);
    }

    /**
     * One run of a study.
     *
     * @param studyAndRun such as {@code quickstart:softmax}
     */
    public static RunSpec run(String studyAndRun, Options options) {
        int colon = studyAndRun.lastIndexOf(':');
        String name = studyAndRun.substring(colon + 1);
        List<RunSpec> found = load(studyAndRun.substring(0, Math.max(0, colon)), options, name::equals)
                .runs();
        if (found.isEmpty()) {
            throw new WorkbenchException("There is no run \"" + name + "\" in the study. Name one of "
                    + String.join(", ", names(studyAndRun.substring(0, colon))) + ".");
        }
        return found.getFirst();
    }

    private static List<String> names(String study) {
        return load(study, Options.NONE).runs().stream().map(RunSpec::name).toList();
    }

    private static JsonNode preset(String name) {
        String resource = "/hammingway/presets/" + name + ".json";
        try (InputStream in = Study.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return Json.parse(Path.of(name + ".json"), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Study of(String name, Path file, JsonNode json, Options options, Predicate<String> wanted) {
        if (!(json.path("base") instanceof ObjectNode base)
                || !json.path("runs").isArray()
                || json.path("runs").isEmpty()) {
            throw new WorkbenchException(
                    file
                            + " is no study: it needs a base specification and a list of runs. Compare it with the preset quickstart.");
        }
        requireKnown(file, "", json, List.of("title", "base", "modes", "runs", "scaleAlso"));
        List<RunSpec> runs = new ArrayList<>();
        for (JsonNode entry : json.path("runs")) {
            requireKnown(file, "runs", entry, List.of("name", "set"));
            if (!wanted.test(entry.path("name").asText())) {
                continue;
            }
            ObjectNode spec = base.deepCopy();
            spec.put("name", entry.path("name").asText());
            apply(spec, mode(file, json, options.mode()));
            apply(spec, entry.path("set"));
            options.set().forEach((path, value) -> SpecCodec.set(spec, path, value));
            json.path("scaleAlso").forEach(path -> scale(spec, path.asText(), options.scale()));
            RunSpec run = SpecCodec.read(
                    RunSpec.class, spec, file + ", run \"" + entry.path("name").asText() + "\"");
            run = run.withTraining(run.training()
                    .withSteps((int) Math.max(1, Math.round(run.training().steps() * options.scale()))));
            for (int s = 0; s < options.seeds(); s++) {
                runs.add(
                        s == 0 ? run : run.withSeed(run.seed() + s).withName(run.name() + " seed " + (run.seed() + s)));
            }
        }
        String title = json.path("title").asText(name);
        return new Study(name, options.mode().isEmpty() ? title : title + ", " + options.mode(), runs);
    }

    private static void scale(ObjectNode spec, String path, double factor) {
        JsonNode value = spec.at("/" + path.replace('.', '/'));
        if (value.isNumber()) {
            SpecCodec.set(spec, path, Double.toString(value.asDouble() * factor));
        }
    }

    /** A misspelled field must not silently leave the base as it is. */
    private static void requireKnown(Path file, String where, JsonNode node, List<String> known) {
        List<String> unknown = new ArrayList<>();
        node.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(known);
        if (!node.isObject() || !unknown.isEmpty()) {
            throw new FileFormatException(
                    file,
                    where,
                    node.isObject() ? "unknown field " + String.join(", ", unknown) : "no group of fields { ... }",
                    "Known are " + String.join(", ", known) + ".");
        }
    }

    private static JsonNode mode(Path file, JsonNode json, String mode) {
        JsonNode modes = json.path("modes");
        if (modes.isEmpty() && mode.isEmpty()) {
            return modes;
        }
        List<String> names = new ArrayList<>();
        modes.fieldNames().forEachRemaining(names::add);
        String chosen = mode.isEmpty() ? names.getFirst() : mode;
        if (!modes.has(chosen)) {
            throw new SpecException(
                    file + ":",
                    List.of(new Problem(
                            "mode",
                            mode,
                            names.isEmpty() ? "none: this study has no modes" : String.join(", ", names),
                            "Choose one of them")));
        }
        return modes.get(chosen);
    }

    private static void apply(ObjectNode spec, JsonNode set) {
        set.properties()
                .forEach(e -> SpecCodec.set(spec, e.getKey(), e.getValue().toString()));
    }
}
