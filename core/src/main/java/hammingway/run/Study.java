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
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Several runs that answer one question together. A study file holds a {@code base} specification and, per run, the fields that
 * differ from it ({@code set}: path to value). {@code product} is a list of lists of such named alternatives; each choice of one
 * from every list is a run too, named by them all, the fields of later lists last. {@code modes} are named sets of fields that
 * apply to all runs; {@code scaleAlso} names numbers beside the steps that a scale shrinks too, such as the size of a text that is
 * read once. Runs whose codebook is made from another run of the study come after it.
 */
public record Study(String name, String title, List<RunSpec> runs) {
    /** The studies that come with the program. */
    public static final List<String> PRESETS =
            List.of("quickstart", "codes", "paper-pretrain", "tinyshakespeare", "finetune", "paper-finetune");

    /** More runs than anybody waits for: a slip in the lists of a product. */
    private static final int MAX_RUNS = 1000;

    /**
     * How a study is varied.
     *
     * @param mode  one of the file's modes; empty: its first, if it has any
     * @param scale factor on the training steps and on the file's {@code scaleAlso} fields
     * @param seeds runs per specification, with seeds counted up from the file's
     * @param set   fields set in every run, path to JSON or text
     * @param model folder of a model that every run begins with
     */
    public record Options(String mode, double scale, int seeds, Map<String, String> set, Optional<Path> model) {
        public static final Options NONE = new Options("", 1, 1, Map.of());

        public Options(String mode, double scale, int seeds, Map<String, String> set) {
            this(mode, scale, seeds, set, Optional.empty());
        }
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

    /** The runs of a preset as they are before anyone chose a model, without which some of them cannot be. */
    public static List<ObjectNode> drafts(String preset) {
        JsonNode json = preset(preset);
        Path file = Path.of(preset + ".json");
        return variants(file, json).stream()
                .map(v -> draft(begun((ObjectNode) json.path("base"), mode(file, json, ""), v)))
                .toList();
    }

    /** With all fields that have a default. */
    private static ObjectNode draft(ObjectNode spec) {
        try {
            return SpecCodec.write(SpecCodec.read(RunSpec.class, spec, "The run"));
        } catch (SpecException unused) { // it is right on a model: which one does not matter here
            ObjectNode based = spec.deepCopy();
            SpecCodec.set(based, "backbone.checkpoint", "model");
            SpecCodec.set(based, "vocabulary.order", "tokenizer");
            ObjectNode whole = SpecCodec.write(SpecCodec.read(RunSpec.class, based, "The run"));
            ((ObjectNode) whole.path("backbone")).remove("checkpoint");
            SpecCodec.set(
                    whole,
                    "vocabulary.order",
                    SpecKinds.at(spec, "vocabulary.order").asText());
            return whole;
        }
    }

    private static ObjectNode begun(ObjectNode base, JsonNode mode, Variant entry) {
        ObjectNode spec = base.deepCopy();
        spec.put("name", entry.name());
        apply(spec, mode);
        entry.sets().forEach(set -> apply(spec, set));
        return spec;
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
                || (json.path("runs").isEmpty() && json.path("product").isEmpty())) {
            throw new WorkbenchException(
                    file
                            + " is no study: it needs a base specification and a list of runs. Compare it with the preset quickstart.");
        }
        requireKnown(file, "", json, List.of("title", "base", "modes", "runs", "product", "scaleAlso"));
        List<RunSpec> runs = new ArrayList<>();
        for (Variant entry : variants(file, json)) {
            if (!wanted.test(entry.name())) {
                continue;
            }
            ObjectNode spec = begun(base, mode(file, json, options.mode()), entry);
            options.model().ifPresent(folder -> FromModel.into(spec, folder));
            options.set().forEach((path, value) -> SpecCodec.set(spec, path, value));
            json.path("scaleAlso").forEach(path -> scale(spec, path.asText(), options.scale()));
            RunSpec run = SpecCodec.read(RunSpec.class, spec, file + ", run \"" + entry.name() + "\"");
            run = run.withTraining(run.training()
                    .withSteps((int) Math.max(1, Math.round(run.training().steps() * options.scale()))));
            for (int s = 0; s < options.seeds(); s++) {
                runs.add(
                        s == 0 ? run : run.withSeed(run.seed() + s).withName(run.name() + " seed " + (run.seed() + s)));
            }
        }
        String title = json.path("title").asText(name);
        return new Study(
                name, options.mode().isEmpty() ? title : title + ", " + options.mode(), sourcesFirst(file, runs));
    }

