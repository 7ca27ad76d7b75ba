package hammingway.run;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What differs between two runs, by what their folders tell: specification, codebook, data, machine and versions, origin, results.
 *
 * @param left  the first run's folder name
 * @param right the second's
 * @param lines what differs, in the order of the parts
 * @param equal fields that agree
 */
public record RunDifference(String left, String right, List<Line> lines, int equal) {
    /** What a run lacks. */
    public static final String NONE = "-";

    /** Results worth comparing; the rest of the metrics follows from them or is long. */
    private static final Pattern RESULT = Pattern.compile(
            "lossNats|accuracy\\.top[15]|likelihood\\..*|bits\\..*|cost\\..*|windows|latency\\.(single|batched)\\..*");

    /** Said in the specification already, or of earlier workers. */
    private static final Pattern SAID = Pattern.compile("seed|specSha256|device|before\\b.*");

    /** What a field belongs to. */
    public enum Part {
        SPECIFICATION("Specification"),
        CODEBOOK("Codebook"),
        DATA("Data"),
        MACHINE("Machine"),
        ORIGIN("Origin"),
        RESULTS("Results");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** A field that differs; {@link #NONE} where a run has none. */
    public record Line(Part part, String field, String left, String right) {}

    private record Key(Part part, String field) {}

    public RunDifference {
        lines = List.copyOf(lines);
    }

    /**
     * Compares two runs, whatever state they are in.
     *
     * @throws hammingway.base.WorkbenchException when a file of theirs cannot be read
     */
    public static RunDifference of(RunFolder left, RunFolder right) {
        Map<Key, String> a = facts(left);
        Map<Key, String> b = facts(right);
        Map<Key, String> all = new LinkedHashMap<>(a);
        b.forEach(all::putIfAbsent);
        List<Line> lines = new ArrayList<>();
        for (Part part : Part.values()) {
            all.keySet().stream()
                    .filter(k -> k.part() == part)
                    .map(k -> new Line(part, k.field(), a.getOrDefault(k, NONE), b.getOrDefault(k, NONE)))
                    .filter(l -> !l.left().equals(l.right()))
                    .forEach(lines::add);
        }
        return new RunDifference(left.id(), right.id(), lines, all.size() - lines.size());
    }

    private static Map<Key, String> facts(RunFolder run) {
        Map<Key, String> facts = new LinkedHashMap<>();
        FlatJson.of(Json.read(run.path().resolve("spec.json")))
                .forEach((f, v) ->
                        facts.put(new Key(f.startsWith("codebook") ? Part.CODEBOOK : Part.SPECIFICATION, f), v));
        FlatJson.of(optional(run.environment())).forEach((f, v) -> {
            if (!SAID.matcher(f).matches()) {
                facts.put(new Key(partOf(f), f), v);
            }
        });
        Branch.of(run)
                .ifPresent(
                        b -> { // its changes show in the specification
                            facts.put(new Key(Part.ORIGIN, "run"), b.run());
                            facts.put(new Key(Part.ORIGIN, "step"), Long.toString(b.step()));
                            facts.put(new Key(Part.ORIGIN, "checkpointSha256"), b.checkpointSha256());
                        });
        RunStatus status = run.status();
        facts.put(new Key(Part.RESULTS, "state"), SpecCodec.kebab(status.state().name()));
        facts.put(new Key(Part.RESULTS, "steps"), String.format(Locale.ROOT, "%d", status.stepsDone()));
        FlatJson.of(optional(run.evaluation().resolve("metrics.json"))).forEach((f, v) -> {
            if (RESULT.matcher(f).matches()) {
                facts.put(new Key(Part.RESULTS, f), v);
            }
        });
        return facts;
    }

    private static Part partOf(String field) {
        return field.startsWith("codebook")
                ? Part.CODEBOOK
                : field.matches("dataSha256|vocabulary|foldedShareTraining") ? Part.DATA : Part.MACHINE;
    }

    private static JsonNode optional(Path file) {
        return Files.exists(file) ? Json.read(file) : Json.object();
    }
}
