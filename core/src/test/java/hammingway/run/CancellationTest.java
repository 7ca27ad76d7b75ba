package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.run.RunEvent.CheckpointWritten;
import hammingway.run.RunEvent.StepDone;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancellationTest {
    @TempDir
    Path folder;

    @Test
    void endsAWorkerAtOnceAndTheRunGoesOnFromItsCheckpoint() throws Exception {
        RunFolder run = Runs.create(folder, "training.steps", "20000", "training.checkpointEvery", "20");
        assertThatThrownBy(() -> Cancellation.of(run).carryOut()).hasMessageContaining("no worker");
        Launcher.Running worker = new LocalLauncher().start(run);
        Runs.await(run, worker, 0, e -> e instanceof CheckpointWritten);
        Cancellation.of(run).carryOut();
        worker.await();
        RunStatus status = run.status();
        assertThat(status.state()).isEqualTo(RunStatus.State.STOPPED);
        assertThat(status.checkpointStep()).isGreaterThanOrEqualTo(20);

        int before = Runs.events(run).size();
        Launcher.Running again = new LocalLauncher().start(run);
        Runs.await(run, again, before, e -> e instanceof StepDone s && s.step() == status.checkpointStep() + 1);
        Cancellation.of(run).carryOut();
        again.await();
    }

    @Test
    void tellsWhatIsLost() {
        RunFolder run = Runs.create(folder);
        try (EventLog.Appender log = EventLog.appender(run.path().resolve("events.jsonl"))) {
            log.append(new RunEvent.Started(1, 1, 1, 0, 30));
            log.append(new StepDone(1, 1, 1, 1, 1, 100, 1, 1));
            assertThat(Cancellation.of(run).costly()).isFalse();
            assertThat(Cancellation.of(run).told())
                    .isEqualTo("1 step, 2 min of training, is lost; there is no checkpoint yet.");
            log.append(new StepDone(1, 2, 1, 1, 1, 100, 1, 1));
            assertThat(Cancellation.of(run).costly()).isTrue();
            log.append(new CheckpointWritten(1, 2));
            assertThat(Cancellation.of(run).told()).isEqualTo("No step is lost since the checkpoint at step 2.");
        }
    }
}
