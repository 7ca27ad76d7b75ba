package hammingway.design.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Progress;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.CodebookSpec;
import hammingway.code.analysis.CodebookMeasures;
import hammingway.code.analysis.Distances;
import hammingway.control.CurveChart;
import hammingway.design.book.Design;
import hammingway.design.book.Pair;
import hammingway.design.book.RowOrder;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.report.ComparedFigure;
import hammingway.run.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a toolkit: what concerns the screen runs on the test's thread. */
class ComparisonViewModelTest {
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
    private final ObjectProperty<Optional<Design>> design = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty width = new SimpleStringProperty("320");
    private final ComparisonViewModel model = new ComparisonViewModel(background, design, width);

    @AfterEach
    void close() {
        background.close();
    }

    private void until(BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            Runnable next = screen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next)
                    .as("%s, %s", model.books(), model.problemProperty().get())
                    .isNotNull();
            next.run();
        }
    }

    private static Codebook random(int bits, int tokens) {
        return Codebook.build(
                new CodebookSpec(
                        new CodeFamily.MinimalRandom(bits, CodeFamily.RandomBits.SPLIT), new Assignment.Identity(), 42),
                tokens,
                Path.of(""),
                Progress.NONE);
    }

    private void design(int bits, int tokens) {
        design.set(Optional.of(new Design(random(bits, tokens), Optional.empty())));
    }

    private boolean allExact() {
        return model.books().stream().allMatch(b -> b.exact() && b.drawn().isPresent());
    }

    private ComparedFigure row(String id) {
        return model.tableProperty().get().orElseThrow().comparison().figures().stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theDesignIsFollowedBesideWhatWasPinned() throws InterruptedException {
        design(10, 200);
        model.look(true);
        until(this::allExact);
        model.pin("ten");
        design(30, 200);
        System.gc(); // lists that only a weak listener holds would fall silent now
        until(() -> row("length").cells().size() == 2 && allExact());
        assertThat(model.books()).extracting(b -> b.tag().label()).containsExactly("This design", "ten");
        assertThat(row("length").cells()).extracting(ComparedFigure.Cell::text).containsExactly("38", "18");
        for (int i = 0; i < 2; i++) {
            Distances expected = Distances.of(model.books().get(i).codebook(), Progress.NONE);
            assertThat(row("minimumDistance").cells().get(i).value()).hasValue(expected.minimum());
        }
        assertThat(row("headParameters").cells().get(1).value()).hasValue(18 * 320 + 18);
        width.set("100");
        assertThat(row("headParameters").cells().get(1).value()).hasValue(18 * 100 + 18);
        until(() -> !row("rankCorrelation").cells().get(1).text().equals("\u2013"));
    }

    /** The result of the design before is ready, and waits for the screen, when the design changes. */
    @Test
    void aStaleResultNeverOverwritesANewerOne() throws InterruptedException {
        design(10, 300);
        model.look(true);
        Runnable late = screen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(late).isNotNull();
        design(40, 300);
        Codebook wanted = design.get().orElseThrow().codebook();
        late.run();
        assertThat(model.books())
                .singleElement()
                .satisfies(b -> assertThat(b.measures()).isEmpty());
        until(() -> {
            assertThat(model.books()).hasSize(1);
            assertThat(model.books().getFirst().codebook()).isSameAs(wanted);
            model.books()
                    .getFirst()
                    .measures()
                    .ifPresent(m -> assertThat(m.codebook()).isSameAs(wanted));
            return allExact();
        });
        design(20, 300); // the exact figures of before are thrown away as well
        assertThat(model.books().getFirst().measures()).isEmpty();
        until(this::allExact);
        assertThat(row("length").cells().getFirst().text()).isEqualTo("29");
    }

    @Test
    void nothingIsMeasuredWhileNobodyLooks() throws InterruptedException {
        design(10, 100);
        assertThat(background.active()).isEmpty();
        assertThat(model.books()).isEmpty();
        model.look(true);
        until(this::allExact);
        model.look(false);
        design(20, 100);
        assertThat(background.active().stream()
                        .filter(j -> !j.cancelled())
                        .filter(j -> j.title().contains("figures")))
                .isEmpty();
        assertThat(model.books().getFirst().codebook().length()).isEqualTo(17);
        model.look(true);
        until(this::allExact);
        assertThat(model.books().getFirst().codebook().length()).isEqualTo(27);
    }

    @Test
    void sixAtMostAreKeptEachWithAColourOfItsOwn() throws InterruptedException {
        model.look(true);
        for (int bits = 1; bits <= 7; bits++) {
            design(bits, 40);
            model.pin("");
        }
        assertThat(model.books()).hasSize(7);
        assertThat(model.problemProperty().get()).contains("6 codebooks").contains("Remove one");
        assertThat(model.books()).extracting(b -> b.tag().colour()).doesNotHaveDuplicates();
        Compared gone = model.books().get(2);
        model.remove(gone.id());
        assertThat(model.room()).isEqualTo(1);
        model.pin("new");
        assertThat(model.books().getLast().tag().colour()).isEqualTo(gone.tag().colour());
        model.remove(model.books().getFirst().id());
        assertThat(model.books().getFirst().tag().origin()).isEqualTo(Compared.Origin.DESIGN);
        until(this::allExact);
        assertThat(row("length").cells()).hasSize(7);
    }

    @Test
    void filesOfTheProjectAreOfferedAndABadOneIsTold() throws Exception {
        Project project = Project.openOrCreate(folder.resolve("project"), "test");
        Files.createDirectories(project.codebooks());
        CodebookFiles.write(project.codebooks().resolve("kept.npz"), random(5, 50));
        Files.writeString(project.codebooks().resolve("torn.npz"), "no archive");
        design(10, 50);
        model.project(project);
        model.look(true);
        until(() -> model.offers().size() == 2);
        model.add(model.offers().getFirst());
        until(() -> model.books().size() == 2 && allExact());
        assertThat(model.books().getLast().tag().label()).isEqualTo("kept");
        model.add(model.offers().getLast());
        until(() -> !model.problemProperty().get().isEmpty());
        assertThat(model.problemProperty().get()).contains("torn.npz");
        assertThat(model.books()).hasSize(2);
        model.add(model.offers().getFirst());
        until(() -> model.problemProperty().get().contains("already"));
        assertThat(model.books()).hasSize(2);
    }

    @Test
    void rowsMeanTheSameTokensInAllMatrices() throws InterruptedException {
        design(10, 120);
        model.look(true);
        model.pin("one");
        design(20, 120);
        model.orderProperty().set(RowOrder.CODEWORD);
        until(() -> allExact()
                && model.books().size() == 2
                && model.books().stream()
                        .allMatch(b -> b.drawn().orElseThrow().rows().order() == RowOrder.CODEWORD));
        for (int row = 0; row < 120; row++) {
            assertThat(model.books().get(1).drawn().orElseThrow().source().token(row))
                    .isEqualTo(
                            model.books().get(0).drawn().orElseThrow().source().token(row));
        }
        assertThat(model.ofDesign(new Pair(0, 119))).isTrue();
        assertThat(model.ofDesign(new Pair(0, 120))).isFalse();
    }

    @Test
    void workThatIsStoppedGoesOnWhenAsked() throws InterruptedException {
        design(10, 100);
        model.look(true);
        until(() -> !model.work().doing().get().isEmpty());
        model.work().stop();
        assertThat(model.work().doing().get()).isEmpty();
        assertThat(model.work().halted()).isTrue();
        model.work().resume();
        until(this::allExact);
        assertThat(model.work().halted()).isFalse();
    }

    @Test
    void curvesHoldAllPairsAndKeepTheirColours() throws InterruptedException {
        design(10, 100);
        model.look(true);
        model.pin("one");
        design(30, 100);
        until(() -> allExact()
                && model.books().size() == 2
                && model.tableProperty().get().filter(t -> t.tags().size() == 2).isPresent());
        ComparisonViewModel.Table table = model.tableProperty().get().orElseThrow();
        List<CurveChart.Series> distances = ComparisonCurves.distances(table, false, false);
        assertThat(distances).extracting(s -> s.colour().orElse(-1)).containsExactly(0, 1);
        for (CurveChart.Series s : distances) {
            assertThat(Arrays.stream(s.y()).sum()).isCloseTo(100, org.assertj.core.api.Assertions.within(1e-9));
        }
        assertThat(ComparisonCurves.distances(table, true, false).getFirst().x()[0])
                .isBetween(0.0, 100.0);
        assertThat(ComparisonCurves.distances(table, false, true))
                .allSatisfy(
                        s -> assertThat(Arrays.stream(s.y()).min().orElse(0)).isPositive());
        double[] ones = ComparisonCurves.balance(table).getFirst().y();
        assertThat(ones).hasSize(37).isSorted();
        assertThat(ComparisonCurves.errors(table).getFirst().y()).hasSize(CodebookMeasures.FLIP_RATES.size());
    }
}
