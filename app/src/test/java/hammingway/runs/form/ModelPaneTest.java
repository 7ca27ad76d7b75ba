package hammingway.runs.form;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.fx.Background;
import hammingway.fx.FileDialogs;
import hammingway.fx.Notices;
import hammingway.model.Tuning;
import hammingway.run.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Choosing a model with its buttons. */
@ExtendWith(ApplicationExtension.class)
class ModelPaneTest {
    private static final Path MODEL = Path.of("../../shared/reference/gpt2-shakespeare");

    private final Notices notices = new Notices() {
        @Override
        public void info(String text) {}

        @Override
        public void error(String text) {
            throw new AssertionError(text);
        }
    };
    private Background background;
    private NewRunViewModel form;
    private Scene scene;
    private Path chosen = MODEL;

    @Start
    void start(Stage shared) throws IOException {
        background = new Background(notices);
        Path folder = Files.createTempDirectory("model-pane");
        form = new NewRunViewModel(Optional.of(Project.create(folder.resolve("p"), "p")), background);
        FileDialogs dialogs = new FileDialogs() {
            @Override
            public Optional<Path> open(String title, String kinds, List<String> endings) {
                return Optional.empty();
            }

            @Override
            public Optional<Path> folder(String title) {
                return Optional.of(chosen);
            }

            @Override
            public Optional<Path> save(String title, String suggestion) {
                return Optional.empty();
            }
        };
        scene = new Scene((Parent) new ModelPane(form, dialogs).node(), 700, 500);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void close() {
        form.forecast().cancel();
        background.close();
    }

    private void press(FxRobot robot, String id) {
        robot.interact(() -> ((ButtonBase) scene.lookup(id)).fire());
    }

    private void await(String id, Predicate<Node> state) throws TimeoutException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> state.test(scene.lookup(id)));
    }

    @Test
    void aModelIsChosenTrainedInPartAndForgotten(FxRobot robot) throws TimeoutException {
        Assumptions.assumeTrue(Files.isDirectory(MODEL), "needs " + MODEL);
        assertThat(scene.lookup("#model-card").isVisible()).isFalse();
        assertThat(scene.lookup("#forget-model").isVisible()).isFalse();
        chosen = MODEL.resolve("nowhere");
        press(robot, "#begin-model");
        await("#model-refusal", n -> n instanceof Label l && l.getText().contains("is no folder"));
        assertThat(form.draft().get().changes()).isEmpty();

        chosen = MODEL;
        press(robot, "#begin-model");
        await("#model-card", Node::isVisible);
        assertThat(scene.lookup("#model-refusal").isVisible()).isFalse();
        assertThat(((RadioButton) scene.lookup("#tuning-all")).isSelected()).isTrue();
        press(robot, "#tuning-head");
        assertThat(form.specification().get().orElseThrow().training().tuning()).isEqualTo(new Tuning.HeadOnly());
        assertThat(form.problems()).isEmpty();
        assertThat(((RadioButton) scene.lookup("#tuning-all")).isSelected()).isFalse();

        press(robot, "#forget-model");
        await("#model-card", n -> !n.isVisible());
        assertThat(form.draft().get().spec().path("backbone").has("checkpoint")).isFalse();
        robot.interact(form.history()::undo);
        await("#model-card", Node::isVisible); // read again
    }
}
