package hammingway.shell.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A line of the program's log.
 *
 * @param number counts up, so that new ones can be told from those that were seen
 * @param source the class that speaks
 * @param trace  where it happened; empty when no exception came with it
 */
public record LogEntry(long number, Instant time, Level level, String source, String message, String trace) {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    /** How bad it is. */
    public enum Level {
        INFO,
        WARNING,
        ERROR
    }

    public String clock() {
        return CLOCK.format(time);
    }

    /** As it is copied. */
    public String text() {
        return FULL.format(time) + " " + level + " " + source + " - " + message + (trace.isEmpty() ? "" : "\n" + trace);
    }

    /** Whether it holds a word, in whatever letters. */
    boolean holds(String lowerCase) {
        return (source + " " + message + " " + trace).toLowerCase(Locale.ROOT).contains(lowerCase);
    }
}
