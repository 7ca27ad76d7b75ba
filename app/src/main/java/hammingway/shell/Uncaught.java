package hammingway.shell;

import hammingway.fx.Notices;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** The last resort: what nobody caught is logged and told, each kind once, so that a fault in an animation does not fill the disk. */
final class Uncaught implements Thread.UncaughtExceptionHandler {
    /** Faults in this many places are told; a program that fails in more has nothing new to say. */
    private static final int MOST = 100;

    private final Notices notices;
    private final Set<String> told = new HashSet<>();

    Uncaught(Notices notices) {
        this.notices = notices;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        String kind = e.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
        synchronized (told) {
            if (told.size() >= MOST || !told.add(kind)) {
                return;
            }
        }
        LoggerFactory.getLogger(Uncaught.class).error("not caught in {}", thread.getName(), e);
        notices.error("Something went wrong inside the program: " + e
                + ". Your runs and files are not touched. Please report it with what Copy diagnostics gives (Log, "
                + Shortcuts.LOG.getDisplayText() + ").");
    }
}
