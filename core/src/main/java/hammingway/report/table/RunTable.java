package hammingway.report.table;

import hammingway.run.notes.RunNote;
import hammingway.run.notes.RunNotes;
import java.util.List;
import java.util.Map;

/** Runs as lines, and the columns that they can be shown in. */
public record RunTable(List<RunLine> lines, Columns columns) {
    public static final RunTable EMPTY = new RunTable(List.of(), new Columns(List.of()));

    public RunTable {
        lines = List.copyOf(lines);
    }

    /** The same runs with the notes as they are now. */
    public RunTable with(Map<String, RunNote> notes) {
        return new RunTable(
                lines.stream()
                        .map(l -> notes.isEmpty() ? l.with(RunNote.NONE) : l.with(RunNotes.joined(notes, l.runIds())))
                        .toList(),
                columns);
    }
}
