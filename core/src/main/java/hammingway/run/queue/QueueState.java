package hammingway.run.queue;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What {@code queue.json} holds; an immutable value, each change gives another. Entries lie by priority, high ones first; within a
 * priority in the order in which they start. Those under way and failed ones keep their place, so that a run that is tried again
 * does so where it stood.
 */
public record QueueState(
        @Doc(value = "Version of the file's format", min = 1, max = QueueState.FORMAT)
        int format,

        @Doc(value = "Whether no further run is started for now", byDefault = "false")
        boolean paused,

        @Doc(
                value = "How often a run is tried again when its end may pass by itself, such as a kill",
                min = 0,
                max = 100,
                byDefault = "1")
        int retries,

        @Doc("The program that moves the queue on; left out when none does")
        Optional<ProcessMark> worked,

        @Doc(value = "The runs, in the order of their turn", byDefault = "[]")
        List<QueueEntry> entries)
        implements Checked {
    /** The format this version writes and reads. */
    public static final int FORMAT = 1;

    static final QueueState EMPTY = new QueueState(FORMAT, false, 1, Optional.empty(), List.of());

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            if (!seen.add(entries.get(i).run())) {
                problems.add(new Problem(
                        "entries[" + i + "].run", entries.get(i).run(), "each run once", "Remove one of the two"));
            }
        }
        return problems;
    }

    public Optional<QueueEntry> entry(String run) {
        return entries.stream().filter(e -> e.run().equals(run)).findFirst();
    }

    public List<QueueEntry> in(QueueEntry.State state) {
        return entries.stream().filter(e -> e.state() == state).toList();
    }

    public QueueState withPaused(boolean now) {
        return new QueueState(format, now, retries, worked, entries);
    }

    public QueueState withRetries(int times) {
        return new QueueState(format, paused, times, worked, entries);
    }

    QueueState withWorked(Optional<ProcessMark> by) {
        return new QueueState(format, paused, retries, by, entries);
    }

    private QueueState withEntries(List<QueueEntry> now) {
        return new QueueState(format, paused, retries, worked, List.copyOf(now));
    }

    /** By priority, as a file that people changed may not be. */
    QueueState inOrder() {
        return withEntries(entries.stream()
                .sorted(Comparator.comparing(QueueEntry::priority))
                .toList());
    }

    /** At the end of its priority. Runs that are queued keep their place; a failed one waits there again. */
    QueueState add(QueueEntry added) {
        Optional<QueueEntry> known = entry(added.run());
        if (known.isPresent()) {
            return known.get().state() == QueueEntry.State.FAILED ? change(added.run(), QueueEntry::afresh) : this;
        }
        List<QueueEntry> all = new ArrayList<>(entries);
        all.add(endOf(added.priority(), all), added);
        return withEntries(all);
    }

    private static int endOf(Priority priority, List<QueueEntry> all) {
        int at = all.size();
        while (at > 0 && all.get(at - 1).priority().compareTo(priority) > 0) {
            at--;
        }
        return at;
    }

    QueueState change(String run, UnaryOperator<QueueEntry> by) {
        return withEntries(
                entries.stream().map(e -> e.run().equals(run) ? by.apply(e) : e).toList());
    }

    /** Takes runs out that are not under way. */
    public QueueState remove(Set<String> runs) {
        return withEntries(entries.stream()
                .filter(e -> !runs.contains(e.run()) || e.state() == QueueEntry.State.STARTED)
                .toList());
    }

    /** Takes a run out, whatever it does. */
    QueueState drop(String run) {
        return withEntries(entries.stream().filter(e -> !e.run().equals(run)).toList());
    }

    /** Takes all out that are not under way. */
    public QueueState clear() {
        return withEntries(in(QueueEntry.State.STARTED));
    }

    /** Gives a run a priority; it goes to the end of those that have it. */
    public QueueState prioritise(String run, Priority priority) {
        Optional<QueueEntry> found = entry(run).filter(e -> e.priority() != priority);
        if (found.isEmpty()) {
            return this;
        }
        List<QueueEntry> rest = without(Set.of(run));
        rest.add(endOf(priority, rest), found.get().with(priority));
        return withEntries(rest);
    }

    /**
     * Moves runs, together and in their order, before another. Their priority follows only as far as the order needs: among runs
     * of one other priority they take that.
     *
     * @param before the run that comes after them; empty: they become the last
     */
    public QueueState move(List<String> runs, Optional<String> before) {
        Set<String> moved = new LinkedHashSet<>(runs);
        List<QueueEntry> taken =
                entries.stream().filter(e -> moved.contains(e.run())).toList();
        if (taken.isEmpty() || before.filter(moved::contains).isPresent()) {
            return this;
        }
        List<QueueEntry> rest = without(moved);
        int at = before.flatMap(this::entry).map(rest::indexOf).orElse(rest.size());
        Priority highest = at == 0 ? Priority.HIGH : rest.get(at - 1).priority();
        Priority lowest = at == rest.size() ? Priority.LOW : rest.get(at).priority();
        List<QueueEntry> placed = taken.stream()
                .map(e -> e.priority().compareTo(highest) < 0
                        ? e.with(highest)
                        : e.priority().compareTo(lowest) > 0 ? e.with(lowest) : e)
                .sorted(Comparator.comparing(QueueEntry::priority))
                .toList();
        rest.addAll(at, placed);
        return withEntries(rest);
    }

    private List<QueueEntry> without(Set<String> runs) {
        return new ArrayList<>(
                entries.stream().filter(e -> !runs.contains(e.run())).toList());
    }

    /** One place up or down among the runs that wait. At the edge of a priority the run crosses into the next one. */
    public QueueState step(String run, int by) {
        List<String> waiting =
                in(QueueEntry.State.WAITING).stream().map(QueueEntry::run).toList();
        int at = waiting.indexOf(run);
        int to = at + by;
        if (at < 0 || to < 0 || to >= waiting.size()) {
            return this;
        }
        return by < 0 ? move(List.of(run), Optional.of(waiting.get(to))) : move(List.of(run), after(waiting.get(to)));
    }

    /** To a place among the runs that wait, 1 being the next to start. */
    public QueueState place(String run, int place) {
        List<String> others = in(QueueEntry.State.WAITING).stream()
                .map(QueueEntry::run)
                .filter(r -> !r.equals(run))
                .toList();
        int at = Math.clamp(place - 1L, 0, others.size());
        if (others.isEmpty()) {
            return this;
        }
        return move(List.of(run), at < others.size() ? Optional.of(others.get(at)) : after(others.getLast()));
    }

    /** The run that comes after this one, whatever it does. */
    private Optional<String> after(String run) {
        int at = entries.stream().map(QueueEntry::run).toList().indexOf(run);
        return at + 1 < entries.size() ? Optional.of(entries.get(at + 1).run()) : Optional.empty();
    }

    /** Before all others that wait; a failed one waits again. */
    public QueueState next(String run) {
        QueueState ready = change(run, e -> e.state() == QueueEntry.State.FAILED ? e.afresh() : e);
        return ready.place(run, 1);
    }

    /** Before all others of its priority: it is continued before anything new begins. */
    QueueState head(String run) {
        Optional<QueueEntry> found = entry(run);
        if (found.isEmpty()) {
            return this;
        }
        List<QueueEntry> rest = without(Set.of(run));
        int at = 0;
        while (at < rest.size() && rest.get(at).priority().compareTo(found.get().priority()) < 0) {
            at++;
        }
        rest.add(at, found.get());
        return withEntries(rest);
    }
}
