package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.eval.EvaluationResult;
import hammingway.math.SplitRandom;
import hammingway.run.RunEvent.CheckpointWritten;
import hammingway.run.RunEvent.Evaluated;
import hammingway.run.RunEvent.Finished;
import hammingway.run.RunEvent.Stage;
import hammingway.run.RunEvent.Started;
import hammingway.run.RunEvent.StepDone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real worker processes, which are killed, paused, stopped and found again. */
class WorkerTest {
    @TempDir
    Path folder;

    @Test
    void tellsARunFromStartToFinishInOrder() throws Exception {
        RunFolder run = Runs.create(folder);
        assertThat(run.status().state()).isEqualTo(RunStatus.State.WAITING);
        assertThat(Runs.carryOut(run)).as(Runs.text(run.log())).isZero();

        List<RunEvent> events = Runs.events(run);
        assertThat(events.getFirst()).isInstanceOf(Started.class);
        assertThat(events.getLast()).isInstanceOf(Finished.class);
        assertThat(events.stream().map(RunEvent::time)).isSorted();
        assertThat(kinds(events)).containsSubsequence("Started", "Stage", "Built", "StepDone", "Validated");
        assertThat(kinds(events)).endsWith("CheckpointWritten", "Stage", "Evaluated", "Finished");
        List<StepDone> steps = run.status().steps();
        assertThat(steps.stream().map(StepDone::step).toList())
                .isEqualTo(
                        java.util.stream.LongStream.rangeClosed(1, 30).boxed().toList());
        assertThat(steps).allMatch(s -> s.tokens() == 4 * 16 && s.gradientNorm() > 0 && s.seconds() > 0);
        if (Files.exists(Path.of("/proc/self/status"))) {
            assertThat(steps).allMatch(s -> s.memoryBytes() > 50_000_000);
        }
        assertThat(run.checkpoints().stream().map(p -> p.getFileName().toString()))
                .containsExactly("step-00000025", "step-00000030");
        EvaluationResult result =
                SpecCodec.read(EvaluationResult.class, run.evaluation().resolve("metrics.json"));
        assertThat(result.tokens()).isEqualTo(20 * 16);
        assertThat(run.status().state()).isEqualTo(RunStatus.State.FINISHED);
        assertThat(Runs.temporaryFiles(folder)).isEmpty();
        Runs.requireWholeFiles(folder);
    }

    private static List<String> kinds(List<RunEvent> events) {
        return events.stream().map(e -> e.getClass().getSimpleName()).toList();
    }

    /**
     * A worker killed again and again, at moments of every stage that a seed shifts, does in the end what an undisturbed one
     * does, bit for bit: losses, weights, optimiser state, evaluation.
     */
    @ParameterizedTest
    @CsvSource({"float32, 1, 0", "bfloat16, 2, 3"})
    void givesTheSameBitsAfterKills(String precision, long seed, int firstMoment) throws Exception {
        String[] set = {"training.precision", precision, "training.checkpointEvery", "3", "evaluation.batch", "2"};
        RunFolder straight = Runs.create(folder.resolve("straight"), set);
        assertThat(Runs.carryOut(straight)).as(Runs.text(straight.log())).isZero();

        RunFolder run = Runs.create(folder.resolve("killed"), set);
        SplitRandom random = new SplitRandom(seed);
        List<Predicate<RunEvent>> moments = List.of(
                e -> e instanceof Started,
                e -> e instanceof Stage s && s.name().equals("Merging"),
                e -> e instanceof StepDone s && s.step() == 2,
                e -> e instanceof CheckpointWritten c && c.step() == 9,
                e -> e instanceof StepDone s && s.step() == 18,
                e -> e instanceof StepDone s && s.step() == 30,
                e -> e instanceof Stage s && s.name().equals("Evaluating"));
        for (Predicate<RunEvent> moment : moments.subList(firstMoment, moments.size())) {
            int before = Runs.events(run).size();
            Launcher.Running worker = new LocalLauncher().start(run);
            Runs.await(run, worker, before, moment);
            Thread.sleep(random.nextInt(4) == 0 ? random.nextInt(60) : random.nextInt(6));
            worker.kill();
            worker.await();
            Runs.requireWholeFiles(folder.resolve("killed"));
            // a run that finished before the kill came, has nothing left to interrupt
            assertThat(run.status().state()).isIn(RunStatus.State.INTERRUPTED, RunStatus.State.FINISHED);
        }
        if (run.status().state() != RunStatus.State.FINISHED) {
            int before = Runs.events(run).size();
            assertThat(Runs.carryOut(run)).as(Runs.text(run.log())).isZero();
            assertThat(Runs.events(run).stream().skip(before))
                    .as("a run whose last checkpoint is written is not trained again, seed %d", seed)
                    .noneMatch(e -> e instanceof StepDone);
        }

        assertThat(Runs.losses(run)).as("seed %d", seed).isEqualTo(Runs.losses(straight));
        for (String name : List.of("model.safetensors", "optimizer.safetensors", "state.json")) {
            assertThat(Runs.bytes(run.checkpoints().getLast().resolve(name)))
                    .as("%s, seed %d", name, seed)
                    .isEqualTo(Runs.bytes(straight.checkpoints().getLast().resolve(name)));
        }
        for (String name : List.of("metrics.json", "traces/logits.npy", "traces/ranks.npy", "confusions.csv")) {
            assertThat(Runs.bytes(run.evaluation().resolve(name)))
                    .as("%s, seed %d", name, seed)
                    .isEqualTo(Runs.bytes(straight.evaluation().resolve(name)));
        }
        assertThat(Runs.temporaryFiles(folder.resolve("killed"))).isEmpty();
    }

