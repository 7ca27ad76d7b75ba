package hammingway.run;

import hammingway.base.AtomicFiles;
import hammingway.base.WorkbenchException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends a run's worker at once, without a checkpoint; the run can be continued from its last one.
 *
 * @param checkpoint steps of the last checkpoint; 0 when there is none
 * @param steps      done since, which are lost
 * @param seconds    of training that they took
 */
public record Cancellation(RunFolder run, long checkpoint, long steps, double seconds) {
    /** More than a short break is worth a question. */
    private static final double ASK_SECONDS = 120;

    private static final long PATIENCE_SECONDS = 20;

    /** What a cancel would lose now. */
    public static Cancellation of(RunFolder run) {
        RunStatus status = run.status();
        long checkpoint = status.checkpointStep();
        double seconds = status.steps().stream()
                .filter(s -> s.step() > checkpoint)
                .mapToDouble(RunEvent.StepDone::seconds)
                .sum();
        return new Cancellation(run, checkpoint, Math.max(0, status.stepsDone() - checkpoint), seconds);
    }

    /** Whether so much is lost that a person should be asked first. */
    public boolean costly() {
        return seconds > ASK_SECONDS;
    }

    /** What is lost, for people. */
    public String told() {
        String since = checkpoint > 0
                ? String.format(Locale.ROOT, " since the checkpoint at step %,d", checkpoint)
                : "; there is no checkpoint yet";
        return steps == 0
                ? "No step is lost" + since + "."
                : String.format(
                        Locale.ROOT,
                        "%,d %s, %s of training, %s lost%s.",
                        steps,
                        steps == 1 ? "step" : "steps",
                        time(),
                        steps == 1 ? "is" : "are",
                        since);
    }

    private String time() {
        return seconds < 60
                ? "less than a minute"
                : seconds < 5400
                        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    /**
     * Ends the worker and writes down that it was meant.
     *
     * @throws WorkbenchException when no worker of the run is on this computer
     */
    public void carryOut() {
        ProcessHandle worker = run.status()
                .worker()
                .orElseThrow(() -> new WorkbenchException("The run " + run.id()
                        + " has no worker on this computer. One on another computer is stopped by: ask stop "
                        + run.path()));
        worker.destroyForcibly();
        try {
            worker.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new WorkbenchException(
                    "The worker of " + run.id() + " (process " + worker.pid()
                            + ") does not end. End it with the system's means.",
                    e);
        }
        tell();
    }

    /** The worker can no longer say that it was stopped; whoever holds its lock says it instead. */
    private void tell() {
        try (FileChannel channel = FileChannel.open(run.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null && run.status().state() == RunStatus.State.INTERRUPTED) {
                try (EventLog.Appender events = EventLog.appender(run.path().resolve("events.jsonl"))) {
                    events.append(new RunEvent.Stopped(System.currentTimeMillis(), checkpoint));
                }
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot lock the run", run.path(), e);
        }
    }
}
