package hammingway.run.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What only the program knows that watched the worker.
 *
 * @param exit         the process's exit code; 128 + n after signal n
 * @param killsByMemory whether the system killed processes for want of memory while the worker lived
 */
public record Clues(OptionalInt exit, boolean killsByMemory) {
    /** Nobody watched. */
    public static final Clues NONE = new Clues(OptionalInt.empty(), false);

    /** Counts since the start of a Linux system, {@code oom_kill 0} among others. */
    private static final Path COUNTS = Path.of("/proc/vmstat");

    /** How many processes the system killed for want of memory so far; 0 where it does not tell. */
    public static long killsByMemorySoFar() {
        if (!Files.isReadable(COUNTS)) {
            return 0;
        }
        try (var lines = Files.lines(COUNTS)) {
            return lines.filter(l -> l.matches("oom_kill \\d{1,18}"))
                    .mapToLong(l -> Long.parseLong(l.substring("oom_kill ".length())))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