    @Test
    void pausesContinuesAndStopsOnRequest() throws Exception {
        RunFolder run = Runs.create(folder, "training.steps", "20000", "training.checkpointEvery", "0");
        Launcher.Running worker = new LocalLauncher().start(run);
        Runs.await(run, worker, 0, e -> e instanceof StepDone);

        run.request(RunFolder.Request.PAUSE);
        Runs.await(run, worker, 0, e -> e instanceof RunEvent.Paused);
        assertThat(run.status().state()).isEqualTo(RunStatus.State.PAUSED);
        int steps = run.status().steps().size();
        Thread.sleep(300);
        assertThat(run.status().steps()).hasSize(steps);

        run.request(RunFolder.Request.CONTINUE);
        Runs.await(run, worker, 0, e -> e instanceof StepDone s && s.step() > steps);
        assertThat(run.status().state()).isEqualTo(RunStatus.State.TRAINING);

        run.request(RunFolder.Request.STOP);
        assertThat(worker.await()).as(Runs.text(run.log())).isZero();
        RunStatus status = run.status();
        assertThat(status.state()).isEqualTo(RunStatus.State.STOPPED);
        assertThat(status.checkpointStep()).isEqualTo(status.stepsDone());
        assertThat(Runs.text(run.log())).contains("Stopped; the same command continues.");

        Launcher.Running again = new LocalLauncher().start(run);
        Runs.await(run, again, 0, e -> e instanceof StepDone s && s.step() == status.stepsDone() + 1);
        run.request(RunFolder.Request.PAUSE);
        run.request(RunFolder.Request.STOP);
        assertThat(again.await()).isZero();
    }

    @Test
    void stopsWhileItPreparesAndGoesOnLater() throws Exception {
        RunFolder run = Runs.create(folder, "data.source.megabytes", "1");
        Launcher.Running worker = new LocalLauncher().start(run);
        Runs.await(run, worker, 0, e -> e instanceof Stage s && s.name().equals("Merging"));
        run.request(RunFolder.Request.STOP);
        assertThat(worker.await()).as(Runs.text(run.log())).isZero();
        assertThat(run.status().state()).isEqualTo(RunStatus.State.STOPPED);
        assertThat(run.status().steps()).isEmpty();
        assertThat(Runs.temporaryFiles(folder)).isEmpty();

        assertThat(Runs.carryOut(run)).isZero();
        assertThat(run.status().state()).isEqualTo(RunStatus.State.FINISHED);
    }

    @Test
    void isFoundAgainAndCannotBeStartedTwice() throws Exception {
        RunFolder run = Runs.create(folder, "training.steps", "20000");
        Launcher.Running worker = new LocalLauncher().start(run);
        Runs.await(run, worker, 0, e -> e instanceof StepDone);

        RunFolder found = Project.open(folder).runs().getFirst();
        assertThat(found).isEqualTo(run);
        assertThat(found.status().state()).isEqualTo(RunStatus.State.TRAINING);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new LocalLauncher().start(found)))
                .hasMessageContaining("is being worked on already");

        // a worker started past the launcher's check, as on a cluster, meets the lock
        long size = Files.size(run.log());
        Process second = new ProcessBuilder(LocalLauncher.command(run))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("second.txt").toFile())
                .start();
        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(Runs.text(folder.resolve("second.txt")))
                .contains("Error: Another worker has the run")
                .doesNotContain("\tat ");
        assertThat(Files.size(run.log())).isEqualTo(size);
        assertThat(worker.alive()).isTrue();
        assertThat(kinds(Runs.events(run))).doesNotContain("Failed").containsOnlyOnce("Started");

        found.request(RunFolder.Request.STOP);
        assertThat(worker.await()).isZero();
    }

    @Test
    void outlivesTheProcessThatStartedIt() throws Exception {
        Path spec = folder.resolve("spec.json");
        Json.write(spec, SpecCodec.write(Runs.spec("training.steps", "20000")));
        List<String> command = new ArrayList<>(LocalLauncher.command(new RunFolder(folder)));
        command.subList(command.indexOf("worker"), command.size()).clear();
        command.addAll(List.of(
                "run", spec.toString(), "--project", folder.resolve("project").toString(), "--detach"));
        Process parent = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("parent.txt").toFile())
                .start();
        assertThat(parent.waitFor()).as(Runs.text(folder.resolve("parent.txt"))).isZero();

        RunFolder run = Project.open(folder.resolve("project")).runs().getFirst();
        Found worker = new Found(run);
        Runs.await(run, worker, 0, e -> e instanceof StepDone s && s.step() >= 10);
        assertThat(run.status().state()).isEqualTo(RunStatus.State.TRAINING);
        run.request(RunFolder.Request.STOP);
        worker.await();
        assertThat(run.status().state()).isEqualTo(RunStatus.State.STOPPED);
    }

    /** A worker of whom only the run's events are known. */
    private record Found(RunFolder run) implements Launcher.Running {
        @Override
        public boolean alive() {
            RunStatus status = run.status();
            return status.started().isEmpty() || status.workerAlive();
        }

        @Override
        public void kill() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int await() throws InterruptedException {
            while (alive()) {
                Thread.sleep(20);
            }
            return 0;
        }
    }

    @Test
    void leavesAFinishedRunAlone() throws Exception {
        RunFolder run = Runs.create(folder, "training.steps", "5");
        assertThat(Runs.carryOut(run)).as(Runs.text(run.log())).isZero();
        byte[] events = Runs.bytes(run.path().resolve("events.jsonl"));
        assertThat(Runs.carryOut(run)).isZero();
        assertThat(Runs.bytes(run.path().resolve("events.jsonl"))).isEqualTo(events);
        assertThat(Runs.events(run)).filteredOn(e -> e instanceof Evaluated).hasSize(1);
    }
}
