package hammingway.code.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.CodebookSpec;
import hammingway.code.Operator;
import hammingway.math.BitMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codebooks with all their versions: nothing that was saved is ever lost. */
class SavedCodebooksTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    Path project;

    private Path folder;
    private SavedCodebooks books;

    @BeforeEach
    void open() {
        folder = project.resolve("codebooks");
        books = new SavedCodebooks(folder, () -> NOW);
    }

    private static CodebookSpec recipe(int randomBits) {
        return new CodebookSpec(
                new CodeFamily.MinimalRandom(randomBits, CodeFamily.RandomBits.SPLIT), new Assignment.Identity(), 42);
    }

    private static Codebook book(int randomBits) {
        return Codebook.build(recipe(randomBits), 20, Path.of(""), Progress.NONE);
    }

    private static Entry entry(Codebook book, String note) {
        return new Entry(book, Json.object(), Optional.of(note), Optional.empty());
    }

    private SavedCodebooks.Saved save(int randomBits, String note) {
        return books.save("paper", entry(book(randomBits), note), Progress.NONE);
    }

    private List<Version> versions() {
        return books.history("paper").versions();
    }

    @Test
    void everySaveAddsAVersionWithWhatChanged() {
        assertThat(save(10, "first").version().words()).isEqualTo("first version");
        Version second = save(12, "longer\nfor comparison").version();
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.time()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(second.words()).isEqualTo("length 15 -> 17; family.randomBits 10 -> 12; all codewords differ");
        assertThat(second.codebook().minimumDistance())
                .hasValueSatisfying(d -> assertThat(d).isPositive());
        assertThat(versions()).extracting(Version::note).containsExactly("first", "longer\nfor comparison");
        assertThat(CodebookFiles.read(books.file("paper")).hash()).isEqualTo(book(12).hash());
        assertThat(CodebookFiles.read(books.file("paper", 1)).hash()).isEqualTo(book(10).hash());
        assertThat(Entry.note(CodebookFiles.provenance(books.file("paper")).orElseThrow()))
                .isEqualTo("longer\nfor comparison");
        assertThat(books.history("paper").unversioned()).isFalse();
        assertThat(books.names()).containsExactly("paper");
    }

    @Test
    void theSameTwiceIsNoNewVersionButAnotherNoteIs() {
        save(10, "a");
        assertThat(save(10, "a").fresh()).isFalse();
        assertThat(books.save(
                                "paper",
                                new Entry(book(10), Json.object(), Optional.empty(), Optional.empty()),
                                Progress.NONE)
                        .fresh())
                .isFalse();
        assertThat(save(10, "b").version().words()).isEqualTo("the same codewords and recipe");
        assertThat(versions()).hasSize(2);
    }

    @Test
    void anEarlierVersionBecomesTheNewestAndNothingIsLost() {
        save(10, "a");
        save(12, "b");
        SavedCodebooks.Saved restored = books.restore("paper", 1, Progress.NONE);
        assertThat(restored.version().number()).isEqualTo(3);
        assertThat(restored.version().origin()).isEqualTo(new Version.Origin.Restored(1));
        assertThat(restored.version().note()).isEqualTo("a");
        assertThat(restored.version().words()).startsWith("version 1 restored; length 17 -> 15");
        assertThat(CodebookFiles.read(books.file("paper")).hash()).isEqualTo(book(10).hash());
        assertThat(books.restore("paper", 3, Progress.NONE).fresh()).isFalse();
        assertThat(versions()).extracting(v -> v.codebook().length()).containsExactly(15, 17, 15);
        assertThatThrownBy(() -> books.restore("paper", 7, Progress.NONE))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("no version 7")
                .hasMessageContaining("1 to 3");
    }

    @Test
    void aFileOfAnEarlierProgramBecomesTheFirstVersion() {
        CodebookFiles.write(folder.resolve("paper.npz"), book(10));
        assertThat(books.names()).containsExactly("paper");
        assertThat(books.history("paper").unversioned()).isTrue();
        assertThat(save(12, "").told()).singleElement().asString().contains("became version 1");
        assertThat(versions())
                .extracting(Version::origin)
                .containsExactly(new Version.Origin.Found(), new Version.Origin.Saved());
        assertThat(CodebookFiles.read(books.file("paper", 1)).hash()).isEqualTo(book(10).hash());
    }

    @Test
    void whatAnotherProgramPutThereIsKept() throws IOException {
        save(10, "");
        CodebookFiles.write(folder.resolve("paper.npz"), book(8));
        save(12, "");
        assertThat(versions()).extracting(v -> v.codebook().length()).containsExactly(15, 13, 17);
        Files.writeString(folder.resolve("paper.npz"), "no archive");
        assertThat(save(14, "").told()).singleElement().asString().contains("paper.npz.damaged-1");
        assertThat(folder.resolve("paper.npz.damaged-1")).hasContent("no archive");
        assertThat(versions()).hasSize(4);
        Files.delete(folder.resolve("paper.npz"));
        assertThat(books.names()).containsExactly("paper");
        assertThat(CodebookFiles.read(books.file("paper")).hash()).isEqualTo(book(14).hash());
    }

    @Test
    void editsByHandAndOperatorsAreToldInWords() {
        ObjectNode edited = Json.object();
        edited.set("recipe", hammingway.base.SpecCodec.write(recipe(10)));
        edited.putArray("edits").addObject().put("type", "flip").put("token", 3).put("bit", 14);
        save(10, "");
        BitMatrix bits = book(10).bits();
        BitMatrix flipped = BitMatrix.of(20, 15, (r, c) -> bits.get(r, c) ^ (r == 3 && c == 14));
        Codebook byHand = Codebook.of(flipped, Optional.empty());
        assertThat(books.save("paper", new Entry(byHand, edited, Optional.empty(), Optional.empty()), Progress.NONE)
                        .version()
                        .words())
                .isEqualTo("1 edit by hand; 1 of 20 codewords differs");
        CodebookSpec extended = new CodebookSpec(
                recipe(10).family(), List.of(new Operator.ExtendByParity()), new Assignment.Identity(), 7);
        Codebook other = Codebook.build(extended, 20, Path.of(""), Progress.NONE);
        assertThat(books.save("paper", entry(other, ""), Progress.NONE)
                        .version()
                        .words())
                .isEqualTo("length 15 -> 16; seed 42 -> 7; operators[0] none -> extend-by-parity;"
                        + " edits by hand taken back; all codewords differ");
        Codebook kind = Codebook.build(
                new CodebookSpec(new CodeFamily.NaturalBinary(), new Assignment.Identity(), 7),
                20,
                Path.of(""),
                Progress.NONE);
        assertThat(books.save("paper", entry(kind, ""), Progress.NONE).version().words())
                .contains("family minimal-random (randomBits 10, source split) -> natural-binary");
    }

    @Test
    void versionsSavedAtOnceAreAllThereAndTheNewestIsUnderTheName() throws Exception {
        int each = 6;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> saves = IntStream.range(0, 4 * each)
                    .<Callable<Boolean>>mapToObj(i -> () -> new SavedCodebooks(folder)
                            .save("paper", entry(book(10 + i), "save " + i), Progress.NONE)
                            .fresh())
                    .toList();
            for (Future<Boolean> f : threads.invokeAll(saves)) {
                assertThat(f.get()).isTrue();
            }
        }
        List<Version> all = versions();
        assertThat(all)
                .extracting(Version::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 4 * each).boxed().toList());
        assertThat(all.stream().map(v -> v.codebook().length()).distinct()).hasSize(4 * each);
        assertThat(CodebookFiles.read(books.file("paper")).hash())
                .isEqualTo(all.getLast().codebook().hash());
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left).noneMatch(p -> p.toString().endsWith(".tmp"));
        }
    }

    @Test
    void damagedFactsAreToldAndTheCodebookStays() throws IOException {
        save(10, "kept in the codebook");
        save(12, "");
        save(14, "");
        Path facts = folder.resolve("paper.versions/0001/version.json");
        Path third = folder.resolve("paper.versions/0003/version.json");
        Files.writeString(facts, Files.readString(facts).substring(0, 40));
        Files.writeString(third, Files.readString(third).replace("\"format\" : 1", "\"format\" : 99"));
        History history = books.history("paper");
        assertThat(history.versions()).hasSize(3);
        assertThat(history.versions().getFirst().note()).isEqualTo("kept in the codebook");
        assertThat(history.problems())
                .hasSize(2)
                .allSatisfy(p -> assertThat(p).contains("version.json").doesNotContain("\n"));
        Files.delete(folder.resolve("paper.versions/0002/paper.npz"));
        Files.writeString(folder.resolve("paper.versions/0003/paper.npz"), "cut");
        assertThat(books.history("paper").problems()).anyMatch(p -> p.startsWith("Version 3 cannot be read"));
        assertThatThrownBy(() -> books.restore("paper", 3, Progress.NONE)).isInstanceOf(WorkbenchException.class);
        // the copy under the name was the last whole one of the third: it is saved once more before it is replaced
        Version next = save(16, "").version();
        assertThat(next.number()).isEqualTo(5);
        assertThat(CodebookFiles.read(books.file("paper", 4)).hash()).isEqualTo(book(14).hash());
        assertThat(next.change())
                .hasValueSatisfying(c -> assertThat(c.against()).isEqualTo(4));
        assertThat(books.restore("paper", 1, Progress.NONE).version().number()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "../x",
                "a/b",
                "a\\b",
                "/etc/passwd",
                ".hidden",
                "x\u0000y",
                "a\nb",
                "CON",
                "nul.txt",
                "x.",
                "a:b",
                "a b"
            })
    void hostileNamesAreRefusedAndLeaveNothing(String name) {
        assertThatThrownBy(() -> books.save(name, entry(book(10), ""), Progress.NONE))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("allowed are 1 to 100");
        assertThat(folder).doesNotExist();
        String cleaned = CodebookName.cleaned(name);
        if (!cleaned.isEmpty()) {
            assertThat(CodebookName.require(cleaned)).isEqualTo(cleaned);
            books.save(cleaned, entry(book(10), ""), Progress.NONE);
            assertThat(books.names()).containsExactly(cleaned);
        }
    }

    @Test
    void lettersOfAllScriptsAreNames() {
        for (String name : List.of("Übung-1", "кодовая_книга", "符号+1.2", "x".repeat(100))) {
            assertThat(books.save(name, entry(book(10), ""), Progress.NONE).fresh())
                    .isTrue();
        }
        assertThat(CodebookName.cleaned("\uD83D\uDE00".repeat(300))).isEqualTo("-");
        assertThat(CodebookName.cleaned("x".repeat(300))).hasSize(100);
        assertThat(books.names()).hasSize(4);
    }

    @Test
    void aFailureLeavesWhatWasThere() throws IOException {
        save(10, "");
        byte[] before = Files.readAllBytes(books.file("paper"));
        Path temporary = folder.resolve("paper.versions/0002."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId() + ".tmp");
        Files.createDirectories(temporary.resolve("paper.npz/in the way"));
        assertThatThrownBy(() -> save(12, ""))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("paper.npz");
        assertThat(books.file("paper")).hasBinaryContent(before);
        assertThat(versions()).hasSize(1);
    }

    @Test
    void aFileInTheWayIsToldAndNothingIsLost() throws IOException {
        CodebookFiles.write(folder.resolve("paper.npz"), book(10));
        Files.writeString(folder.resolve("paper.versions"), "in the way");
        byte[] before = Files.readAllBytes(folder.resolve("paper.npz"));
        assertThatThrownBy(() -> save(12, ""))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("paper.versions");
        assertThat(folder.resolve("paper.npz")).hasBinaryContent(before);
        assertThat(folder.resolve("paper.versions")).hasContent("in the way");
    }
}
