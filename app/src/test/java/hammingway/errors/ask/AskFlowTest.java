package hammingway.errors.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.eval.GeneratedToken;
import hammingway.fx.Background;
import hammingway.fx.FileDialogs;
import hammingway.fx.Notices;
import hammingway.run.LocalLauncher;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.settings.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Application;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Two tiny models, trained here, asked side by side as a user asks them. */
@ExtendWith(ApplicationExtension.class)
class AskFlowTest {
    private static final String TINY = """
            {"name": "tiny",
             "vocabulary": {"tokenizer": {"type": "train-bpe", "size": 300, "trainedOn": "training"}, "order": "frequency", "keep": 0},
             "data": {"source": {"type": "stories", "megabytes": 0.05, "seed": 1}},
             "backbone": {"type": "gpt2", "layers": 1, "heads": 2, "width": 16, "context": 16},
             "codebook": {"family": {"type": "minimal-random", "randomBits": 11, "source": "numpy-legacy"}},
             "head": {"layer": {"type": "linear-code"}, "loss": {"type": "bce-mean"}},
             "training": {"steps": 5, "batch": 4, "optimiser": {}, "schedule": {"shape": "cosine", "peak": 0.01, "warmup": 2},
                          "evaluateEvery": 0, "checkpointEvery": 0},
             "evaluation": {"windows": 4, "latency": false},
             "device": {"threads": 1}, "seed": 1}
            """;

    @TempDir
    Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Notices notices = new Notices() {
        @Override
        public void info(String text) {
            told.add(text);
        }

        @Override
        public void error(String text) {
            throw new AssertionError(text);
        }
    };
    private final Background background = new Background(notices);
    private final ObservableList<RunFolder> runs = FXCollections.observableArrayList();
    private AskViewModel model;
    private AskPane pane;
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        Application.setUserAgentStylesheet(Theme.LIGHT.styleSheet());
        model = new AskViewModel(background, notices, runs);
        pane = new AskPane(model, new SimpleObjectProperty<>(Theme.LIGHT), new FileDialogs() {
            @Override
            public Optional<Path> open(String title, String kinds, List<String> endings) {
                return Optional.empty();
            }

            @Override
            public Optional<Path> folder(String title) {
                return Optional.empty();
            }

            @Override
            public Optional<Path> save(String title, String suggestion) {
                return Optional.of(folder.resolve(suggestion));
            }
        });
        stage.setScene(new Scene((Parent) pane.node(), 980, 900));
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close() throws Exception {
        pane.close();
        WaitForAsyncUtils.asyncFx(() -> stage.setScene(new Scene(new Pane()))).get();
        background.close();
        Application.setUserAgentStylesheet(null);
    }

