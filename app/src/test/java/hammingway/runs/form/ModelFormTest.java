package hammingway.runs.form;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Problem;
import hammingway.form.FormField;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.model.Tuning;
import hammingway.run.Project;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import hammingway.run.TuningChoice;
import hammingway.run.estimate.TuningOffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on a pretrained model, without a toolkit: what concerns the screen runs on the test's thread. */
class ModelFormTest {
    private static final Path MODEL = Path.of("../../shared/reference/gpt2-shakespeare");
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
    private NewRunViewModel form;

    @BeforeEach
    void open() {
        Assumptions.assumeTrue(Files.isDirectory(MODEL), "needs " + MODEL);
        form = new NewRunViewModel(Optional.of(Project.create(folder.resolve("p"), "p")), background);
    }

    @AfterEach
    void close() {
        Optional.ofNullable(form).ifPresent(f -> f.forecast().cancel());
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

    private void choose(Path model) {
        form.model().choose(model);
        await("the model", () -> !form.model().reading().get());
    }

    private RunSpec spec() {
        return form.specification().get().orElseThrow();
    }

    @Test
    void aModelIsOneStepThatOffersWhatCanBeTrained() {
        form.set("training.schedule.peak", "0.25");
        form.set("head.layer.tied", "false");
        RunDraft before = form.draft().get();
        choose(MODEL);
        assertThat(form.model().refusal().get()).isEmpty();
        assertThat(form.problems()).isEmpty();
        assertThat(spec().backbone().layers()).isEqualTo(4);
        assertThat(spec().training().schedule().peak()).isEqualTo(0.25);
        assertThat(ModelFacts.of(form.model().model().get().orElseThrow()))
                .extracting(ModelFacts.Fact::value)
                .contains("GPT-2", "0.94 million", "4 layers, d = 128, 4 heads", "V = 1,024; 128 positions")
                .anyMatch(v -> v.startsWith("Tied to the embedding"));
        await("figures", () -> form.model().offers().get().isPresent());
        assertThat(form.model().offers().get().orElseThrow().all())
                .extracting(TuningOffer::trained)
                // norms twice, 12 d^2 + 13 d, and the last norm; r (d + 3 d) a block; V d, for the head alone is untied
                .containsExactly(
                        spec().backbone().parameters(1024),
                        12 * 128 * 128 + 13 * 128 + 2 * 128L,
                        4 * 16 * 4 * 128L,
                        1024 * 128L);

        form.model().train(TuningChoice.LORA);
        FormField targets = form.fields().stream()
                .filter(f -> f.path().equals("training.tuning.targets"))
                .findFirst()
                .orElseThrow();
        assertThat(targets.help()).contains("GPT-2: c_attn, c_proj, c_fc");
        form.set("training.tuning.targets", "c_attn, c_fc");
        assertThat(spec().training().tuning()).isEqualTo(new Tuning.Lora(16, 32, 0.05, List.of("c_attn", "c_fc")));
        form.set("training.tuning.targets", "q_proj");
        assertThat(form.problems()).extracting(Problem::path).containsExactly("training.tuning.targets");
        assertThat(form.model().offers().get()).isEmpty(); // no figures of a page that is wrong

        form.history().undo();
        form.history().undo();
        form.history().undo();
        form.history().undo();
        assertThat(form.draft().get()).isEqualTo(before);
        assertThat(form.model().model().get()).isEmpty();
    }

    @Test
    void whatIsNoModelIsToldAndChangesNothing() throws IOException {
        Path pickle = Files.createDirectory(folder.resolve("pickle"));
        Files.copy(MODEL.resolve("config.json"), pickle.resolve("config.json"));
        Files.copy(MODEL.resolve("tokenizer.json"), pickle.resolve("tokenizer.json"));
        Files.writeString(pickle.resolve("pytorch_model.bin"), "x");
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("config.json"), "{\"model_type\": \"mistral\"}");
        Path wordless = Files.createDirectory(folder.resolve("wordless"));
        Files.copy(MODEL.resolve("config.json"), wordless.resolve("config.json"));
        Files.copy(MODEL.resolve("model.safetensors"), wordless.resolve("model.safetensors"));
        RunDraft before = form.draft().get();
        for (String[] hostile : List.of(
                new String[] {"pickle", "pytorch_model.bin"},
                new String[] {"other", "mistral"},
                new String[] {"wordless", "tokenizer.json"},
                new String[] {"none", "no folder"})) {
            choose(folder.resolve(hostile[0]));
            assertThat(form.model().refusal().get()).contains(hostile[1]);
            assertThat(form.draft().get()).isEqualTo(before);
        }
    }

    @Test
    void aModelIsForgottenAndWhatTheLossNeedsIsOneClickAway() {
        choose(MODEL);
        form.set("head.layer", "linear-code");
        form.set("head.loss", "distil-tokens");
        Problem problem = form.problems().getFirst();
        Fix fix = Fix.of(problem).orElseThrow();
        form.set(fix.path(), fix.value());
        assertThat(form.problems()).isEmpty();
        form.set("head.loss", "bce-mean");
        form.model().forget();
        assertThat(form.problems()).isEmpty();
        assertThat(spec().backbone().checkpoint()).isEmpty();
        assertThat(spec().backbone().layers()).isEqualTo(4);
        assertThat(form.model().model().get()).isEmpty();
    }

    /** The study on pretrained models has no run that is right before a model was chosen. */
    @Test
    void aStudyThatNeedsAModelBeginsOnThePage() {
        form.begin("finetune", "LoRA, 50 bits distilled");
        assertThat(form.problems()).isNotEmpty();
        choose(MODEL);
        RunSpec spec = spec();
        assertThat(spec.training().tuning()).isInstanceOf(Tuning.Lora.class);
        assertThat(form.draft().get().start().reference()).isEqualTo("finetune:LoRA, 50 bits distilled");
        Map<String, String> set = new LinkedHashMap<>();
        form.draft().get().sets().forEach((path, value) -> set.put(path, value.toString()));
        assertThat(Study.run("finetune:" + spec.name(), new Study.Options("", 1, 1, set)))
                .isEqualTo(spec);
    }
}
