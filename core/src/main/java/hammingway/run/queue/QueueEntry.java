package hammingway.run.queue;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A run in the queue; an immutable value. */
public record QueueEntry(
        @Doc("The name of the run's folder") String run,

        @Doc(value = "high, normal or low", byDefault = "normal")
        Priority priority,

        @Doc(value = "The device the run computes on, as its specification says", byDefault = "cpu")
        String device,

        @Doc(value = "waiting, started, or failed", byDefault = "waiting")
        State state,

        @Doc(value = "How often the run failed since it was queued", min = 0, max = 1_000_000, byDefault = "0")
        int attempts,

        @Doc("When it was queued, such as 2026-11-27T15:21:00Z")
        String added,

        @Doc(value = "Why it failed or was interrupted last", byDefault = "\"\"")
        String reason)
        implements Checked {

    /** What the queue does with a run. What the run itself does is in its events. */
    public enum State {
        WAITING,
        /** A worker was started for it, and its end has not been seen yet. */
        STARTED,
        /** It failed as often as allowed and is skipped, so that the rest goes on. */
        FAILED
    }

    static QueueEntry of(String run, String device, Instant added) {
        return new QueueEntry(
                run,
                Priority.NORMAL,
                device,
                State.WAITING,
                0,
                added.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString(),
                "");
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (!run.matches("[^/\\\\\\p{Cntrl}]{1,255}") || run.equals(".") || run.equals("..")) {
            problems.add(new Problem(
                    "run", run, "the name of a folder in the project's runs", "Name a run as the command runs does"));
        }
        if (!device.matches("cpu|gpu\\d{1,2}")) {
            problems.add(new Problem("device", device, "cpu, gpu0, gpu1, ...", "Name a device of this machine"));
        }
        try {
            Instant.parse(added);
        } catch (DateTimeException e) {
            problems.add(new Problem("added", added, "a time such as 2026-11-27T15:21:00Z", "Correct the time"));
        }
        return problems;
    }

    QueueEntry with(Priority other) {
        return new QueueEntry(run, other, device, state, attempts, added, reason);
    }

    QueueEntry with(State other) {
        return new QueueEntry(run, priority, device, other, attempts, added, reason);
    }

    QueueEntry failedOnce(State next, String why) {
        return new QueueEntry(run, priority, device, next, attempts + 1, added, why);
    }

    /** Waits again because nobody was there to see how it ended; that is no failure of the run. */
    QueueEntry interrupted(String why) {
        return new QueueEntry(run, priority, device, State.WAITING, attempts, added, why);
    }

    /** As queued anew: earlier failures are forgotten. */
    QueueEntry afresh() {
        return new QueueEntry(run, priority, device, State.WAITING, 0, added, "");
    }
}
