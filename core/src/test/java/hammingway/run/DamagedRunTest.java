package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.cli.Main;
import hammingway.torch.Safetensors;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose files are not what a worker left. */
class DamagedRunTest {
    @TempDir
    Path folder;

    private record Told(int code, String text) {}

    private static Told command(String... arguments) {
        StringWriter text = new StringWriter();
        int code = Main.run(arguments, new PrintWriter(text, true), Optional.empty());
        assertThat(text.toString()).doesNotContain("\tat ").doesNotContain("Exception");
        return new Told(code, text.toString());
    }

    private Told worker(RunFolder run) {
        return command("worker", run.path().toString());
    }

    @Test
    void tellsEveryProblemOfABadSpecification() {
        RunFolder run = Runs.create(folder);
        Path spec = run.path().resolve("spec.json");
        ObjectNode json = (ObjectNode) Json.read(spec);
        json.put("seed", -1).putObject("training").put("steps", 0);
        Json.write(spec, json);
        Told told = worker(run);
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.text()).contains(spec.toString(), "seed", "training.steps", "training.batch");
        assertThat(run.status().state()).isEqualTo(RunStatus.State.FAILED);
        assertThat(run.status().message()).contains("training.steps");
    }

    @Test
    void leavesNothingInAFolderThatIsNoRun() {
        Told told = worker(new RunFolder(folder));
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.text()).contains("is no run").contains("spec.json");
        assertThat(folder).isEmptyDirectory();
        assertThat(worker(new RunFolder(folder.resolve("absent"))).text()).contains("is no run");
    }

    @Test
    void refusesADeviceThatTheEngineLacks() {
        RunFolder run = Runs.create(folder, "device.device", "gpu0");
        Told told = worker(run);
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.text()).contains("device.device = gpu0").contains("Set device.device to cpu");
        assertThat(run.status().state()).isEqualTo(RunStatus.State.FAILED);
    }

    @Test
    void tellsWhyAWorkerEndedBeforeItsFirstEvent() throws Exception {
        RunFolder run = Runs.create(folder);
        Path spec = run.path().resolve("spec.json");
        try (FileChannel lock = FileChannel.open(
                        run.path().resolve("worker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            assertThat(held.isValid()).isTrue();
            Told told = command("run", spec.toString(), "--project", folder.toString());
            assertThat(told.code()).isEqualTo(1);
            assertThat(told.text()).contains("The run ended waiting").contains("Another worker has the run");
        }
    }

    @Test
    void clearsWhatKilledWorkersLeft() throws Exception {
        RunFolder run = Runs.create(folder, "training.steps", "5");
        Path vocabularies = folder.resolve("vocabularies");
        Path alive = vocabularies.resolve(
                "bpe-300-11111111." + ProcessHandle.current().pid() + ".tmp");
        List<Path> leftovers = List.of(
                run.path().resolve("checkpoints/step-00000003.tmp/model.safetensors.123456789-1.tmp"),
                run.path().resolve("evaluation/traces/logits.npy.tmp"),
                run.path().resolve("environment.json.123456789-1.tmp"),
                vocabularies.resolve("bpe-300-11111111.123456789.tmp/training.npy"),
                alive.resolve("training.npy"));
        for (Path leftover : leftovers) {
            Files.createDirectories(leftover.getParent());
            Files.writeString(leftover, "half");
        }
        run.request(RunFolder.Request.STOP); // of a time before: it must not stop the new worker
        Files.writeString(run.path().resolve("events.jsonl"), "{\"type\":\"sta");

        assertThat(Runs.carryOut(run)).as(Runs.text(run.log())).isZero();
        assertThat(run.status().state()).isEqualTo(RunStatus.State.FINISHED);
        assertThat(Runs.temporaryFiles(folder)).containsExactly(alive.resolve("training.npy"));
    }

    @Test
    void goesOnFromTheCheckpointBeforeADamagedOne() throws Exception {
        RunFolder run = Runs.create(folder, "training.steps", "12", "training.checkpointEvery", "4");
        assertThat(Runs.carryOut(run)).as(Runs.text(run.log())).isZero();
        List<Double> losses = Runs.losses(run);
        Path last = run.checkpoints().getLast();
        byte[] weights = Runs.bytes(last.resolve("model.safetensors"));
        pretendItWasKilled(run);
        cut(last.resolve("model.safetensors"));

        assertThat(Runs.carryOut(run)).as(Runs.text(run.log())).isZero();
        assertThat(run.status().started().orElseThrow().fromStep()).isEqualTo(8);
        assertThat(run.status().warnings())
                .singleElement()
                .asString()
                .contains("step-00000012.damaged", "step 8", "truncated");
        assertThat(Runs.losses(run)).isEqualTo(losses);
        assertThat(Runs.bytes(run.checkpoints().getLast().resolve("model.safetensors")))
                .isEqualTo(weights);

        pretendItWasKilled(run);
        run.checkpoints().forEach(c -> cut(c.resolve("optimizer.safetensors")));
        int checkpoints = run.checkpoints().size();
        Told told = worker(run);
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.text())
                .contains(
                        "optimizer.safetensors",
                        "Delete the folder " + run.checkpoints().getLast(),
                        "step 0");
        assertThat(run.checkpoints()).hasSize(checkpoints);
    }

    /** Takes the end of the run out of its events. */
    private static void pretendItWasKilled(RunFolder run) throws Exception {
        Path file = run.path().resolve("events.jsonl");
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() - 1));
    }

    private static void cut(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 10);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void refusesToGoOnWithAnotherText() throws Exception {
        RunFolder run = Runs.create(folder);
        Path checkpoint = run.path().resolve("checkpoints/step-00000005");
        for (String name : List.of("model.safetensors", "optimizer.safetensors")) {
            Safetensors.write(
                    checkpoint.resolve(name),
                    Map.of("x", new Safetensors.Tensor(new long[] {1}, new float[] {1})),
                    Map.of());
        }
        Files.writeString(checkpoint.resolve("state.json"), "{\"step\": 5, \"threads\": 1, \"dropoutEnded\": false}");
        Files.writeString(run.path().resolve("environment.json"), "{\"dataSha256\": \"0123456789abcdef\"}");
        Told told = worker(run);
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.text()).contains("The text or the tokenizer changed").contains("01234567");
    }
}
