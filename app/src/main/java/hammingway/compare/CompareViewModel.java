package hammingway.compare;

import hammingway.compare.pair.PairViewModel;
import hammingway.compare.table.RunTableViewModel;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.report.Comparison;
import hammingway.report.ComparisonRow;
import hammingway.report.EvaluatedRuns;
import hammingway.report.SizeChart;
import hammingway.run.Project;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;

/** What is compared: the project's evaluated runs, the axes, the selected run; and the exports. */
public final class CompareViewModel {
    /** What the workspace can show. */
    public enum State {
        NO_PROJECT,
        LOADING,
        /** No run has an evaluation that can be read. */
        EMPTY,
        READY
    }

    private final ExportViewModel exports;
    private final Latest loading;
    private final ChartOptions options = new ChartOptions();
    private final StringProperty selected = new SimpleStringProperty("");
    private final ObservableSet<String> brushed = FXCollections.observableSet(new LinkedHashSet<>());
    private final Consumer<String> openRun;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NO_PROJECT);
    private final ReadOnlyObjectWrapper<Optional<SizeChart>> chart = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper warnings = new ReadOnlyStringWrapper("");
    private String dismissed = "";
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper command = new ReadOnlyStringWrapper("");
    private final ObservableList<ComparisonRow> rows = FXCollections.observableArrayList();
    private final ObservableList<ComparisonRow> rowsForAll = FXCollections.unmodifiableObservableList(rows);
    private final RunTableViewModel table;
    private final PairViewModel pair;
    private Optional<Project> project = Optional.empty();
    private int evaluated;
    private Comparison comparison = new Comparison(List.of(), List.of());

    /** @param openRun shows a run of the project, by its id, where runs are watched */
    public CompareViewModel(Background background, Consumer<String> openRun) {
        this.openRun = openRun;
        exports = new ExportViewModel(background, new Compared(), message::set);
        loading = new Latest(background);
        table = new RunTableViewModel(background, selected, brushed, openRun);
        pair = new PairViewModel(background, table);
        table.hidden().addListener((o, was, is) -> redraw());
        options.choice().addListener((o, was, is) -> {
            redraw();
            tellCommand();
        });
    }

    /** What the exports write: always as it is now. */
    private final class Compared implements ExportViewModel.Source {
        @Override
        public Optional<Project> project() {
            return project;
        }

        @Override
        public Comparison comparison() {
            return comparison;
        }

        @Override
        public Optional<SizeChart> chart() {
            return chart.get();
        }
    }

    /** Compares the runs of a project from now on. */
    public void project(Project newProject) {
        project = Optional.of(newProject);
        tellCommand();
        message.set("");
        selected.set("");
        state.set(State.LOADING);
        show(new Comparison(List.of(), List.of()));
        reload();
    }

    private void tellCommand() {
        project.ifPresent(p -> command.set("hammingway compare -p "
                + quoted(p.folder().toString()) + options.choice().get().options()));
    }

    /** What a shell reads as one word. */
    private static String quoted(String path) {
        return path.matches("[\\w./:\\\\-]+") ? path : '"' + path + '"';
    }

    /** So many runs of the project have an evaluation now: they are read again, unless just so many are shown or being read. */
    public void evaluated(int count) {
        evaluated = count;
        if (state.get() != State.LOADING && count != compared()) {
            reload();
        }
    }

    private int compared() {
        return comparison.rows().stream().mapToInt(ComparisonRow::seeds).sum()
                + comparison.damaged().size();
    }

    /** Reads the runs again; what is shown stays until they are read. */
    public void reload() {
        int before = evaluated;
        project.ifPresent(p ->
                loading.start("Compare runs", progress -> EvaluatedRuns.read(p.runs(), progress), runs -> {
                    Comparison read = runs.compared();
                    state.set(read.rows().isEmpty() ? State.EMPTY : State.READY);
                    show(read);
                    if (evaluated != before && evaluated != compared()) {
                        reload(); // some ended meanwhile
                    } else if (runs.canBeDrawn()) {
                        // traces are large: what is known without them is shown first
                        loading.start(
                                "Draw intervals",
                                progress -> runs.drawn(progress).compared(),
                                this::show);
                    }
                }));
    }

    private void show(Comparison read) {
        project.ifPresent(p -> table.show(p, read));
        draw(read);
    }

    /** What the table, which has no intervals, need not be read again for. */
    private void draw(Comparison read) {
        comparison = read;
        rows.setAll(read.rows());
        if (rows.stream().noneMatch(r -> r.runIds().getFirst().equals(selected.get()))) {
            selected.set("");
        }
        brushed.removeIf(
                id -> rows.stream().noneMatch(r -> r.runIds().getFirst().equals(id)));
        int n = read.damaged().size();
        problem.set(
                n == 0
                        ? ""
                        : (n == 1
                                        ? "A run could not be read and is left out.\n"
                                        : n + " runs could not be read and are left out.\n")
                                + String.join("\n", read.damaged()));
        String told = String.join("\n", read.warnings());
        warnings.set(told.equals(dismissed) ? "" : told);
        redraw();
    }

    private void redraw() {
        Comparison visible = table.visible(comparison);
        chart.set(
                visible.rows().isEmpty()
                        ? Optional.empty()
                        : Optional.of(SizeChart.of(visible, options.choice().get(), title())));
    }

    private String title() {
        return project.map(Project::name).orElse("");
    }

    /** Writes what is compared into files. */
    public ExportViewModel exports() {
        return exports;
    }

    /** Axes, colours, shapes and seeds of the size chart. */
    public ChartOptions options() {
        return options;
    }

    /** Which rows may not stand beside the others, a line each; empty when all may, or when it was dismissed. */
    public ReadOnlyStringProperty warnings() {
        return warnings.getReadOnlyProperty();
    }

    /** The user has read the warnings; others than these are told again. */
    public void dismissWarnings() {
        dismissed = warnings.get();
        warnings.set("");
    }

    /** The command that starts or continues a run; empty while no project is open. */
    public String commandOf(String runId) {
        return project.map(p -> "hammingway run "
                        + quoted(p.run(runId).path().resolve("spec.json").toString()) + " -p "
                        + quoted(p.folder().toString()))
                .orElse("");
    }

    /** The command that compares two runs token by token; empty while no project is open. */
    public String commandOfPair(String first, String second) {
        return project.map(p -> "hammingway compare " + quoted(first) + " " + quoted(second) + " -p "
                        + quoted(p.folder().toString()))
                .orElse("");
    }

    /** A run's folder; empty while no project is open. */
    public String folderOf(String runId) {
        return project.map(p -> p.run(runId).path().toString()).orElse("");
    }

    /** The first run id of the selected row; empty for none. */
    public StringProperty selected() {
        return selected;
    }

    /**
     * The first run ids of the rows that a brush in any of the pictures chose, for all of them to show; empty: nothing is brushed
     * and all are shown alike.
     */
    public ObservableSet<String> brushed() {
        return brushed;
    }

    /** Brushes these rows and no others. */
    void brush(Set<String> rowIds) {
        brushed.retainAll(rowIds);
        brushed.addAll(rowIds);
    }

    /** Takes a row into what is brushed, or out of it. */
    void brushOrNot(String rowId) {
        if (!rowId.isEmpty() && !brushed.remove(rowId)) {
            brushed.add(rowId);
        }
    }

    /** Leads to a run, its checkpoints and its errors. */
    public void open(String runId) {
        openRun.accept(runId);
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /** Nothing while there is no evaluated run. */
    public ReadOnlyObjectProperty<Optional<SizeChart>> chart() {
        return chart.getReadOnlyProperty();
    }

    /** Which runs are left out and why; empty when all is well. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** What the last export did. */
    public ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    /** The command line that does the same. */
    public ReadOnlyStringProperty command() {
        return command.getReadOnlyProperty();
    }

    /** The rows as lines of a table, and the filter that table, chart and the other pictures show. */
    public RunTableViewModel table() {
        return table;
    }

    /** Two of the runs side by side. */
    public PairViewModel pair() {
        return pair;
    }

    public ObservableList<ComparisonRow> rows() {
        return rowsForAll;
    }
}
