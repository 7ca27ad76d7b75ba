package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Json;
import hammingway.run.queue.QueueEntry;
import hammingway.run.queue.QueueFile;
import hammingway.run.queue.QueueLook;
import hammingway.run.queue.RunQueue;
import hammingway.train.Checkpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue with real workers, across the deaths of the programs that work it. */
class QueueWorkTest {
    private static final long PATIENCE_MILLIS = 120_000;

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    @AfterEach
    void endWorkers() throws Exception {
        for (RunFolder run : Project.open(folder).runs()) {
            var worker = run.status().worker();
            worker.ifPresent(ProcessHandle::destroyForcibly);
            if (worker.isPresent()) {
                worker.get().onExit().get();
            }
        }
    }

    private List<RunFolder> make(int runs, String... set) {
        Project project = Project.openOrCreate(folder, "test");
        return Stream.iterate(1, i -> i + 1)
                .limit(runs)
                .map(i -> project.create(Runs.spec(set).withSeed(i).withName("tiny " + i)))
                .toList();
    }

    private static void until(String what, BooleanSupplier reached) throws InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!reached.getAsBoolean()) {
            assertThat(System.currentTimeMillis()).as(what).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private void workUntil(RunQueue queue, String what, BooleanSupplier reached) throws InterruptedException {
        until(what + " " + queue.look(), () -> {
            told.addAll(queue.advance());
            return reached.getAsBoolean();
        });
    }

    private static RunStatus.State state(RunFolder run) {
        return run.status().state();
    }

    private Process window() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        QueueWindow.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
    }

    @Test
    void aKilledWindowLosesNothingAndTheQueueGoesOnWhenAsked() throws Exception {
        List<RunFolder> runs = make(4, "training.steps", "300");
        new RunQueue(Project.open(folder), new LocalLauncher()).add(runs);
        Process window = window();
        until("training", () -> state(runs.getFirst()) == RunStatus.State.TRAINING);
        window.destroyForcibly().waitFor();
        assertThat(state(runs.getFirst()))
                .as("the worker goes on without the window")
                .isIn(RunStatus.State.TRAINING, RunStatus.State.EVALUATING, RunStatus.State.FINISHED);

        try (RunQueue queue = new RunQueue(Project.open(folder), new LocalLauncher())) {
            workUntil(queue, "the adopted run's end", () -> state(runs.getFirst()) == RunStatus.State.FINISHED);
            for (int i = 0; i < 5; i++) {
                assertThat(queue.advance()).isEmpty();
            }
            assertThat(queue.look().held()).isTrue();
            assertThat(queue.waiting()).isEqualTo(runs.subList(1, 4));
            assertThat(runs.subList(1, 4)).allMatch(r -> state(r) == RunStatus.State.WAITING);

            queue.goOn();
            workUntil(queue, "the rest", () -> queue.look().rows().isEmpty());
        }
        assertThat(told).isEmpty();
        for (RunFolder run : runs) {
            assertThat(state(run)).as(Runs.text(run.log())).isEqualTo(RunStatus.State.FINISHED);
            assertThat(run.evaluation().resolve("metrics.json")).exists();
        }
        Runs.requireWholeFiles(folder);
    }

    @Test
    void whatWasTrainedWhenTheMachineWentDownIsContinuedFirst() throws Exception {
        List<RunFolder> runs = make(2, "training.steps", "20000", "training.checkpointEvery", "5");
        new RunQueue(Project.open(folder), new LocalLauncher()).add(runs);
        Process window = window();
        until("a checkpoint", () -> runs.getFirst().status().checkpointStep() > 0);
        window.destroyForcibly().waitFor();
        ProcessHandle worker = runs.getFirst().status().worker().orElseThrow();
        worker.destroyForcibly();
        worker.onExit().get();

        try (RunQueue queue = new RunQueue(Project.open(folder), new LocalLauncher())) {
            queue.edit(s -> s.next(runs.get(1).id()));
            told.addAll(queue.advance());
            QueueLook look = queue.look();
            assertThat(look.held()).isTrue();
            assertThat(look.rows()).extracting(QueueLook.Row::run).containsExactlyElementsOf(runs);
            assertThat(look.rows().getFirst().entry().reason()).contains("Interrupted");
            assertThat(look.rows().getFirst().entry().attempts()).isZero();
            queue.goOn();
            workUntil(queue, "it trains on", () -> state(runs.getFirst()) == RunStatus.State.TRAINING);
            assertThat(runs.getFirst().status().started().orElseThrow().fromStep())
                    .isGreaterThan(0);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aKilledWorkerIsTriedAgainThenSkippedAndTheQueueGoesOn() throws Exception {
        List<RunFolder> runs = make(2, "training.steps", "3000");
        try (RunQueue queue = new RunQueue(Project.open(folder), new LocalLauncher())) {
            queue.edit(s -> s.withRetries(1));
            queue.add(runs);
            for (int i = 0; i < 2; i++) {
                int before = Runs.events(runs.getFirst()).size();
                workUntil(
                        queue,
                        "training",
                        () -> Runs.events(runs.getFirst()).stream()
                                .skip(before)
                                .anyMatch(e -> e instanceof RunEvent.StepDone));
                runs.getFirst().status().worker().orElseThrow().destroyForcibly();
                int attempt = i + 1;
                workUntil(queue, "attempt " + attempt, () -> told.size() == attempt);
            }
            assertThat(told.getFirst()).contains("signal 9", "It is tried again.");
            assertThat(told.getLast()).contains("signal 9", "The queue goes on without it.");
            workUntil(queue, "the other run", () -> state(runs.get(1)) == RunStatus.State.TRAINING);
            QueueEntry failed = queue.look().rows().getLast().entry();
            assertThat(failed.state()).isEqualTo(QueueEntry.State.FAILED);
            assertThat(failed.reason()).startsWith("Killed. ");
            assertThat(failed.attempts()).isEqualTo(2);
            queue.add(List.of(runs.getFirst()));
            assertThat(queue.waiting()).containsExactly(runs.getFirst());
        }
    }

    @Test
    void aRunStoppedAndQueuedAtOnceGoesOn() throws Exception {
        RunFolder run = make(1, "training.steps", "20000").getFirst();
        try (RunQueue queue = new RunQueue(Project.open(folder), new LocalLauncher())) {
            queue.add(List.of(run));
            workUntil(queue, "training", () -> state(run) == RunStatus.State.TRAINING);
            run.request(RunFolder.Request.STOP);
            until("stopped", () -> state(run) == RunStatus.State.STOPPED);
            queue.add(List.of(run)); // its worker has not left yet, and nobody has seen its end
            workUntil(
                    queue,
                    "training again",
                    () -> Runs.events(run).stream()
                                    .filter(e -> e instanceof RunEvent.Started)
                                    .count()
                            == 2);
            assertThat(queue.look().count(QueueEntry.State.STARTED)).isEqualTo(1);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void ofTwoProgramsOneStartsRunsAndTheOtherTakesOver() throws Exception {
        List<RunFolder> runs = make(2, "training.steps", "20000");
        RunQueue one = new RunQueue(Project.open(folder), new LocalLauncher());
        try (RunQueue two = new RunQueue(Project.open(folder), new LocalLauncher())) {
            one.add(runs);
            two.goOn();
            for (RunQueue queue : List.of(one, two)) {
                told.addAll(queue.advance());
            }
            assertThat(two.look().worker()).hasValue(ProcessHandle.current().pid());
            until("training", () -> {
                told.addAll(two.advance());
                told.addAll(one.advance());
                return state(runs.getFirst()) == RunStatus.State.TRAINING;
            });
            assertThat(Runs.events(runs.getFirst()))
                    .filteredOn(e -> e instanceof RunEvent.Started)
                    .hasSize(1);
            assertThat(state(runs.get(1))).isEqualTo(RunStatus.State.WAITING);

            two.edit(s -> s.withPaused(true));
            one.close();
            runs.getFirst().request(RunFolder.Request.STOP);
            workUntil(two, "its end", () -> two.look().count(QueueEntry.State.STARTED) == 0);
            assertThat(two.waiting()).containsExactly(runs.get(1));
            two.edit(s -> s.withPaused(false));
            workUntil(two, "the next", () -> state(runs.get(1)) == RunStatus.State.TRAINING);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aRunWhoseFolderIsGoneIsTakenOutAndTold() throws Exception {
        List<RunFolder> runs = make(2);
        try (RunQueue queue = new RunQueue(Project.open(folder), new LocalLauncher())) {
            queue.edit(s -> s.withPaused(true));
            queue.add(runs);
            Checkpoint.delete(runs.getFirst().path());
            assertThat(queue.advance())
                    .singleElement()
                    .asString()
                    .contains(runs.getFirst().id(), "is no longer in the project");
            assertThat(queue.waiting()).containsExactly(runs.get(1));
            Files.writeString(runs.get(1).path().resolve("spec.json"), "{}");
            queue.edit(s -> s.withPaused(false));
            told.addAll(queue.advance());
            assertThat(told).singleElement().asString().contains("could not be started", "spec.json");
            assertThat(queue.look().count(QueueEntry.State.FAILED)).isEqualTo(1);
        }
    }

    @Test
    void aRunWaitsForTheOneThatItsCodebookIsMadeFrom() throws Exception {
        Project project = Project.openOrCreate(folder, "test");
        Study study = Study.load("quickstart", Study.Options.NONE);
        List<RunFolder> runs = study.runs().reversed().stream()
                .filter(s -> s.name().contains("softmax"))
                .map(project::create)
                .toList();
        RunQueue queue = new RunQueue(project, run -> new Launcher.Running() {
            @Override
            public boolean alive() {
                return true;
            }

            @Override
            public void kill() {}

            @Override
            public int await() {
                return 0;
            }
        });
        queue.add(runs);
        assertThat(queue.advance()).isEmpty();
        QueueLook look = queue.look();
        assertThat(look.rows().getFirst().name()).isEqualTo("softmax");
        assertThat(look.rows().getFirst().entry().state()).isEqualTo(QueueEntry.State.STARTED);
        assertThat(look.rows().subList(1, look.rows().size()))
                .isNotEmpty()
                .allMatch(r -> r.waitsFor().orElse("").equals("softmax"));
        queue.close();
    }

    @Test
    void theFileTellsPeopleWhatTheQueueHolds() {
        List<RunFolder> runs = make(1);
        new RunQueue(Project.open(folder), new LocalLauncher()).add(runs);
        var json = Json.read(new QueueFile(folder).path());
        assertThat(json.at("/entries/0/run").asText()).isEqualTo(runs.getFirst().id());
        assertThat(json.at("/entries/0/priority").asText()).isEqualTo("normal");
        assertThat(json.at("/entries/0/added").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }
}
