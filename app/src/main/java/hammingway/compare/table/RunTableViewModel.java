package hammingway.compare.table;

import hammingway.base.WorkbenchException;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.report.Comparison;
import hammingway.report.table.Column;
import hammingway.report.table.FilterException;
import hammingway.report.table.RunFilter;
import hammingway.report.table.RunLine;
import hammingway.report.table.RunTable;
import hammingway.report.table.RunTableReader;
import hammingway.report.table.Views;
import hammingway.report.table.ViewsFile;
import hammingway.run.Project;
import hammingway.run.notes.RunNote;
import hammingway.run.notes.RunNotes;
import hammingway.run.notes.TagChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;

/** The compared runs as lines: which a filter lets through, in which columns, with what notes. */
public final class RunTableViewModel {
    private final Background background;
    private final Latest reading;
    private final StringProperty selected;
    private final ObservableSet<String> brushed;
    private final Consumer<String> openRun;
    private final ViewsKeeper keeper;
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper filterProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<RunTable> table = new ReadOnlyObjectWrapper<>(RunTable.EMPTY);
    private final ReadOnlyObjectWrapper<Views> views = new ReadOnlyObjectWrapper<>(Views.DEFAULT);
    private final ReadOnlyObjectWrapper<Set<String>> hidden = new ReadOnlyObjectWrapper<>(Set.of());
    private final ObservableList<RunLine> lines = FXCollections.observableArrayList();
    private final ObservableList<RunLine> linesForAll = FXCollections.unmodifiableObservableList(lines);
    /** Not while the file holds what this version does not understand: it is told once, and left alone. */
    private boolean keepsViews = true;

    private RunFilter accepted = RunFilter.ALL;
    private Optional<Project> project = Optional.empty();

    /**
     * @param selected the first run id of the selected line; empty for none
     * @param brushed  the first run ids of the lines that a brush chose; empty: all alike
     * @param openRun  leads to a run by its id
     */
    public RunTableViewModel(
            Background background, StringProperty selected, ObservableSet<String> brushed, Consumer<String> openRun) {
        this.background = background;
        this.selected = selected;
        this.brushed = brushed;
        this.openRun = openRun;
        reading = new Latest(background);
        keeper = new ViewsKeeper(background, problem::set);
        filter.addListener((o, was, is) -> refilter());
    }

    private record Read(RunTable table, Optional<Views> views, String problem) {}

    /** Shows the rows of a comparison from now on; what was shown of the same project stays until all is read. */
    public void show(Project newProject, Comparison comparison) {
        boolean other =
                project.map(p -> !p.folder().equals(newProject.folder())).orElse(true);
        project = Optional.of(newProject);
        if (other) {
            filter.set("");
            views.set(Views.DEFAULT);
            table.set(RunTable.EMPTY);
            refilter();
        }
        if (comparison.rows().isEmpty()) {
            reading.cancel();
            table.set(RunTable.EMPTY);
            refilter();
            return;
        }
        reading.start("Read the table of runs", progress -> read(newProject, comparison, progress), read -> {
            problem.set(read.problem());
            keepsViews = read.views().isPresent();
            views.set(read.views().orElse(Views.DEFAULT));
            table.set(read.table());
            refilter();
        });
    }

    private static Read read(Project project, Comparison comparison, hammingway.base.Progress progress) {
        List<String> problems = new ArrayList<>();
        Optional<Views> views = Optional.empty();
        try {
            views = Optional.of(new ViewsFile(project).read());
        } catch (WorkbenchException e) {
            problems.add("Saved filters and columns are not used. " + e.getMessage());
        }
        RunTable table = RunTableReader.of(project, comparison, progress);
        try {
            table = table.with(new RunNotes(project).read());
        } catch (WorkbenchException e) {
            problems.add("Notes and tags are not shown. " + e.getMessage());
        }
        return new Read(table, views, String.join("\n", problems));
    }

