package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hammingway.run.diagnosis.Clues;
import hammingway.run.diagnosis.Diagnoses;
import hammingway.run.diagnosis.Diagnosis;
import hammingway.run.diagnosis.Remedies;
import hammingway.run.diagnosis.Remedy;
import hammingway.run.queue.Copies;
import hammingway.train.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that really end badly, told in plain words, with what can be done. */
class DiagnosisTest {
    @TempDir
    Path folder;

    /** Starts a worker with variables of its environment, and waits for its end. */
    private static Clues end(RunFolder run, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(LocalLauncher.command(run));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(run.log().toFile()));
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Clues(OptionalInt.of(process.exitValue()), false);
    }

    private static Diagnosis diagnosis(RunFolder run, Clues clues) {
        return Diagnoses.of(run, run.status(), clues)
                .orElseThrow(() -> new AssertionError(run.status().state() + "\n" + Runs.text(run.log())));
    }

    private List<Remedy> remedies(RunFolder run, Diagnosis diagnosis) {
        return new Remedies(Project.open(run.project())).of(run, run.status(), diagnosis);
    }

    private static RunSpec applied(RunFolder run, Remedy remedy) {
        RunFolder made = new Remedies(Project.open(run.project())).apply(run, remedy);
        assertThat(made).isNotEqualTo(run);
        return made.spec();
    }

    @Test
    void aLossThatIsNoNumberOffersCalmerTraining() throws Exception {
        RunFolder run = Runs.create(
                folder,
                "training.schedule.peak",
                "10",
                "training.schedule.warmup",
                "0",
                "training.schedule.shape",
                "constant",
                "training.optimiser.epsilon",
                "0",
                "training.optimiser.weightDecay",
                "10",
                "training.clipNorm",
                "0");
        Clues clues = end(run, Map.of());
        Diagnosis found = diagnosis(run, clues);
        assertThat(found).as(Runs.text(run.log())).isInstanceOf(Diagnosis.Diverged.class);
        assertThat(found.sentence()).contains("step", "training diverged");
        assertThat(found.mayPass()).isFalse();
        assertThat(diagnosis(run, Clues.NONE)).isEqualTo(found);

        List<Remedy> all = remedies(run, found);
        assertThat(all)
                .extracting(Remedy::title)
                .containsExactly("Halve the learning rate", "Clip gradients at 1.0", "Lengthen the warm-up");
        byte[] events = Runs.bytes(run.path().resolve("events.jsonl"));
        assertThat(applied(run, all.get(0)).training().schedule().peak()).isEqualTo(5);
        assertThat(applied(run, all.get(1)).training().clipNorm()).isEqualTo(1);
        assertThat(applied(run, all.get(2)).training().schedule().warmup()).isEqualTo(1);
        assertThat(applied(run, all.get(0)).name()).isEqualTo("tiny, half rate");
        assertThat(Runs.bytes(run.path().resolve("events.jsonl"))).isEqualTo(events);
    }

    @Test
    void javaWithoutMemoryOffersLessText() throws Exception {
        RunFolder run = Runs.create(folder, "data.source.megabytes", "20");
        Clues clues = end(run, Map.of("JDK_JAVA_OPTIONS", "-Xmx24m"));
        Diagnosis found = diagnosis(run, clues);
        assertThat(found)
                .as(Runs.text(run.log()))
                .isInstanceOfSatisfying(
                        Diagnosis.OutOfMemory.class,
                        o -> assertThat(o.kind()).isEqualTo(Diagnosis.OutOfMemory.Kind.JAVA));
        assertThat(remedies(run, found)).extracting(Remedy::title).contains("Halve the text");
    }

    @Test
    void anEngineWithoutMemoryOffersASmallerBatchOfTheSameStep() throws Exception {
        // the engine's own words, as PyTorch 2.7 says them: how much a machine grants is not for a test to find out
        RunFolder run = Runs.create(folder, "training.batch", "6", "training.accumulation", "2");
        try (EventLog.Appender events = EventLog.appender(run.path().resolve("events.jsonl"))) {
            events.append(new RunEvent.Started(1, 1, 0, 0, 30));
            events.append(
                    new RunEvent.Failed(
                            2,
                            "Internal error: ai.djl.engine.EngineException: [enforce fail at alloc_cpu.cpp:119] err == 0. DefaultCPUAllocator: "
                                    + "can't allocate memory: you tried to allocate 34359738368 bytes. Error code 12 (Cannot allocate memory)"));
        }
        Diagnosis found = diagnosis(run, Clues.NONE);
        assertThat(found.title()).isEqualTo("Out of memory");
        Remedy half = remedies(run, found).getFirst();
        assertThat(half.title()).isEqualTo("Halve the batch");
        RunSpec spec = applied(run, half);
        assertThat(spec.training().batch()).isEqualTo(3);
        assertThat(spec.training().accumulation()).isEqualTo(4);
    }

    @Test
    void aKillTellsItsSignalAndOffersToContinue() throws Exception {
        RunFolder run = Runs.create(folder, "training.steps", "20000");
        Launcher.Running worker = new LocalLauncher().start(run);
        Runs.await(run, worker, 0, e -> e instanceof RunEvent.CheckpointWritten);
        worker.kill();
        Clues clues = new Clues(OptionalInt.of(worker.await()), false);
        Diagnosis found = diagnosis(run, clues);
        assertThat(found).isEqualTo(new Diagnosis.Killed(9));
        assertThat(found.mayPass()).isTrue();
        assertThat(diagnosis(run, Clues.NONE)).isEqualTo(new Diagnosis.Interrupted());
        assertThat(diagnosis(run, new Clues(clues.exit(), true)))
                .isInstanceOfSatisfying(
                        Diagnosis.OutOfMemory.class,
                        o -> assertThat(o.kind()).isEqualTo(Diagnosis.OutOfMemory.Kind.SYSTEM));

        List<Remedy> all = remedies(run, found);
        assertThat(all.get(0).title())
                .isEqualTo("Continue from step " + run.status().checkpointStep());
        assertThat(all.get(1).title()).isEqualTo("Start over");
        Remedies doing = new Remedies(Project.open(folder));
        assertThat(doing.apply(run, all.get(0))).isEqualTo(run);
        assertThat(doing.apply(run, all.get(1))).isEqualTo(run);
        assertThat(run.checkpoints()).isEmpty();
        assertThat(run.path().resolve("checkpoints-before-1")).isDirectory();
    }

    /** A crash of the JVM itself, as a fault in native code makes it. */
    @Test
    void aNativeCrashIsFoundInTheLog() throws Exception {
        assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "kill -SEGV needs a Unix");
        RunFolder run = Runs.create(folder, "training.steps", "20000");
        Launcher.Running worker = new LocalLauncher().start(run);
        Runs.await(run, worker, 0, e -> e instanceof RunEvent.StepDone);
        long pid = run.status().started().orElseThrow().pid();
        assertThat(new ProcessBuilder("kill", "-SEGV", Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
        Clues clues = new Clues(OptionalInt.of(worker.await()), false);
        assertThat(diagnosis(run, clues)).isInstanceOf(Diagnosis.NativeCrash.class);
        assertThat(diagnosis(run, Clues.NONE).sentence()).contains("SIGSEGV");

        // a later worker that is only killed is not taken for the one that crashed
        Launcher.Running later = new LocalLauncher().start(run);
        int before = Runs.events(run).size();
        Runs.await(run, later, before, e -> e instanceof RunEvent.StepDone);
        later.kill();
        assertThat(diagnosis(run, new Clues(OptionalInt.of(later.await()), false)))
                .isEqualTo(new Diagnosis.Killed(9));
    }

    @Test
    void aWrongSettingIsToldAsItIs() throws Exception {
        RunFolder run = Runs.create(folder, "device.device", "gpu0");
        Diagnosis found = diagnosis(run, end(run, Map.of()));
        assertThat(found).isInstanceOf(Diagnosis.BadInput.class);
        assertThat(found.sentence()).contains("device.device = gpu0");

        RunFolder broken = Runs.create(folder, "seed", "2");
        Files.writeString(broken.path().resolve("spec.json"), "{\"name\": 3}");
        Clues clues = end(broken, Map.of());
        assertThat(diagnosis(broken, clues).sentence()).contains("spec.json", "name");
    }

    /** On a disk of a few megabytes, where the machine lets one be made. */
    @Test
    void aFullDiskSaysWhatCanBeFreed() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(
                mounted(disk),
                "no small disk can be mounted here (it needs root on Linux): a really full disk is not tested");
        try {
            Project project = Project.create(disk.resolve("p"), "test");
            RunFolder other = project.create(Runs.spec("training.steps", "12"));
            assertThat(Runs.carryOut(other)).as(Runs.text(other.log())).isZero();
            RunFolder run = project.create(Runs.spec("training.steps", "2000", "seed", "2"));
            long free = Files.getFileStore(disk).getUsableSpace();
            Files.write(disk.resolve("filler"), new byte[(int) Math.max(0, free - 300_000)]);
            Clues clues = end(run, Map.of());
            Diagnosis found = diagnosis(run, clues);
            assertThat(found).as(Runs.text(run.log())).isInstanceOf(Diagnosis.DiskFull.class);

            Files.delete(disk.resolve("filler"));
            List<Remedy> all = remedies(run, found);
            assertThat(all.getFirst().title()).startsWith("Free ").endsWith(" and continue");
            byte[] metrics = Runs.bytes(other.evaluation().resolve("metrics.json"));
            assertThat(new Remedies(project).apply(run, all.getFirst())).isEqualTo(run);
            assertThat(other.checkpoints()).hasSize(1);
            assertThat(Checkpoint.step(other.checkpoints().getFirst())).isEqualTo(12);
            assertThat(Runs.bytes(other.evaluation().resolve("metrics.json"))).isEqualTo(metrics);
        } finally {
            new ProcessBuilder("umount", "-l", disk.toString()).start().waitFor();
        }
    }

    private static boolean mounted(Path disk) throws InterruptedException {
        try {
            return new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aRunWithoutTroubleHasNoDiagnosis() {
        RunFolder run = Runs.create(folder);
        assertThat(Diagnoses.of(run, run.status(), Clues.NONE)).isEqualTo(Optional.empty());
    }

    @Test
    void aCopyHasTheNextSeedThatIsFree() {
        RunFolder run = Runs.create(folder);
        Project project = Project.open(folder);
        RunFolder second = Copies.withNextSeed(project, run);
        assertThat(second.spec()).isEqualTo(run.spec().withSeed(2).withName("tiny seed 2"));
        assertThat(Copies.withNextSeed(project, run).spec().name()).isEqualTo("tiny seed 3");
        assertThat(Copies.withNextSeed(project, second).spec().name()).isEqualTo("tiny seed 4");
    }
}
