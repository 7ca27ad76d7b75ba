package hammingway.run;

import hammingway.base.Progress;
import java.util.Optional;

/**
 * Tells stages as events and looks for requests, between steps and within long stages; both at most a few times a second,
 * whatever the caller's pace.
 */
final class WorkerProgress implements Progress {
    /** Often enough for a person, seldom enough for the disk. */
    private static final long INTERVAL_NANOS = 200_000_000L;

    private final RunFolder run;
    private final EventLog.Appender events;
    private String stage = "";
    private long lastStage;
    private long nextLook;
    private long step;
    private boolean stopped;

    WorkerProgress(RunFolder run, EventLog.Appender events) {
        this.run = run;
        this.events = events;
    }

    /** The steps done so far, which events of a pause tell. */
    synchronized void step(long done) {
        step = done;
    }

    synchronized long step() {
        return step;
    }

    @Override
    public synchronized void update(double share, String name) {
        long now = System.nanoTime();
        if (!name.equals(stage) || now - lastStage >= INTERVAL_NANOS) {
            stage = name;
            lastStage = now;
            events.append(new RunEvent.Stage(System.currentTimeMillis(), name, share));
        }
    }

    /** Whether a stop was asked for. A pause is waited for here, until the next request. */
    @Override
    public synchronized boolean cancelled() {
        if (!stopped && System.nanoTime() >= nextLook) {
            nextLook = System.nanoTime() + INTERVAL_NANOS;
            Optional<RunFolder.Request> request = run.takeRequest();
            if (request.isPresent() && request.get() == RunFolder.Request.PAUSE) {
                request = pause();
            }
            stopped = request.isPresent() && request.get() == RunFolder.Request.STOP;
        }
        return stopped;
    }

    private Optional<RunFolder.Request> pause() {
        events.append(new RunEvent.Paused(System.currentTimeMillis(), step));
        Optional<RunFolder.Request> request;
        do {
            sleep();
            request = run.takeRequest();
        } while (request.isEmpty() || request.get() == RunFolder.Request.PAUSE);
        if (request.get() == RunFolder.Request.CONTINUE) {
            events.append(new RunEvent.Continued(System.currentTimeMillis(), step));
        }
        return request;
    }

    private static void sleep() {
        try {
            Thread.sleep(INTERVAL_NANOS / 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }
}
