package hammingway.settings.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.fx.Background;
import hammingway.fx.FileDialogs;
import hammingway.fx.Notices;
import hammingway.settings.Theme;
import hammingway.torch.engine.EngineChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The page as a user works with it, on a machine made for the test. */
@ExtendWith(ApplicationExtension.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the made machine answers by a shell script")
class EngineViewTest {
    @TempDir
    private static Path folder;

    private Background background;
    private MadeMachine made;
    private Machine machine;
    private EngineViewModel model;
    private Parent root;
    private Optional<Path> chosen = Optional.empty();

    private final class Chosen implements FileDialogs {
        @Override
        public Optional<Path> open(String title, String kinds, List<String> endings) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> folder(String title) {
            return chosen;
        }

        @Override
        public Optional<Path> save(String title, String suggestion) {
            return Optional.empty();
        }
    }

    @Start
    void start(Stage stage) throws IOException {
        Application.setUserAgentStylesheet(Theme.LIGHT.styleSheet());
        background = new Background(new Notices() {
            @Override
            public void info(String text) {}

            @Override
            public void error(String text) {
                throw new AssertionError(text);
            }
        });
        Path own = java.nio.file.Files.createTempDirectory(folder, "machine");
        made = new MadeMachine(own);
        machine = made.machine(MadeMachine.meter());
        model = new EngineViewModel(background, machine);
        EngineView view = new EngineView(model, new Chosen());
        root = new VBox(new HBox(view.opener("F9")), view.node());
        Scene scene = new Scene(root, 620, 940);
        scene.getStylesheets().add("/hammingway/themes/workbench.css");
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close() {
        background.close();
        made.close();
    }

    private void settled() throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                60,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(() -> background.active().isEmpty())
                        .get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    private void fire(FxRobot robot, String id) throws TimeoutException {
        Button button = robot.lookup(id).queryButton();
        assertThat(button.isVisible() && !button.isDisabled()).as(id).isTrue();
        robot.interact(button::fire);
        settled();
    }

    @Test
    void theWholePageFromLookingToUsing(FxRobot robot) throws Exception {
        Node page = robot.lookup("#engine-page").query();
        assertThat(page.isVisible()).isFalse();
        robot.clickOn("#open-engine");
        settled();
        assertThat(page.isVisible()).isTrue();
        assertThat(robot.lookup("#device-cpu").tryQuery()).isPresent();
        assertThat(robot.lookup("#device-gpu0").tryQuery()).isPresent();
        assertThat(robot.lookup("#device-gpu1").tryQuery()).isPresent();

        Path bad = made.libtorch("bad", "2.10.0+cpu");
        robot.clickOn("#engine-folder").write(bad.toString()).push(KeyCode.ENTER);
        settled();
        assertThat(text(robot, "#folder-bad")).contains("one reason");
        assertThat(robot.lookup("#use-folder").tryQuery()).isEmpty();
        assertThat(robot.from(robot.lookup("#folder-report").<Node>query())
                        .lookup((Label l) -> l.getText().contains("2.10.0"))
                        .tryQuery())
                .isPresent();

        Path good = made.libtorch("good", "2.7.1+cpu");
        chosen = Optional.of(good);
        robot.clickOn("#choose-folder");
        settled();
        assertThat(robot.lookup("#engine-folder").queryAs(TextField.class).getText())
                .isEqualTo(good.toString());
        assertThat(text(robot, "#folder-good")).isEqualTo("PyTorch 2.7.1 for the CPU can be used.");
        robot.clickOn("#use-folder");
        settled();
        assertThat(machine.file().load().engine()).isEqualTo(new EngineChoice.LibtorchFolder(good.toString()));
        assertThat(text(robot, "#engine-in-use")).contains("libtorch folder " + good);
        assertThat(robot.lookup("#use-folder").queryButton().isDisabled())
                .as("in use")
                .isTrue();
        fire(robot, "#use-bundled");
        assertThat(text(robot, "#engine-in-use")).contains("bundled CPU engine");
        assertThat(robot.lookup("#use-bundled").queryButton().isVisible()).isFalse();

        robot.push(KeyCode.ESCAPE);
        assertThat(page.isVisible()).isFalse();
    }

    @Test
    void cudaIsAskedForConfirmedFetchedAndUsed(FxRobot robot) throws Exception {
        robot.clickOn("#open-engine");
        settled();
        assertThat(text(robot, "#cuda-size")).contains("several gigabytes");
        assertThat(text(robot, "#cuda-from")).startsWith("http://127.0.0.1:");
        assertThat(robot.lookup("#cuda-fetch").queryButton().isVisible()).isFalse();
        fire(robot, "#cuda-ask");
        assertThat(text(robot, "#cuda-size")).startsWith("6 files, ");
        assertThat(text(robot, "#cuda-fetch")).startsWith("Fetch ");
        assertThat(machine.cuda().there()).isFalse();
        fire(robot, "#cuda-fetch");
        assertThat(machine.cuda().there()).isTrue();
        assertThat(text(robot, "#engine-in-use")).contains("downloaded CUDA engine");
        assertThat(robot.lookup("#cuda-use").queryButton().isDisabled())
                .as("in use")
                .isTrue();
    }

    @Test
    void threadsAreMeasuredAndShown(FxRobot robot) throws Exception {
        robot.clickOn("#open-engine");
        settled();
        assertThat(text(robot, "#threads-summary")).contains("Not measured yet");
        assertThat(robot.lookup("#forget-threads").queryButton().isDisabled()).isTrue();
        fire(robot, "#measure-threads");
        assertThat(text(robot, "#threads-summary")).contains("as measured on this processor");
        assertThat(robot.from(robot.lookup("#timings").<Node>query())
                        .lookup((Label l) -> l.getText().equals("20.0 ms"))
                        .tryQuery())
                .isPresent();
        fire(robot, "#forget-threads");
        assertThat(text(robot, "#threads-summary")).contains("Not measured yet");
    }

    @Test
    void everyControlExplainsItself(FxRobot robot) throws Exception {
        robot.clickOn("#open-engine");
        settled();
        List<Control> controls = new ArrayList<>();
        collect(root, controls);
        assertThat(controls).hasSizeGreaterThan(10);
        assertThat(controls).allSatisfy(c -> {
            assertThat(c.getTooltip()).as(c.getId()).isNotNull();
            assertThat(c.getAccessibleText()).as(c.getId()).isNotBlank();
            assertThat(c.isFocusTraversable()).as(c.getId()).isTrue();
        });
    }

    private static void collect(Node node, List<Control> found) {
        if ((node instanceof Button || node instanceof TextField) && node.getId() != null) {
            found.add((Control) node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(c -> collect(c, found));
        }
    }
}
