package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.cli.Main;
import hammingway.torch.Safetensors;
import hammingway.torch.Safetensors.Tensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files and folders that are not what they should be: each is told by name, with what to do, and leaves nothing behind. */
class HostileInputTest {
    /** Of the tiny run: tokens, width, context. */
    private static final int V = 300;

    private static final int D = 16;
    private static final int T = 16;

    @TempDir
    Path folder;

    private record Told(int code, String text) {}

    private static Told command(String... arguments) {
        StringWriter text = new StringWriter();
        int code = Main.run(arguments, new PrintWriter(text, true), Optional.empty());
        return new Told(code, text.toString());
    }

    private static void requirePlainRefusal(Told told, String... words) {
        assertThat(told.code()).as(told.text()).isEqualTo(1);
        assertThat(told.text())
                .contains(words)
                .startsWith("Error: ")
                .doesNotContain("\tat ")
                .doesNotContain("Exception")
                .doesNotContain("Internal error");
    }

    /** Works on a run until it fails; the failure must be plain, an event of the run, and leave no half-written file. */
    private void requireFailedRun(RunFolder run, String... words) {
        Told told = command("worker", run.path().toString());
        requirePlainRefusal(told, words);
        assertThat(run.status().state()).isEqualTo(RunStatus.State.FAILED);
        assertThat(run.status().message()).contains(words);
        assertThat(Runs.temporaryFiles(folder)).isEmpty();
        assertThat(run.checkpoints()).isEmpty();
        Runs.requireWholeFiles(folder.resolve("project"));
    }

    // ---- texts

    private RunFolder onText(byte[] text) throws IOException {
        Path file = Files.write(folder.resolve("text.txt"), text);
        return Runs.create(
                folder.resolve("project"),
                "data.source",
                "{\"type\": \"text-file\", \"path\": \"" + file.toString().replace("\\", "/") + "\"}",
                "data.split",
                "tail");
    }

    @Test
    void aTextWithInvalidUtf8TellsWhere() throws IOException {
        byte[] text = "all is well \n".repeat(2000).getBytes(StandardCharsets.UTF_8);
        text[13_005] = (byte) 0xC3;
        text[13_006] = (byte) 0x28;
        requireFailedRun(onText(text), "text.txt", "UTF-8");
    }

    @Test
    void anEmptyTextIsRefused() throws IOException {
        requireFailedRun(onText(new byte[0]), "text.txt");
    }

    @Test
    void aTextOfOneTokenIsRefused() throws IOException {
        requireFailedRun(onText("a".getBytes(StandardCharsets.UTF_8)), "text.txt");
    }

    @Test
    void aMissingTextIsNamed() {
        RunFolder run = Runs.create(
                folder.resolve("project"), "data.source", "{\"type\": \"text-file\", \"path\": \"absent.txt\"}");
        requireFailedRun(run, "absent.txt", "no such file");
    }

    @Test
    void aFolderIsNoText() {
        RunFolder run = Runs.create(
                folder.resolve("project"), "data.source", "{\"type\": \"text-file\", \"path\": \"vocabularies/..\"}");
        requireFailedRun(run, "vocabularies");
    }

