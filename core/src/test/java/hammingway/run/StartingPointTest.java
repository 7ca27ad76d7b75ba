package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.data.TextSource;
import hammingway.data.VocabularySource;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import hammingway.vocab.BpeTrainer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of all kinds, the hostile ones too, are told by what is in them. */
class StartingPointTest {
    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Path bytes(String name, int... content) throws IOException {
        byte[] bytes = new byte[content.length];
        for (int i = 0; i < content.length; i++) {
            bytes[i] = (byte) content[i];
        }
        return Files.write(folder.resolve(name), bytes);
    }

    private Path tokenizer(String name) {
        Path file = folder.resolve(name);
        Json.write(file, BpeTrainer.train(List.of("the cat and the dog"), 260, List.of(), Progress.NONE));
        return file;
    }

    private static void refused(Path file, String... told) {
        assertThatThrownBy(() -> StartingPoint.of(file))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContainingAll(told);
    }

    private static String text(Path file) {
        assertThat(StartingPoint.of(file)).isInstanceOf(StartingPoint.Text.class);
        return ((StartingPoint.Text) StartingPoint.of(file)).source().toString();
    }

    @Test
    void aTokenizerIsOneWhateverItsName() {
        for (String name : List.of("tokenizer.json", "mine.txt", "without")) {
            Path file = tokenizer(name);
            assertThat(StartingPoint.of(file))
                    .isEqualTo(new StartingPoint.Tokens(
                            new VocabularySource.TokenizerAlone(file.toAbsolutePath()), "Tokenizer " + name));
        }
    }

