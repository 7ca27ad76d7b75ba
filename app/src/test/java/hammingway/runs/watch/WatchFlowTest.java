package hammingway.runs.watch;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.control.LiveChart;
import hammingway.design.Answers;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.run.Project;
import hammingway.run.RunEvent;
import hammingway.run.RunFolder;
import hammingway.run.Study;
import hammingway.runs.RunsView;
import hammingway.runs.RunsViewModel;
import hammingway.settings.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The selected run in the window: its curves as they grow, a second run beside it, its log, and a branch of it that cannot be made. */
@ExtendWith(ApplicationExtension.class)
class WatchFlowTest {
    @TempDir
    private static Path folder;

    private Background background;
    private RunsViewModel model;
    private RunsView view;
    private RunFolder first;
    private RunFolder second;

    private static final Notices SILENT = new Notices() {
        @Override
        public void info(String text) {}

        @Override
        public void error(String text) {
            throw new AssertionError(text);
        }
    };

    @Start
    void start(Stage stage) throws Exception {
        Application.setUserAgentStylesheet(Theme.LIGHT.styleSheet());
        Project project = Project.openOrCreate(folder.resolve("project"), "test");
        List<hammingway.run.RunSpec> specs =
                Study.load("quickstart", Study.Options.NONE).runs();
        first = project.create(specs.get(0));
        second = project.create(specs.get(1));
        append(first, 1, 50);
        append(second, 1, 20);
        Files.writeString(
                first.log(), "2026-11-27 15:00:00.123 WARN  Worker - slow\nFinished.\nError: the disk is full\n");
        background = new Background(SILENT);
        model = new RunsViewModel(
                SILENT,
                run -> {
                    throw new WorkbenchException("No run is started here.");
                },
                Platform::runLater,
                background);
        view = new RunsView(model, new SimpleObjectProperty<>(Theme.LIGHT), new Answers(Optional::empty));
        stage.setScene(new Scene((Parent) view.node(), 1000, 900));
        stage.setX(0);
        stage.setY(0);
        stage.show();
        model.start();
        model.project(project);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(view::close);
        model.close();
        background.close();
        Application.setUserAgentStylesheet(null);
    }

    private static void append(RunFolder run, int from, int to) throws Exception {
        for (int i = from; i <= to; i++) {
            Files.writeString(
                    run.path().resolve("events.jsonl"),
                    Json.line(SpecCodec.write(new RunEvent.StepDone(1, i, 5.0 / i, 0.001, 1, 0.1, 64, 1 << 20))) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
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

    private static <T extends Node> T node(FxRobot robot, String id, Class<T> type) {
        return robot.lookup(id).queryAs(type);
    }

    private static long lines(FxRobot robot) {
        return node(robot, "#chart-loss", LiveChart.class).curves().stream()
                .filter(c -> c.kind() == LiveChart.Kind.LINE)
                .count();
    }

    private void select(FxRobot robot, RunFolder run) {
        robot.interact(() -> model.select(run.id()));
    }

    @Test
    void watchesComparesSearchesAndRefuses(FxRobot robot) throws Exception {
        until(() -> model.runs().size() == 2);
        select(robot, first);
        until(() -> lines(robot) == 1);
        append(first, 51, 60);
        until(() -> node(robot, "#chart-loss", LiveChart.class).frame().right() >= 60);

        robot.interact(() -> node(robot, "#pin", ToggleButton.class).fire());
        select(robot, second);
        until(() -> lines(robot) == 2);
        System.gc();
        robot.interact(() -> node(robot, "#over-tokens", ToggleButton.class).fire());
        until(() -> node(robot, "#chart-loss", LiveChart.class).frame().right() >= 60 * 64);
        robot.interact(() -> node(robot, "#pin", ToggleButton.class).fire());
        select(robot, first);
        until(() -> lines(robot) == 2);

        TabPane tabs = node(robot, "#run-tabs", TabPane.class);
        robot.interact(() -> tabs.getSelectionModel().select(3));
        ListView<?> log = node(robot, "#log", ListView.class);
        until(() -> log.getItems().size() == 3);
        robot.interact(() -> node(robot, "#log-search", TextField.class).setText("DISK"));
        until(() -> node(robot, "#log-found", Label.class).getText().equals("1 of 1"));
        assertThat(log.getSelectionModel().getSelectedIndex()).isEqualTo(2);

        robot.interact(() -> node(robot, "#extend", Button.class).fire());
        until(() -> node(robot, "#branch-problem", Label.class).getText().contains("no checkpoint")
                && node(robot, "#branch-make", Button.class).isDisabled());
        robot.interact(() -> node(robot, "#branch-close", Button.class).fire());
        until(() -> !robot.lookup("#branch").query().isVisible());
    }
}
