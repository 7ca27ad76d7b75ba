package hammingway.runs.queue;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.fx.Notices;
import hammingway.run.Launcher;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import hammingway.run.queue.Priority;
import hammingway.run.queue.QueueEntry;
import hammingway.run.queue.QueueFile;
import hammingway.run.queue.QueueLook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The queue's pane under mouse and keys, on a project with runs that wait from before. */
@ExtendWith(ApplicationExtension.class)
class QueueViewTest {
    private final List<RunFolder> started = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Path folder;
    private Project project;
    private List<RunFolder> runs;
    private ProjectQueues queues;
    private QueueViewModel model;
    private Stage stage;
    private TableView<QueueItem> table;

    private static final class Worker implements Launcher.Running {
        @Override
        public boolean alive() {
            return true;
        }

        @Override
        public void kill() {}

        @Override
        public int await() {
            return 0;
        }
    }

    @Start
    @SuppressWarnings("unchecked")
    void start(Stage shared) throws IOException {
        folder = Files.createTempDirectory("queue");
        project = Project.create(folder.resolve("p"), "test");
        RunSpec spec = Study.run("quickstart:softmax", Study.Options.NONE);
        runs = IntStream.range(1, 6)
                .mapToObj(i -> project.create(spec.withSeed(i).withName("run " + i)))
                .toList();
        hammingway.run.queue.RunQueue before = new hammingway.run.queue.RunQueue(project, run -> new Worker());
        before.add(runs);
        queues = new ProjectQueues(run -> {
            started.add(run);
            return new Worker();
        });
        queues.show(project);
        Notices notices = new Notices() {
            @Override
            public void info(String text) {
                told.add(text);
            }

            @Override
            public void error(String text) {
                told.add(text);
            }
        };
        model = new QueueViewModel(
                queues,
                work -> {
                    work.run();
                    look();
                },
                Runnable::run,
                shown::add,
                notices);
        look();
        javafx.application.Application.setUserAgentStylesheet(hammingway.settings.Theme.LIGHT.styleSheet());
        stage = new Stage();
        Scene scene = new Scene((javafx.scene.Parent) new QueuePane(model).node(), 560, 260);
        scene.getStylesheets()
                .add(QueueViewTest.class
                        .getResource("/hammingway/themes/workbench.css")
                        .toExternalForm());
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        table = (TableView<QueueItem>) scene.lookup("#queue-table");
    }

