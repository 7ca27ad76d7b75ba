package hammingway.report.table;

import hammingway.eval.EvaluationResult;
import hammingway.run.notes.RunNote;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A line of the table: a run, or several that differ in the seed alone.
 *
 * @param runIds     the runs; the first stands for the line
 * @param evaluation of the first run
 * @param cells      by the key of the column; columns where it has nothing are left out
 */
public record RunLine(List<String> runIds, Optional<EvaluationResult> evaluation, Map<String, Cell> cells) {
    public RunLine {
        runIds = List.copyOf(runIds);
        cells = Map.copyOf(cells);
    }

    /** Of the first run. */
    public String id() {
        return runIds.getFirst();
    }

    public String name() {
        return cell("name").text();
    }

    public Cell cell(String column) {
        return cells.getOrDefault(column, Cell.NONE);
    }

    /** The same line with other notes. */
    public RunLine with(RunNote note) {
        if (note.note().equals(cell("note").text()) && note.tags().equals(tags())) {
            return this;
        }
        Map<String, Cell> changed = new HashMap<>(cells);
        changed.keySet().removeAll(Set.of("note", "tags"));
        if (!note.note().isEmpty()) {
            changed.put("note", Cell.words(note.note()));
        }
        if (!note.tags().isEmpty()) {
            changed.put("tags", Cell.words(String.join(", ", note.tags())));
        }
        return new RunLine(runIds, evaluation, changed);
    }

    public List<String> tags() {
        String tags = cell("tags").text();
        return tags.isEmpty() ? List.of() : List.of(tags.split(", "));
    }
}
