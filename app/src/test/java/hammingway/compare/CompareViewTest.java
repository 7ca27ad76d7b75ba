package hammingway.compare;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.eval.EvaluationResult;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.head.HeadCost;
import hammingway.math.Interval;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import hammingway.settings.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
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

@ExtendWith(ApplicationExtension.class)
class CompareViewTest {
    private static final int EXPORTED = 7;

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
    private final CompareViewModel model = new CompareViewModel(background, id -> {});
    private final SimpleObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.LIGHT);

    @Start
    void start(Stage stage) {
        CompareView view = new CompareView(model, theme, window -> Optional.of(folder.resolve("picture.svg")));
        stage.setScene(new Scene((Parent) view.node(), 960, 700));
        stage.show();
    }

    @AfterEach
    void close() {
        background.close();
    }

    private Project project() {
        Project project = Project.create(folder.resolve("project"), "test");
        List<RunSpec> specs =
                Study.load("quickstart", new Study.Options("", 1, 1, Map.of())).runs();
        for (int i = 0; i < specs.size(); i++) {
            RunFolder run = project.create(specs.get(i));
            Json.write(run.evaluation().resolve("metrics.json"), SpecCodec.write(result(i)));
        }
        return project;
    }

    private static EvaluationResult result(int i) {
        double top5 = 0.6 - 0.08 * i;
        EvaluationResult.Accuracy accuracy = new EvaluationResult.Accuracy(top5 / 2, top5, 1000);
        Interval interval = new Interval(top5, top5 - 0.01, top5 + 0.01, 0.1, 100);
        long size = 100_000L >> i;
        return new EvaluationResult(
                1000,
                100,
                2,
                accuracy,
                accuracy,
                accuracy,
                top5,
                interval,
                interval,
                List.of(),
                new EvaluationResult.Likelihood(2, Math.exp(2), 1, 1, 8, 0.1),
                Optional.empty(),
                List.of(new EvaluationResult.Band(0, 1000, 1, top5 / 2, top5)),
                new HeadCost(size, size, 0, size, 0, 0),
                Optional.empty());
    }

    private static void await(BooleanSupplier done) throws TimeoutException {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, done::getAsBoolean);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void open(FxRobot robot, Project project) throws TimeoutException {
        robot.interact(() -> model.project(project));
        await(() -> model.state().get() != CompareViewModel.State.LOADING
                && model.table().lines().size() == model.rows().size()
                && background.active().isEmpty()); // intervals come after the runs
    }

    @Test
    void tellsWhatToDoWhileThereIsNothing(FxRobot robot) throws TimeoutException {
        assertThat(robot.lookup("No project is open").queryAs(Label.class).isVisible())
                .isTrue();
        open(robot, Project.create(folder.resolve("empty"), "empty"));
        assertThat(model.state().get()).isEqualTo(CompareViewModel.State.EMPTY);
        assertThat(robot.lookup("No evaluated run yet").tryQuery()).isPresent();
    }

    @Test
    void hoverTellsAndClickSelectsInTheTable(FxRobot robot) throws TimeoutException {
        Project project = project();
        open(robot, project);
        TableView<?> table = robot.lookup("#comparison-table").queryTableView();
        assertThat(table.getItems()).hasSize(project.runs().size());
        Pane pane = robot.lookup("#size-chart").queryAs(Pane.class);
        // the point is found by what the user sees: the hover that names it
        robot.interact(() -> model.selected().set(model.rows().get(2).runIds().getFirst()));
        assertThat(table.getSelectionModel().getSelectedIndex()).isEqualTo(2);
        robot.interact(() -> model.selected().set(""));
        assertThat(table.getSelectionModel().getSelectedIndex()).isEqualTo(-1);
        robot.interact(() -> {
            Point2D at = find(pane, model.rows().get(2).name());
            pane.fireEvent(mouse(MouseEvent.MOUSE_CLICKED, at.getX(), at.getY()));
        });
        assertThat(model.selected().get())
                .isEqualTo(model.rows().get(2).runIds().getFirst());
        assertThat(table.getSelectionModel().getSelectedIndex()).isEqualTo(2);
    }

    /** Sweeps the mouse over the chart until a hover names the run. */
    private static Point2D find(Pane pane, String name) {
        Label card = (Label) pane.lookup(".hover-card");
        for (double y = 20; y < pane.getHeight() - 20; y += 8) {
            for (double x = 40; x < pane.getWidth() - 10; x += 8) {
                pane.fireEvent(mouse(MouseEvent.MOUSE_MOVED, x, y));
                if (card.isVisible()
                        && card.getText().lines().findFirst().orElse("").equals(name)) {
                    return new Point2D(x, y);
                }
            }
        }
        throw new AssertionError("no hover names " + name);
    }

    private static MouseEvent mouse(javafx.event.EventType<MouseEvent> type, double x, double y) {
        return new MouseEvent(
                type,
                x,
                y,
                x,
                y,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                true,
                null);
    }

    @Test
    void exportsTablesAndPictures(FxRobot robot) throws Exception {
        Project project = project();
        open(robot, project);
        robot.interact(model.exports()::tables);
        await(() -> model.message().get().startsWith("Wrote"));
        try (var files = Files.list(project.exports().resolve("all"))) {
            assertThat(files).hasSize(EXPORTED);
        }
        robot.interact(() -> {
            theme.set(Theme.DARK);
            model.exports().picture(folder.resolve("picture.svg"));
        });
        await(() -> model.message().get().contains("picture.svg"));
        assertThat(Files.readString(folder.resolve("picture.svg"))).contains("<svg");
    }

    @Test
    void theMenuWritesReportAndRuns(FxRobot robot) throws Exception {
        Project project = project();
        open(robot, project);
        MenuButton menu = robot.lookup("#compare-export").queryAs(MenuButton.class);
        assertThat(menu.isDisabled()).isFalse();
        fire(robot, menu, "export-report");
        Path report = project.exports().resolve("all/report.html");
        await(() -> model.message().get().equals("Wrote " + report));
        assertThat(Files.readString(report)).contains("<svg", "dark-");
        fire(robot, menu, "export-tensorboard");
        await(() -> model.message()
                .get()
                .equals("Wrote " + project.runs().size() + " runs to "
                        + project.exports().resolve("tensorboard")));
        fire(robot, menu, "export-mlflow");
        await(() -> model.message().get().endsWith("mlruns"));
        fire(robot, menu, "export-csv");
        await(() -> model.message().get().endsWith("runs-csv"));
        fire(robot, menu, "export-picture");
        await(() -> model.message().get().endsWith("picture.svg"));
    }

    private static void fire(FxRobot robot, MenuButton menu, String id) {
        MenuItem item = menu.getItems().stream()
                .filter(i -> id.equals(i.getId()))
                .findFirst()
                .orElseThrow();
        robot.interact(item::fire);
    }

    @Test
    void aDamagedRunIsToldAndTheOthersAreShown(FxRobot robot) throws TimeoutException {
        Project project = project();
        RunFolder damaged = project.runs().getFirst();
        AtomicFiles.writeString(damaged.evaluation().resolve("metrics.json"), "{\"tokens\": ");
        open(robot, project);
        assertThat(model.rows()).hasSize(project.runs().size() - 1);
        assertThat(model.problem().get()).contains(damaged.id(), "metrics.json");
        assertThat(robot.lookup("#compare-problem").queryAs(Label.class).isVisible())
                .isTrue();
    }
}