    @AfterEach
    void close() throws IOException {
        Platform.runLater(stage::hide);
        WaitForAsyncUtils.waitForFxEvents();
        queues.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void look() {
        told.addAll(queues.advance());
        model.update();
    }

    private List<String> order() {
        WaitForAsyncUtils.waitForFxEvents();
        return model.items().stream()
                .map(i -> i.row().name().replace("run ", ""))
                .toList();
    }

    private void select(FxRobot robot, int line) {
        robot.interact(() -> {
            table.requestFocus();
            table.getSelectionModel().clearAndSelect(line);
        });
    }

    /** The line on the screen; the table keeps others in reserve. */
    private Node line(int run) {
        String id = "queued-" + runs.get(run - 1).id();
        return table.lookupAll(".table-row-cell").stream()
                .filter(n -> n.isVisible() && id.equals(n.getId()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWaitsFromBeforeStartsWhenAsked(FxRobot robot) {
        assertThat(order()).containsExactly("1", "2", "3", "4", "5");
        assertThat(started).isEmpty();
        assertThat(((Label) stage.getScene().lookup("#queue-banner")).getText())
                .isEqualTo("5 runs wait from before. Go on?");
        robot.clickOn("#queue-go-on");
        assertThat(started).containsExactly(runs.getFirst());
        assertThat(stage.getScene().lookup("#queue-banner").getParent().isVisible())
                .isFalse();
        assertThat(((Label) stage.getScene().lookup("#queue-summary")).getText())
                .isEqualTo("1 under way, 4 waiting");
        robot.clickOn("#queue-pause");
        assertThat(new QueueFile(project.folder()).read().paused()).isTrue();
        assertThat(((Button) stage.getScene().lookup("#queue-pause")).getText()).isEqualTo("Resume");
    }

    @Test
    void keysChangeTheOrderAndTheLineStaysSelected(FxRobot robot) {
        select(robot, 2);
        robot.press(KeyCode.ALT).type(KeyCode.UP).release(KeyCode.ALT);
        assertThat(order()).containsExactly("1", "3", "2", "4", "5");
        robot.press(KeyCode.ALT).type(KeyCode.DOWN).type(KeyCode.DOWN).release(KeyCode.ALT);
        assertThat(order()).containsExactly("1", "2", "4", "3", "5");
        robot.press(KeyCode.SHORTCUT).type(KeyCode.HOME).release(KeyCode.SHORTCUT);
        assertThat(order()).containsExactly("3", "1", "2", "4", "5");
        assertThat(table.getSelectionModel().getSelectedItem().row().name()).isEqualTo("run 3");
        robot.type(KeyCode.ENTER);
        assertThat(shown).containsExactly(runs.get(2).id());
        robot.type(KeyCode.DELETE);
        assertThat(order()).containsExactly("1", "2", "4", "5");
        assertThat(runs.get(2).path()).isDirectory();
    }

    /** Presses a line in its middle, moves the mouse by some lines, lets go. */
    private void drag(FxRobot robot, int run, double lines) {
        robot.interact(() -> {
            Node line = line(run);
            javafx.geometry.Bounds there = line.localToScene(line.getLayoutBounds());
            double x = there.getCenterX();
            double y = there.getCenterY();
            double to = y + lines * there.getHeight();
            mouse(line, MouseEvent.MOUSE_PRESSED, x, y);
            mouse(line, MouseEvent.MOUSE_DRAGGED, x, (y + to) / 2);
            mouse(line, MouseEvent.MOUSE_DRAGGED, x, to);
            mouse(line, MouseEvent.MOUSE_RELEASED, x, to);
        });
    }

    private static void mouse(Node line, EventType<MouseEvent> type, double x, double y) {
        boolean down = type != MouseEvent.MOUSE_RELEASED;
        Event.fireEvent(
                line,
                new MouseEvent(
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
                        down,
                        false,
                        false,
                        false,
                        false,
                        false,
                        null));
    }

    @Test
    void aLineIsDraggedToItsPlace(FxRobot robot) {
        drag(robot, 4, -2.4);
        assertThat(order()).containsExactly("1", "4", "2", "3", "5");
        drag(robot, 1, 8);
        assertThat(order()).containsExactly("4", "2", "3", "5", "1");
        drag(robot, 3, 0.2);
        assertThat(order()).containsExactly("4", "2", "3", "5", "1");
    }

    @Test
    void prioritiesAndCopies(FxRobot robot) {
        robot.interact(() -> model.prioritise(List.of(model.items().get(4)), Priority.HIGH));
        assertThat(order()).containsExactly("5", "1", "2", "3", "4");
        robot.interact(() -> model.duplicate(model.items().get(1)));
        assertThat(order().getLast()).isEqualTo("1 seed 6");
        assertThat(told).singleElement().asString().startsWith("Queued ");
        robot.interact(model::clear);
        assertThat(order()).isEmpty();
        assertThat(table.isVisible()).isFalse();
    }

    @Test
    void aFailedRunIsToldAndTriedAgain(FxRobot robot) {
        new QueueFile(project.folder())
                .edit(s -> new hammingway.run.queue.QueueState(
                        s.format(),
                        s.paused(),
                        s.retries(),
                        s.worked(),
                        s.entries().stream()
                                .map(e -> e.run().equals(runs.get(1).id())
                                        ? new QueueEntry(
                                                e.run(),
                                                e.priority(),
                                                e.device(),
                                                QueueEntry.State.FAILED,
                                                1,
                                                e.added(),
                                                "why")
                                        : e)
                                .toList()));
        robot.interact(this::look);
        assertThat(order()).containsExactly("1", "3", "4", "5", "2");
        QueueLook.Row row = model.items().getLast().row();
        assertThat(QueueWords.state(row)).isEqualTo("Failed");
        robot.interact(model::retryAll);
        assertThat(order()).containsExactly("1", "2", "3", "4", "5");
    }
}
