package hammingway.cli;

import hammingway.base.Progress;
import java.io.PrintWriter;

/** Progress as one line that is written over, in a terminal; elsewhere nothing. Cancelled once {@link #stop} is called. */
final class LiveLine implements Progress, AutoCloseable {
    private static final long NANOS = 100_000_000;

    private final PrintWriter out;
    private final boolean terminal =
            System.console() != null && System.console().isTerminal();
    private long last;
    private int width;
    private volatile boolean stopped;

    LiveLine(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void update(double share, String message) {
        long now = System.nanoTime();
        if (terminal && (width == 0 || now - last > NANOS)) {
            last = now;
            String line = Math.round(100 * share) + "% " + message;
            out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            out.flush();
            width = line.length();
        }
    }

    void stop() {
        stopped = true;
    }

    @Override
    public boolean cancelled() {
        return stopped;
    }

    @Override
    public synchronized void close() {
        if (width > 0) {
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
            width = 0;
        }
    }
}
