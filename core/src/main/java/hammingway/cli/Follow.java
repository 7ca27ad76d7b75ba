package hammingway.cli;

import hammingway.run.EventLog;
import hammingway.run.Launcher;
import hammingway.run.LocalLauncher;
import hammingway.run.RunFolder;
import hammingway.run.RunStatus;
import java.util.Optional;
import java.util.function.Consumer;

/** Follows a run that another process carries out. */
final class Follow {
    private static final long POLL_MILLIS = 250;

    private Follow() {}

    /** Starts a worker unless the run has one. */
    static Optional<Launcher.Running> start(RunFolder run) {
        return run.status().state().active() ? Optional.empty() : Optional.of(new LocalLauncher().start(run));
    }

    /**
     * Follows until the worker's process has ended, or until the run of a worker that was started elsewhere is at rest.
     *
     * @return the state in which the run ended; waiting, if the worker died before it wrote an event
     */
    static RunStatus.State toTheEnd(RunFolder run, Optional<Launcher.Running> worker, Consumer<RunStatus> watcher)
            throws InterruptedException {
        EventLog log = run.events();
        RunStatus status = new RunStatus();
        log.poll().forEach(status::accept);
        while (true) {
            // asked before the look at the events, so that none written before the end is missed
            boolean alive =
                    worker.isPresent() ? worker.get().alive() : status.state().active();
            log.poll().forEach(status::accept);
            watcher.accept(status);
            if (!alive) {
                return status.state();
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
