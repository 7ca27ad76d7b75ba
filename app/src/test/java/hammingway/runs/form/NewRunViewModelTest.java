package hammingway.runs.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.form.FormField;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.run.Project;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import hammingway.run.sweep.Sweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Without a toolkit: what concerns the screen runs on the test's thread. */
class NewRunViewModelTest {
    private static final int PATIENCE_SECONDS = 120;

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
    private Project project;
    private NewRunViewModel form;

    @BeforeEach
    void open() {
        project = Project.create(folder.resolve("p"), "p");
        form = new NewRunViewModel(Optional.of(project), background);
    }

    @AfterEach
    void close() {
        form.forecast().cancel();
        background.close();
    }

    private void await(String what, BooleanSupplier reached) {
        long until = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        try {
            while (!reached.getAsBoolean()) {
                Runnable next = screen.poll(50, TimeUnit.MILLISECONDS);
                if (next != null) {
                    next.run();
                }
                assertThat(System.nanoTime()).as(what).isLessThan(until);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private FormField field(String path) {
        return form.fields().stream()
                .filter(f -> f.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private List<String> wrong() {
        return form.problems().stream().map(Problem::path).toList();
    }

    static List<String> presets() {
        return Study.PRESETS;
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyRunOfAPresetIsTakenAsItIs(String preset) {
        for (ObjectNode run : Study.drafts(preset)) {
            form.begin(preset, run.path("name").asText());
            assertThat(form.draft().get().active()).isEqualTo(run);
            assertThat(form.draft().get().changes()).isEmpty();
            // what is wrong with it is mended by a model
            assertThat(form.problems()).allMatch(p -> p.allowed().contains("backbone.checkpoint"));
            form.specification()
                    .get()
                    .ifPresent(s -> assertThat(SpecCodec.write(s)).isEqualTo(run));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "training.steps,0", "training.steps,4.5", "training.steps,many", "training.steps,''",
                "training.steps,99999999999",
        "training.batch,-1", "training.schedule.peak,11", "training.schedule.peak,NaN", "seed,-3", "seed,{}",
        "device.threads,2000", "name,''", "name,a/b", "data.source.megabytes,[1]", "backbone.heads,7",
        "evaluation.windows,1e99", "training.optimiser.beta1,1", "device.device,tpu"
    })
    void aWrongFieldIsMarkedWhereItStands(String path, String value) {
        form.set(path, value);
        assertThat(wrong()).containsExactly(path);
        assertThat(form.specification().get()).isEmpty();
        assertThat(form.order(true)).isEmpty();
    }

    /** Every number of the page at once: each is marked, and each stands in exactly one section. */
    @Test
    void allProblemsAreMarkedAtOnceAndGoWhenMended() {
        List<FormField> numbers = form.fields().stream()
                .filter(f -> f.input() == FormField.Input.NUMBER)
                .toList();
        numbers.forEach(f -> form.set(f.path(), "no number"));
        assertThat(wrong())
                .containsExactlyInAnyOrderElementsOf(
                        numbers.stream().map(FormField::path).toList());
        assertThat(wrong())
                .allSatisfy(path -> assertThat(List.of(Section.values()).stream()
                                .filter(s -> s.holds(path))
                                .count())
                        .isEqualTo(1));
        numbers.forEach(f -> form.reset(f.path()));
        assertThat(wrong()).isEmpty();
        assertThat(form.draft().get().changes()).isEmpty();
    }

    @Test
    void theWarmUpFollowsTheSteps() {
        for (String typed : List.of("2", "20", "200", "2000")) {
            form.set(field("training.steps"), typed);
        }
        RunSpec spec = form.specification().get().orElseThrow();
        assertThat(spec.training().steps()).isEqualTo(2000);
        assertThat(spec.training().schedule().warmup()).isEqualTo(333); // 50 of 300
        form.history().undo(); // typed in one go
        assertThat(form.draft().get().changes()).isEmpty();
    }

    @Test
    void aCodebookComesAndGoesWithItsLayer() {
        assertThat(form.fields()).noneMatch(f -> f.path().startsWith("codebook"));
        form.set("head.layer", "linear-code");
        assertThat(wrong()).isEmpty();
        form.set("codebook.family.randomBits", "77");
        form.set("head.layer", "softmax");
        assertThat(wrong()).isEmpty();
        assertThat(form.specification().get().orElseThrow().codebook()).isEmpty();
        form.set("head.layer", "mtl-shared");
        assertThat(form.specification()
                        .get()
                        .orElseThrow()
                        .codebook()
                        .orElseThrow()
                        .bits(1000))
                .isEqualTo(87);
    }

    @Test
    void theCommandLineMakesTheVeryRun() {
        form.set("head.layer", "mtl-per-bit");
        form.set("name", "null");
        form.set("training.schedule.peak", "3e-3");
        form.set("seed", "9");
        String[] parts = RunCommand.run(form.draft().get(), project.folder()).split(" --set ");
        java.util.Map<String, String> set = new java.util.LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String one = parts[i].replaceFirst(" -p .*", "").replace("\\\"", "\"");
            String plain = one.startsWith("'") ? one.substring(1, one.length() - 1) : one;
            set.put(plain.substring(0, plain.indexOf('=')), plain.substring(plain.indexOf('=') + 1));
        }
        assertThat(Study.run("quickstart:softmax", new Study.Options("", 1, 1, set)))
                .isEqualTo(form.specification().get().orElseThrow());
    }

    @Test
    void whatItWillBeFollowsThePage() {
        form.begin("quickstart", "random 50 bits");
        await("figures", () -> form.forecast().now().get().isPresent());
        // n = 10 + 40: n d + n
        assertThat(form.forecast()
                        .now()
                        .get()
                        .orElseThrow()
                        .estimate()
                        .size()
                        .head()
                        .stored())
                .isEqualTo(6450);
        form.set("codebook.family.randomBits", "0");
        assertThat(form.forecast().now().get()).as("stale figures").isEmpty();
        await("figures", () -> form.forecast().now().get().isPresent());
        assertThat(form.forecast()
                        .now()
                        .get()
                        .orElseThrow()
                        .estimate()
                        .size()
                        .head()
                        .stored())
                .isEqualTo(1290);
        form.set("codebook.family.randomBits", "a lot");
        assertThat(form.forecast().now().get()).isEmpty();
        assertThat(form.forecast().time().get()).isEqualTo("-");
    }

    /** A tiny model is really measured, in a process of its own. */
    @Test
    void theTimeIsMeasured() {
        form.set("backbone.width", "16");
        form.set("backbone.layers", "1");
        form.set("device.threads", "1");
        await("the speed", () -> form.forecast().speed().get().isPresent());
        assertThat(form.forecast().speed().get().orElseThrow().timing().typical())
                .isPositive();
        assertThat(form.forecast().time().get()).matches(".* (s|min|h)");
    }

    @Test
    void whatOnlyFilesAndSizesTellIsMarkedToo() throws IOException {
        form.set("data.source", "text-file");
        form.set("data.source.path", "nowhere.txt");
        await("the missing file", () -> wrong().contains("data.source.path"));
        Files.writeString(project.folder().resolve("nowhere.txt"), "some text");
        form.set("seed", "2");
        await(
                "its mending",
                () -> wrong().isEmpty() && form.forecast().now().get().isPresent());
        form.set("head.layer", "linear-code");
        form.set("codebook.family", "reed-muller");
        form.set("codebook.family.variables", "2");
        await("the code that is too small", () -> wrong().stream().anyMatch(p -> p.startsWith("codebook")));
    }

    @Test
    void aSpecificationIsSavedAndOpened() {
        form.set("training.batch", "5");
        RunSpec spec = form.specification().get().orElseThrow();
        Path file = folder.resolve("mine.json");
        form.save(file);
        await("the file", () -> Files.exists(file));
        assertThat(SpecCodec.read(RunSpec.class, Json.read(file), "it")).isEqualTo(spec);
        form.begin("codes");
        form.open(file);
        await("the specification", () -> form.draft().get().start().group().equals(Start.FILE));
        assertThat(form.specification().get()).contains(spec);
    }

    @Test
    void aRunOfTheProjectIsABeginning() {
        RunSpec spec = Study.load("quickstart", Study.Options.NONE).runs().get(1);
        String id = project.create(spec).id();
        assertThat(form.offered(Start.RUNS)).containsExactly(id);
        form.beginWithRun(id);
        await("the run", () -> form.draft().get().start().name().equals(id));
        assertThat(form.specification().get()).contains(spec);
    }

    @Test
    void aSweepIsOrderedOnceWhatCannotBeIsLeftOut() {
        SweepViewModel.Row row = form.sweep().add("training.batch");
        assertThat(form.order(true)).isEmpty();
        row.values().set("8,,16");
        assertThat(row.problem().get()).startsWith("Allowed: ");
        row.values().set("8, 16, 0");
        await("the points", () -> form.sweep().sweep().get().isPresent());
        assertThat(form.order(true)).isEmpty();
        form.sweep().leaveOut().set(true);
        RunOrder order = form.order(true).orElseThrow();
        assertThat(order.specs(project).stream().map(RunSpec::name)).containsExactly("batch=8", "batch=16");
        assertThat(project.folder().resolve("studies")).isDirectoryContaining("glob:**.json");
        form.sweep().retriesText().set("x");
        assertThat(form.order(true)).isEmpty();
        form.sweep().order().set(Sweep.Order.LIST);
        form.sweep().remove(row);
        assertThat(form.order(false).orElseThrow().run())
                .isEqualTo(form.specification().get());
    }

    @Test
    void explanationsComeFromTheSpecification() {
        assertThat(field("training.steps").help()).contains("Number of optimiser steps", "1 to 100000000 steps");
        assertThat(field("training.steps").unit()).isEqualTo("steps");
        assertThat(field("device.threads").help()).contains("Default: 0");
    }
}
