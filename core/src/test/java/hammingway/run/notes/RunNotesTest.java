package hammingway.run.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.WorkbenchException;
import hammingway.run.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunNotesTest {
    @TempDir
    Path folder;

    private RunNotes notes;

    @BeforeEach
    void open() {
        notes = new RunNotes(Project.create(folder.resolve("project"), "test"));
    }

    @Test
    void notesAndTagsAreKeptByRun() {
        assertThat(notes.read()).isEmpty();
        notes.note(List.of("a"), " looks odd ");
        notes.tag(List.of("a", "b"), TagChange.parse("+paper, draft"));
        notes.tag(List.of("b"), TagChange.parse("-draft"));
        assertThat(notes.read())
                .containsEntry("a", new RunNote("looks odd", List.of("draft", "paper")))
                .containsEntry("b", new RunNote("", List.of("paper")));
        notes.note(List.of("a"), "");
        notes.tag(List.of("a"), TagChange.parse("-draft -paper"));
        assertThat(notes.read()).containsOnlyKeys("b");
        assertThat(RunNotes.joined(notes.read(), List.of("a", "b")).tags()).containsExactly("paper");
    }

    @Test
    void manyAtOnceLoseNothing() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            String run = "run" + t;
            threads.add(Thread.ofPlatform()
                    .start(() -> IntStream.range(0, 12)
                            .forEach(i -> new RunNotes(Project.open(folder.resolve("project")))
                                    .tag(List.of(run), TagChange.parse("t" + i)))));
        }
        for (Thread t : threads) {
            t.join();
        }
        assertThat(notes.read()).hasSize(4);
        assertThat(notes.read().values()).allSatisfy(n -> assertThat(n.tags()).hasSize(12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"format\": 1",
                "{\"format\": 1}",
                "{\"format\": \"1\", \"runs\": {}}",
                "{\"format\": 0, \"runs\": {}}",
                "{\"format\": 99, \"runs\": {}}",
                "{\"format\": 1, \"runs\": {\"a\": 3}}",
                "{\"format\": 1, \"runs\": {\"a\": {\"note\": 3}}}",
                "{\"format\": 1, \"runs\": {\"a\": {\"tags\": [\"two words\"]}}}",
                "{\"format\": 1, \"runs\": {\"a\": {\"colour\": \"red\"}}}"
            })
    void aFileThatIsNoneIsToldAndLeftAlone(String content) throws Exception {
        Files.writeString(notes.file(), content);
        assertThatThrownBy(() -> notes.tag(List.of("a"), TagChange.parse("x")))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("notes.json");
        assertThat(notes.file()).hasContent(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "+", "-", "a/b", "+two+three", "--x", "0123456789012345678901234567890123456789x"})
    void whatIsNoTagIsTold(String text) {
        assertThatThrownBy(() -> TagChange.parse(text))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("tag");
    }

    @Test
    void aNoteBeyondAllBoundsIsRefused() {
        assertThatThrownBy(() -> notes.note(List.of("a"), "x".repeat(RunNote.LONGEST + 1)))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("note");
        assertThat(notes.file()).doesNotExist();
    }
}
