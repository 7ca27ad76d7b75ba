package hammingway.run.notes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Exclusive;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.run.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * {@code notes.json} of a project: notes and tags by run id. A finished run is read-only, so they lie beside the runs. Each change is
 * read, merged and written as one act; ids that the project does not have are kept, as their runs may come back.
 */
public final class RunNotes {
    /** The format this version writes and reads. */
    public static final int FORMAT = 1;

    private static final String RUNS = "runs";

    private final Path file;

    public RunNotes(Project project) {
        file = project.folder().resolve("notes.json");
    }

    public Path file() {
        return file;
    }

    /** All notes by run id; none where there is no file yet. */
    public Map<String, RunNote> read() {
        Map<String, RunNote> notes = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return notes;
        }
        JsonNode json = Json.read(file);
        JsonNode format = json.path("format");
        if (format.isIntegralNumber() && format.asLong() > FORMAT) {
            throw new FileFormatException(
                    file,
                    "format",
                    "format " + format.asText() + " of a newer version",
                    "This version reads formats up to " + FORMAT + ": update Hammingway.");
        }
        if (!format.isIntegralNumber()
                || format.asLong() < 1
                || !json.path(RUNS).isObject()) {
            throw new FileFormatException(
                    file,
                    "",
                    "no notes of runs",
                    "It must hold \"format\": " + FORMAT + " and \"runs\": {id: {\"note\", \"tags\"}}."
                            + " Correct it, or move it away: notes then begin anew.");
        }
        json.path(RUNS)
                .properties()
                .forEach(e -> notes.put(
                        e.getKey(),
                        SpecCodec.read(RunNote.class, e.getValue(), file + ", " + RUNS + "." + e.getKey())));
        return notes;
    }

    /** Gives runs a note; an empty one removes it. */
    public Map<String, RunNote> note(Collection<String> runs, String text) {
        return change(runs, n -> n.withNote(text.strip()));
    }

    public Map<String, RunNote> tag(Collection<String> runs, TagChange change) {
        return change(runs, n -> n.with(change));
    }

    /** Gives all notes as they are now. */
    private Map<String, RunNote> change(Collection<String> runs, UnaryOperator<RunNote> change) {
        return Exclusive.on(file, () -> {
            Map<String, RunNote> notes = read();
            for (String run : runs) {
                RunNote changed = change.apply(notes.getOrDefault(run, RunNote.NONE));
                var problems = SpecCodec.problems(changed);
                if (!problems.isEmpty()) {
                    throw new SpecException("The note of " + run + " cannot be kept:", problems);
                }
                notes.put(run, changed);
            }
            notes.values().removeIf(RunNote::isEmpty);
            write(notes);
            return notes;
        });
    }

    private void write(Map<String, RunNote> notes) {
        ObjectNode json = Json.object().put("format", FORMAT);
        ObjectNode runs = json.putObject(RUNS);
        notes.forEach((id, note) -> runs.set(id, SpecCodec.write(note)));
        Json.write(file, json);
    }

    /** Of runs that differ in the seed alone: the first note there is, and all tags. */
    public static RunNote joined(Map<String, RunNote> notes, List<String> runs) {
        List<RunNote> found =
                runs.stream().map(r -> notes.getOrDefault(r, RunNote.NONE)).toList();
        return new RunNote(
                found.stream()
                        .map(RunNote::note)
                        .filter(n -> !n.isEmpty())
                        .findFirst()
                        .orElse(""),
                found.stream().flatMap(n -> n.tags().stream()).toList());
    }
}
