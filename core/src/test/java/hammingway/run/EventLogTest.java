package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.SpecCodec;
import hammingway.math.SplitRandom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
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

    @Test
    void tellsInBriefWhatAllEventsTell() throws Exception {
        long seed = Long.getLong("test.seed", 20261127);
        System.out.println("-Dtest.seed=" + seed);
        SplitRandom random = SplitRandom.of(seed, "events in brief", 0);
        for (int round = 0; round < 60; round++) {
            Files.deleteIfExists(file);
            try (EventLog.Appender log = EventLog.appender(file)) {
                aLife(random).forEach(log::append);
            }
            if (random.nextInt(3) == 0) {
                raw("{\"type\":\"step-do"); // killed while it wrote
            }
            RunStatus all = new RunStatus();
            EventLog reader = new EventLog(file);
            reader.poll().forEach(all::accept);
            RunStatus brief = new RunStatus();
            EventLog briefly = new EventLog(file);
            briefly.brief().forEach(brief::accept);
            assertThat(brief.state()).as("seed %d, round %d", seed, round).isEqualTo(all.state());
            assertThat(brief.evaluated()).isEqualTo(all.evaluated());
            assertThat(brief.message()).isEqualTo(all.message());
            assertThat(brief.stepsDone()).isEqualTo(all.stepsDone());
            if (all.state() != RunStatus.State.FINISHED) {
                assertThat(brief.started()).isEqualTo(all.started());
                assertThat(brief.warnings()).isEqualTo(all.warnings());
                assertThat(brief.validations()).isEqualTo(all.validations());
                assertThat(brief.checkpointStep()).isEqualTo(all.checkpointStep());
            }
            assertThat(brief.steps()).hasSizeLessThanOrEqualTo(EventLines.STEPS);
            raw("\n");
            RunEvent next = new RunEvent.Warning(9, "after");
            try (EventLog.Appender log = EventLog.appender(file)) {
                log.append(next);
            }
            assertThat(briefly.poll()).isEqualTo(reader.poll()).contains(next);
        }
    }

    /** Some sessions, each from a checkpoint of the one before; the last one ends in any way. */
    private static List<RunEvent> aLife(SplitRandom random) {
        List<RunEvent> events = new ArrayList<>();
        long step = 0;
        for (int session = random.nextInt(3); session >= 0; session--) {
            long from = Math.max(0, step - random.nextInt(60));
            events.add(new RunEvent.Started(1, 1, 1, from, 1000));
            events.add(new RunEvent.Built(1, 2, 3));
            int many = random.nextInt(400);
            for (step = from; step < from + many; ) {
                step++;
                events.add(new RunEvent.StepDone(step, step, 0.5, 0.1, 1, 0.1, 64, 0));
                if (random.nextInt(40) == 0) {
                    events.add(new RunEvent.Validated(step, step, 1, 2, 0.1, 0.2));
                }
                if (random.nextInt(50) == 0) {
                    events.add(new RunEvent.CheckpointWritten(step, step));
                }
                if (random.nextInt(200) == 0) {
                    events.add(new RunEvent.Warning(step, "careful"));
                }
            }
        }
        switch (random.nextInt(4)) {
            case 0 -> events.add(new RunEvent.Failed(1, "f"));
            case 1 -> events.add(new RunEvent.Stopped(1, step));
            case 2 -> {
                events.add(new RunEvent.Stage(1, "Evaluating", 0.5));
                events.add(new RunEvent.Evaluated(1, 0.1, 0.2, 3));
                events.add(new RunEvent.Finished(1));
            }
            default -> {}
        }
        return events;
    }

    @Test
    void findsTheStateOfALogWithoutEvents() throws Exception {
        assertThat(new EventLog(file).brief()).isEmpty();
        raw("");
        assertThat(new EventLog(file).brief()).isEmpty();
        raw("{\"type\":\"finished\",\"time\":1}");
        assertThat(new EventLog(file).brief()).isEmpty();
        raw("\n");
        assertThat(new EventLog(file).brief()).containsExactly(new RunEvent.Finished(1));
    }
}
