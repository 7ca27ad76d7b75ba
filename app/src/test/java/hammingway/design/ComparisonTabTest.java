package hammingway.design;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.code.CodebookFiles;
import hammingway.control.MatrixView;
import hammingway.design.book.Pair;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.report.ComparedFigure;
import hammingway.run.Project;
import hammingway.settings.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
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

/** Codebooks side by side in the design workspace. */
@ExtendWith(ApplicationExtension.class)
class ComparisonTabTest {
    @TempDir
    private static Path folder;

    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.LIGHT);
    private DesignViewModel model;
    private DesignView view;
    private Background background;
    private Project project;
    private Scene scene;

    private static final Notices SILENT = new Notices() {
        @Override
        public void info(String text) {}

        @Override
        public void error(String text) {
            throw new AssertionError(text);
        }
    };

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(Theme.LIGHT.styleSheet());
        background = new Background(SILENT);
        model = new DesignViewModel(background);
        view = new DesignView(model, theme, background, Answers.NONE);
        project = Project.openOrCreate(folder.resolve("project"), "test");
        model.size("100");
        model.project(project);
        scene = new Scene((Parent) view.node(), 1000, 800);
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

    private void bits(FxRobot robot, int random, int length) throws Exception {
        TextField field = robot.lookup("#field-family-randomBits").queryAs(TextField.class);
        robot.interact(() -> field.setText("" + random));
        until(() -> model.designProperty()
                .get()
                .filter(d -> d.codebook().length() == length)
                .isPresent());
    }

    @SuppressWarnings("unchecked")
    private static TableView<ComparedFigure> table(FxRobot robot) {
        return robot.lookup("#comparison-figures").queryAs(TableView.class);
    }

    private static boolean shows(FxRobot robot, String id, String... texts) {
        return table(robot).getItems().stream()
                .filter(f -> f.id().equals(id))
                .anyMatch(f -> f.cells().stream()
                        .map(ComparedFigure.Cell::text)
                        .toList()
                        .equals(java.util.List.of(texts)));
    }

    private static void press(FxRobot robot, String id) {
        robot.interact(() -> robot.lookup(id).queryAs(ButtonBase.class).fire());
    }

    private static String columns(MatrixView matrix) {
        return matrix.visibleNumbers().lines().findFirst().orElse("");
    }

    private static boolean empty(FxRobot robot) {
        return robot.lookup("#comparison-empty").query().isVisible();
    }

    private void open(FxRobot robot) throws Exception {
        until(() -> model.designProperty()
                .get()
                .filter(d -> d.codebook().size() == 100)
                .isPresent());
        robot.interact(() -> robot.lookup("#design-tabs")
                .queryAs(TabPane.class)
                .getSelectionModel()
                .selectLast());
        robot.lookup("#comparison-pin").query();
    }

    @Test
    void twoPinnedCodebooksAreComparedSelectedTogetherAndRemoved(FxRobot robot) throws Exception {
        open(robot);
        assertThat(empty(robot)).isTrue();
        press(robot, "#comparison-pin");
        bits(robot, 20, 27);
        robot.interact(() ->
                robot.lookup("#comparison-pin-name").queryAs(TextField.class).setText("short one"));
        press(robot, "#comparison-pin");
        bits(robot, 50, 57);
        until(() -> shows(robot, "length", "57", "47", "27"));
        until(() ->
                robot.lookup("#comparison-state").queryAs(Label.class).getText().equals("Exact figures"));
        assertThat(empty(robot)).isFalse();
        assertThat(table(robot).getColumns()).hasSize(4);
        MatrixView first = robot.lookup("#comparison-matrix-0").queryAs(MatrixView.class);
        MatrixView second = robot.lookup("#comparison-matrix-1").queryAs(MatrixView.class);
        MatrixView third = robot.lookup("#comparison-matrix-2").queryAs(MatrixView.class);
        until(() -> first.settled() && second.settled() && third.settled());
        assertThat(second.lowProperty().get()).isEqualTo(first.lowProperty().get());
        assertThat(second.highProperty().get()).isEqualTo(first.highProperty().get());
        robot.interact(() -> second.select(7, 42));
        assertThat(model.pairProperty().get()).contains(new Pair(7, 42));
        assertThat(first.selectedProperty().get().orElseThrow().column()).isEqualTo(42);
        assertThat(third.selectedProperty().get().orElseThrow().row()).isEqualTo(7);
        robot.interact(() -> model.pairProperty().set(Optional.of(new Pair(3, 99))));
        assertThat(second.selectedProperty().get().orElseThrow().row()).isEqualTo(3);
        int distance =
                model.designProperty().get().orElseThrow().codebook().bits().distance(3, 99);
        assertThat(robot.lookup("#comparison-distance-0").queryAs(Label.class).getText())
                .endsWith(": " + distance + " bits");
        press(robot, "#comparison-show-matrices");
        String whole = columns(first);
        robot.interact(() -> first.zoom(6));
        until(() -> first.settled() && second.settled());
        assertThat(columns(first)).isNotEqualTo(whole);
        assertThat(columns(second)).isEqualTo(columns(first)); // seen together
        robot.interact(() -> {
            int rows = table(robot).getItems().size();
            robot.lookup("#comparison-differences").queryAs(CheckBox.class).setSelected(true);
            assertThat(table(robot).getItems()).hasSizeLessThan(rows).noneMatch(ComparedFigure::equal);
        });
        press(robot, "#comparison-copy-csv");
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString())
                .startsWith("figure,unit,better,\"This design\"")
                .contains("\"short one\""));
        press(robot, "#comparison-remove-1");
        until(() -> shows(robot, "length", "57", "27"));
        assertThat(robot.lookup("#comparison-matrix-1").tryQuery()).isEmpty();
        press(robot, "#comparison-remove-2");
        assertThat(empty(robot)).isTrue();
    }

    @Test
    void savedCodebooksAreAddedAndTablesAndPicturesKept(FxRobot robot) throws Exception {
        until(() -> model.designProperty().get().isPresent());
        open(robot);
        CodebookFiles.write(
                project.codebooks().resolve("kept.npz"),
                model.designProperty().get().orElseThrow().codebook());
        MenuButton saved = robot.lookup("#comparison-saved").queryAs(MenuButton.class);
        robot.interact(() -> model.comparison().project(project));
        until(() -> saved.getItems().getFirst().getText().equals("kept"));
        robot.interact(() -> saved.getItems().getFirst().fire());
        until(() -> shows(robot, "tokensDiffering", "\u2013", "0"));
        MenuButton save = robot.lookup("#comparison-save").queryAs(MenuButton.class);
        robot.interact(() -> save.getItems().forEach(i -> i.fire()));
        for (String file : new String[] {
            "codebooks-compared.csv", "codebooks-compared.md", "codebooks-matrices.png", "codebooks-curves.png"
        }) {
            until(() -> Files.isRegularFile(project.exports().resolve(file)));
        }
        assertThat(Files.readString(project.exports().resolve("codebooks-compared.md")))
                .contains("| Length n, bits | 47 | 47 |");
        pictures(robot);
    }

    /** For eyes: with {@code -Dhammingway.pictures=FOLDER}, in a scene without a window, which may be larger than the headless screen. */
    private void pictures(FxRobot robot) throws Exception {
        String named = System.getProperty("hammingway.pictures");
        if (named == null) {
            return;
        }
        Files.createDirectories(Path.of(named));
        bits(robot, 20, 27);
        press(robot, "#comparison-pin");
        bits(robot, 60, 67);
        until(() ->
                robot.lookup("#comparison-state").queryAs(Label.class).getText().equals("Exact figures"));
        robot.interact(() -> model.pairProperty().set(Optional.of(new Pair(3, 60))));
        for (int[] size : new int[][] {{1124, 720}, {1764, 1000}}) {
            for (Theme look : Theme.values()) {
                for (String what : new String[] {"figures", "matrices", "curves"}) {
                    press(robot, "#comparison-show-" + what);
                    robot.interact(() -> take(look, size, Path.of(named), what));
                    Thread.sleep(500);
                    robot.interact(() -> take(look, size, Path.of(named), what));
                }
            }
        }
    }

    private void take(Theme look, int[] size, Path to, String what) {
        Application.setUserAgentStylesheet(look.styleSheet());
        theme.set(look);
        Parent root = (Parent) view.node();
        scene.setRoot(new Pane());
        Scene tall = new Scene(root, size[0], size[1], look.palette().background());
        tall.getStylesheets().add("/hammingway/themes/workbench.css");
        tall.snapshot(null);
        try {
            ImageIO.write(
                    SwingFXUtils.fromFXImage(tall.snapshot(null), null),
                    "png",
                    to.resolve("compare-" + what + "-" + look + "-" + size[0] + ".png")
                            .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tall.setRoot(new Pane());
        scene.setRoot(root);
    }
}
