package hammingway.design.start;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.data.StoryCorpus;
import hammingway.data.VocabularyFacts;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.math.BitMatrix;
import hammingway.run.Project;
import hammingway.vocab.BpeTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a toolkit: what concerns the screen runs on the test's thread. */
class StartViewModelTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final List<String> STORIES = new StoryCorpus().stories(30_000, 1);

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
    private final List<Path> books = new ArrayList<>();
    private final List<VocabularyFacts> added = new ArrayList<>();
    private final StartViewModel model = new StartViewModel(background, books::add, added::add);

    @AfterEach
    void close() {
        background.close();
    }

    private void until(BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            Runnable next = screen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("%s", model.stateProperty().get()).isNotNull();
            next.run();
        }
    }

    private void open() {
        model.project(Project.openOrCreate(folder.resolve("project"), "test"));
    }

    private String told(Path... files) throws InterruptedException {
        model.take(List.of(files));
        until(() -> model.stateProperty().get() instanceof StartViewModel.State.Told);
        return ((StartViewModel.State.Told) model.stateProperty().get()).text();
    }

    private boolean problem() {
        return model.stateProperty().get() instanceof StartViewModel.State.Told told && told.problem();
    }

    private Path tokenizer() {
        Path file = folder.resolve("tokenizer.json");
        Json.write(file, BpeTrainer.train(STORIES, 300, List.of(), Progress.NONE));
        return file;
    }

    private Path text() throws IOException {
        return Files.writeString(folder.resolve("stories.txt"), String.join("\n", STORIES));
    }

    @Test
    void aTokenizerIsAddedAndChosen() throws Exception {
        open();
        assertThat(told(tokenizer())).matches("Added .*, 300 tokens\\.");
        assertThat(problem()).isFalse();
        assertThat(added).singleElement().satisfies(v -> {
            assertThat(v.tokens()).isEqualTo(300);
            assertThat(StartViewModel.line(v)).isEqualTo("300 tokens, without counts");
            assertThat(StartViewModel.origin(v)).isEqualTo("from tokenizer.json");
            model.choose(v.name());
        });
        assertThat(model.chosenProperty().get()).contains(added.getFirst());
        model.cancel();
        assertThat(model.stateProperty().get()).isEqualTo(new StartViewModel.State.Resting());
    }

    @Test
    void aTextIsAskedAboutCheckedAndCounted() throws Exception {
        open();
        model.take(List.of(text()));
        until(() -> model.stateProperty().get() instanceof StartViewModel.State.Asking);
        assertThat(model.formProperty().get()).isEqualTo(new TextForm("1000", "", "text", "0"));
        for (String wrong : List.of("", "12", "x", "257.5", "2000000", "-300", "NaN")) {
            model.formProperty().set(model.formProperty().get().withSize(wrong));
            assertThat(model.problem())
                    .as(wrong)
                    .hasValueSatisfying(p -> assertThat(p).contains("257 to 1000000"));
            model.count();
            assertThat(model.stateProperty().get()).isInstanceOf(StartViewModel.State.Asking.class);
        }
        model.formProperty().set(model.formProperty().get().withSize("400").withMegabytes("-1"));
        assertThat(model.problem()).contains("Beginning that is read: 0 to 2000 MB, 0 for all.");
        model.formProperty().set(model.formProperty().get().withMegabytes("0"));
        assertThat(model.problem()).isEmpty();
        model.count();
        assertThat(model.stateProperty().get()).isInstanceOf(StartViewModel.State.Working.class);
        until(() -> !added.isEmpty());
        assertThat(added.getFirst().counted()).isTrue();
        assertThat(added.getFirst().text()).isTrue();
        assertThat(added.getFirst().tokens()).isEqualTo(400);
        assertThat(model.factsProperty().get())
                .containsOnlyKeys(added.getFirst().name());
    }

    @Test
    void aTextIsCountedWithTheTokenizerOfAnotherVocabulary() throws Exception {
        open();
        told(tokenizer());
        model.take(List.of(text()));
        until(() -> model.stateProperty().get() instanceof StartViewModel.State.Asking);
        model.formProperty()
                .set(model.formProperty()
                        .get()
                        .withSize("nonsense")
                        .withTokenizer(added.getFirst().name()));
        assertThat(model.problem()).isEmpty();
        model.count();
        until(() -> added.size() == 2);
        assertThat(added.get(1).tokens()).isEqualTo(300);
        assertThat(added.get(1).counted()).isTrue();
    }

    @Test
    void aCodebookGoesToTheDesignerWithoutAProject() throws Exception {
        Path file = folder.resolve("book.txt");
        CodebookFiles.write(
                file,
                Codebook.of(BitMatrix.of(8, 5, (r, c) -> (r >> c & 1) != 0), Optional.empty()),
                CodebookFiles.Style.PLAIN,
                Optional.empty());
        assertThat(told(file)).isEqualTo("Took book.txt as a codebook.");
        assertThat(books).containsExactly(file);
        assertThat(told(tokenizer())).startsWith("Open or make a project first");
        assertThat(problem()).isTrue();
    }

    @Test
    void whatIsOfNoUseIsToldInPlace() throws Exception {
        open();
        assertThat(told(Files.createFile(folder.resolve("empty.txt")))).contains("empty.txt", "the file is empty");
        assertThat(problem()).isTrue();
        assertThat(told(folder.resolve("project"))).contains("open it with Ctrl+O");
        assertThat(told(tokenizer(), text())).isEqualTo("Give one file or folder at a time; these were 2.");
        Path cut = Files.writeString(folder.resolve("cut.json"), "{\"model\": {\"vocab\": {\"a\": 0");
        assertThat(told(cut)).contains("cut.json", "not valid JSON");
        assertThat(added).isEmpty();
        assertThat(Files.exists(folder.resolve("project/vocabularies"))).isFalse();
    }

    @Test
    void whatIsCancelledIsForgotten() throws Exception {
        open();
        model.take(List.of(tokenizer()));
        model.cancel();
        assertThat(model.stateProperty().get()).isInstanceOf(StartViewModel.State.Resting.class);
        until(() -> background.active().isEmpty());
        assertThat(model.stateProperty().get()).isInstanceOf(StartViewModel.State.Resting.class);
        assertThat(added).isEmpty();
    }

    @Test
    void aDamagedVocabularyIsLeftOutOfTheList() throws Exception {
        open();
        told(tokenizer());
        Path bad = folder.resolve("project/vocabularies/bad");
        Files.createDirectories(bad);
        Files.writeString(bad.resolve("counts.csv"), "id\n");
        Files.writeString(bad.resolve("data.json"), "{");
        open();
        until(() -> !model.factsProperty().get().isEmpty());
        assertThat(model.factsProperty().get())
                .containsOnlyKeys(added.getFirst().name());
    }
}
