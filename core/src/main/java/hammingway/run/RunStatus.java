package hammingway.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the events of a run add up to. Feed it events in order; it is a plain value holder for one thread.
 * Events of steps after a checkpoint that was continued from are dropped, as the run did.
 */
public final class RunStatus {
    /** The life of a run. */
    public enum State {
        /** No worker has taken it up yet. */
        WAITING,
        PREPARING,
        TRAINING,
        PAUSED,
        EVALUATING,
        FINISHED,
        /** Stopped on request; can be continued. */
        STOPPED,
        FAILED,
        /** The worker vanished without a word; can be continued from the last checkpoint. */
        INTERRUPTED;

        public boolean active() {
            return this == PREPARING || this == TRAINING || this == PAUSED || this == EVALUATING;
        }

        public boolean canStart() {
            return !active() && this != FINISHED;
        }
    }

    private final List<RunEvent.StepDone> steps = new ArrayList<>();
    private final List<RunEvent.Validated> validations = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private State state = State.WAITING;
    private State beforePause = State.WAITING;
    private boolean modelStands;
    private String message = "";
    private double stageShare;
    private Optional<RunEvent.Started> started = Optional.empty();
    private Optional<RunEvent.Built> built = Optional.empty();
    private Optional<RunEvent.Evaluated> evaluated = Optional.empty();
    private long checkpointStep;

    public void accept(RunEvent event) {
        switch (event) {
            case RunEvent.Started e -> {
                started = Optional.of(e);
                steps.removeIf(s -> s.step() > e.fromStep());
                validations.removeIf(v -> v.step() > e.fromStep());
                checkpointStep = e.fromStep();
                modelStands = false;
                warnings.clear();
                become(State.PREPARING, "");
            }
            case RunEvent.Built e -> {
                built = Optional.of(e);
                modelStands = true;
            }
            case RunEvent.Stage e -> {
                stageShare = e.share();
                // a worker that continues after the last step evaluates without having trained
                become(modelStands ? State.EVALUATING : State.PREPARING, e.name());
            }
            case RunEvent.StepDone e -> {
                steps.add(e);
                become(State.TRAINING, "");
            }
            case RunEvent.Validated e -> validations.add(e);
            case RunEvent.Sampled e -> {
                // a text changes no state; who shows it reads it from the log
            }
            case RunEvent.CheckpointWritten e -> checkpointStep = e.step();
            case RunEvent.Paused e -> {
                beforePause = state;
                become(State.PAUSED, "");
            }
            case RunEvent.Continued e -> become(beforePause, "");
            case RunEvent.Evaluated e -> evaluated = Optional.of(e);
            case RunEvent.Warning e -> {
                warnings.add(e.message());
                message = e.message();
            }
            case RunEvent.Finished e -> become(State.FINISHED, "");
            case RunEvent.Stopped e -> become(State.STOPPED, "");
            case RunEvent.Failed e -> become(State.FAILED, e.message());
        }
    }

    private void become(State next, String text) {
        state = next;
        message = text;
    }

    /** The state, told with whether the worker that last took the run up still lives. */
    public State state() {
        return state.active() && !workerAlive() ? State.INTERRUPTED : state;
    }

    /** Whether the process of the last {@link RunEvent.Started} runs on this computer. */
    public boolean workerAlive() {
        return worker().isPresent();
    }

    /** The process of the last {@link RunEvent.Started}, whoever started it, if it runs on this computer. */
    public Optional<ProcessHandle> worker() {
        return started.flatMap(s -> ProcessHandle.of(s.pid())
                .filter(ProcessHandle::isAlive)
                .filter(p -> p.info()
                        .startInstant()
                        .filter(i -> Math.abs(i.toEpochMilli() - s.processStart()) < 2_000)
                        .isPresent()));
    }

    /** A word on what is being done, or the reason of a failure. */
    public String message() {
        return message;
    }

    /** What the last worker warned of, oldest first. */
    public List<String> warnings() {
        return warnings;
    }

    /** Share of the current stage, 0 to 1. */
    public double stageShare() {
        return stageShare;
    }

    public List<RunEvent.StepDone> steps() {
        return steps;
    }

    public List<RunEvent.Validated> validations() {
        return validations;
    }

    public Optional<RunEvent.Started> started() {
        return started;
    }

    public Optional<RunEvent.Built> built() {
        return built;
    }

    public Optional<RunEvent.Evaluated> evaluated() {
        return evaluated;
    }

    /** Steps in the last checkpoint; 0 when there is none. */
    public long checkpointStep() {
        return checkpointStep;
    }

    public long stepsDone() {
        return steps.isEmpty()
                ? started.map(RunEvent.Started::fromStep).orElse(0L)
                : steps.getLast().step();
    }
}
