package hammingway.runs.form;

import hammingway.base.Problem;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.run.RunSpec;
import hammingway.run.estimate.Calibration;
import hammingway.run.estimate.Calibrator;
import hammingway.run.estimate.Estimate;
import hammingway.run.estimate.Ingredients;
import hammingway.run.estimate.Machine;
import hammingway.run.estimate.NamedFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What the run of the page will be: counted at once, its time measured a moment after the last change. */
final class ForecastViewModel {
    /** Nobody types faster than this between two words. */
    private static final Duration PAUSE = Duration.ofMillis(150);

    /** A process is worth starting once the page rests. */
    private static final Duration REST = Duration.ofMillis(900);

    private static final int KEPT = 64;

    /** @param warnings what does not fit on this computer */
    record Forecast(RunSpec spec, Estimate estimate, Machine machine, List<Problem> problems, List<String> warnings) {}

    private final Path project;
    private final Background background;
    private final Latest measuring;
    private final Map<String, Calibration> measured = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<Optional<Forecast>> now = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Calibration>> speed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<Problem>> problems = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper time = new ReadOnlyStringWrapper("");
    private final AtomicLong turn = new AtomicLong();

    ForecastViewModel(Path project, Background background) {
        this.project = project;
        this.background = background;
        measuring = new Latest(background);
    }

    /** Empty while it is being counted, or while the page is wrong. */
    ReadOnlyObjectProperty<Optional<Forecast>> now() {
        return now.getReadOnlyProperty();
    }

    /** How fast this computer does the steps of the run; empty until measured. */
    ReadOnlyObjectProperty<Optional<Calibration>> speed() {
        return speed.getReadOnlyProperty();
    }

    /** What shows only with the files and the number of tokens. */
    ReadOnlyObjectProperty<List<Problem>> problems() {
        return problems.getReadOnlyProperty();
    }

    /** Why nothing can be told; empty while all is well. */
    ReadOnlyStringProperty failure() {
        return failure.getReadOnlyProperty();
    }

    /** The time of the whole run, or what is being done about it. */
    ReadOnlyStringProperty time() {
        return time.getReadOnlyProperty();
    }

    /** Another specification: what was told of the one before goes at once. */
    void show(Optional<RunSpec> spec) {
        long mine = turn.incrementAndGet();
        measuring.cancel();
        now.set(Optional.empty());
        speed.set(Optional.empty());
        failure.set("");
        time.set(spec.isPresent() ? "\u2026" : "-");
        if (spec.isEmpty()) {
            problems.set(List.of());
            return;
        }
        background.later(
                PAUSE,
                () -> mine == turn.get() ? Optional.of(count(spec.get())) : Optional.<Forecast>empty(),
                f -> f.filter(x -> mine == turn.get()).ifPresent(x -> counted(mine, x)),
                e -> failed(mine, e));
    }

    private Forecast count(RunSpec spec) {
        List<Problem> files = NamedFiles.problems(project, spec);
        if (!files.isEmpty()) {
            // sizes that depend on a missing file are those of the rest
            Estimate none = Estimate.of(spec, Ingredients.withoutFiles(spec));
            return new Forecast(spec, none, Machine.now(project), files, List.of());
        }
        Ingredients with = Ingredients.of(project, spec);
        Estimate estimate = Estimate.of(spec, with);
        Machine machine = Machine.now(project);
        return new Forecast(spec, estimate, machine, with.problems(spec), estimate.warnings(machine));
    }

    private void failed(long mine, String message) {
        if (mine == turn.get()) {
            failure.set(message);
            time.set("-");
            problems.set(List.of());
        }
    }

    private void counted(long mine, Forecast forecast) {
        problems.set(forecast.problems());
        now.set(Optional.of(forecast));
        if (!forecast.problems().isEmpty()) {
            time.set("-");
            return;
        }
        String key = Calibration.key(forecast.spec(), forecast.estimate().with());
        Optional<Calibration> known = Optional.ofNullable(measured.get(key));
        if (known.isPresent()) {
            tell(forecast, known.get());
        } else if (!forecast.estimate().fits(forecast.machine())) {
            time.set("not measured: no room in memory");
        } else {
            time.set("measured in a moment");
            background.later(REST, () -> mine, m -> measure(m, key, forecast), e -> failed(mine, e));
        }
    }

    private void measure(long mine, String key, Forecast forecast) {
        if (mine != turn.get()) {
            return;
        }
        time.set("being measured");
        measuring.start(
                "Measuring the speed of the run",
                progress ->
                        Calibrator.measure(forecast.spec(), forecast.estimate().with(), progress),
                c -> {
                    if (mine == turn.get()) {
                        keep(key, c);
                        tell(forecast, c);
                    }
                },
                e -> {
                    if (mine == turn.get()) {
                        time.set("not measured");
                        failure.set(e);
                    }
                });
    }

    private void keep(String key, Calibration c) {
        measured.put(key, c);
        if (measured.size() > KEPT) {
            measured.remove(measured.keySet().iterator().next());
        }
    }

    private void tell(Forecast forecast, Calibration c) {
        time.set(c.run(forecast.spec()).told());
        speed.set(Optional.of(c));
    }

    /** Ends what is being measured. */
    void cancel() {
        turn.incrementAndGet();
        measuring.cancel();
    }
}
