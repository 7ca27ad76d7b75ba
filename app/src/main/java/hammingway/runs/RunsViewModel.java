package hammingway.runs;

import hammingway.base.WorkbenchException;
import hammingway.fx.Notices;
import hammingway.run.Launcher;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunQueue;
import hammingway.run.RunSpec;
import hammingway.run.RunStatus;
import hammingway.run.Study;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The runs of a project, live. All reading, starting and asking happens on one thread of its own, a few times a second; what
 * was seen reaches the screen as one update.
 */
public final class RunsViewModel implements AutoCloseable {
    /** Three looks a second: a person sees no delay, and a hundred run folders cost little. */
    private static final long LOOK_MILLIS = 300;

    private final Notices notices;
    private final Executor screen;
    private final RunQueue queue;
    private final RunsWatch watch;
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("runs").factory());
    private volatile Optional<Project> watched = Optional.empty();

    private final ObservableList<RunItem> runs = FXCollections.observableArrayList();
    private final ObservableList<RunItem> runsForAll = FXCollections.unmodifiableObservableList(runs);
    private final ObjectProperty<Optional<RunItem>> selected = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<NewRunViewModel>> form = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Integer> finished = new ReadOnlyObjectWrapper<>(0);
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private Optional<RunFolder> toSelect = Optional.empty();
    private Optional<ScheduledFuture<?>> looks = Optional.empty();

    /** @param screen runs what concerns the screen: the toolkit's thread, or a stand-in where there is no toolkit */
    public RunsViewModel(Notices notices, Launcher launcher, Executor screen) {
        this.notices = notices;
        this.screen = screen;
        queue = new RunQueue(launcher);
        watch = new RunsWatch(queue);
    }

    /** Begins to look at the folders now and then. */
    public void start() {
        looks = Optional.of(watcher.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** Shows another project. The queue keeps what it has: runs of several projects may wait in it. */
    public void project(Project project) {
        watched = Optional.of(project);
        selected.set(Optional.empty());
        form.set(Optional.empty());
        runs.clear();
        lookSoon();
    }

    public Optional<Project> project() {
        return watched;
    }

    /** Oldest first. */
    public ObservableList<RunItem> runs() {
        return runsForAll;
    }

    public ObjectProperty<Optional<RunItem>> selected() {
        return selected;
    }

    /** Selects the run of this id, if it is there. */
    public void select(String id) {
        runs.stream().filter(r -> r.run().id().equals(id)).findFirst().ifPresent(r -> selected.set(Optional.of(r)));
    }

    /** Where what happened is told. */
    Notices notices() {
        return notices;
    }

    /** The form of a new run, while it is open. */
    public ReadOnlyObjectProperty<Optional<NewRunViewModel>> form() {
        return form.getReadOnlyProperty();
    }

    /** How many runs of the project have an evaluation; changes when a comparison would. */
    public ReadOnlyObjectProperty<Integer> finished() {
        return finished.getReadOnlyProperty();
    }

    /** Runs whose workers go on when the window closes. */
    public long active() {
        return runs.stream().filter(r -> r.now().get().state().active()).count();
    }

    /** What goes on, on one line. */
    public ReadOnlyStringProperty summary() {
        return summary.getReadOnlyProperty();
    }

    private static String summary(List<RunSnapshot> all) {
        Map<String, Long> counts = new LinkedHashMap<>();
        all.forEach(r -> counts.merge(r.stateText().toLowerCase(Locale.ROOT), 1L, Long::sum));
        return (all.size() == 1 ? "1 run" : all.size() + " runs")
                + counts.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey())
                        .collect(Collectors.joining(", ", all.isEmpty() ? "" : ": ", ""));
    }

    /** Runs that wait for their turn, and would wait for ever without this window. */
    public int waiting() {
        return queue.waiting().size();
    }

    /** Queues the runs of the quick-start study that are not finished yet. */
    public void quickStart() {
        form.set(Optional.empty());
        command(() -> Study.load("quickstart", Study.Options.NONE).runs().stream()
                .map(this::findOrCreate)
                .toList());
    }

    private RunFolder findOrCreate(RunSpec spec) {
        Project project = watched.orElseThrow(() -> new WorkbenchException("Open or create a project first."));
        return project.find(spec).orElseGet(() -> project.create(spec));
    }

    /** Opens the form of a new run. */
    public void newRun() {
        form.set(Optional.of(new NewRunViewModel()));
    }

    public void closeForm() {
        form.set(Optional.empty());
    }

    /** Creates the run that the form describes and queues it; tells when the project has that very run. */
    public void create(NewRunViewModel made) {
        made.spec().ifPresent(spec -> {
            command(() -> {
                RunFolder run = findOrCreate(spec);
                screen.execute(() -> {
                    toSelect = Optional.of(run);
                    form.set(Optional.empty());
                });
                if (run.status().state() == RunStatus.State.FINISHED) {
                    notices.info("The project has this very run: " + run.id() + ". Change its seed for another.");
                    return List.of();
                }
                return List.of(run);
            });
        });
    }

    /** Puts a run at the end of the queue; it starts as soon as nothing else of the queue is under way. */
    public void start(RunItem item) {
        command(() -> List.of(item.run()));
    }

    /** Queues a run that was just made, and selects it as soon as it is listed. */
    void queueNew(RunFolder run) {
        toSelect = Optional.of(run);
        command(() -> List.of(run));
    }

    /** Starts a run at once, beside whatever else goes on. */
    public void startNow(RunItem item) {
        command(() -> {
            queue.startNow(item.run());
            return List.of();
        });
    }

    public void unqueue(RunItem item) {
        command(() -> {
            queue.remove(item.run());
            return List.of();
        });
    }

    /** Asks the run's worker, whoever started it. */
    public void ask(RunItem item, RunFolder.Request request) {
        command(() -> {
            item.run().request(request);
            return List.of();
        });
    }

    public void startSelected() {
        selected.get().filter(r -> r.now().get().canStart()).ifPresent(this::start);
    }

    public void stopSelected() {
        selected.get().filter(r -> r.now().get().canStop()).ifPresent(r -> ask(r, RunFolder.Request.STOP));
    }

    public void pauseOrResumeSelected() {
        selected.get().map(r -> r.now().get()).ifPresent(now -> {
            if (now.canResume()) {
                selected.get().ifPresent(r -> ask(r, RunFolder.Request.CONTINUE));
            } else if (now.canPause()) {
                selected.get().ifPresent(r -> ask(r, RunFolder.Request.PAUSE));
            }
        });
    }

    private void command(Supplier<List<RunFolder>> toQueue) {
        watcher.execute(() -> {
            guarded(() -> queue.add(toQueue.get()));
            look();
        });
    }

    private void lookSoon() {
        watcher.execute(this::look);
    }

    private void look() {
        guarded(() -> watched.ifPresent(project -> {
            RunsWatch.Look look = watch.look(project);
            look.problems().forEach(notices::error);
            screen.execute(() -> show(look));
        }));
    }

    /** The watching must go on whatever happens: a schedule ends silently with its first exception. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (WorkbenchException e) {
            notices.error(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    private void show(RunsWatch.Look look) {
        if (watched.filter(p -> p == look.project()).isEmpty()) {
            return;
        }
        Map<RunFolder, RunItem> known = new HashMap<>();
        runs.forEach(r -> known.put(r.run(), r));
        List<RunItem> now = look.runs().stream().map(s -> updated(known, s)).toList();
        if (!now.equals(runs)) {
            runs.setAll(now);
            selected.get().filter(s -> !now.contains(s)).ifPresent(gone -> selected.set(Optional.empty()));
        }
        int evaluated = (int)
                look.runs().stream().filter(r -> r.evaluated().isPresent()).count();
        finished.set(evaluated);
        summary.set(summary(look.runs()));
        selectByItself();
    }

    private static RunItem updated(Map<RunFolder, RunItem> known, RunSnapshot snapshot) {
        RunItem item = known.get(snapshot.run());
        if (item == null) {
            return new RunItem(snapshot);
        }
        if (!item.now().get().equals(snapshot)) {
            item.set(snapshot);
        }
        return item;
    }

    /** A run just made, else, where nothing is selected, one that is under way, else the last. */
    private void selectByItself() {
        Optional<RunItem> made = toSelect.flatMap(
                wanted -> runs.stream().filter(r -> r.run().equals(wanted)).findFirst());
        if (made.isPresent()) {
            toSelect = Optional.empty();
            selected.set(made);
        } else if (selected.get().isEmpty() && !runs.isEmpty()) {
            selected.set(Optional.of(runs.stream()
                    .filter(r -> r.now().get().state().active())
                    .findFirst()
                    .orElse(runs.getFirst())));
        }
    }

    @Override
    public void close() {
        looks.ifPresent(l -> l.cancel(false));
        watcher.shutdownNow();
    }
}
