package hammingway.design.search;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.code.Assignment;
import hammingway.code.AssignmentChange;
import hammingway.code.Codebook;
import hammingway.code.CodebookSpec;
import hammingway.code.EmbeddingSource;
import hammingway.code.PairSource;
import hammingway.code.SearchedAssignment;
import hammingway.data.PreparedData;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.run.Project;
import hammingway.run.ProjectContext;
import hammingway.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a toolkit: what concerns the screen runs on the test's thread. */
class AssignViewModelTest {
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
    private final AssignViewModel model =
            new AssignViewModel(bench.workplace(), new SimpleObjectProperty<>(Optional.empty()), background);

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

    private AssignmentOffer offer(String id) {
        return model.offersProperty().get().stream()
                .filter(o -> o.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private AssignmentChange tried(String id) throws InterruptedException {
        model.chosenProperty().set(Optional.of(id));
        assertThat(model.busyProperty().get()).isTrue();
        until(() -> !model.busyProperty().get());
        return model.changeProperty()
                .get()
                .orElseThrow(() -> new AssertionError(model.statusProperty().get()));
    }

    /** A project whose vocabulary was prepared, and no run. */
    private void withVocabulary() {
        Project project = Project.openOrCreate(folder.resolve("project"), "test");
        PreparedData prepared = SearchProjects.prepare(project);
        bench.project(project);
        bench.design(
                SearchProjects.vocabulary(project),
                prepared.vocabulary().size(),
                SpecCodec.write(SearchBench.RECIPE),
                List.of());
    }

    @Test
    void everyKindIsOfferedWithASentence() {
        bench.hundredTokens();
        assertThat(model.offersProperty().get().stream()
                        .map(o -> o.assignment().getClass())
                        .collect(Collectors.toSet()))
                .isEqualTo(java.util.Set.copyOf(SpecCodec.kinds(Assignment.class)));
        assertThat(model.offersProperty().get()).allSatisfy(o -> {
            assertThat(o.name()).isNotBlank();
            assertThat(o.explanation()).isNotBlank();
        });
        assertThat(model.offersProperty().get().stream().map(AssignmentOffer::id))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatNeedsAVocabularyOrARunSaysSo() throws InterruptedException {
        bench.hundredTokens();
        assertThat(offer("balanced-clusters").reason().orElse("")).contains("vocabulary");
        assertThat(offer("local-search-confused-pairs").reason().orElse("")).contains("vocabulary");
        assertThat(offer("random-permutation").reason()).isEmpty();
        withVocabulary();
        model.refresh();
        until(() -> model.choicesProperty().get().vocabulary());
        assertThat(offer("balanced-clusters").reason()).isEmpty();
        assertThat(offer("local-search-confused-pairs").reason().orElse("")).contains("confusions.csv");
    }

    @Test
    void figuresAreThoseOfTheCodebookThatApplyingMakes() throws InterruptedException {
        withVocabulary();
        model.refresh();
        until(() -> model.choicesProperty().get().vocabulary());
        AssignmentChange change = tried("local-search-similar-pairs");
        assertThat(change.after().objective()).isLessThan(change.before().objective());
        String before = bench.hash();
        model.apply();
        assertThat(bench.hash()).isNotEqualTo(before);
        CodebookSpec recipe = bench.built().made().recipe().orElseThrow();
        assertThat(recipe.assignment()).isInstanceOf(SearchedAssignment.LocalSearch.class);
        Codebook applied = bench.built().made();
        PairSource pairs = AssignmentChange.pairs(recipe.assignment()).orElseThrow();
        Project project = bench.workplace().project().get().orElseThrow();
        ProjectContext context =
                ProjectContext.ofVocabulary(project, Optional.of(SearchProjects.vocabulary(project)), Progress.NONE);
        AssignmentChange again =
                AssignmentChange.of(applied.bits(), applied.bits(), Optional.of(pairs), context, Progress.NONE);
        assertThat(again.after()).isEqualTo(change.after());
        assertThat(model.chosenProperty().get())
                .as("figures of the codebook before are gone")
                .isEmpty();
        assertThat(model.changeProperty().get()).isEmpty();
    }

    @Test
    void aSearchedAssignmentIsNotNestedInTheNext() {
        Assignment searched = new SearchedAssignment.ColumnBalance(new Assignment.RandomPermutation(), 10);
        List<AssignmentOffer> offers = AssignmentOffer.all(
                searched, new EmbeddingSource.Cooccurrence(4), Optional.empty(), SourceChoices.NONE);
        assertThat(offers.stream()
                        .map(AssignmentOffer::assignment)
                        .filter(SearchedAssignment.class::isInstance)
                        .map(a -> ((SearchedAssignment) a).start()))
                .hasSize(4)
                .allMatch(Assignment.RandomPermutation.class::isInstance);
    }

    @Test
    void confusionsOfAFinishedRunCanBeChosen() throws Exception {
        withVocabulary();
        Project project = bench.workplace().project().get().orElseThrow();
        RunFolder run = SearchProjects.finished(project, "3,4,20\n5,6,10\n");
        Path events = run.path().resolve("events.jsonl");
        String finished = Files.readString(events);
        Files.writeString(events, "");
        model.refresh();
        until(() -> model.choicesProperty().get().vocabulary());
        assertThat(model.choicesProperty().get().confused()).as("not finished").isEmpty();
        Files.writeString(events, finished);
        model.refresh();
        until(() -> !model.choicesProperty().get().confused().isEmpty());
        assertThat(model.runProperty().get().orElseThrow().id()).isEqualTo(run.id());
        AssignmentChange change = tried("local-search-confused-pairs");
        assertThat(change.after().weightedDistance())
                .isGreaterThan(change.before().weightedDistance());
    }
}
