package hammingway.design.keeping;

import java.time.Instant;
import java.util.Optional;

/**
 * The process that keeps unsaved work.
 *
 * @param process its number; another process may have the same later
 * @param started when it started, ISO 8601; empty where the system does not tell
 */
record Writer(long process, String started) {
    static Writer me() {
        return of(ProcessHandle.current());
    }

    private static Writer of(ProcessHandle process) {
        return new Writer(
                process.pid(),
                process.info().startInstant().map(Instant::toString).orElse(""));
    }

    /** Whether it goes on, as far as this computer knows. */
    boolean alive() {
        Optional<ProcessHandle> found = process > 0 ? ProcessHandle.of(process) : Optional.empty();
        return found.filter(ProcessHandle::isAlive)
                .filter(p -> of(p).equals(this))
                .isPresent();
    }
}
