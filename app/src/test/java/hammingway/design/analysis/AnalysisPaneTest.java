package hammingway.design.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.code.Codebook;
import hammingway.design.book.Preview;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.settings.Theme;
import hammingway.vocab.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Application;
import javafx.beans.property.SimpleObjectProperty;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class AnalysisPaneTest {
    @TempDir
    Path folder;

    private final Background background = new Background(new Notices() {
        @Override
        public void info(String text) {}

        @Override
        public void error(String text) {
            throw new AssertionError(text);
        }
    });
    private final SimpleObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.LIGHT);
    private final AnalysisViewModel model = new AnalysisViewModel(background);
    private AnalysisPane pane;
    private Scene scene;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(Theme.LIGHT.styleSheet());
        pane = new AnalysisPane(model, theme);
        scene = new Scene(pane.node(), 340, 900);
        scene.getStylesheets().add("/hammingway/themes/workbench.css");
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void close() {
        background.close();
        Application.setUserAgentStylesheet(null);
    }

    private static void until(BooleanSupplier reached) throws TimeoutException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> {
            boolean[] met = new boolean[1];
            new FxRobot().interact(() -> met[0] = reached.getAsBoolean());
            return met[0];
        });
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    @Test
    @SuppressWarnings("unchecked")
    void figuresPairsAndCostsAreShown(FxRobot robot) throws TimeoutException {
        assertThat(text(robot, "#analysis-state")).startsWith("Nothing yet");
        Codebook code = AnalysisCodes.minimalRandom();
        Optional<Vocabulary> vocabulary = Optional.of(AnalysisCodes.vocabulary(1000, folder));
        robot.interact(() -> model.show(Optional.of(Preview.of(code, vocabulary)), vocabulary));
        until(() -> text(robot, "#analysis-state").equals("Exact figures."));
        assertThat(text(robot, "#minimum")).isEqualTo("8 bits");
        assertThat(text(robot, "#corrects")).isEqualTo("3 wrong bits");
        assertThat(text(robot, "#distance-source")).startsWith("Exact: all 499\u202F500 pairs");
        TableView<RiskyPair> risks = robot.lookup("#risks").queryAs(TableView.class);
        assertThat(risks.getItems()).hasSize(100);
        robot.interact(() -> risks.getSelectionModel().select(3));
        assertThat(model.selected().get()).contains(risks.getItems().get(3).pair());
        ComboBox<String> host = robot.lookup("#host").queryAs(ComboBox.class);
        robot.interact(() -> host.setValue("GPT-2"));
        assertThat(text(robot, "#stored")).isEqualTo("38\u202F450"); // 50 * 768 + 50
        assertThat(text(robot, "#softmax")).isEqualTo("0");
        robot.interact(() -> host.setValue("Own d and V"));
        robot.interact(
                () -> robot.lookup("#host-tokens").queryAs(TextField.class).setText("1000"));
        robot.interact(() -> robot.lookup("#width").queryAs(TextField.class).setText("320"));
        assertThat(text(robot, "#softmax")).isEqualTo("321\u202F000"); // 1000 x 320 and 1000 biases
        assertThat(text(robot, "#share")).isEqualTo("5.00 %");
        robot.interact(
                () -> robot.lookup("#host-tokens").queryAs(TextField.class).setText("one"));
        assertThat(text(robot, "#softmax")).isEqualTo("\u2013");
        robot.interact(() -> host.setValue("This vocabulary"));
        assertThat(text(robot, "#softmax")).isEqualTo("321\u202F000");
        robot.interact(() -> robot.lookup("#simulate").queryAs(Button.class).fire());
        until(() -> text(robot, "#simulated").startsWith("Simulated with"));
        picture(robot);
        robot.interact(() -> model.show(Optional.empty(), Optional.empty()));
        assertThat(text(robot, "#minimum")).isEqualTo("\u2013");
        assertThat(risks.getItems()).isEmpty();
    }

    /** For eyes: with {@code -Dhammingway.pictures=FOLDER}, in a scene without a window, which may be larger than the headless screen. */
    private void picture(FxRobot robot) {
        Optional.ofNullable(System.getProperty("hammingway.pictures"))
                .map(Path::of)
                .ifPresent(to -> robot.interact(() -> {
                    scene.setRoot(new Pane());
                    for (Theme look : Theme.values()) {
                        take(look, 340, 2600, to);
                        take(look, 440, 2600, to);
                    }
                    scene.setRoot(pane.node());
                }));
    }

    private void take(Theme look, int width, int height, Path to) {
        Application.setUserAgentStylesheet(look.styleSheet());
        theme.set(look);
        Scene tall = new Scene(pane.node(), width, height, look.palette().background());
        tall.getStylesheets().add("/hammingway/themes/workbench.css");
        tall.snapshot(null);
        WritableImage image = tall.snapshot(null);
        tall.setRoot(new Pane());
        try {
            Files.createDirectories(to);
            ImageIO.write(
                    SwingFXUtils.fromFXImage(image, null),
                    "png",
                    to.resolve("analysis-" + look + "-" + width + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
