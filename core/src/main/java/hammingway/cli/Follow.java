package hammingway.cli;

import hammingway.run.EventLog;
import hammingway.run.RunFolder;
import hammingway.run.RunStatus;
import java.util.function.Consumer;

/** Follows a run that another process carries out. */
final class Follow {
    private static final long POLL_MILLIS = 250;
    /** A worker needs a moment before it writes its first event. */
    private static final int START_POLLS = 60;

    private Follow() {}

    /** @return the state in which the run ended */
    static RunStatus.State toTheEnd(RunFolder run, Consumer<RunStatus> watcher) throws InterruptedException {
        EventLog log = run.events();
        RunStatus status = new RunStatus();
        log.poll().forEach(status::accept);
        int waited = 0;
        while (true) {
            var events = log.poll();
            events.forEach(status::accept);
            watcher.accept(status);
            boolean begun = status.state().active() || !events.isEmpty();
            if (begun) {
                waited = START_POLLS;
            }
            if (!status.state().active() && (waited++ >= START_POLLS)) {
                log.poll().forEach(status::accept); // what came between the last look and the end
                return status.state();
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
