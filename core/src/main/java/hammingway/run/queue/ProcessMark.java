package hammingway.run.queue;

import hammingway.base.Doc;
import java.time.Instant;
import java.util.UUID;

/** A process of this computer, told apart from a later one that was given the same number. */
public record ProcessMark(
        @Doc(value = "Process id", min = 0) long pid,

        @Doc(value = "Start of the process, milliseconds since 1970", min = 0)
        long start,

        @Doc("Tells two queues in one process apart") String token) {
    /** Two readings of a start differ by less. */
    private static final long TOLERANCE_MILLIS = 2_000;

    static ProcessMark ofMe() {
        ProcessHandle me = ProcessHandle.current();
        return new ProcessMark(me.pid(), start(me), UUID.randomUUID().toString().substring(0, 8));
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    boolean alive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(p -> Math.abs(start(p) - start) < TOLERANCE_MILLIS)
                .isPresent();
    }
}
