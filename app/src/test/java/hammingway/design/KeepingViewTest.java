package hammingway.design;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.code.CodebookFiles;
import hammingway.code.versions.History;
import hammingway.code.versions.Version;
import hammingway.design.keeping.ExportKind;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.run.Project;
import hammingway.settings.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Saving, changing, going back, in the window. */
@ExtendWith(ApplicationExtension.class)
class KeepingViewTest {
    @TempDir
    private static Path folder;

    private DesignViewModel model;
    private DesignView view;
    private Background background;
    private Project project;

    private static final Notices SILENT = new Notices() {
        @Override
        public void info(String text) {}

        @Override
        public void error(String text) {
            throw new AssertionError(text);
        }
    };

    @Start
    void start(Stage stage) throws IOException {
        Application.setUserAgentStylesheet(Theme.LIGHT.styleSheet());
        background = new Background(SILENT);
        model = new DesignViewModel(background);
        view = new DesignView(model, new SimpleObjectProperty<>(Theme.LIGHT), background, Answers.NONE);
        model.size("100");
        project = Project.create(Files.createTempDirectory(folder, "project"), "test");
        model.project(project);
        Scene scene = new Scene((Parent) view.node(), 1000, 760);
        stage.setScene(scene);
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
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> {
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

    private void untilBits(int n) throws Exception {
        until(() -> model.analysis()
                        .preview()
                        .get()
                        .filter(p -> p.bounds().length() == n)
                        .isPresent()
                && model.analysis().distances().get().isPresent());
    }

    private String hash() {
        return model.designProperty().get().orElseThrow().codebook().hash();
    }

    private List<Version> versions() {
        return model.keeping()
                .versions()
                .historyProperty()
                .get()
                .map(History::versions)
                .orElse(List.of());
    }

    private void untilVersions(int count) throws Exception {
        until(() -> versions().size() == count);
    }

    @Test
    @SuppressWarnings("unchecked")
    void twoVersionsAreSavedAndTheFirstIsOpenedAndUndone(FxRobot robot) throws Exception {
        untilBits(47);
        Label unsaved = robot.lookup("#unsaved").queryAs(Label.class);
        robot.interact(() -> {
            robot.lookup("#codebook-name").queryAs(TextField.class).setText("paper");
            robot.lookup("#codebook-notes").queryAs(TextArea.class).setText("as published");
        });
        assertThat(unsaved.isVisible()).isTrue();
        robot.clickOn("#codebook-name").push(KeyCode.CONTROL, KeyCode.S);
        untilVersions(1);
        assertThat(unsaved.isVisible()).isFalse();
        String first = hash();
        TextField bits = robot.lookup("#field-family-randomBits").queryAs(TextField.class);
        robot.interact(() -> bits.setText("60"));
        assertThat(unsaved.isVisible()).isTrue();
        robot.push(KeyCode.CONTROL, KeyCode.S); // while it is still being built
        untilVersions(2);
        String second = hash();
        assertThat(unsaved.isVisible()).isFalse();
        assertThat(versions().getLast().words())
                .isEqualTo("length 47 -> 67; family.randomBits 40 -> 60; all codewords differ");
        robot.interact(() -> robot.lookup("#design-tabs")
                .queryAs(TabPane.class)
                .getSelectionModel()
                .select(3));
        ListView<Version> list = robot.lookup("#versions").queryAs(ListView.class);
        assertThat(list.getItems()).extracting(Version::number).containsExactly(2, 1);
        robot.interact(() -> list.getSelectionModel().select(1));
        robot.clickOn("#version-open");
        until(() -> hash().equals(first));
        assertThat(unsaved.isVisible()).as("the newest is another").isTrue();
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> hash().equals(second));
        assertThat(unsaved.isVisible()).isFalse();
        robot.interact(() -> list.getSelectionModel().select(1));
        robot.clickOn("#version-restore");
        untilVersions(3);
        until(() -> hash().equals(first) && !unsaved.isVisible());
        assertThat(CodebookFiles.read(project.codebooks().resolve("paper.npz")).hash())
                .isEqualTo(first);
    }

    @Test
    void aSavedCodebookIsOpenedByNameAndUndoGivesTheNameBack(FxRobot robot) throws Exception {
        untilBits(47);
        String first = hash();
        robot.interact(() -> {
            model.keeping().nameProperty().set("one");
            model.keeping().notesProperty().set("n1");
            model.keeping().save();
        });
        untilVersions(1);
        robot.interact(() -> {
            model.family("natural-binary");
            model.keeping().nameProperty().set("two");
        });
        untilBits(7);
        MenuButton menu = robot.lookup("#open-saved").queryAs(MenuButton.class);
        assertThat(menu.getItems()).extracting(i -> i.getText()).containsExactly("one");
        robot.clickOn("#codebook-name").push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.O);
        assertThat(menu.isShowing()).isTrue();
        robot.push(KeyCode.ESCAPE);
        robot.interact(() -> menu.getItems().getFirst().fire());
        until(() -> hash().equals(first));
        assertThat(model.keeping().nameProperty().get()).isEqualTo("one");
        assertThat(model.keeping().notesProperty().get()).isEqualTo("n1");
        assertThat(model.keeping().changedProperty().get()).isFalse();
        robot.interact(model::undo);
        untilBits(7);
        assertThat(model.keeping().nameProperty().get()).isEqualTo("two");
        assertThat(model.keeping().changedProperty().get()).isTrue();
    }

    @Test
    void aFreshWindowHasNothingUnsaved(FxRobot robot) throws Exception {
        robot.interact(() -> {
            DesignViewModel fresh = new DesignViewModel(background);
            DesignView shown = new DesignView(fresh, new SimpleObjectProperty<>(Theme.DARK), background, Answers.NONE);
            fresh.project(project);
            assertThat(fresh.draftProperty().get().size()).isEqualTo("1000");
            assertThat(fresh.keeping().changedProperty().get()).isFalse();
            shown.close();
        });
    }

    @Test
    void aDraftWithProblemsIsNotSaved(FxRobot robot) throws Exception {
        untilBits(47);
        TextField bits = robot.lookup("#field-family-randomBits").queryAs(TextField.class);
        robot.interact(() -> {
            bits.setText("-3");
            model.keeping().save();
        });
        assertThat(model.keeping().toldProperty().get().trouble()).isTrue();
        assertThat(robot.lookup("#keeping-status").queryAs(Label.class).getText())
                .contains("correct what is marked");
        assertThat(project.codebooks().resolve("codebook.npz")).doesNotExist();
    }

    @Test
    void allKindsAreExported(FxRobot robot) throws Exception {
        untilBits(47);
        robot.interact(() -> model.keeping().nameProperty().set("a b"));
        for (ExportKind kind : ExportKind.values()) {
            robot.interact(() -> model.keeping().exports().export(kind));
            if (kind == ExportKind.ALIST) {
                until(() -> model.keeping().toldProperty().get().text().contains("not linear"));
                continue;
            }
            Path file = project.exports().resolve("a-b" + kind.ending());
            until(() -> Files.exists(file));
            if (kind != ExportKind.PACKED) {
                assertThat(CodebookFiles.read(file).hash()).as(kind.name()).isEqualTo(hash());
            }
        }
        robot.interact(() -> model.family("bch"));
        untilBits(63);
        robot.interact(() -> model.keeping().exports().export(folder.resolve("elsewhere.alist")));
        until(() -> Files.exists(folder.resolve("elsewhere.alist")));
        robot.interact(() -> model.keeping().exports().export(folder.resolve("elsewhere.doc")));
        assertThat(model.keeping().toldProperty().get().text()).contains("ending");
    }
}
