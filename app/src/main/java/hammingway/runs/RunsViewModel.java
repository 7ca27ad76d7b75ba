package hammingway.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.WorkbenchException;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.run.Launcher;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.RunStatus;
import hammingway.run.Study;
import hammingway.runs.form.NewRunViewModel;
import hammingway.runs.form.RunOrder;
import hammingway.runs.queue.ProjectQueues;
import hammingway.runs.queue.QueueViewModel;
import hammingway.runs.queue.TroubleViewModel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final ProjectQueues queue;
    private final QueueViewModel queueModel;
    private final TroubleViewModel trouble;
    private final Background background;
    private final RunsWatch watch;
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("runs").factory());
    private volatile Optional<Project> watched = Optional.empty();
    private volatile Optional<RunFolder> looking = Optional.empty();

    private final ObservableList<RunItem> runs = FXCollections.observableArrayList();
    private final ObservableList<RunItem> runsForAll = FXCollections.unmodifiableObservableList(runs);
    private final ObjectProperty<Optional<RunItem>> selected = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<NewRunViewModel>> form = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Integer> finished = new ReadOnlyObjectWrapper<>(0);
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final Map<RunFolder, RunItem> items = new HashMap<>();
    private Optional<NewRunViewModel> draft = Optional.empty();
    private Optional<RunFolder> toSelect = Optional.empty();
    private Optional<ScheduledFuture<?>> looks = Optional.empty();

    /** @param screen runs what concerns the screen: the toolkit's thread, or a stand-in where there is no toolkit */
    public RunsViewModel(Notices notices, Launcher launcher, Executor screen, Background background) {
        this.notices = notices;
        this.background = background;
        this.screen = screen;
        queue = new ProjectQueues(launcher);
        watch = new RunsWatch(queue);
        queueModel = new QueueViewModel(queue, this::carryOut, screen, this::select, notices);
        trouble = new TroubleViewModel(queue, this::carryOut, screen, this::selectSoon, notices);
        selected.subscribe(item -> {
            looking = item.map(RunItem::run);
            lookSoon();
        });
    }

    /** Begins to look at the folders now and then. */
    public void start() {
        looks = Optional.of(watcher.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** Shows another project. The queue of the one before goes on. */
    public void project(Project project) {
        watched = Optional.of(project);
        watcher.execute(() -> queue.show(project));
        selected.set(Optional.empty());
        form.set(Optional.empty());
        draft = Optional.empty();
        runs.clear();
        items.clear();
        summary.set("");
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
        runs.stream().filter(r -> r.run().id().equals(id)).findFirst().ifPresent(r -> {
            closeForm();
            selected.set(Optional.of(r));
        });
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

    /** Runs that wait for their turn; they are kept when the window closes. */
    public int waiting() {
        return queue.allWaiting();
    }

    /** The queue of the project. */
    public QueueViewModel queue() {
        return queueModel;
    }

    /** Why the selected run ended badly. */
    public TroubleViewModel trouble() {
        return trouble;
    }

    private void carryOut(Runnable work) {
        command(() -> {
            work.run();
            return List.of();
        });
    }

    private void selectSoon(RunFolder run) {
        screen.execute(() -> toSelect = Optional.of(run));
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

    /** Opens the page of a new run, with what was typed in it before. */
    public void newRun() {
        draft = draft.or(() -> Optional.of(new NewRunViewModel(watched, background)));
        form.set(draft);
    }

    /**
     * Opens the page of a new run with a codebook.
     *
     * @param like a run that it is to be like in all else
     */
    public void newRun(Optional<String> like, ObjectNode codebook) {
        NewRunViewModel page = new NewRunViewModel(watched, background);
        page.beginWithCodebook(like, codebook);
        draft = Optional.of(page);
        form.set(draft);
    }

    public void closeForm() {
        form.set(Optional.empty());
    }

    /** Creates what the page asks for and queues it, if so asked; tells when the project has all of it. */
    public void create(RunOrder order) {
        command(() -> {
            Project project = watched.orElseThrow(() -> new WorkbenchException("Open or create a project first."));
            List<RunFolder> made =
                    order.specs(project).stream().map(this::findOrCreate).toList();
            List<RunFolder> open = made.stream()
                    .filter(r -> r.brief().state() != RunStatus.State.FINISHED)
                    .toList();
            screen.execute(() -> {
                toSelect = made.stream().findFirst();
                form.set(Optional.empty());
                draft = Optional.empty();
            });
            if (open.isEmpty()) {
                notices.info(
                        "The project has this very run: " + made.getFirst().id() + ". Change its seed for another.");
            }
            if (order.queue() && order.retries() > 0) {
                queue.retryAtLeast(order.retries());
            }
            return order.queue() ? open : List.of();
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
            RunsWatch.Look look = watch.look(project, looking);
            look.problems().forEach(notices::error);
            screen.execute(() -> show(look));
            trouble.update(queueModel.update(), looking);
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
        // most looks see nothing new, and thousands of runs are not gone through for that
        if (!look.changed().isEmpty() || look.runs().size() != runs.size()) {
            showChanged(look);
        }
        selectByItself();
    }

    private void showChanged(RunsWatch.Look look) {
        look.changed().forEach(r -> item(r).set(r));
        List<RunItem> now = look.runs().stream().map(this::item).toList();
        if (!now.equals(runs)) {
            runs.setAll(now);
            items.values().retainAll(Set.copyOf(now));
            selected.get().filter(s -> !now.contains(s)).ifPresent(gone -> selected.set(Optional.empty()));
        }
        finished.set((int)
                look.runs().stream().filter(r -> r.evaluated().isPresent()).count());
        summary.set(summary(look.runs()));
    }

    private RunItem item(RunSnapshot snapshot) {
        return items.computeIfAbsent(snapshot.run(), r -> new RunItem(snapshot));
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
        queue.close();
    }
}
