package hammingway.report.table;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Doc;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.eval.EvaluationResult;
import hammingway.report.Comparison;
import hammingway.report.ComparisonRow;
import hammingway.report.EvaluatedRuns;
import hammingway.run.Project;
import hammingway.run.RunEvent;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.RunStatus;
import hammingway.run.notes.RunNotes;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a project's runs into a table. Used once, on one thread. */
public final class RunTableReader {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Map<String, Column> fields = new LinkedHashMap<>();
    private final List<String> damaged = new ArrayList<>();

    private RunTableReader() {}

    /** A line for each row of a comparison, without notes; what cannot be read any more is left out. */
    public static RunTable of(Project project, Comparison comparison, Progress progress) {
        RunTableReader reader = new RunTableReader();
        Map<String, RunFolder> folders = new HashMap<>();
        project.runs().forEach(f -> folders.put(f.id(), f));
        List<RunLine> lines = new ArrayList<>();
        for (ComparisonRow row : comparison.rows()) {
            progress.check();
            Optional.ofNullable(folders.get(row.runIds().getFirst()))
                    .flatMap(f -> reader.line(f, Optional.of(row)))
                    .ifPresent(lines::add);
        }
        return reader.table(lines);
    }

    /**
     * A line for each run of a project, evaluated or not.
     *
     * @param told takes what is wrong with runs that cannot be read
     */
    public static RunTable ofAll(Project project, List<String> told, Progress progress) {
        RunTableReader reader = new RunTableReader();
        List<RunFolder> runs = project.runs();
        Map<String, ComparisonRow> kinds = new HashMap<>();
        // the table has no intervals: no traces are read for them
        EvaluatedRuns.read(runs, progress)
                .compared()
                .rows()
                .forEach(r -> r.runIds().forEach(id -> kinds.put(id, r)));
        List<RunLine> lines = new ArrayList<>();
        for (RunFolder run : runs) {
            progress.check();
            Optional<ComparisonRow> own = Optional.ofNullable(kinds.get(run.id()))
                    .map(r -> r.seeds() == 1
                            ? r
                            : EvaluatedRuns.read(List.of(run), Progress.NONE)
                                    .compared()
                                    .rows()
                                    .getFirst());
            reader.line(run, own).ifPresent(lines::add);
        }
        told.addAll(reader.damaged);
        return reader.table(lines).with(new RunNotes(project).read());
    }

    private RunTable table(List<RunLine> lines) {
        List<Column> columns = new ArrayList<>(words());
        columns.addAll(Figures.columns());
        columns.addAll(TuningFigures.columns());
        columns.addAll(states());
        fields.values()
                .forEach(c -> columns.add(c.withNumeric(lines.stream()
                        .map(l -> l.cell(c.key()))
                        .allMatch(cell -> cell.isMissing() || cell.isNumber()))));
        return new RunTable(lines, new Columns(columns));
    }

    private static List<Column> words() {
        return List.of(
                new Column("name", List.of("run-name"), "Run", "Its name; of several seeds, the first", "", false),
                new Column("tags", List.of("tag"), "Tags", "What people sorted it by", "", false),
                new Column("note", List.of("notes"), "Note", "What people wrote of it", "", false),
                new Column("run", List.of("id", "folder"), "Folder", "Its folder in runs", "", false));
    }

    private static List<Column> states() {
        return List.of(
                new Column("state", List.of("status"), "State", "What becomes of it", "", false),
                new Column("steps-done", List.of(), "Steps done", "Optimiser steps", "", true),
                new Column("started", List.of("date"), "Started", "When it was last taken up", "", false),
                new Column(
                        "time-taken",
                        List.of(),
                        "Time",
                        "From the first start to the last event, pauses included",
                        "s",
                        true));
    }

    private Optional<RunLine> line(RunFolder run, Optional<ComparisonRow> row) {
        try {
            RunSpec spec = run.spec();
            Map<String, Cell> cells = new HashMap<>();
            flatten(spec, SpecCodec.write(spec), "", cells);
            cells.put("name", Cell.words(spec.name()));
            cells.put("run", Cell.words(run.id()));
            status(run, cells);
            TuningFigures.add(cells, run, spec, row.map(ComparisonRow::runIds).orElse(List.of(run.id())));
            Optional<EvaluationResult> evaluation = row.map(
                    r -> SpecCodec.read(EvaluationResult.class, run.evaluation().resolve("metrics.json")));
            row.ifPresent(r -> Figures.add(cells, r, evaluation.orElseThrow()));
            return Optional.of(
                    new RunLine(row.map(ComparisonRow::runIds).orElse(List.of(run.id())), evaluation, cells));
        } catch (WorkbenchException e) {
            damaged.add(run.id() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void status(RunFolder run, Map<String, Cell> cells) {
        if (!Files.exists(run.path().resolve("events.jsonl"))) {
            cells.put("state", Cell.words(SpecCodec.kebab(RunStatus.State.WAITING.name())));
            return;
        }
        List<RunEvent> events = run.events().brief(); // of thousands of runs, not every step is read
        RunStatus status = new RunStatus();
        events.forEach(status::accept);
        cells.put("state", Cell.words(SpecCodec.kebab(status.state().name())));
        cells.put("steps-done", Cell.number(status.stepsDone()));
        status.started()
                .ifPresent(s -> cells.put(
                        "started",
                        Cell.words(MINUTE.format(Instant.ofEpochMilli(s.time()).atZone(ZoneId.systemDefault())))));
        if (!events.isEmpty()) {
            double seconds = 1e-3 * (events.getLast().time() - events.getFirst().time());
            cells.put("time-taken", Cell.number(seconds, "%.1f"));
        }
    }

    /** The fields of a specification by their paths. */
    private void flatten(RunSpec spec, JsonNode node, String path, Map<String, Cell> cells) {
        if (node.isObject()) {
            node.properties()
                    .forEach(e ->
                            flatten(spec, e.getValue(), path.isEmpty() ? e.getKey() : path + "." + e.getKey(), cells));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(spec, node.get(i), path + "." + i, cells);
            }
        } else if (!path.equals("name")) {
            cells.put(
                    path, node.isNumber() ? Cell.plain(node.doubleValue(), node.asText()) : Cell.words(node.asText()));
            fields.computeIfAbsent(path, p -> column(spec, p));
        }
    }

    private static Column column(RunSpec spec, String path) {
        boolean kind = path.endsWith(".type");
        String place = kind ? path.substring(0, path.length() - ".type".length()) : path;
        Optional<Doc> doc = SpecCodec.doc(spec, place);
        String[] parts = path.split("\\.");
        String title = parts.length < 2 ? path : parts[parts.length - 2] + "." + parts[parts.length - 1];
        String meaning = doc.map(Doc::value).orElse("Field " + path + " of the specification");
        return new Column(
                path,
                List.of(),
                title,
                kind ? "Kind of " + place + ". " + meaning : meaning,
                doc.map(Doc::unit).orElse(""),
                true);
    }
}
