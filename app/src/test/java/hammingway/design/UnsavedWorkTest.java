package hammingway.design;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Json;
import hammingway.design.book.BookEdit;
import hammingway.design.book.Draft;
import hammingway.run.Project;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A designer that is killed loses no more than its last second. */
class UnsavedWorkTest {
    @TempDir
    Path folder;

    private static List<Path> autosaves(Project project) {
        if (!Files.isDirectory(project.codebooks())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(project.codebooks())) {
            return all.filter(f -> f.getFileName().toString().startsWith(".autosave"))
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String workOfAKilledProcess(Project project) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        UnsavedWorkProcess.class.getName(),
                        project.folder().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String hash = out.readLine();
            assertThat(hash).as("what the process says").matches("[0-9a-f]{64}");
            // the last change is on the disk
            for (int i = 0; i < 1500; i++) {
                List<Path> kept = autosaves(project).stream()
                        .filter(f -> f.toString().endsWith(".json"))
                        .toList();
                if (kept.size() == 1
                        && Json.read(kept.getFirst()).path("notes").asText().equals("two\nlines")) {
                    break;
                }
                Thread.sleep(20);
            }
            return hash;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatAKilledProcessLeftIsOfferedAndRestoredToTheSameCodebook() throws Exception {
        Project project = Project.create(folder.resolve("project"), "test");
        String hash = workOfAKilledProcess(project);
        assertThat(autosaves(project)).hasSize(1);
        try (UnsavedWorkProcess.Screen screen = new UnsavedWorkProcess.Screen()) {
            DesignViewModel model = screen.on(() -> new DesignViewModel(screen.background()));
            screen.run(() -> model.project(project));
            var recovery = model.keeping().recovery();
            screen.until(() -> recovery.offerProperty().get().isPresent());
            assertThat(recovery.offerProperty().get().orElseThrow().words())
                    .isEqualTo("Minimal random, 100 tokens, 1 edit by hand; never saved");
            Draft before = screen.on(() -> model.draftProperty().get());
            screen.run(recovery::restore);
            screen.until(() -> model.designProperty()
                    .get()
                    .filter(d -> d.codebook().hash().equals(hash))
                    .isPresent());
            assertThat(model.draftProperty().get().edits()).containsExactly(new BookEdit.Flip(3, 66));
            assertThat(model.keeping().nameProperty().get()).isEqualTo("crashed");
            assertThat(model.keeping().notesProperty().get()).isEqualTo("two\nlines");
            assertThat(model.keeping().changedProperty().get()).isTrue();
            screen.run(model::undo);
            assertThat(model.draftProperty().get()).isEqualTo(before);
            assertThat(model.keeping().nameProperty().get()).isEqualTo("codebook");
            screen.run(model::redo);
            assertThat(model.keeping().nameProperty().get()).isEqualTo("crashed");
            screen.run(() -> model.keeping().save());
            screen.until(() -> model.keeping().toldProperty().get().text().contains("version 1"));
            screen.until(() -> autosaves(project).isEmpty());
        }
    }

    @Test
    void discardingLeavesNothing() throws Exception {
        Project project = Project.create(folder.resolve("project"), "test");
        workOfAKilledProcess(project);
        try (UnsavedWorkProcess.Screen screen = new UnsavedWorkProcess.Screen()) {
            DesignViewModel model = screen.on(() -> new DesignViewModel(screen.background()));
            Draft first = screen.on(() -> model.draftProperty().get());
            screen.run(() -> model.project(project));
            var recovery = model.keeping().recovery();
            screen.until(() -> recovery.offerProperty().get().isPresent());
            screen.run(recovery::discard);
            screen.until(() -> autosaves(project).isEmpty());
            assertThat(recovery.offerProperty().get()).isEmpty();
            assertThat(model.draftProperty().get()).isEqualTo(first);
        }
    }
}
