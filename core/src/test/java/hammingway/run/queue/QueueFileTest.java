package hammingway.run.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.WorkbenchException;
import hammingway.run.Launcher;
import hammingway.run.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code queue.json} in the hands of several programs and of people. */
class QueueFileTest {
    private static final int EACH = 40;

    @TempDir
    Path folder;

    private static final Launcher NONE = run -> {
        throw new AssertionError("nothing is to be started");
    };

    /** Adds runs of its own to a queue, as fast as it can: what the processes of the test do. */
    static final class Adding {
        private Adding() {}

        public static void main(String[] args) {
            add(Path.of(args[0]), args[1]);
        }

        static void add(Path project, String name) {
            QueueFile file = new QueueFile(project);
            for (int i = 0; i < EACH; i++) {
                String run = name + " " + i;
                file.edit(s -> s.add(QueueEntry.of(run, "cpu", Instant.now())));
            }
        }
    }

    @Test
    void changesOfTwoProcessesAndTwoThreadsAreAllKept() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Adding.class.getName(),
                            folder.toString(),
                            name)
                    .inheritIO()
                    .start());
        }
        List<Thread> threads = Stream.of("c", "d")
                .map(n -> Thread.ofPlatform().start(() -> Adding.add(folder, n)))
                .toList();
        for (Thread t : threads) {
            t.join();
        }
        for (Process p : processes) {
            assertThat(p.waitFor()).isZero();
        }
        List<String> runs = new QueueFile(folder)
                .read().entries().stream().map(QueueEntry::run).toList();
        for (String name : List.of("a", "b", "c", "d")) {
            List<String> own =
                    runs.stream().filter(r -> r.startsWith(name + " ")).toList();
            assertThat(own)
                    .isEqualTo(java.util.stream.IntStream.range(0, EACH)
                            .mapToObj(i -> name + " " + i)
                            .toList());
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("queue.json", "queue.lock");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1, 2]",
                "\u0000\u0001",
                "{\"format\": 1, \"entries\": [{\"run\": \"../../etc\", \"added\": \"2026-11-27T15:21:00Z\"}]}",
                "{\"format\": 1, \"entries\": [{\"run\": \"a\", \"added\": \"yesterday\"}]}",
                "{\"format\": 1, \"entries\": [{\"run\": \"a\", \"added\": \"2026-11-27T15:21:00Z\"},"
                        + " {\"run\": \"a\", \"added\": \"2026-11-27T15:21:00Z\"}]}",
                "{\"format\": 1, \"shell\": \"rm\"}",
                "{\"format\": 0}",
                "{\"format\": 1, \"retries\": 1e9}"
            })
    void aDamagedFileIsSetAsideAndTheQueueBeginsAnew(String content) throws Exception {
        Project project = Project.create(folder.resolve("p"), "test");
        Path file = project.folder().resolve("queue.json");
        Files.writeString(file, content);
        RunQueue queue = new RunQueue(project, NONE);
        List<String> told = queue.advance();
        assertThat(told).singleElement().asString().contains("queue.damaged-1.json", "runs themselves are untouched");
        assertThat(file).doesNotExist();
        assertThat(file.resolveSibling("queue.damaged-1.json")).hasContent(content);
        assertThat(queue.advance()).isEmpty();
        assertThat(queue.look().rows()).isEmpty();

        Files.writeString(file, content);
        queue.edit(s -> s.withPaused(true));
        assertThat(file.resolveSibling("queue.damaged-2.json")).hasContent(content);
        assertThat(queue.look().paused()).isTrue();
        assertThat(queue.advance()).singleElement().asString().contains("queue.damaged-2.json");
    }

    @Test
    void aFileOfANewerVersionIsLeftAloneAndToldOnce() throws Exception {
        Project project = Project.create(folder.resolve("p"), "test");
        Path file = project.folder().resolve("queue.json");
        Files.writeString(file, "{\"format\": 2, \"more\": true}");
        RunQueue queue = new RunQueue(project, NONE);
        assertThat(queue.advance()).singleElement().asString().contains("newer version", "update Hammingway");
        assertThat(queue.advance()).isEmpty();
        assertThatThrownBy(() -> queue.edit(s -> s.withPaused(true))).isInstanceOf(WorkbenchException.class);
        assertThat(file).hasContent("{\"format\": 2, \"more\": true}");
    }

    @Test
    void aPersonMayWriteTheFileByHand() throws Exception {
        Files.writeString(folder.resolve("queue.json"), """
                {"format": 1,
                 "entries": [{"run": "later", "priority": "low", "added": "2026-11-27T15:21:00Z"},
                             {"run": "first", "priority": "high", "added": "2026-11-27T15:22:00Z"}]}
                """);
        assertThat(new QueueFile(folder).read().entries())
                .extracting(QueueEntry::run)
                .containsExactly("first", "later");
    }

    @Test
    void aProcessIsToldFromAnEarlierOneOfItsNumber() {
        ProcessMark one = ProcessMark.ofMe();
        ProcessMark gone = new ProcessMark(one.pid(), one.start() - 60_000, "0");
        assertThat(one.alive()).isTrue();
        assertThat(gone.alive()).as("an earlier process of the same number").isFalse();
        assertThat(ProcessMark.ofMe()).isNotEqualTo(one);
    }
}
