package hammingway.run.queue;

import hammingway.run.RunFolder;
import hammingway.run.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A queue as people see it at one moment; an immutable value.
 *
 * @param paused  whether no further run starts for now
 * @param held    whether runs wait from before and somebody must say that they shall go on
 * @param retries how often a run is tried again when its end may pass
 * @param worker  the process id of another program that moves the queue on
 * @param rows    in the order of their turn, those under way first, failed ones last
 */
public record QueueLook(boolean paused, boolean held, int retries, OptionalLong worker, List<Row> rows) {
    public static final QueueLook NOTHING = new QueueLook(false, false, 0, OptionalLong.empty(), List.of());

    /**
     * A run in the queue.
     *
     * @param place       1 for the next to start; 0 when it does not wait
     * @param name        as its specification says, else its folder
     * @param waitsFor    the run that must be finished before, if that is in the queue
     * @param state       of a run under way, as its events tell
     * @param secondsLeft where it can be told
     */
    public record Row(
            QueueEntry entry,
            RunFolder run,
            int place,
            String name,
            Optional<String> waitsFor,
            Optional<Steps> steps,
            RunStatus.State state,
            OptionalDouble secondsLeft) {}

    /** How far a run is. */
    public record Steps(long done, long total) {}

    public long count(QueueEntry.State state) {
        return rows.stream().filter(r -> r.entry().state() == state).count();
    }

    /** Until all that can be told are done, one after the other; empty where one cannot be told. */
    public OptionalDouble secondsLeft() {
        double sum = 0;
        for (Row row : rows) {
            if (row.entry().state() != QueueEntry.State.FAILED) {
                if (row.secondsLeft().isEmpty()) {
                    return OptionalDouble.empty();
                }
                sum += row.secondsLeft().getAsDouble();
            }
        }
        return rows.isEmpty() || sum == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }
}
