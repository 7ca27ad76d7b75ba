package hammingway.runs.queue;

import hammingway.base.WorkbenchException;
import hammingway.run.Launcher;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.queue.RunQueue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queues of the projects that this window has opened: one is shown, and the others go on as well. Thread-safe.
 */
public final class ProjectQueues implements AutoCloseable {
    private final Launcher launcher;
    private final Map<Path, RunQueue> queues = new LinkedHashMap<>();
    private Optional<RunQueue> shown = Optional.empty();

    public ProjectQueues(Launcher launcher) {
        this.launcher = launcher;
    }

    /** Shows the queue of a project. */
    public synchronized void show(Project project) {
        Path folder = project.folder().toAbsolutePath().normalize();
        shown = Optional.of(queues.computeIfAbsent(folder, f -> new RunQueue(project, launcher)));
    }

    synchronized Optional<RunQueue> shown() {
        return shown;
    }

    private RunQueue here() {
        return shown().orElseThrow(() -> new WorkbenchException("Open or create a project first."));
    }

    /** Appends runs of the project that is shown. */
    public void add(List<RunFolder> runs) {
        if (!runs.isEmpty()) {
            here().add(runs);
        }
    }

    /** Lets runs that fail for a reason that may pass be tried again at least so often. */
    public void retryAtLeast(int times) {
        here().edit(s -> s.retries() < times ? s.withRetries(times) : s);
    }

    /** Starts a run at once, beside whatever else goes on. */
    public void startNow(RunFolder run) {
        here().startNow(run);
    }

    /** Takes a run out of the queue. */
    public void remove(RunFolder run) {
        here().remove(run);
    }

    /** The runs that wait in the project that is shown, the next one first. */
    public List<RunFolder> waiting() {
        return shown().map(RunQueue::waiting).orElse(List.of());
    }

    /** How many runs wait in all projects together. */
    public int allWaiting() {
        return all().stream().mapToInt(q -> q.waiting().size()).sum();
    }

    private synchronized List<RunQueue> all() {
        return List.copyOf(queues.values());
    }

    /** Moves all queues on; see {@link RunQueue#advance}. */
    public List<String> advance() {
        List<String> told = new ArrayList<>();
        all().forEach(q -> told.addAll(q.advance()));
        return told;
    }

    @Override
    public void close() {
        all().forEach(RunQueue::close);
    }
}
