package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.SpecCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("events.jsonl");
    }

    private void raw(String text) throws Exception {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void readsBackEveryKindOfEvent() {
        List<RunEvent> all = List.of(
                new RunEvent.Started(1, 2, 3, 4, 5),
                new RunEvent.Built(1, 2, 3),
                new RunEvent.Stage(1, "Merging \u2603 \n \"x\"", 0.5),
                new RunEvent.StepDone(1, 2, 0.1, 1e-300, Double.NaN, 0.25, 64, 1L << 40),
                new RunEvent.Validated(1, 2, 3, Double.POSITIVE_INFINITY, 0.1, 0.2, List.of(0.5, 0.9871, 1.0)),
                new RunEvent.Sampled(1, 2, "once \u2603", "upon\na \"time\""),
                new RunEvent.CheckpointWritten(1, 2),
                new RunEvent.Paused(1, 2),
                new RunEvent.Continued(1, 2),
                new RunEvent.Evaluated(1, 0.1, 0.2, 3),
                new RunEvent.Warning(1, "w"),
                new RunEvent.Finished(1),
                new RunEvent.Stopped(1, 2),
                new RunEvent.Failed(1, "f"));
        assertThat(all).hasSameSizeAs(SpecCodec.kinds(RunEvent.class));
        try (EventLog.Appender log = EventLog.appender(file)) {
            all.forEach(log::append);
        }
        assertThat(new EventLog(file).poll()).isEqualTo(all);
    }

    @Test
    void givesEachEventOnceAndWaitsForTheEndOfALine() throws Exception {
        EventLog log = new EventLog(file);
        assertThat(log.poll()).isEmpty();
        raw("{\"type\":\"finished\",\"time\":1}\n{\"type\":\"fini");
        assertThat(log.poll()).containsExactly(new RunEvent.Finished(1));
        assertThat(log.poll()).isEmpty();
        raw("shed\",\"time\":2}\n");
        assertThat(log.poll()).containsExactly(new RunEvent.Finished(2));
    }

    @Test
    void readsLinesLongerThanABlockAndSkipsWhatItDoesNotKnow() throws Exception {
        String message = "\u00E4".repeat(200_000);
        try (EventLog.Appender log = EventLog.appender(file)) {
            log.append(new RunEvent.Finished(1));
            log.append(new RunEvent.Failed(2, message));
        }
        raw(
                "{\"type\":\"of-a-newer-version\",\"time\":3}\n\u0000\u0000\nnonsense\n\n{\"type\":\"finished\",\"time\":4}\n");
        assertThat(new EventLog(file).poll())
                .containsExactly(new RunEvent.Finished(1), new RunEvent.Failed(2, message), new RunEvent.Finished(4));
    }

    @Test
    void readsValidationsOfOlderVersionsAndWritesThoseWithoutBitsAsThey() throws Exception {
        String old =
                "{\"type\":\"validated\",\"time\":1,\"step\":2,\"loss\":3.0,\"perplexity\":4.0,\"top1\":0.1,\"top5\":0.2}\n";
        raw(old);
        RunEvent.Validated event = new RunEvent.Validated(1, 2, 3, 4, 0.1, 0.2);
        assertThat(new EventLog(file).poll()).containsExactly(event);
        Path again = folder.resolve("again.jsonl");
        try (EventLog.Appender log = EventLog.appender(again)) {
            log.append(event);
        }
        assertThat(Files.readString(again)).isEqualTo(old);
    }

    @Test
    void tellsWhenTheFileBeganAnew() throws Exception {
        EventLog log = new EventLog(file);
        raw("{\"type\":\"finished\",\"time\":1}\n{\"type\":\"finished\",\"time\":2}\n");
        assertThat(log.poll()).hasSize(2);
        assertThat(log.beginnings()).isZero();
        Files.writeString(file, "{\"type\":\"finished\",\"time\":3}\n"); // shorter
        assertThat(log.poll()).containsExactly(new RunEvent.Finished(3));
        assertThat(log.beginnings()).isEqualTo(1);
        Path other = folder.resolve("other");
        Files.writeString(other, "{\"type\":\"finished\",\"time\":4}\n{\"type\":\"finished\",\"time\":5}\n");
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING); // longer, but another
        assertThat(log.poll()).containsExactly(new RunEvent.Finished(4), new RunEvent.Finished(5));
        assertThat(log.beginnings()).isEqualTo(2);
    }

    @Test
    void cutsOffHalfALineBeforeItAppends() throws Exception {
        for (String half : List.of("", "{\"type\":\"fini", "x".repeat(300_000))) {
            Files.deleteIfExists(file);
            raw("{\"type\":\"finished\",\"time\":1}\n" + half);
            EventLog reader = new EventLog(file);
            assertThat(reader.poll()).hasSize(1);
            try (EventLog.Appender log = EventLog.appender(file)) {
                log.append(new RunEvent.Finished(2));
            }
            assertThat(reader.poll()).containsExactly(new RunEvent.Finished(2));
            assertThat(Files.readAllLines(file)).hasSize(2);
        }
        Files.delete(file);
        raw("half a line and nothing before it");
        EventLog.appender(file).close();
        assertThat(file).isEmptyFile();
    }
}
