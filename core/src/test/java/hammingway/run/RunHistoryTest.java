package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.run.RunHistory.Column;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("events.jsonl");
    }

    private void append(RunEvent... events) {
        try (EventLog.Appender log = EventLog.appender(file())) {
            List.of(events).forEach(log::append);
        }
    }

    private static RunEvent.StepDone step(long number, double loss) {
        return new RunEvent.StepDone(1, number, loss, 0.5, 2, 0.25, 100, 3 << 20);
    }

    private static double[] values(RunHistory history, Column column) {
        return Arrays.copyOf(history.column(column), history.size());
    }

    @Test
    void keepsStepsInColumnsAndDropsWhatARunDropped() throws Exception {
        RunHistory history = new RunHistory(new EventLog(file()));
        assertThat(history.poll()).isFalse();
        append(new RunEvent.Started(1, 2, 3, 0, 200), new RunEvent.Built(1, 7, 8));
        for (int i = 1; i <= 100; i++) {
            append(step(i, i == 7 ? Double.NaN : 1.0 / i));
        }
        append(
                new RunEvent.Validated(1, 50, 1, 2, 0, 0, List.of(0.5)),
                new RunEvent.Sampled(1, 50, "a", "b"),
                new RunEvent.Sampled(1, 50, "a", "c"),
                new RunEvent.Sampled(1, 100, "a", "d"));
        assertThat(history.poll()).isTrue();
        assertThat(history.poll()).isFalse();
        assertThat(history.size()).isEqualTo(100);
        assertThat(values(history, Column.STEP)).startsWith(1, 2, 3).endsWith(100);
        assertThat(values(history, Column.LOSS)[6]).isNaN();
        assertThat(values(history, Column.SECONDS)).startsWith(0.25, 0.5).endsWith(25);
        assertThat(values(history, Column.TOKENS)).endsWith(10_000);
        assertThat(values(history, Column.TOKENS_PER_SECOND)).containsOnly(400);
        assertThat(values(history, Column.MEGABYTES)).containsOnly(3);
        assertThat(history.at(Column.TOKENS, 50)).isEqualTo(5000);
        assertThat(history.built()).contains(new RunEvent.Built(1, 7, 8));
        assertThat(history.samples()).extracting(RunEvent.Sampled::text).containsExactly("c", "d");

        Files.writeString(file(), "{\"type\":\"step-done\",\"step\":\n", StandardOpenOption.APPEND);
        append(new RunEvent.Started(1, 2, 3, 60, 200), step(61, 9));
        assertThat(history.poll()).isTrue();
        assertThat(history.size()).isEqualTo(61);
        assertThat(values(history, Column.LOSS)).endsWith(9);
        assertThat(history.samples()).hasSize(1);
        assertThat(history.validations()).hasSize(1);
    }

    @Test
    void beginsAnewWithAnotherFile() throws Exception {
        RunHistory history = new RunHistory(new EventLog(file()));
        append(step(1, 1), step(2, 2));
        history.poll();
        Files.delete(file());
        append(step(5, 5));
        assertThat(history.poll()).isTrue();
        assertThat(values(history, Column.STEP)).containsExactly(5);
        assertThat(values(history, Column.TOKENS))
                .as("the tokens of steps 1 to 4 counted")
                .containsExactly(500);
    }

    @Test
    void givesWhatTheEventsGive() throws Exception {
        RunHistory history = new RunHistory(new EventLog(file()));
        append(
                new RunEvent.StepDone(1, 1, 1e-300, 1.25e-5, Double.POSITIVE_INFINITY, 3e-9, 1L << 40, 0),
                new RunEvent.StepDone(2, 2, 0.1, 1e-300, Double.NaN, 0, 64, 1L << 40));
        history.poll();
        assertThat(values(history, Column.LOSS)).containsExactly(1e-300, 0.1);
        assertThat(values(history, Column.GRADIENT_NORM)).containsExactly(Double.POSITIVE_INFINITY, Double.NaN);
        assertThat(values(history, Column.MEGABYTES)[0]).as("unknown").isNaN();
        assertThat(values(history, Column.TOKENS_PER_SECOND)[1]).as("no time").isNaN();
    }
}