    private void refilter() {
        try {
            accepted = table.get().lines().isEmpty()
                    ? RunFilter.ALL
                    : RunFilter.parse(filter.get(), table.get().columns());
            filterProblem.set("");
        } catch (FilterException e) {
            filterProblem.set(e.problem()); // what was shown stays while one types on
        }
        List<RunLine> shown =
                table.get().lines().stream().filter(accepted::accepts).toList();
        lines.setAll(shown);
        Set<String> ids = shown.stream().map(RunLine::id).collect(Collectors.toSet());
        hidden.set(table.get().lines().stream()
                .map(RunLine::id)
                .filter(id -> !ids.contains(id))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** The rows that the filter lets through. */
    public Comparison visible(Comparison comparison) {
        return hidden.get().isEmpty()
                ? comparison
                : new Comparison(
                        comparison.rows().stream()
                                .filter(r -> !hidden.get().contains(r.runIds().getFirst()))
                                .toList(),
                        comparison.damaged());
    }

    /** The first run ids of the rows that the filter holds back. */
    public ReadOnlyObjectProperty<Set<String>> hidden() {
        return hidden.getReadOnlyProperty();
    }

    /** Keeps the present filter in the project. */
    public void keepFilter(String name) {
        Views.NamedFilter kept =
                new Views.NamedFilter(name.strip(), filter.get().strip());
        if (!kept.name().isEmpty()
                && !kept.text().isEmpty()
                && filterProblem.get().isEmpty()) {
            change("Keep the filter", v -> v.keep(kept));
        }
    }

    public void forgetFilter(String name) {
        change("Delete the filter", v -> v.forget(name));
    }

    private void change(String title, UnaryOperator<Views> change) {
        project.ifPresent(p -> background.start(title, progress -> new ViewsFile(p).change(change), views::set));
    }

    /** The columns, their order and widths, and the order of lines are kept in the project. */
    public void arrange(UnaryOperator<Views> change) {
        Views changed = change.apply(views.get());
        if (!changed.equals(views.get())) {
            views.set(changed);
            project.filter(p -> keepsViews)
                    .ifPresent(p -> keeper.keep(
                            p,
                            v -> v.withTable(changed.columns(), changed.sort(), changed.onlyDiffering())
                                    .withAxes(changed.axes())));
        }
    }

    /** Gives lines a note, with all their seeds; an empty one removes it. */
    public void note(Collection<RunLine> noted, String text) {
        keep("Keep the note", noted, (notes, ids) -> notes.note(ids, text));
    }

    /** @param change such as {@code +paper -draft} */
    public void tag(Collection<RunLine> tagged, String change) {
        try {
            TagChange parsed = TagChange.parse(change);
            keep("Keep the tags", tagged, (notes, ids) -> notes.tag(ids, parsed));
        } catch (WorkbenchException e) {
            problem.set(String.valueOf(e.getMessage()));
        }
    }

    @FunctionalInterface
    private interface Noting {
        Map<String, RunNote> change(RunNotes notes, List<String> ids);
    }

    private void keep(String title, Collection<RunLine> changed, Noting noting) {
        List<String> ids = changed.stream().flatMap(l -> l.runIds().stream()).toList();
        if (project.isEmpty() || ids.isEmpty()) {
            return;
        }
        RunNotes notes = new RunNotes(project.get());
        background.start(
                title,
                progress -> noting.change(notes, ids),
                now -> {
                    problem.set("");
                    table.set(table.get().with(now));
                    refilter();
                },
                problem::set);
    }

    /** The chosen columns in their order; the usual ones before anyone chose. */
    public List<Column> columns() {
        return chosen(
                views.get().columns().stream().map(Views.ShownColumn::key).toList(),
                hammingway.report.table.Columns.USUAL);
    }

    /** The columns of these keys, or of others where there are none; keys that no run has are left out. */
    public List<Column> chosen(List<String> keys, List<String> otherwise) {
        return (keys.isEmpty() ? otherwise : keys)
                .stream().flatMap(k -> table.get().columns().find(k).stream()).toList();
    }

    public ReadOnlyObjectProperty<RunTable> table() {
        return table.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Views> views() {
        return views.getReadOnlyProperty();
    }

    /** The lines that the filter lets through. */
    public ObservableList<RunLine> lines() {
        return linesForAll;
    }

    public StringProperty filter() {
        return filter;
    }

    /** What of the filter is not understood; empty when all is. */
    public ReadOnlyStringProperty filterProblem() {
        return filterProblem.getReadOnlyProperty();
    }

    /** What of notes, tags or views could not be read or kept. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    public StringProperty selected() {
        return selected;
    }

    public ObservableSet<String> brushed() {
        return brushed;
    }

    public Optional<Project> project() {
        return project;
    }

    public void open(String runId) {
        openRun.accept(runId);
    }
}