    /** A run before it is read: its name, and the fields set in it, later ones over earlier. */
    private record Variant(String name, List<JsonNode> sets) {
        Variant with(JsonNode alternative) {
            String own = alternative.path("name").asText();
            List<JsonNode> all = new ArrayList<>(sets);
            all.add(alternative.path("set"));
            return new Variant(name.isEmpty() ? own : name + ", " + own, all);
        }
    }

    private static List<Variant> variants(Path file, JsonNode json) {
        Variant none = new Variant("", List.of());
        List<Variant> all = new ArrayList<>();
        alternatives(file, "runs", json.path("runs")).forEach(r -> all.add(none.with(r)));
        List<Variant> product = List.of(none);
        requireList(file, "product", json.path("product"));
        for (int i = 0; i < json.path("product").size(); i++) {
            List<JsonNode> list = alternatives(
                    file, "product[" + i + "]", json.path("product").get(i));
            if (list.isEmpty() || (long) product.size() * list.size() > MAX_RUNS) {
                throw new FileFormatException(
                        file,
                        "product[" + i + "]",
                        list.isEmpty() ? "an empty list" : "more than " + MAX_RUNS + " runs with the lists before",
                        "Each list has at least one alternative with a name and a set of fields, and all their choices make at most "
                                + MAX_RUNS + " runs.");
            }
            product = product.stream().flatMap(v -> list.stream().map(v::with)).toList();
        }
        if (!json.path("product").isEmpty()) {
            all.addAll(product);
        }
        requireDifferent(file, all.stream().map(Variant::name).toList());
        return all;
    }

    private static void requireList(Path file, String where, JsonNode node) {
        if (!node.isArray() && !node.isMissingNode()) {
            throw new FileFormatException(
                    file, where, "no list", "It is a list of alternatives: [{\"name\": ..., \"set\": {...}}, ...].");
        }
    }

    /** Named sets of fields; none where the list is missing. */
    private static List<JsonNode> alternatives(Path file, String where, JsonNode list) {
        requireList(file, where, list);
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode entry : list) {
            requireKnown(file, where, entry, List.of("name", "set"));
            all.add(entry);
        }
        return all;
    }

    private static void requireDifferent(Path file, List<String> names) {
        List<String> seen = new ArrayList<>();
        for (String name : names) {
            if (seen.contains(name)) {
                throw new FileFormatException(
                        file, "runs", "two runs named \"" + name + "\"", "Give each run a name of its own.");
            }
            seen.add(name);
        }
    }

    /** The same runs in the same order, save that runs come after those which their codebooks are made from. */
    private static List<RunSpec> sourcesFirst(Path file, List<RunSpec> runs) {
        List<RunSpec> waiting = new ArrayList<>(runs);
        List<RunSpec> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            RunSpec next = waiting.stream()
                    .filter(r -> waiting.stream().noneMatch(o -> !o.equals(r) && r.madeFrom(o)))
                    .findFirst()
                    .orElseThrow(() -> new FileFormatException(
                            file,
                            "runs",
                            "the codebooks of "
                                    + String.join(
                                            " and ",
                                            waiting.stream().map(RunSpec::name).toList()) + " are made from each other",
                            "Let one of them be made from something else."));
            waiting.remove(next);
            ordered.add(next);
        }
        return ordered;
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
