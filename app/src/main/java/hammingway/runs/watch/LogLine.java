package hammingway.runs.watch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of a run's log. */
record LogLine(Level level, String text) {
    /** As the workers' logger writes it: date, time, level. */
    private static final Pattern LOGGED =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d[.,]\\d{3} (ERROR|WARN|INFO|DEBUG|TRACE)\\b.*");

    /** What programs and the Java machine write without a logger. */
    private static final Pattern ERROR = Pattern.compile("(Error|Internal error|Exception in|#).*");

    private static final Pattern WARNING = Pattern.compile("(?i)warning: .*");

    /** Lines that belong to the one before: traces. */
    private static final Pattern CONTINUED =
            Pattern.compile("\\s.*|Caused by: .*|\\.\\.\\. .*|[a-z.]+\\.[A-Z]\\w*(Exception|Error)\\b.*");

    /** How grave a line is, the gravest first. */
    enum Level {
        ERROR,
        WARNING,
        INFO
    }

    /** @param before the level of the line before, which a trace has too */
    static LogLine of(String text, Level before) {
        Matcher logged = LOGGED.matcher(text);
        if (logged.matches()) {
            return new LogLine(
                    switch (logged.group(1)) {
                        case "ERROR" -> Level.ERROR;
                        case "WARN" -> Level.WARNING;
                        default -> Level.INFO;
                    },
                    text);
        }
        if (CONTINUED.matcher(text).matches()) {
            return new LogLine(before, text);
        }
        return new LogLine(
                ERROR.matcher(text).matches()
                        ? Level.ERROR
                        : WARNING.matcher(text).matches() ? Level.WARNING : Level.INFO,
                text);
    }

    boolean contains(String search) {
        return text.toLowerCase(java.util.Locale.ROOT).contains(search);
    }
}
