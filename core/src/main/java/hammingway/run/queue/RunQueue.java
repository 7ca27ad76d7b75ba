package hammingway.run.queue;

import hammingway.base.FileFormatException;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.run.Launcher;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.RunStatus;
import hammingway.run.diagnosis.Diagnoses;
import hammingway.run.diagnosis.Diagnosis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The queue of a project, as one program works with it: one run at a time on each device, since two at once would only slow each
 * other down. It is kept in the project, and so outlives the program. Of several programs on one project one moves the queue on;
 * when it ends, another does. Runs that wait when a program opens the project wait for {@link #goOn}. Thread-safe; somebody must
 * call {@link #advance} now and then.
 */
public final class RunQueue implements AutoCloseable {
    private final Project project;
    private final Launcher launcher;
    private final QueueFile file;
    private final ProcessMark me = ProcessMark.ofMe();
    private final Map<String, UnderWay> underWay = new HashMap<>();
    private final RunFacts facts;
    private boolean opened;
    private boolean held;
    private boolean closed;
    private final List<String> untold = new ArrayList<>();
    private String lastTrouble = "";

    public RunQueue(Project project, Launcher launcher) {
        this.project = project;
        this.launcher = launcher;
        this.file = new QueueFile(project.folder());
        this.facts = new RunFacts(project);
    }

    public Project project() {
        return project;
    }

    /** Appends runs; those that wait already keep their place, failed ones wait again. */
    public synchronized void add(List<RunFolder> runs) {
        if (!runs.isEmpty()) {
            if (!opened) {
                look(untold); // what waits from before is known before the first run is added to it
            }
            Instant now = Instant.now();
            List<QueueEntry> added = runs.stream()
                    .map(r -> QueueEntry.of(r.id(), r.spec().device().device(), now))
                    .toList();
            edit(s -> {
                QueueState all = s;
                for (QueueEntry e : added) {
                    // stopped a moment ago, and wanted again before its end was seen
                    boolean leaving = Optional.ofNullable(underWay.get(e.run()))
                            .filter(UnderWay::leaving)
                            .isPresent();
                    all = leaving && all.entry(e.run()).isPresent()
                            ? all.change(e.run(), QueueEntry::afresh)
                            : all.add(e);
                }
                return all;
            });
        }
    }

    /** Starts or continues a run at once, whatever else goes on; the queue's next run waits for its end too. */
    public synchronized void startNow(RunFolder run) {
        underWay.put(run.id(), UnderWay.started(run, launcher.start(run)));
        QueueEntry entry = QueueEntry.of(run.id(), run.spec().device().device(), Instant.now());
        edit(s -> s.add(entry).change(run.id(), e -> e.with(QueueEntry.State.STARTED)));
    }

    /** Takes a run out; the run itself is not touched. One that is under way stays until it ends. */
    public void remove(RunFolder run) {
        edit(s -> s.remove(Set.of(run.id())));
    }

    /** Changes the queue, such as the order of what waits; together with what other programs change. */
    public synchronized void edit(UnaryOperator<QueueState> change) {
        requireWhole();
        file.edit(change);
    }

    private void requireWhole() {
        setAsideIfDamaged().ifPresent(untold::add);
    }

    /**
     * Renames a damaged file, so that it does not stand in the way of a new queue; every change does that first.
     *
     * @return what was done, for people
     */
    public synchronized Optional<String> setAsideIfDamaged() {
        try {
            file.read();
            return Optional.empty();
        } catch (FileFormatException | SpecException e) {
            return file.setAsideIfDamaged();
        }
    }

    /** The runs that wait, the next one first. */
    public List<RunFolder> waiting() {
        try {
            return file.read().in(QueueEntry.State.WAITING).stream()
                    .map(e -> facts.folder(e.run()))
                    .toList();
        } catch (WorkbenchException e) {
            return List.of(); // told by advance
        }
    }

    /** Lets the runs start that wait from before. */
    public synchronized void goOn() {
        opened = true;
        held = false;
    }

    /**
     * Looks at the runs under way, and starts the next ones where a device is free.
     *
     * @return what went wrong since the last call, for people
     */
    public synchronized List<String> advance() {
        List<String> told = new ArrayList<>();
        try {
            requireWhole();
            told.addAll(untold);
            untold.clear();
            look(told);
            lastTrouble = "";
        } catch (WorkbenchException e) {
            String trouble = String.valueOf(e.getMessage());
            if (!trouble.equals(lastTrouble)) {
                told.add(trouble); // once, not several times a second
                lastTrouble = trouble;
            }
        }
        return told;
    }

    private void look(List<String> told) {
        if (closed) {
            return;
        }
        QueueState now = file.read();
        follow(now);
        if (another(now)) {
            opened = true; // it goes on there: nothing to ask
            return;
        }
        Map<String, End> ends = ends(now, told);
        if (!ends.isEmpty()) {
            now = file.edit(s -> another(s) ? s : Ends.apply(s, ends));
            ends.keySet().forEach(underWay::remove);
        }
        if (!opened) {
            opened = true;
            held = !now.paused() && !now.in(QueueEntry.State.WAITING).isEmpty();
        }
        if (!held && !startable(now).isEmpty()) {
            startNext(told);
        }
    }

    private boolean another(QueueState state) {
        return state.worked().filter(w -> !w.equals(me) && w.alive()).isPresent();
    }

    /** Follows what was started, here or elsewhere, and lets go of what is no longer in the queue. */
    private void follow(QueueState now) {
        Set<String> started =
                now.in(QueueEntry.State.STARTED).stream().map(QueueEntry::run).collect(Collectors.toSet());
        underWay.keySet().retainAll(started);
        started.forEach(run -> underWay.computeIfAbsent(run, r -> UnderWay.startedElsewhere(facts.folder(r), opened)));
    }

    /** What became of runs: one that was started and is at rest, or one whose folder is gone. */
    private Map<String, End> ends(QueueState now, List<String> told) {
        Map<String, End> ends = new HashMap<>();
        for (QueueEntry entry : now.entries()) {
            if (!facts.exists(entry.run())) {
                ends.put(entry.run(), new End.Gone());
                told.add(
                        "The run " + entry.run()
                                + " is no longer in the project; it was taken out of the queue. Its folder was moved or deleted.");
            } else if (entry.state() == QueueEntry.State.STARTED) {
                UnderWay one = underWay.get(entry.run());
                if (one != null && !one.look()) {
                    facts.ended(entry.run(), one.secondsPerStep());
                    ends.put(entry.run(), end(one, entry, now.retries(), told));
                }
            }
        }
        return ends;
    }

    private static End end(UnderWay one, QueueEntry entry, int retries, List<String> told) {
        Optional<Diagnosis> diagnosis = Diagnoses.of(one.run(), one.status(), one.clues());
        if (!one.watched() && one.status().state() != RunStatus.State.FAILED) {
            return one.status().state().canStart() && one.status().state() != RunStatus.State.STOPPED
                    ? new End.Interrupted()
                    : new End.Done();
        }
        if (diagnosis.isEmpty()) {
            return new End.Done();
        }
        String why = diagnosis.get().title() + ". " + diagnosis.get().sentence();
        boolean again = diagnosis.get().mayPass() && entry.attempts() < retries;
        told.add("The run " + one.run().id() + " ended: " + why
                + (again ? " It is tried again." : " The queue goes on without it."));
        return new End.Failed(why, again);
    }

    /** The runs that may start now: the first for each device that is free. */
    private List<QueueEntry> startable(QueueState now) {
        if (now.paused()) {
            return List.of();
        }
        Set<String> busy = now.in(QueueEntry.State.STARTED).stream()
                .map(QueueEntry::device)
                .collect(Collectors.toCollection(HashSet::new));
        List<QueueEntry> chosen = new ArrayList<>();
        for (QueueEntry entry : now.in(QueueEntry.State.WAITING)) {
            if (!busy.contains(entry.device()) && facts.waitsFor(entry, now).isEmpty() && !facts.leaving(entry.run())) {
                busy.add(entry.device());
                chosen.add(entry);
            }
        }
        return chosen;
    }

    /** Marks under the lock, so that nobody else starts the same; then starts. */
    private void startNext(List<String> told) {
        List<QueueEntry> chosen = new ArrayList<>();
        file.edit(s -> {
            chosen.clear();
            if (another(s)) {
                return s;
            }
            chosen.addAll(startable(s));
            QueueState marked = s.withWorked(Optional.of(me));
            for (QueueEntry e : chosen) {
                marked = marked.change(e.run(), x -> x.with(QueueEntry.State.STARTED));
            }
            return marked;
        });
        for (QueueEntry entry : chosen) {
            start(entry, told);
        }
    }

    private void start(QueueEntry entry, List<String> told) {
        RunFolder run = facts.folder(entry.run());
        try {
            RunStatus.State state = run.brief().state();
            if (state != RunStatus.State.FINISHED && !state.active()) {
                underWay.put(entry.run(), UnderWay.started(run, launcher.start(run)));
            }
        } catch (WorkbenchException e) {
            String why = String.valueOf(e.getMessage());
            told.add("The run " + entry.run() + " could not be started. " + why + " The queue goes on without it.");
            file.edit(s -> Ends.apply(s, Map.of(entry.run(), new End.Failed(why, false))));
        }
    }

    /** The queue as it is, for people. */
    public synchronized QueueLook look() {
        QueueState now = file.read();
        List<QueueLook.Row> rows = new ArrayList<>();
        for (QueueEntry.State state :
                List.of(QueueEntry.State.STARTED, QueueEntry.State.WAITING, QueueEntry.State.FAILED)) {
            int place = 0;
            for (QueueEntry entry : now.in(state)) {
                place++;
                rows.add(row(entry, state == QueueEntry.State.WAITING ? place : 0, now));
            }
        }
        OptionalLong worker = another(now)
                ? OptionalLong.of(now.worked().map(ProcessMark::pid).orElse(0L))
                : OptionalLong.empty();
        return new QueueLook(now.paused(), held, now.retries(), worker, List.copyOf(rows));
    }

    private QueueLook.Row row(QueueEntry entry, int place, QueueState now) {
        Optional<UnderWay> one = Optional.ofNullable(underWay.get(entry.run()));
        if (one.isPresent()) {
            one.get().look();
        }
        Optional<RunSpec> spec = facts.spec(entry.run());
        long total = spec.map(s -> (long) s.training().steps()).orElse(0L);
        long done = one.map(o -> o.status().stepsDone()).orElseGet(() -> facts.stepsDone(entry.run()));
        OptionalDouble perStep = one.map(UnderWay::secondsPerStep).orElse(OptionalDouble.empty());
        facts.measured(entry.run(), perStep);
        OptionalDouble seconds = perStep.isPresent() ? perStep : facts.expected(entry.run());
        return new QueueLook.Row(
                entry,
                facts.folder(entry.run()),
                place,
                spec.map(RunSpec::name).orElse(entry.run()),
                place == 0 ? Optional.empty() : facts.waitsFor(entry, now),
                spec.map(s -> new QueueLook.Steps(done, total)),
                one.map(o -> o.status().state()).orElse(RunStatus.State.WAITING),
                seconds.isPresent() && total > 0 && entry.state() != QueueEntry.State.FAILED
                        ? OptionalDouble.of(Math.max(0, total - done) * seconds.getAsDouble())
                        : OptionalDouble.empty());
    }

    /** Lets another program move the queue on. Workers that were started go on. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (file.read().worked().filter(me::equals).isPresent()) {
                file.edit(s -> s.worked().filter(me::equals).isPresent() ? s.withWorked(Optional.empty()) : s);
            }
        } catch (WorkbenchException e) {
            // the process ends, and with it its claim
            org.slf4j.LoggerFactory.getLogger(RunQueue.class).debug("the queue could not be let go", e);
        }
    }
}