    @Test
    void aFolderIsACheckpointATokenizerOrAProject() throws Exception {
        tokenizer("model/tokenizer.json");
        assertThat(((StartingPoint.Tokens) StartingPoint.of(folder.resolve("model"))).source())
                .isInstanceOf(VocabularySource.TokenizerAlone.class);
        file("model/config.json", "{}");
        assertThat(((StartingPoint.Tokens) StartingPoint.of(folder.resolve("model"))).source())
                .isEqualTo(new VocabularySource.Checkpoint(folder.resolve("model")));
        Project.create(folder.resolve("project"), "p");
        assertThat(StartingPoint.of(folder.resolve("project")).told())
                .isEqualTo("project is a Hammingway project: open it with Ctrl+O, or -p on the command line.");
        Files.createDirectory(folder.resolve("none"));
        refused(folder.resolve("none"), "an empty folder", "tokenizer.json");
        file("none/pytorch_model.bin", "x");
        refused(folder.resolve("none"), "without tokenizer.json (it has pytorch_model.bin)", "save_pretrained");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "poem.txt|Shall I compare thee|Shall",
                "brace.txt|{ this is prose } and more|brace",
                "numbers.txt|0 1 2 3|2",
                "one.txt|0101|one line alone",
                "text|no ending at all|no",
            })
    void proseIsAText(String name, String content, String unused) throws Exception {
        assertThat(text(file(name, content))).startsWith("TextFile").contains(name);
    }

    @Test
    void linesOfJsonAreDocuments() throws Exception {
        assertThat(((StartingPoint.Text) StartingPoint.of(file("a.jsonl", "{\"id\": \"7\", \"text\": \"x\"}\n")))
                        .source())
                .isEqualTo(new TextSource.JsonLines(folder.resolve("a.jsonl").toString(), "text"));
        assertThat(text(file("b.txt", "{\"story\": \"x\"}\n{\"story\": \"y\"}\n")))
                .contains("field=story");
        refused(file("c.jsonl", "{\"n\": 1}\n{\"n\": 2}\n"), "without a text field");
        refused(file("d.jsonl", "{\"text\": \"x\n"), "line 1", "not valid JSON");
    }

    @Test
    void codebooksAreToldFromTexts() throws Exception {
        Codebook book = Codebook.of(BitMatrix.of(8, 5, (r, c) -> (r >> c & 1) != 0), Optional.empty());
        for (String name : List.of("a.npz", "a.npy", "a.csv", "a.txt")) {
            CodebookFiles.write(folder.resolve(name), book, CodebookFiles.Style.PLAIN, Optional.empty());
            assertThat(StartingPoint.of(folder.resolve(name))).as(name).isInstanceOf(StartingPoint.CodebookFile.class);
        }
        CodebookFiles.write(folder.resolve("s.txt"), book, CodebookFiles.Style.SIGNS, Optional.empty());
        assertThat(StartingPoint.of(folder.resolve("s.txt"))).isInstanceOf(StartingPoint.CodebookFile.class);
        assertThat(StartingPoint.of(file("p.txt", "++-\n+-+\n"))).isInstanceOf(StartingPoint.CodebookFile.class);
        assertThat(text(file("almost.txt", "0101\n0102\n"))).contains("almost");
        refused(file("bits.dat", "0101\n1010\n"), "zeros and ones", "must end in .txt");
        Files.copy(folder.resolve("a.npy"), folder.resolve("a.bin"));
        refused(folder.resolve("a.bin"), "a NumPy array", "must end in .npy");
    }

    @Test
    void aLongCodebookIsToldByItsBeginning() throws Exception {
        StringBuilder lines = new StringBuilder();
        SplitRandom random = new SplitRandom(5);
        for (int i = 0; i < 2000; i++) {
            for (int b = 0; b < 100; b++) {
                lines.append(random.nextBoolean() ? '1' : '0');
            }
            lines.append('\n');
        }
        assertThat(StartingPoint.of(file("long.txt", lines.toString()))).isInstanceOf(StartingPoint.CodebookFile.class);
        assertThat(text(file("cut.txt", "\u00e9".repeat(100_000)))).contains("cut"); // a character on the edge
    }

    @Test
    void whatIsNoTextIsRefusedWithItsName() throws Exception {
        refused(file("empty.txt", ""), "the file is empty", "Allowed are");
        refused(file("blank.txt", " \n\t\n"), "white space");
        refused(bytes("pickle.txt", 0x80, 0x04, 0x95, 0x10), "a Python pickle, which is never read");
        refused(bytes("binary.txt", 'a', 'b', 0xC3, 0x28, 'c'), "byte 2", "0xC3 is not UTF-8");
        refused(bytes("zero.txt", 'a', 0, 'c'), "zero byte");
        refused(bytes("wide.txt", 0xFF, 0xFE, 'a', 0), "UTF-16");
        refused(bytes("x.gz", 0x1F, 0x8B, 8, 0), "gzip");
        refused(bytes("m.gguf", 'G', 'G', 'U', 'F', 3, 0, 0, 0), "GGUF");
        refused(bytes("m.safetensors", 9, 0, 0, 0, 0, 0, 0, 0, '{', '"'), "safetensors", "folder");
        refused(folder.resolve("absent.txt"), "no such file");
        assertThat(text(file("gguf.txt", "GGUF is a format"))).contains("gguf");
        assertThat(text(bytes("bom.txt", 0xEF, 0xBB, 0xBF, 'h', 'i'))).contains("bom");
    }

    @Test
    void archivesAreNeverUnpickled() throws Exception {
        Path file = folder.resolve("pytorch_model.bin");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write("cos\nsystem\n".getBytes(StandardCharsets.UTF_8));
        }
        refused(file, "PyTorch", "never unpickled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\": {\"vocab\": {\"a\": 0, ",
                "{\"model\": ",
                "{",
                "{\"a\": 1} garbage",
                "{\"model\": 1, \"model\": 2}"
            })
    void brokenJsonIsToldWithItsLine(String content) throws Exception {
        refused(file("tokenizer.json", content), "line 1", "not valid JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"model\": []}", "{\"model\": {\"type\": \"BPE\"}}", "{\"vocab\": {}}"})
    void jsonWithoutAVocabularyIsNoTokenizer(String content) throws Exception {
        refused(file("some.json", content), "no tokenizer");
    }

    @Test
    void filesBesideATokenizerLeadToIt() throws Exception {
        refused(file("config.json", "{\"vocab_size\": 5}"), "beside a tokenizer", "folder");
    }

    /** Whatever the bytes are, the answer is a kind or a problem that was told. */
    @Test
    void randomBytesNeverCrash() throws Exception {
        long seed = 11;
        SplitRandom random = new SplitRandom(seed);
        List<String> starts = List.of("", "{", "PK\u0003\u0004", "{\"model\":{\"vocab\":", "01\n10\n", "[");
        for (int trial = 0; trial < 300; trial++) {
            String start = starts.get(random.nextInt(starts.size()));
            byte[] content = new byte[start.length() + random.nextInt(200)];
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) (i < start.length() ? start.charAt(i) : random.nextInt(trial % 2 == 0 ? 256 : 100));
            }
            Path file = Files.write(folder.resolve("r" + trial + (trial % 3 == 0 ? ".json" : ".txt")), content);
            try {
                assertThat(StartingPoint.of(file).told())
                        .as("seed %d trial %d", seed, trial)
                        .isNotBlank();
            } catch (WorkbenchException e) {
                assertThat(e).as("seed %d trial %d", seed, trial).hasMessageContaining("r" + trial);
            }
        }
    }
}
