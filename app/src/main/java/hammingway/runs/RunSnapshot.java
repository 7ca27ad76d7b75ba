package hammingway.runs;

import hammingway.run.RunEvent;
import hammingway.run.RunFolder;
import hammingway.run.RunStatus;
import java.util.Optional;

/**
 * What is known of a run at one moment; an immutable value, made off the toolkit's thread.
 *
 * @param name       the folder's where {@code spec.json} cannot be understood
 * @param readable   whether it can; else {@code trouble} says why
 * @param state       as its events tell
 * @param queuePlace  1 for the next run in the queue; 0 when the run does not wait
 * @param doing       what is being done, for people; empty when nothing is
 * @param share       of all steps, or of the stage while no step is made; 0 to 1
 * @param trouble     why it did not finish and what to do; empty when there is none
 */
public record RunSnapshot(
        RunFolder run,
        String name,
        boolean readable,
        RunStatus.State state,
        int queuePlace,
        String doing,
        double share,
        Optional<RunEvent.Evaluated> evaluated,
        String trouble) {

    public boolean queued() {
        return queuePlace > 0;
    }

    /** One word for people. */
    public String stateText() {
        return switch (state) {
            case WAITING -> queued() ? "Queued" : "New";
            case PREPARING -> "Preparing";
            case TRAINING -> "Training";
            case PAUSED -> "Paused";
            case EVALUATING -> "Evaluating";
            case FINISHED -> "Finished";
            case STOPPED -> queued() ? "Queued" : "Stopped";
            case FAILED -> queued() ? "Queued" : "Failed";
            case INTERRUPTED -> queued() ? "Queued" : "Interrupted";
        };
    }

    public boolean canStart() {
        return state.canStart() && !queued() && readable;
    }

    /** A run that has begun is continued, not started. */
    public boolean begun() {
        return state != RunStatus.State.WAITING;
    }

    public boolean canPause() {
        return state == RunStatus.State.PREPARING
                || state == RunStatus.State.TRAINING
                || state == RunStatus.State.EVALUATING;
    }

    public boolean canResume() {
        return state == RunStatus.State.PAUSED;
    }

    public boolean canStop() {
        return state.active();
    }
}
