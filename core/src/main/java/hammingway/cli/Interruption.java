package hammingway.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** While it is open, an interrupted process tells its work to stop and lives until what the work began is cleared away. */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final LiveLine line;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted);

    /** @param line of the work: it is told there, and closed with this */
    Interruption(LiveLine line) {
        this.line = line;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    LiveLine line() {
        return line;
    }

    private void interrupted() {
        line.stop();
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        line.close();
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException unused) {
            // the program is being stopped, and the hook is what waits for this
        }
    }
}
