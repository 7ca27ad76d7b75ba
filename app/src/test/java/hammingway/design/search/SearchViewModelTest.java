package hammingway.design.search;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.cli.Main;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.analysis.Distances;
import hammingway.design.book.BookEdit;
import hammingway.form.FormField;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.run.Project;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a toolkit: what concerns the screen runs on the test's thread. */
class SearchViewModelTest {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private final BlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
    private final Background background = new Background(
            new Notices() {
                @Override
                public void info(String text) {}

                @Override
                public void error(String text) {
                    throw new AssertionError(text);
                }
            },
            screen::add);
    private final SearchBench bench = new SearchBench();
    private final SearchViewModel model = new SearchViewModel(bench.workplace(), background);

    @AfterEach
    void close() {
        background.close();
    }

    private void until(BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            Runnable next = screen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as(model.statusProperty().get()).isNotNull();
            next.run();
        }
    }

    private void set(String path, String value) {
        FormField field = model.form().fields().stream()
                .filter(f -> f.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " is no line of the form"));
        model.form().set(field, value);
    }

    private void budget(String seconds, String evaluations) {
        set("budget.seconds", seconds);
        set("budget.evaluations", evaluations);
    }

    private Project project() {
        Project opened = Project.openOrCreate(folder.resolve("a project"), "test");
        bench.project(opened);
        return opened;
    }

    private Codebook searched() throws InterruptedException {
        model.start();
        assertThat(model.runningProperty().get()).isTrue();
        until(() -> !model.runningProperty().get());
        return model.foundProperty().get().orElseThrow().result().codebook();
    }

    /** The words of a command for a POSIX shell, by the shell itself. */
    private static List<String> words(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "hammingway() { printf '%s\\n' \"$@\"; }; " + command)
                .redirectErrorStream(true)
                .start();
        List<String> words = shell.inputReader().lines().toList();
        assertThat(shell.waitFor()).isZero();
        return new ArrayList<>(words);
    }

    private Codebook byCommand(String command) throws IOException, InterruptedException {
        List<String> words = words(command);
        Path file = folder.resolve("by command.npz");
        assertThat(words.set(words.size() - 1, file.toString())).endsWith("-searched.npz");
        StringWriter said = new StringWriter();
        int exit = Main.run(words.toArray(String[]::new), new PrintWriter(said, true), Optional.empty());
        assertThat(exit).as(said.toString()).isZero();
        return CodebookFiles.read(file);
    }

    @Test
    void aSearchBeginsWithTheDesignAndItsCommandFindsTheSame() throws Exception {
        bench.hundredTokens();
        budget("0", "3000");
        Codebook found = searched();
        assertThat(found.size()).isEqualTo(100);
        assertThat(found.length()).isEqualTo(20);
        SearchLog.Reached reached = model.reachedProperty().get();
        Distances first = Distances.of(bench.built().made(), Progress.NONE);
        Distances last = Distances.of(found, Progress.NONE);
        assertThat(reached.points().getFirst().minimumDistance()).isEqualTo(first.minimum());
        assertThat(reached.points().getFirst().atMinimum()).isEqualTo(first.atMinimum());
        assertThat(reached.points().getLast().minimumDistance()).isEqualTo(last.minimum());
        assertThat(reached.evaluations()).isEqualTo(3000);
        assertThat(model.shareProperty().get()).isEqualTo(1);
        assertThat(byCommand(model.commandProperty().get()).hash()).isEqualTo(found.hash());
    }

    @Test
    void aBudgetInSecondsIsRepeatedByTheCommandOnceItHasFound() throws Exception {
        bench.hundredTokens();
        budget("0.3", "0");
        set("method", "tabu");
        assertThat(model.commandProperty().get()).contains("\"seconds\":0.3");
        Codebook found = searched();
        assertThat(model.commandProperty().get()).doesNotContain("\"seconds\":0.3");
        assertThat(byCommand(model.commandProperty().get()).hash()).isEqualTo(found.hash());
        set("seed", "5");
        assertThat(model.commandProperty().get()).contains("\"seconds\":0.3").contains("\"seed\":5");
    }

    @Test
    void whatWasFoundIsKeptInAFileThatOverwritesNothingAndBecomesTheDesign() throws Exception {
        bench.hundredTokens();
        budget("0", "2000");
        Codebook found = searched();
        model.use();
        assertThat(model.statusProperty().get()).startsWith("Open a project");
        Path other = project().codebooks().resolve("mine-searched.npz");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "of somebody else");
        model.use();
        until(() -> !bench.loaded().isEmpty());
        assertThat(bench.loaded()).containsExactly(other.resolveSibling("mine-searched-2.npz"));
        assertThat(Files.readString(other)).isEqualTo("of somebody else");
        assertThat(bench.hash()).isEqualTo(found.hash());
        assertThat(bench.built().draft().recipe().path("family").path("type").asText())
                .isEqualTo("explicit-import");
        assertThat(CodebookFiles.provenance(bench.loaded().getFirst())
                        .orElseThrow()
                        .path("search")
                        .path("budget")
                        .path("evaluations")
                        .asLong())
                .isEqualTo(2000);
        model.use();
        assertThat(bench.loaded())
                .as("no second copy")
                .hasSize(2)
                .allMatch(bench.loaded().getFirst()::equals);
    }

    @Test
    void anObjectiveThatDrawsOnTheProjectIsRepeatedInTheProject() throws Exception {
        Project project = project();
        int tokens = SearchProjects.prepare(project).vocabulary().size();
        bench.design(SearchProjects.vocabulary(project), tokens, SpecCodec.write(SearchBench.RECIPE), List.of());
        budget("0", "500");
        set("objective.similarity", "0.5");
        set("objective.embeddings", "cooccurrence");
        set("objective.embeddings.dimensions", "12");
        set("objective.balance", "0.5");
        Codebook found = searched();
        assertThat(model.commandProperty().get()).contains(" -p ").contains(" --vocabulary ");
        assertThat(byCommand(model.commandProperty().get()).hash()).isEqualTo(found.hash());
        model.use();
        until(() -> !bench.loaded().isEmpty());
        assertThat(CodebookFiles.provenance(bench.loaded().getFirst())
                        .orElseThrow()
                        .at("/sources/0/kind")
                        .asText())
                .isEqualTo("cooccurrence");
    }

    @Test
    void anEditedCodebookIsKeptInAFileAndTheSearchBeginsThere() throws Exception {
        bench.design("", 100, SpecCodec.write(SearchBench.RECIPE), List.of(new BookEdit.Flip(3, 19)));
        assertThat(model.form().problems())
                .singleElement()
                .extracting(Problem::value)
                .asString()
                .contains("Open a project");
        Project project = project();
        bench.design("", 100, SpecCodec.write(SearchBench.RECIPE), List.of(new BookEdit.Flip(3, 19)));
        budget("0", "1");
        assertThat(model.form().problems()).isEmpty();
        String edited = bench.hash();
        searched();
        try (Stream<Path> files = Files.list(project.codebooks())) {
            assertThat(files.toList()).singleElement().satisfies(f -> {
                assertThat(f.getFileName().toString()).startsWith("edited-" + edited.substring(0, 8));
                assertThat(CodebookFiles.read(f).hash()).isEqualTo(edited);
            });
        }
        int minimum =
                Distances.of(bench.built().design().codebook(), Progress.NONE).minimum();
        assertThat(model.reachedProperty().get().points().getFirst().minimumDistance())
                .isEqualTo(minimum);
        assertThat(byCommand(model.commandProperty().get()).length()).isEqualTo(20);
    }

    @Test
    void stoppingKeepsTheBestAndAnotherSearchEndsTheFirst() throws Exception {
        bench.hundredTokens();
        budget("1000", "0");
        model.start();
        Background.Job first = background.active().getFirst();
        until(() -> model.reachedProperty().get().points().size() > 1);
        model.start();
        assertThat(first.cancelled()).isTrue();
        assertThat(model.reachedProperty().get().points()).isEmpty();
        until(() -> model.reachedProperty().get().points().size() > 1
                && background.active().size() == 1);
        assertThat(model.runningProperty().get())
                .as("the end of the first is not the second's")
                .isTrue();
        background.active().getFirst().stop(); // as the status bar does
        until(() -> !model.runningProperty().get());
        assertThat(model.foundProperty().get().orElseThrow().result().cancelled())
                .isTrue();
        assertThat(model.statusProperty().get()).startsWith("Stopped");
        assertThat(background.active()).isEmpty();
    }

    @Test
    void closingTheWindowEndsASearchAndLeavesNoFile() throws Exception {
        bench.hundredTokens();
        Project project = project();
        budget("1000", "0");
        model.start();
        until(() -> !model.reachedProperty().get().points().isEmpty());
        Background.Job job = background.active().getFirst();
        background.close();
        until(() -> background.active().isEmpty());
        assertThat(job.cancelled()).isTrue();
        assertThat(project.codebooks()).doesNotExist();
    }

    @Test
    void whatIsWrongIsToldPerField() {
        bench.hundredTokens();
        set("method.heat", "0");
        assertThat(model.form().problems()).singleElement().satisfies(p -> {
            assertThat(p.path()).isEqualTo("method.heat");
            assertThat(p.allowed()).contains("1000");
        });
        assertThat(model.form().orderProperty().get()).isEmpty();
        model.form().reset();
        set("objective.similarity", "1");
        assertThat(model.form().problems()).extracting(Problem::path).containsExactly("objective.embeddings");
        model.form().reset();
        budget("0", "0");
        assertThat(model.form().problems()).extracting(Problem::path).containsExactly("budget");
    }

    @Test
    void theBeginningIsAskedForWhereItIsNotTheDesign() {
        bench.hundredTokens();
        assertThat(model.form().fields()).noneMatch(f -> f.path().startsWith("method.start"));
        model.form().follow(false);
        assertThat(model.form().fields()).anyMatch(f -> f.path().equals("method.start.codebook.family.randomBits"));
        set("method.start", "random-bits");
        assertThat(model.form()
                        .draftProperty()
                        .get()
                        .spec()
                        .at("/method/start/length")
                        .asInt())
                .isEqualTo(20);
        set("method", "lexicode");
        assertThat(model.form()
                        .draftProperty()
                        .get()
                        .spec()
                        .at("/method/length")
                        .asInt())
                .isEqualTo(20);
        set("method", "best-of-n");
        model.form().follow(true);
        assertThat(model.form().problems()).isEmpty();
        assertThat(model.form().fields()).noneMatch(f -> f.path().startsWith("method.recipe"));
    }

    @Test
    void aFailedSearchTellsWhyAndAnotherCanBeStarted() throws Exception {
        bench.hundredTokens();
        set("method.over", "generator-columns");
        model.start();
        until(() -> !model.runningProperty().get());
        assertThat(model.foundProperty().get()).isEmpty();
        assertThat(model.statusProperty().get()).containsIgnoringCase("linear");
        set("method.over", "codewords");
        budget("0", "100");
        searched();
    }
}
