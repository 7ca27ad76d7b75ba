package hammingway.runs;

import hammingway.base.WorkbenchException;
import hammingway.run.EventLog;
import hammingway.run.RunEvent;
import hammingway.run.RunFolder;
import hammingway.run.RunStatus;
import hammingway.run.RunTitle;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one run's folder as it grows. Used on the watching thread alone. */
final class FollowedRun {
    /** Steps whose median time tells the time left: enough to smooth, few enough to follow a change of load. */
    private static final int RECENT_STEPS = 50;

    private final RunFolder run;
    private final EventLog log;
    private final RunStatus status = new RunStatus();
    private Optional<RunTitle> title = Optional.empty();
    private String specTrouble = "";
    private boolean changed = true;

    FollowedRun(RunFolder run) {
        this.run = run;
        this.log = run.events();
        log.brief().forEach(status::accept);
        try {
            title = Optional.of(
                    status.state() == RunStatus.State.FINISHED ? RunTitle.of(run) : RunTitle.of(run.spec()));
        } catch (WorkbenchException e) {
            specTrouble = String.valueOf(e.getMessage());
        }
    }

    RunFolder run() {
        return run;
    }

    /** Whether a worker is at it, as far as its events tell, or may begin any moment. */
    boolean moves() {
        return status.state().active();
    }

    /** Reads what was appended. */
    void poll() {
        List<RunEvent> fresh = log.poll();
        fresh.forEach(status::accept);
        changed |= !fresh.isEmpty();
    }

    /** @param before what was last made of this run: it is given again where nothing came since */
    RunSnapshot snapshot(int queuePlace, Optional<RunSnapshot> before) {
        RunStatus.State state = status.state();
        boolean same = !changed
                && state != RunStatus.State.WAITING
                && before.filter(b -> b.queuePlace() == queuePlace && b.state() == state)
                        .isPresent();
        changed = false;
        return same
                ? before.get()
                : new RunSnapshot(
                        run,
                        title.map(RunTitle::name).orElse(run.id()),
                        title.isPresent(),
                        state,
                        queuePlace,
                        doing(state),
                        share(state),
                        status.evaluated(),
                        trouble(state));
    }

    private long totalSteps() {
        return title.map(RunTitle::steps).orElse(0L);
    }

    private double share(RunStatus.State state) {
        if (state == RunStatus.State.FINISHED) {
            return 1;
        }
        return totalSteps() == 0 ? 0 : Math.min(1, (double) status.stepsDone() / totalSteps());
    }

    private String doing(RunStatus.State state) {
        String steps = String.format(Locale.ROOT, "step %,d of %,d", status.stepsDone(), totalSteps());
        return switch (state) {
            case TRAINING -> steps + timeLeft();
            case PREPARING, EVALUATING ->
                status.message().isEmpty()
                        ? "starting the worker"
                        : status.message().toLowerCase(Locale.ROOT)
                                + String.format(Locale.ROOT, ", %.0f%%", 100 * status.stageShare());
            case PAUSED, STOPPED, FAILED, INTERRUPTED -> steps;
            case WAITING -> String.format(Locale.ROOT, "%,d steps", totalSteps());
            case FINISHED ->
                String.format(Locale.ROOT, "%,d steps", status.stepsDone() > 0 ? status.stepsDone() : totalSteps());
        };
    }

    private String timeLeft() {
        List<RunEvent.StepDone> steps = status.steps();
        if (steps.size() < 5) {
            return "";
        }
        double[] recent = steps.subList(Math.max(0, steps.size() - RECENT_STEPS), steps.size()).stream()
                .mapToDouble(RunEvent.StepDone::seconds)
                .sorted()
                .toArray();
        double seconds = (totalSteps() - status.stepsDone()) * recent[recent.length / 2];
        return ", " + duration(seconds) + " left";
    }

    static String duration(double seconds) {
        if (seconds < 60) {
            return "less than a minute";
        }
        long minutes = Math.round(seconds / 60);
        return minutes < 90 ? "about " + minutes + " min" : "about " + Math.round(minutes / 60.0) + " h";
    }

    private String trouble(RunStatus.State state) {
        if (!specTrouble.isEmpty()) {
            return specTrouble;
        }
        return switch (state) {
            case FAILED -> status.message();
            case INTERRUPTED ->
                "The worker vanished without a word: it was killed, ran out of memory, or the computer was switched off. "
                        + (status.checkpointStep() > 0
                                ? "Continue goes on from the checkpoint at step " + status.checkpointStep() + "."
                                : "Continue starts it again; there is no checkpoint yet.");
            case WAITING -> diedBeforeItsFirstEvent();
            case PREPARING, TRAINING, PAUSED, EVALUATING, FINISHED, STOPPED -> String.join("\n", status.warnings());
        };
    }

    /** A worker that could not even start has said why in the log alone. */
    private String diedBeforeItsFirstEvent() {
        try {
            return Files.exists(run.log()) && Files.size(run.log()) > 0 && !status.workerAlive()
                    ? LogTail.last(run.log(), 3)
                    : "";
        } catch (IOException e) {
            return "";
        }
    }
}
