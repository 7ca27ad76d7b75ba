package hammingway.design;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.code.CodebookFiles;
import hammingway.design.UnsavedWorkProcess.Screen;
import hammingway.design.keeping.KeepingViewModel;
import hammingway.run.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeping codebooks, without a toolkit. */
class KeepingViewModelTest {
    @TempDir
    Path folder;

    private final Screen screen = new Screen();
    private Project project;
    private DesignViewModel model;
    private KeepingViewModel keeping;

    @BeforeEach
    void open() throws Exception {
        project = Project.create(folder.resolve("project"), "test");
        model = screen.on(() -> new DesignViewModel(screen.background()));
        keeping = model.keeping();
        screen.run(() -> model.project(project));
        untilBits(50);
    }

    @AfterEach
    void close() {
        screen.close();
    }

    private void untilBits(int n) throws Exception {
        screen.until(() -> model.designProperty()
                .get()
                .filter(d -> d.codebook().length() == n)
                .isPresent());
    }

    private void untilTold(String text) throws Exception {
        screen.until(() -> keeping.toldProperty().get().text().contains(text));
    }

    private List<String> autosaves() {
        if (!Files.isDirectory(project.codebooks())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(project.codebooks())) {
            return all.map(f -> f.getFileName().toString())
                    .filter(f -> f.startsWith(".autosave"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void bits(String typed) throws Exception {
        screen.run(() -> model.fields().stream()
                .filter(f -> f.path().equals("family.randomBits"))
                .findFirst()
                .ifPresent(f -> model.set(f, typed)));
    }

    @Test
    void whatWasOnlyOpenedIsNotUnsaved() throws Exception {
        assertThat(keeping.changedProperty().get()).isFalse();
        bits("41");
        assertThat(keeping.changedProperty().get()).isTrue();
        screen.until(() -> autosaves().size() == 1);
        screen.run(model::undo);
        assertThat(keeping.changedProperty().get()).isFalse();
        screen.until(() -> autosaves().isEmpty());
    }

    @Test
    void aDraftThatIsWrongIsKeptAsItIs() throws Exception {
        bits("not a number");
        screen.until(() -> autosaves().size() == 1
                && Files.readString(project.codebooks().resolve(autosaves().getFirst()))
                        .contains("not a number"));
        screen.run(keeping::save);
        assertThat(keeping.toldProperty().get().trouble()).isTrue();
        assertThat(project.codebooks().resolve("codebook.npz")).doesNotExist();
    }

    @Test
    void savingAgainAddsNothingAndANoteDoes() throws Exception {
        screen.run(keeping::save);
        untilTold("version 1");
        screen.run(keeping::save);
        untilTold("holds this already");
        screen.run(() -> keeping.notesProperty().set("why"));
        assertThat(keeping.changedProperty().get()).isTrue();
        screen.run(keeping::save);
        untilTold("version 2");
        assertThat(keeping.changedProperty().get()).isFalse();
        assertThat(autosaves()).isEmpty();
    }

    @Test
    void aTableThatWasOpenedStaysWhatItWasWhenItsNameIsSavedAgain() throws Exception {
        Files.createDirectories(project.codebooks());
        Path table = Files.writeString(folder.resolve("table.txt"), "001\n010\n111\n");
        CodebookFiles.write(project.codebooks().resolve("found.npz"), CodebookFiles.read(table));
        screen.run(() -> keeping.open("found"));
        untilBits(3);
        String first = model.designProperty().get().orElseThrow().codebook().hash();
        screen.run(() -> assertThat(model.edit(new hammingway.design.book.BookEdit.Flip(0, 0)))
                .isEmpty());
        screen.run(keeping::save);
        untilTold("version 2");
        String second = model.designProperty().get().orElseThrow().codebook().hash();
        screen.run(() -> keeping.open("found"));
        screen.until(() -> !keeping.changedProperty().get());
        assertThat(model.draftProperty().get().edits()).hasSize(1);
        assertThat(model.designProperty().get().orElseThrow().codebook().hash())
                .isEqualTo(second)
                .isNotEqualTo(first);
        assertThat(model.draftProperty()
                        .get()
                        .recipe()
                        .path("family")
                        .path("file")
                        .asText())
                .contains("found.versions/0001");
    }

    @Test
    void aFailureIsToldAndTheWorkStaysUnsaved() throws Exception {
        bits("41");
        untilBits(51);
        Files.createDirectories(project.codebooks());
        Files.writeString(project.codebooks().resolve("codebook.versions"), "in the way");
        screen.run(keeping::save);
        screen.until(() -> keeping.toldProperty().get().trouble());
        assertThat(keeping.toldProperty().get().text()).contains("codebook.versions");
        assertThat(keeping.changedProperty().get()).isTrue();
        screen.until(() -> autosaves().size() == 1);
    }

    @Test
    void whatIsUnsavedIsWrittenWhenTheWindowCloses() throws Exception {
        screen.run(() -> {
            keeping.notesProperty().set("at the last moment");
            keeping.close();
        });
        assertThat(autosaves()).hasSize(1);
    }
}
