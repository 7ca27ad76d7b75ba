package hammingway.design;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.code.analysis.PrefixGroups;
import hammingway.data.StoryCorpus;
import hammingway.design.book.DistanceSource;
import hammingway.design.book.Pair;
import hammingway.design.book.RowOrder;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.run.Project;
import hammingway.settings.Theme;
import hammingway.vocab.BpeTrainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** From a file that is dropped to a matrix with the texts of its tokens. */
@ExtendWith(ApplicationExtension.class)
class StartFlowTest {
    private static final List<String> STORIES = new StoryCorpus().stories(60_000, 1);

    @TempDir
    private Path folder;

    private DesignViewModel model;
    private DesignView view;
    private Background background;
    private Optional<Path> chosen = Optional.empty();

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(Theme.LIGHT.styleSheet());
        background = new Background(new Notices() {
            @Override
            public void info(String text) {}

            @Override
            public void error(String text) {
                throw new AssertionError(text);
            }
        });
        model = new DesignViewModel(background);
        view = new DesignView(model, new SimpleObjectProperty<>(Theme.LIGHT), background, new Answers(() -> chosen));
        model.project(Project.openOrCreate(folder.resolve("project"), "test"));
        stage.setScene(new Scene((Parent) view.node(), 1000, 900));
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(view::close);
        background.close();
        Application.setUserAgentStylesheet(null);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> {
            boolean[] met = new boolean[1];
            new FxRobot().interact(() -> {
                try {
                    met[0] = condition.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            return met[0];
        });
    }

    private DistanceSource matrix() {
        return model.matrixProperty().get().orElseThrow();
    }

    private void untilTokens(int tokens) throws Exception {
        until(() -> model.designProperty()
                .get()
                .filter(d -> d.codebook().size() == tokens && d.vocabulary().isPresent())
                .isPresent());
    }

    @Test
    void aTokenizerThatIsDroppedNamesTheMatrix(FxRobot robot) throws Exception {
        assertThat(robot.lookup("#start-hint").queryAs(Label.class).isVisible()).isTrue();
        Path tokenizer = folder.resolve("tokenizer.json");
        Json.write(tokenizer, BpeTrainer.train(STORIES, 320, List.of(), Progress.NONE));
        robot.interact(() -> model.start().take(List.of(tokenizer)));
        untilTokens(320);
        assertThat(robot.lookup("#vocabulary-facts").queryAs(Label.class).getText())
                .isEqualTo("320 tokens, without counts, from tokenizer.json");
        assertThat(robot.lookup("#start-hint").queryAs(Label.class).isVisible()).isFalse();
        assertThat(matrix().rowLabel(300))
                .isEqualTo(model.designProperty().get().orElseThrow().names().apply(300));
        robot.interact(model::openGallery);
        until(() -> !model.gallery().rows().isEmpty());
        assertThat(model.gallery().tokens()).isEqualTo(320);

        robot.interact(() -> {
            model.gallery().openProperty().set(false);
            model.pairProperty().set(Optional.of(new Pair(5, 7)));
            model.orderProperty().set(RowOrder.TEXT);
        });
        until(() -> matrix().token(0) != 0);
        assertThat(model.pairProperty().get()).contains(new Pair(5, 7));
        assertThat(RowOrder.FREQUENCY.refusal(
                        model.designProperty().get().orElseThrow().vocabulary()))
                .contains("no text was counted");
    }

    @Test
    void aTextIsAskedAboutInPlace(FxRobot robot) throws Exception {
        chosen = Optional.of(Files.writeString(folder.resolve("stories.txt"), String.join("\n", STORIES)));
        MenuButton add = robot.lookup("#add-vocabulary").queryAs(MenuButton.class);
        MenuItem file = add.getItems().getFirst();
        robot.interact(file::fire);
        until(() -> robot.lookup("#start-size").tryQuery().isPresent());
        robot.interact(
                () -> robot.lookup("#start-size").queryAs(TextField.class).setText("10"));
        assertThat(robot.lookup("#start-problem").queryAs(Label.class).getText())
                .contains("257 to 1000000");
        assertThat(robot.lookup("#start-add").query().isDisabled()).isTrue();
        robot.interact(
                () -> robot.lookup("#start-size").queryAs(TextField.class).setText("330"));
        robot.interact(() -> robot.lookup("#start-add").queryButton().fire());
        untilTokens(330);
        assertThat(robot.lookup("#vocabulary-facts").queryAs(Label.class).getText())
                .isEqualTo("330 tokens, with counts, from stories.txt");

        // groups by prefix lead to the codewords
        TableView<PrefixGroups.Group> groups = robot.lookup("#prefixes").queryTableView();
        until(() -> groups.getItems().size() > 8);
        String prefix = groups.getItems().get(3).bits();
        robot.interact(() -> groups.getSelectionModel().select(3));
        assertThat(model.codewords().filterProperty().get()).isEqualTo(prefix);
        until(() -> model.codewords().tokensProperty().get().size()
                == groups.getItems().get(3).tokens());
        assertThat(robot.lookup("#design-tabs")
                        .queryAs(TabPane.class)
                        .getSelectionModel()
                        .getSelectedIndex())
                .isEqualTo(1);
    }

    @Test
    void whatIsWrongIsToldUnderTheList(FxRobot robot) throws Exception {
        Path binary = Files.write(folder.resolve("weights.txt"), new byte[] {(byte) 0x80, 4, (byte) 0x95, 0});
        robot.interact(() -> model.start().take(List.of(binary)));
        until(() -> robot.lookup("#start-told").tryQuery().isPresent());
        assertThat(robot.lookup("#start-told").queryAs(Label.class).getText())
                .contains("weights.txt", "a Python pickle, which is never read", "Allowed are");
        robot.interact(() -> robot.lookup("#start-close").queryButton().fire());
        assertThat(robot.lookup("#start-told").tryQuery()).isEmpty();
        assertThat(model.vocabularies()).isEmpty();
    }
}
