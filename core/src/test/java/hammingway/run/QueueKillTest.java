package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.math.SplitRandom;
import hammingway.run.queue.QueueFile;
import hammingway.run.queue.RunQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that works a queue is killed and started again, at moments that a seed gives, and every other time its worker too:
 * every run folder stays readable and no finished figure changes. {@code -Dcycles=100} does it a hundred times.
 */
class QueueKillTest {
    private static final int CYCLES = Integer.getInteger("cycles", 4);
    private static final long SEED = Long.getLong("seed", 7);

    /** From before the first worker to the middle of the second run, counted in events, as machines differ in speed. */
    private static final int MOST_EVENTS = 110;

    private static final long PATIENCE_MILLIS = 60_000;

    @TempDir
    Path folder;

    private final Map<RunFolder, String> metrics = new HashMap<>();
    private Project project;
    private long runs;

    @BeforeEach
    void makeProject() {
        project = Project.create(folder.resolve("p"), "test");
    }

    private void fill() {
        RunQueue queue = new RunQueue(project, new LocalLauncher());
        while (queue.look().rows().size() < 4) {
            runs++;
            RunFolder run = project.create(
                    Runs.spec("training.steps", "60").withSeed(runs).withName("run " + runs));
            queue.add(java.util.List.of(run));
        }
    }

    private static void kill(ProcessHandle process) throws Exception {
        process.destroyForcibly();
        process.onExit().get();
    }

    private long events() {
        return project.runs().stream().mapToLong(r -> Runs.events(r).size()).sum();
    }

    private Optional<ProcessHandle> worker() {
        return project.runs().stream()
                .flatMap(r -> r.status().worker().stream())
                .findFirst();
    }

    private static String hash(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private void check(String when) throws Exception {
        new QueueFile(project.folder()).read();
        for (RunFolder run : project.runs()) {
            assertThat(run.spec().name()).as(when).startsWith("run ");
            if (!run.status().state().active()) {
                Runs.requireWholeFiles(run.path()); // a worker that lives deletes old checkpoints meanwhile
            }
            if (run.status().state() == RunStatus.State.FINISHED) {
                String now = hash(run.evaluation().resolve("metrics.json"));
                String before = metrics.putIfAbsent(run, now);
                assertThat(before == null ? now : before)
                        .as(when + ": metrics of " + run.id())
                        .isEqualTo(now);
            }
        }
    }

    @Test
    void killsAtAnyMomentLoseNothing() throws Exception {
        SplitRandom random = new SplitRandom(SEED);
        int workersKilled = 0;
        for (int i = 0; i < CYCLES; i++) {
            fill();
            Process window = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            QueueWindow.class.getName(),
                            project.folder().toString())
                    .inheritIO()
                    .start();
            long until = System.currentTimeMillis() + PATIENCE_MILLIS;
            long wanted = events() + random.nextInt(MOST_EVENTS);
            while (events() < wanted && System.currentTimeMillis() < until) {
                Thread.sleep(10);
            }
            Thread.sleep(random.nextInt(100));
            kill(window.toHandle());
            Optional<ProcessHandle> worker = worker();
            if (random.nextInt(2) == 0 && worker.isPresent()) {
                kill(worker.get());
                workersKilled++;
            }
            check("seed " + SEED + ", cycle " + i);
        }
        try (RunQueue queue = new RunQueue(project, new LocalLauncher())) {
            queue.goOn();
            while (!queue.look().rows().isEmpty()) {
                assertThat(queue.advance()).as("seed " + SEED).isEmpty();
                Thread.sleep(50);
            }
        }
        check("the end");
        Runs.requireWholeFiles(folder);
        assertThat(project.runs())
                .as("seed " + SEED)
                .hasSize((int) runs)
                .allMatch(r -> r.status().state() == RunStatus.State.FINISHED);
        org.slf4j.LoggerFactory.getLogger(QueueKillTest.class)
                .info(
                        "seed {}: {} kills of the program, {} of its worker, {} runs finished",
                        SEED,
                        CYCLES,
                        workersKilled,
                        runs);
    }
}
