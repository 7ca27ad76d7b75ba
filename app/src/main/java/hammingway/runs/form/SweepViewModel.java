package hammingway.runs.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.fx.Background;
import hammingway.run.RunSpec;
import hammingway.run.estimate.Calibration;
import hammingway.run.estimate.Estimate;
import hammingway.run.estimate.KnownIngredients;
import hammingway.run.estimate.NamedFiles;
import hammingway.run.estimate.Outlook;
import hammingway.run.sweep.Axis;
import hammingway.run.sweep.Point;
import hammingway.run.sweep.Sweep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The sweep of the page: fields with values, the runs that come of them, and what these take together. */
final class SweepViewModel {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final int MOST_RETRIES = 100;

    /** A field to vary, as it is typed. */
    static final class Row {
        private final StringProperty path = new SimpleStringProperty("");
        private final StringProperty values = new SimpleStringProperty("");
        private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

        StringProperty path() {
            return path;
        }

        StringProperty values() {
            return values;
        }

        ReadOnlyStringProperty problem() {
            return problem.getReadOnlyProperty();
        }
    }

    private final Path project;
    private final Background background;
    private final ForecastViewModel forecast;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ObservableList<Row> rowsForAll = FXCollections.unmodifiableObservableList(rows);
    private final ObjectProperty<Sweep.Order> order = new SimpleObjectProperty<>(Sweep.Order.GRID);
    private final BooleanProperty leaveOut = new SimpleBooleanProperty();
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty retries = new SimpleStringProperty("1");
    private final ReadOnlyObjectWrapper<Optional<Sweep>> sweep = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private ObjectNode base = Json.object();
    private final AtomicLong turn = new AtomicLong();

    SweepViewModel(Path project, Background background, ForecastViewModel forecast) {
        this.project = project;
        this.background = background;
        this.forecast = forecast;
        order.subscribe(o -> change());
        forecast.speed().subscribe(s -> sweep.get().ifPresent(this::tell));
    }

    ObservableList<Row> rows() {
        return rowsForAll;
    }

    ObjectProperty<Sweep.Order> order() {
        return order;
    }

    /** Whether points that cannot be run are left out, on the user's word. */
    BooleanProperty leaveOut() {
        return leaveOut;
    }

    /** Of the study; empty: one by the fields. */
    StringProperty name() {
        return name;
    }

    StringProperty retriesText() {
        return retries;
    }

    /** All points; empty while they are being made, or while a row is wrong. */
    ReadOnlyObjectProperty<Optional<Sweep>> sweep() {
        return sweep.getReadOnlyProperty();
    }

    /** How many runs, how long, how much. */
    ReadOnlyStringProperty summary() {
        return summary.getReadOnlyProperty();
    }

    /** How often a run that fails is tried again. */
    int retries() {
        return retriesOk() ? Integer.parseInt(retries.get().strip()) : 0;
    }

    boolean retriesOk() {
        return retries.get().strip().matches("\\d{1,3}")
                && Integer.parseInt(retries.get().strip()) <= MOST_RETRIES;
    }

    String title() {
        return name.get().isBlank()
                ? "sweep "
                        + String.join(
                                " ",
                                rows.stream()
                                        .map(r -> r.path.get()
                                                .substring(r.path.get().lastIndexOf('.') + 1))
                                        .toList())
                : name.get().strip();
    }

    /** Whether the page makes a sweep instead of one run. */
    boolean active() {
        return !rows.isEmpty();
    }

    /** The sweep, when it may be created. */
    Optional<Sweep> ready() {
        return sweep.get()
                .filter(s -> !s.runs().isEmpty() && retriesOk() && (s.wrong().isEmpty() || leaveOut.get()));
    }

    /** A field more to vary. */
    Row add(String path) {
        Row row = new Row();
        row.path.set(path);
        row.path.subscribe(p -> change());
        row.values.subscribe(v -> change());
        rows.add(row);
        change();
        return row;
    }

