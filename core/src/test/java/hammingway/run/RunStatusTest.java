package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.run.RunStatus.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunStatusTest {
    private final RunStatus status = new RunStatus();
    private final ProcessHandle self = ProcessHandle.current();

    private void feed(RunEvent... events) {
        List.of(events).forEach(status::accept);
    }

    private RunEvent started(long from) {
        return new RunEvent.Started(
                1, self.pid(), self.info().startInstant().orElseThrow().toEpochMilli(), from, 20);
    }

    private static RunEvent step(long number) {
        return new RunEvent.StepDone(1, number, 1.5, 0.1, 1, 0.1, 64, 0);
    }

    @Test
    void followsTheLifeOfARun() {
        assertThat(status.state()).isEqualTo(State.WAITING);
        feed(started(0), new RunEvent.Stage(1, "Reading text", 0));
        assertThat(status.state()).isEqualTo(State.PREPARING);
        feed(new RunEvent.Built(1, 2, 3), step(1), new RunEvent.Validated(1, 1, 1, 1, 0, 0));
        assertThat(status.state()).isEqualTo(State.TRAINING);
        feed(new RunEvent.Paused(1, 1));
        assertThat(status.state()).isEqualTo(State.PAUSED);
        feed(new RunEvent.Continued(1, 1));
        assertThat(status.state()).isEqualTo(State.TRAINING);
        feed(step(20), new RunEvent.CheckpointWritten(1, 20), new RunEvent.Stage(1, "Evaluating", 0.5));
        assertThat(status.state()).isEqualTo(State.EVALUATING);
        assertThat(status.stageShare()).isEqualTo(0.5);
        feed(new RunEvent.Finished(1));
        assertThat(status.state()).isEqualTo(State.FINISHED);
        assertThat(status.state().canStart()).isFalse();
    }

    @Test
    void dropsWhatCameAfterTheCheckpointThatTheRunWentOnFrom() {
        feed(started(0), step(1), step(2), new RunEvent.CheckpointWritten(1, 2), step(3));
        feed(new RunEvent.Validated(1, 3, 1, 1, 0, 0), new RunEvent.CheckpointWritten(1, 3));
        feed(started(2));
        assertThat(status.steps()).extracting(RunEvent.StepDone::step).containsExactly(1L, 2L);
        assertThat(status.validations()).isEmpty();
        assertThat(status.checkpointStep()).isEqualTo(2);
        assertThat(status.stepsDone()).isEqualTo(2);
    }

    @Test
    void goesBackToTheStageThatWasPaused() {
        feed(started(0), new RunEvent.Stage(1, "Merging", 0.1), new RunEvent.Paused(1, 0));
        feed(new RunEvent.Continued(1, 0));
        assertThat(status.state()).isEqualTo(State.PREPARING);
        feed(new RunEvent.Stage(1, "Merging", 0.2));
        assertThat(status.state()).isEqualTo(State.PREPARING);
    }

    @Test
    void evaluatesWithoutHavingTrainedWhenOnlyTheEvaluationWasMissing() {
        feed(started(20), new RunEvent.Stage(1, "Reading text", 0));
        assertThat(status.state()).isEqualTo(State.PREPARING);
        feed(new RunEvent.Built(1, 2, 3), new RunEvent.Stage(1, "Evaluating", 0));
        assertThat(status.state()).isEqualTo(State.EVALUATING);
    }

    @Test
    void isInterruptedWhenTheWorkerIsGoneOrItsNumberBelongsToAnother() {
        long start = self.info().startInstant().orElseThrow().toEpochMilli();
        feed(new RunEvent.Started(1, self.pid(), start - 60_000, 0, 20), step(1));
        assertThat(status.state()).isEqualTo(State.INTERRUPTED);
        assertThat(status.state().canStart()).isTrue();
        feed(started(0), step(1));
        assertThat(status.state()).isEqualTo(State.TRAINING);
    }

    @Test
    void keepsWarningsUntilTheNextWorker() {
        feed(started(0), new RunEvent.Warning(1, "fewer threads"), step(1));
        assertThat(status.warnings()).containsExactly("fewer threads");
        feed(started(0));
        assertThat(status.warnings()).isEmpty();
    }
}