    // ---- tokenizers

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                        | tokenizer.json",
                "''                                       | tokenizer.json",
                "[1, 2]                                   | tokenizer.json",
                "{\"model\": {\"type\": \"Unknown\"}}     | tokenizer.json",
                "{\"version\": \"1.0\", \"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": -1}, \"merges\": [\"a b c\"]}} | tokenizer.json"
            })
    void aBrokenTokenizerIsRefused(String content, String word) throws IOException {
        Path file = Files.writeString(folder.resolve("tokenizer.json"), content);
        RunFolder run = Runs.create(
                folder.resolve("project"),
                "vocabulary.tokenizer",
                "{\"type\": \"tokenizer-file\", \"path\": \"" + file.toString().replace("\\", "/") + "\"}");
        requireFailedRun(run, word);
    }

    // ---- checkpoints

    enum Damage {
        TRUNCATED("truncated"),
        HEADER_OF_2_TO_THE_63("header length", "9223372036854775808"),
        HEADER_LONGER_THAN_THE_FILE("header length"),
        HEADER_IS_NO_JSON("model.safetensors"),
        HEADER_IS_DEEPLY_NESTED("model.safetensors"),
        UNKNOWN_DTYPE("dtype", "F8_E4M3"),
        A_TYPE_THAT_IS_NO_REAL_NUMBER("wte.weight", "I32"),
        WRONG_SHAPE("wte.weight", "300"),
        NEGATIVE_SHAPE("wte.weight", "shape"),
        OFFSETS_BEYOND_THE_FILE("wte.weight"),
        OVERLAP("overlap"),
        MISSING_TENSOR("h.0.mlp.c_fc.weight"),
        NAN("h.0.ln_1.weight", "NaN"),
        INFINITY("wpe.weight", "Infinity"),
        PICKLE("pickle", "Convert"),
        ZIPPED_PICKLE("pickle", "Convert"),
        ONLY_A_PICKLE("pickle", "Convert"),
        EMPTY("model.safetensors"),
        NO_FILE("model.safetensors");

        /** What the message must contain, separated by commas. */
        private final String words;

        Damage(String... words) {
            this.words = String.join(",", words);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedCheckpointIsRefused(Damage damage) throws IOException {
        Path model = Files.createDirectories(folder.resolve("model"));
        write(model.resolve("model.safetensors"), damage);
        RunFolder run = Runs.create(
                folder.resolve("project"),
                "vocabulary.order",
                "tokenizer",
                "backbone.checkpoint",
                model.toString().replace("\\", "/"));
        requireFailedRun(run, damage.words.split(","));
    }

    @Test
    void theUndamagedCheckpointIsTaken() throws Exception {
        Path model = Files.createDirectories(folder.resolve("model"));
        Safetensors.write(model.resolve("model.safetensors"), tensors(), Map.of());
        RunFolder run = Runs.create(
                folder.resolve("project"),
                "vocabulary.order",
                "tokenizer",
                "backbone.checkpoint",
                model.toString().replace("\\", "/"),
                "training.steps",
                "5");
        assertThat(Runs.carryOut(run)).as(Runs.text(run.log())).isZero();
    }

    private static Map<String, Tensor> tensors() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        all.put("wte.weight", tensor(V, D));
        all.put("wpe.weight", tensor(T, D));
        for (String norm : List.of("h.0.ln_1", "h.0.ln_2", "ln_f")) {
            all.put(norm + ".weight", tensor(D));
            all.put(norm + ".bias", tensor(D));
        }
        linear(all, "h.0.attn.c_attn", D, 3 * D);
        linear(all, "h.0.attn.c_proj", D, D);
        linear(all, "h.0.mlp.c_fc", D, 4 * D);
        linear(all, "h.0.mlp.c_proj", 4 * D, D);
        return all;
    }

    private static void linear(Map<String, Tensor> all, String name, int in, int out) {
        all.put(name + ".weight", tensor(in, out));
        all.put(name + ".bias", tensor(out));
    }

    private static Tensor tensor(long... shape) {
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        Arrays.fill(values, 0.01f);
        return new Tensor(shape, values);
    }

    private static Tensor with(Tensor tensor, float value) {
        tensor.values()[7] = value;
        return tensor;
    }

    private static void write(Path file, Damage damage) throws IOException {
        Map<String, Tensor> all = tensors();
        switch (damage) {
            case WRONG_SHAPE -> all.put("wte.weight", tensor(V - 1, D));
            case MISSING_TENSOR -> all.remove("h.0.mlp.c_fc.weight");
            case NAN -> all.put("h.0.ln_1.weight", with(tensor(D), Float.NaN));
            case INFINITY -> all.put("wpe.weight", with(tensor(T, D), Float.POSITIVE_INFINITY));
            default -> {
                // the others are damaged as bytes
            }
        }
        Safetensors.write(file, all, Map.of());
        byte[] bytes = Files.readAllBytes(file);
        byte[] made = switch (damage) {
            case TRUNCATED -> Arrays.copyOf(bytes, bytes.length - 100);
            case HEADER_OF_2_TO_THE_63 -> withLength(bytes, Long.MIN_VALUE);
            case HEADER_LONGER_THAN_THE_FILE -> withLength(bytes, bytes.length);
            case HEADER_IS_NO_JSON -> withHeader(bytes, "\"wte.weight\"", "\\wte.weight\\");
            case HEADER_IS_DEEPLY_NESTED -> nested();
            case UNKNOWN_DTYPE -> withHeader(bytes, "\"F32\"", "\"F8_E4M3\"");
            case A_TYPE_THAT_IS_NO_REAL_NUMBER -> withHeader(bytes, "\"F32\"", "\"I32\"");
            case NEGATIVE_SHAPE -> withHeader(bytes, "[300,16]", "[-300,-16]");
            case OFFSETS_BEYOND_THE_FILE ->
                withHeader(bytes, "\"data_offsets\":[0,", "\"data_offsets\":[9000000000000,");
            case OVERLAP ->
                withHeader(
                        bytes, "\"data_offsets\":[" + 4 * V * D + ",", "\"data_offsets\":[0,", "[16,16]", "[316,16]");
            case PICKLE -> new byte[] {(byte) 0x80, 4, (byte) 0x95, 1, 2, 3, 4, 5, 6, 7, 8, '.'};
            case ZIPPED_PICKLE ->
                ByteBuffer.allocate(64).put(new byte[] {'P', 'K', 3, 4}).array();
            case EMPTY -> new byte[0];
            default -> bytes;
        };
        Files.write(file, made);
        if (damage == Damage.ONLY_A_PICKLE || damage == Damage.NO_FILE) {
            Files.delete(file);
        }
        if (damage == Damage.ONLY_A_PICKLE) {
            Files.write(file.resolveSibling("pytorch_model.bin"), new byte[] {(byte) 0x80, 2, '.'});
        }
    }

    private static byte[] withLength(byte[] bytes, long length) {
        byte[] made = bytes.clone();
        ByteBuffer.wrap(made).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        return made;
    }

    /** Replaces the first occurrence of each text in the header, and corrects its length. */
    private static byte[] withHeader(byte[] bytes, String... replacements) {
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
        for (int i = 0; i < replacements.length; i += 2) {
            int at = header.indexOf(replacements[i]);
            assertThat(at).as(replacements[i] + " in " + header).isNotNegative();
            header = header.substring(0, at) + replacements[i + 1] + header.substring(at + replacements[i].length());
        }
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(bytes.length - length + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .put(bytes, 8 + length, bytes.length - 8 - length)
                .array();
    }

    private static byte[] nested() {
        byte[] text = "[".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }

    // ---- specifications, studies, projects

    @Test
    void aSpecificationWithAnUnknownFieldIsRefused() {
        RunFolder run = Runs.create(folder.resolve("project"));
        Path spec = run.path().resolve("spec.json");
        ObjectNode json = (ObjectNode) Json.read(spec);
        ((ObjectNode) json.path("training")).put("stepz", 3);
        Json.write(spec, json);
        requirePlainRefusal(command("worker", run.path().toString()), "training.stepz", "steps");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'' | study.json", "[] | no study", "{\"base\": {}, \"runs\": [{}], \"rnus\": 1} | rnus"})
    void aBrokenStudyIsRefused(String content, String word) throws IOException {
        Path file = Files.writeString(folder.resolve("study.json"), content);
        Path project = folder.resolve("project");
        requirePlainRefusal(command("study", file.toString(), "--project", project.toString()), word);
        assertThat(project).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | project.json",
                "{\"name\": \"x\", \"format\": 7} | newer version",
                "{\"name\": 5, \"format\": 1} | name",
                "{\"name\": \"x\", \"format\": 1, \"extra\": 1} | extra"
            })
    void aBrokenProjectIsRefusedAndLeftAsItIs(String content, String word) throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.writeString(project.resolve("project.json"), content);
        requirePlainRefusal(command("study", "quickstart", "--project", project.toString()), word);
        assertThat(Runs.files(project)).containsExactly(project.resolve("project.json"));
        assertThat(project.resolve("project.json")).hasContent(content);
    }

    // ---- places that cannot be written to

    @Test
    void aProjectCannotStandWhereAFileStands() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        requirePlainRefusal(
                command(
                        "study",
                        "quickstart",
                        "--project",
                        file.resolve("project").toString()),
                "file");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aReadOnlyFolderIsTold() {
        Path readOnly = Path.of("/proc/sys");
        assumeTrue(Files.isDirectory(readOnly), "this system has no /proc, a folder that nobody can write to");
        requirePlainRefusal(
                command(
                        "study",
                        "quickstart",
                        "--project",
                        readOnly.resolve("hammingway").toString()),
                "/proc/sys");
    }

    /** The system's limit on the size of files stands for a full disk: writes fail half-way in the same manner. */
    @Test
    void aFullDiskFailsTheRunAndLeavesNothingHalfWritten() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash to limit the size of files with");
        RunFolder run =
                Runs.create(folder.resolve("project"), "backbone.width", "128", "training.checkpointEvery", "1");
        List<String> command = new ArrayList<>(List.of(
                "/bin/bash",
                "-c",
                "ulimit -f 150 && exec \"$@\" > \"$0\" 2>&1",
                folder.resolve("out").toString()));
        command.addAll(LocalLauncher.command(run));
        Process worker = new ProcessBuilder(command).start();
        assertThat(worker.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String told = Runs.text(folder.resolve("out"));
        assertThat(worker.exitValue()).as(told).isEqualTo(1);
        assertThat(told).contains("Error: Cannot write", "Free some space").doesNotContain("\tat ");
        assertThat(run.status().state()).isEqualTo(RunStatus.State.FAILED);
        assertThat(run.status().message()).contains("Free some space");
        assertThat(Runs.temporaryFiles(folder)).isEmpty();
        Runs.requireWholeFiles(folder.resolve("project"));
        assertThat(run.checkpoints()).isEmpty();
    }
}