    void remove(Row row) {
        rows.remove(row);
        change();
    }

    /** The specification that the fields are varied in; it may be wrong where it is varied. */
    void base(ObjectNode json) {
        base = json;
        change();
    }

    private void change() {
        long mine = turn.incrementAndGet();
        sweep.set(Optional.empty());
        summary.set(rows.isEmpty() ? "" : "\u2026");
        Optional<List<Axis>> axes = axes();
        if (rows.isEmpty() || axes.isEmpty()) {
            summary.set("");
            return;
        }
        ObjectNode from = base;
        Sweep.Order how = order.get();
        background.later(
                PAUSE,
                () -> mine == turn.get()
                        ? Optional.of(Sweep.of(from, axes.get(), how, sized()))
                        : Optional.<Sweep>empty(),
                made -> made.filter(s -> mine == turn.get()).ifPresent(s -> {
                    sweep.set(Optional.of(s));
                    tell(s);
                }),
                problem -> {
                    if (mine == turn.get()) {
                        rows.getLast().problem.set(problem.replaceFirst("(?s)^.*?allowed: ", "Allowed: "));
                        summary.set("");
                    }
                });
    }

    /** Looks at each file once for all points. */
    private Function<RunSpec, List<Problem>> sized() {
        KnownIngredients known = new KnownIngredients(project);
        return spec -> {
            List<Problem> files = NamedFiles.problems(project, spec);
            try {
                return files.isEmpty() ? known.of(spec).problems(spec) : files;
            } catch (WorkbenchException e) {
                return List.of(new Problem("", "", String.valueOf(e.getMessage()), ""));
            }
        };
    }

    private Optional<List<Axis>> axes() {
        List<Axis> axes = new ArrayList<>();
        for (Row row : rows) {
            row.problem.set("");
            if (row.path.get().isBlank()) {
                row.problem.set("Choose a field.");
            } else if (row.values.get().isBlank()) {
                row.problem.set("Type values: 1e-3, 3e-3 or 1..5 or 10..100 step 10 or 1e-4..1e-1 log 4");
            } else {
                try {
                    axes.add(Axis.of(row.path.get().strip(), row.values.get()));
                } catch (SpecException e) {
                    row.problem.set("Allowed: " + e.problems().getFirst().allowed() + ". "
                            + e.problems().getFirst().fix() + ".");
                }
            }
        }
        return axes.size() == rows.size() ? Optional.of(axes) : Optional.empty();
    }

    private void tell(Sweep made) {
        long mine = turn.get();
        Optional<Calibration> speed = forecast.speed().get();
        Optional<RunSpec> measured = forecast.now().get().map(ForecastViewModel.Forecast::spec);
        List<RunSpec> runs = made.runs();
        String count = runs.size() == 1 ? "1 run" : runs.size() + " runs";
        summary.set(count);
        if (runs.isEmpty()) {
            return;
        }
        background.later(
                Duration.ZERO,
                () -> {
                    Outlook outlook = Outlook.of(project, runs);
                    String time = speed.isPresent() && measured.isPresent()
                            ? Outlook.time(project, speed.get(), measured.get(), runs)
                                    .told()
                            : "time not measured yet";
                    return count + "; " + time + "; " + Estimate.bytes(outlook.disk()) + " on disk; up to "
                            + Estimate.bytes(outlook.memory()) + " of memory, one run after the other";
                },
                text -> {
                    if (mine == turn.get()) {
                        summary.set(text);
                    }
                },
                problem -> {
                    if (mine == turn.get()) {
                        summary.set(count + "; " + problem);
                    }
                });
    }

    /** Why points cannot be run, a line each. */
    static List<String> told(Sweep made) {
        return made.wrong().stream()
                .map((Point p) -> p.name() + ": "
                        + p.problems().stream()
                                .findFirst()
                                .map(Object::toString)
                                .orElse(""))
                .toList();
    }
}