    private static void await(BooleanSupplier done) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, done::getAsBoolean);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private List<RunFolder> train() throws Exception {
        Project project = Project.create(folder.resolve("project"), "test");
        ObjectNode code = (ObjectNode) Json.parse(Path.of("tiny.json"), TINY);
        ObjectNode soft = code.deepCopy();
        soft.remove("codebook");
        SpecCodec.set(soft, "name", "soft");
        SpecCodec.set(soft, "head", "{\"layer\": {\"type\": \"softmax\"}, \"loss\": {\"type\": \"cross-entropy\"}}");
        List<RunFolder> made = List.of(
                project.create(SpecCodec.read(RunSpec.class, code, "tiny")),
                project.create(SpecCodec.read(RunSpec.class, soft, "soft")));
        for (RunFolder run : made) {
            assertThat(new LocalLauncher().start(run).await())
                    .as(run.log().toString())
                    .isZero();
        }
        return made;
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    @Test
    void modelsGoOnSideBySideAndEachStepCanBeLookedInto(FxRobot robot) throws Exception {
        await(() -> robot.lookup("#ask-empty").tryQuery().isPresent());
        List<RunFolder> made = train();
        robot.interact(() -> runs.setAll(made));
        await(() -> model.runs().size() == 2);
        Button generate = robot.lookup("#ask-generate").queryButton();
        robot.interact(() -> {
            model.first().set(Optional.of(model.runs().get(0)));
            model.second().set(Optional.of(model.runs().get(1)));
            robot.lookup("#ask-tokens").queryAs(TextField.class).setText("many");
        });
        assertThat(text(robot, "#ask-problem")).isEqualTo("Tokens: \"many\" is no whole number of at most 9 digits");
        assertThat(generate.isDisabled()).isTrue();
        robot.interact(() -> model.settings().tokens().set("0"));
        assertThat(text(robot, "#ask-problem")).isEqualTo("Tokens: allowed are 1 to 100000 tokens");
        robot.interact(() -> {
            model.settings().tokens().set("7");
            robot.lookup("#ask-stop-text").queryAs(TextField.class).setText("no such text");
        });

        robot.clickOn("#ask-generate");
        await(() -> model.answers().stream().allMatch(a -> a.state().get() == Answer.State.DONE));
        for (Answer answer : model.answers()) {
            assertThat(answer.tokens()).hasSize(7);
            assertThat(answer.text()).startsWith("Once upon a time");
        }
        assertThat(text(robot, "#ask-first-told")).startsWith("7 tokens in ");
        assertThat(text(robot, "#ask-first-facts")).contains("step 5; probabilities at t = ");
        assertThat(text(robot, "#ask-second-facts")).endsWith("step 5");
        assertThat(robot.lookup("#ask-first-command").queryAs(TextField.class).getText())
                .contains("generate ", "--prompt 'Once upon a time' --tokens 7 --temperature 1.0 --top-k 20 --seed 1")
                .contains("--stop 'no such text'");
        lookInto(robot);
        stopAndSave(robot);
    }

    private void lookInto(FxRobot robot) {
        Answer first = model.answers().getFirst();
        robot.clickOn(robot.lookup("#ask-first-text .ask-token").nth(2).queryLabeled());
        assertThat(first.selected().get()).isEqualTo(2);
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        GeneratedToken step = first.selectedToken().orElseThrow();
        assertThat(step.index()).isEqualTo(3);
        assertThat(text(robot, "#ask-first-step-title")).startsWith("Token 4, " + step.display() + ": probability ");
        int bits = step.bits().orElseThrow().ones().size();
        assertThat(robot.lookup("#ask-first-step .label").queryAllAs(Label.class))
                .anyMatch(l -> l.getText()
                        .contains("Decided otherwise: "
                                + step.bits().orElseThrow().disagreeing() + " of " + bits + " bits."));
    }

    private void stopAndSave(FxRobot robot) throws Exception {
        Answer first = model.answers().getFirst();
        robot.interact(() -> {
            model.second().set(Optional.empty());
            model.settings().greedy().set(true);
            model.settings().tokens().set("2000");
        });
        robot.clickOn("#ask-generate");
        assertThat(model.answers().get(1).state().get()).isEqualTo(Answer.State.IDLE);
        await(() -> !first.tokens().isEmpty());
        robot.clickOn("#ask-stop");
        await(() -> first.state().get() == Answer.State.STOPPED);
        int written = first.tokens().size();
        assertThat(text(robot, "#ask-first-told")).startsWith("Stopped after " + written);
        robot.clickOn("#ask-first-save");
        await(() -> !told.isEmpty());
        Path file = folder.resolve("answer.json");
        assertThat(told).containsExactly("Saved " + file + ".");
        assertThat(Files.size(file)).isPositive();
        JsonNode saved = Json.read(file);
        assertThat(saved.path("tokens")).hasSize(written);
        assertThat(saved.path("asked").path("choice").path("type").asText()).isEqualTo("greedy");
        assertThat(saved.path("text").asText()).isEqualTo(first.text());
    }
}
