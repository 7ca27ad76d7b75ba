package hammingway.shell.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The last lines of the program's log, in memory: there are only so many of them, and none is long. May be used on any thread. */
public final class LogBook extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    /** Some megabytes at most, with {@link #LONGEST}. */
    static final int MOST = 1000;

    /** Characters of a message or a stack trace. */
    static final int LONGEST = 4000;

    private final Deque<LogEntry> entries = new ArrayDeque<>();
    private long count;
    private volatile Runnable listener = () -> {};

    /** One that hears all that is logged from now on. */
    public static LogBook attached() {
        LogBook book = new LogBook();
        Logger root = root();
        book.setContext(root.getLoggerContext());
        book.start();
        root.addAppender(book);
        return book;
    }

    static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** @param changed is told, on whatever thread logs, that there is something new; it must be quick and log nothing */
    void listen(Runnable changed) {
        listener = changed;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String name = event.getLoggerName();
        IThrowableProxy thrown = event.getThrowableProxy();
        synchronized (entries) {
            if (entries.size() == MOST) {
                entries.removeFirst();
            }
            entries.addLast(new LogEntry(
                    ++count,
                    Instant.ofEpochMilli(event.getTimeStamp()),
                    level(event),
                    name.substring(name.lastIndexOf('.') + 1),
                    cut(event.getFormattedMessage()),
                    thrown == null ? "" : cut(ThrowableProxyUtil.asString(thrown))));
        }
        listener.run();
    }

    private static LogEntry.Level level(ILoggingEvent event) {
        int level = event.getLevel().toInt();
        return level >= ch.qos.logback.classic.Level.ERROR_INT
                ? LogEntry.Level.ERROR
                : level >= ch.qos.logback.classic.Level.WARN_INT ? LogEntry.Level.WARNING : LogEntry.Level.INFO;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text.strip() : text.substring(0, LONGEST) + "\u2026";
    }

    /** Oldest first. */
    List<LogEntry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    /** What went wrong, oldest first, as text. */
    List<String> errors() {
        return entries().stream()
                .filter(e -> e.level() == LogEntry.Level.ERROR)
                .map(LogEntry::text)
                .toList();
    }

    void clear() {
        synchronized (entries) {
            entries.clear();
        }
        listener.run();
    }

    @Override
    public void close() {
        root().detachAppender(this);
        stop();
    }
}
