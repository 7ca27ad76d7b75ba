package hammingway.run;

import hammingway.base.WorkbenchException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Runs that wait for their turn, one at a time: two at once on one computer would only slow each other down. The queue lives as
 * long as its program; the workers it started live on. Thread-safe; somebody must call {@link #advance} now and then.
 */
public final class RunQueue {
    private record Started(RunFolder run, Launcher.Running worker) {}

    private final Launcher launcher;
    private final Deque<RunFolder> waiting = new ArrayDeque<>();
    private final List<Started> started = new ArrayList<>();
    private Optional<RunFolder> current = Optional.empty();

    public RunQueue(Launcher launcher) {
        this.launcher = launcher;
    }

    /** Appends runs; those that wait already keep their place. */
    public synchronized void add(List<RunFolder> runs) {
        runs.stream().filter(r -> !waiting.contains(r)).forEach(waiting::add);
    }

    /** Starts or continues a run at once, whatever else goes on. */
    public synchronized void startNow(RunFolder run) {
        waiting.remove(run);
        started.add(new Started(run, launcher.start(run)));
    }

    /** Takes a run out; the run itself is not touched. */
    public synchronized void remove(RunFolder run) {
        waiting.remove(run);
    }

    public synchronized void clear() {
        waiting.clear();
    }

    /** The runs that wait, the next one first. */
    public synchronized List<RunFolder> waiting() {
        return List.copyOf(waiting);
    }

    /**
     * Starts the next run once the one before is at rest.
     *
     * @return what went wrong since the last call, for people
     */
    public synchronized List<String> advance() {
        List<String> problems = new ArrayList<>();
        for (Iterator<Started> i = started.iterator(); i.hasNext(); ) {
            Started s = i.next();
            if (!s.worker().alive()) {
                i.remove();
                unfinished(s.run()).ifPresent(problems::add);
            }
        }
        while (!waiting.isEmpty() && !current.map(this::busy).orElse(false)) {
            RunFolder next = waiting.remove();
            current = Optional.of(next);
            try {
                RunStatus.State state = next.status().state();
                if (state != RunStatus.State.FINISHED && !state.active()) {
                    startNow(next);
                }
            } catch (WorkbenchException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return problems;
    }

    private boolean busy(RunFolder run) {
        return started.stream().anyMatch(s -> s.run().equals(run))
                || run.status().state().active();
    }

    private static Optional<String> unfinished(RunFolder run) {
        RunStatus.State state = run.status().state();
        return state == RunStatus.State.FINISHED || state == RunStatus.State.STOPPED
                ? Optional.empty()
                : Optional.of("The run " + run.id() + " ended " + run.reason());
    }
}
