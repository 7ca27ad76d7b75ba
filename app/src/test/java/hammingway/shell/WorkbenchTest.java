package hammingway.shell;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.control.LiveChart;
import hammingway.fx.NoticeBoard;
import hammingway.run.LocalLauncher;
import hammingway.run.Project;
import hammingway.run.RunStatus;
import hammingway.runs.RunSnapshot;
import hammingway.settings.PreferencesFile;
import hammingway.settings.Theme;
import hammingway.settings.ThemeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The whole window on a project of its own, with real worker processes. */
@ExtendWith(ApplicationExtension.class)
class WorkbenchTest {
    /** Far above what a tiny run needs, below what a build bears. */
    private static final long PATIENCE_MILLIS = 120_000;

    private Path folder;
    private Workbench workbench;
    private Stage stage;
    private Optional<Path> chosen = Optional.empty();

    @Start
    void start(Stage shared) throws IOException {
        stage = new Stage(); // the shared one would keep this window's size and limits for other tests
        folder = Files.createTempDirectory("workbench");
        Dialogs dialogs = new Dialogs() {
            @Override
            public Optional<Path> open(String title, String kinds, List<String> endings) {
                return chosen;
            }

            @Override
            public Optional<Path> save(String title, String suggestion) {
                return chosen;
            }

            @Override
            public Optional<Path> folder(String title) {
                return chosen;
            }

            @Override
            public Optional<Path> newFolder(String title, String suggestion) {
                return chosen;
            }

            @Override
            public boolean confirm(String title, String text, String yes) {
                return true;
            }
        };
        workbench = new Workbench(
                stage, dialogs, new LocalLauncher(), new PreferencesFile(folder.resolve("preferences.json")));
        workbench.show(Optional.of(folder.resolve("project")));
    }

    @AfterEach
    void close() throws IOException {
        onScreen(() -> {
            stage.hide();
            workbench.close();
            return true;
        });
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static <T> T onScreen(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        return result.join();
    }

    private void await(String what, BooleanSupplier reached) {
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!onScreen(reached::getAsBoolean)) {
            assertThat(System.currentTimeMillis())
                    .as("%s; notices: %s; runs: %s", what, workbench.notices().shown(), states())
                    .isLessThan(until);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private List<String> states() {
        return onScreen(() -> workbench.runs().runs().stream()
                .map(r -> r.now().get().toString())
                .toList());
    }

    private void awaitProject() {
        await("an open project", () -> workbench.model().project().get().isPresent());
    }

    private Optional<Node> find(String id) {
        return Optional.ofNullable(workbench.scene().lookup("#" + id));
    }

    private void press(String id) {
        await(
                "the button " + id,
                () -> find(id).filter(n -> n instanceof ButtonBase b && !b.isDisabled() && b.isVisible())
                        .isPresent());
        onScreen(() -> {
            ((ButtonBase) find(id).orElseThrow()).fire();
            return true;
        });
    }

    private void choose(String id, String text) {
        await(
                "the choice " + text,
                () -> find(id).filter(n -> n instanceof ComboBox<?> b && index(b, text) >= 0)
                        .isPresent());
        onScreen(() -> {
            ComboBox<?> box = (ComboBox<?>) find(id).orElseThrow();
            box.getSelectionModel().select(index(box, text));
            return true;
        });
    }

    private static int index(ComboBox<?> box, String text) {
        return box.getItems().stream().map(String::valueOf).toList().indexOf(text);
    }

    private void type(String id, String text) {
        await("the field " + id, () -> find(id).isPresent());
        onScreen(() -> {
            ((TextField) find(id).orElseThrow()).setText(text);
            return true;
        });
    }

    private Optional<RunSnapshot> run() {
        return workbench.runs().runs().stream().findFirst().map(r -> r.now().get());
    }

    private void awaitState(RunStatus.State state) {
        await("state " + state, () -> run().filter(r -> r.state() == state).isPresent());
    }

    private void fillTinyRun(int steps) {
        press("first-run");
        makeTiny(steps);
    }

    private void makeTiny(int steps) {
        type("run-field-data-source-megabytes", "0.05");
        type("run-field-training-steps", Integer.toString(steps));
        type("run-field-training-batch", "2");
        type("run-field-device-threads", "1");
        press("create-run");
    }

    @Test
    void anEmptyProjectSaysWhatToDo(FxRobot robot) {
        awaitProject();
        await("the empty state", () -> find("quick-start").isPresent());
        assertThat(Files.exists(folder.resolve("project").resolve("project.json")))
                .isTrue();
        assertThat(onScreen(() -> workbench.notices().shown().isEmpty())).isTrue();
        robot.clickOn("#first-run");
        await("the form", () -> find("create-run").isPresent());
    }

    @Test
    void aWrongFieldOfANewRunIsMarkedUntilItIsMended() {
        awaitProject();
        press("first-run");
        type("run-field-training-steps", "many");
        await("the mark", () -> onPage("Allowed: a whole number"));
        assertThat(onScreen(() -> ((Button) find("create-run").orElseThrow()).isDisabled()))
                .isTrue();
        press("close-form");
        await("the runs", () -> find("create-run").isEmpty());
        press("first-run");
        await("what was typed", () -> onPage("Allowed: a whole number"));
        type("run-field-training-steps", "20");
        await("its mending", () -> !onPage("Allowed: a whole number"));
        press("create-only");
        await("the run", () -> run().isPresent());
        assertThat(onScreen(() -> run().orElseThrow().state())).isEqualTo(RunStatus.State.WAITING);
    }

    private boolean onPage(String text) {
        return workbench.scene().getRoot().lookupAll(".problem").stream()
                .anyMatch(n ->
                        n instanceof javafx.scene.control.Label l && l.getText().startsWith(text));
    }

    @Test
    void aRunIsStartedStoppedContinuedAndFinished() {
        awaitProject();
        fillTinyRun(60);
        awaitState(RunStatus.State.TRAINING);
        press("pause");
        awaitState(RunStatus.State.PAUSED);
        press("pause");
        press("stop");
        awaitState(RunStatus.State.STOPPED);
        press("start");
        awaitState(RunStatus.State.FINISHED);
        assertThat(onScreen(() -> run().orElseThrow().evaluated())).isPresent();
        await(
                "its curves",
                () -> find("chart-loss")
                        .filter(n ->
                                n instanceof LiveChart chart && !chart.curves().isEmpty())
                        .isPresent());
    }

    @Test
    void twoRunsAreMadeAndComparedThroughTheWindowAlone() {
        awaitProject();
        fillTinyRun(20);
        press("new-run");
        choose("base", "minimal 10 bits");
        makeTiny(20);
        await(
                "two finished runs",
                () -> workbench.runs().runs().stream()
                                .filter(r -> r.now().get().state() == RunStatus.State.FINISHED)
                                .count()
                        == 2);
        press("go-compare");
        await(
                "their rows",
                () -> find("comparison-table")
                        .filter(n -> n instanceof TableView<?> t && t.getItems().size() == 2)
                        .isPresent());
        press("tab-pair");
        await(
                "their difference",
                () -> find("pair-top1")
                        .filter(n -> n instanceof Labeled l && l.getText().matches("(?s).*top-1.*95%.*p .*"))
                        .isPresent());
        fromAnErrorToAChangedCodeToANewRun();
        assertThat(onScreen(() -> workbench.notices().shown())).isEmpty();
    }

    /** With a softmax and a code that are finished. */
    private void fromAnErrorToAChangedCodeToANewRun() {
        String coded = onScreen(() -> workbench.runs().runs().stream()
                .filter(r -> r.now().get().name().startsWith("minimal"))
                .findFirst()
                .orElseThrow()
                .run()
                .id());
        press("go-runs");
        onScreen(() -> {
            workbench.runs().select(coded);
            return true;
        });
        press("run-errors");
        await(
                "its traces",
                () -> workbench
                        .errors()
                        .subject()
                        .get()
                        .filter(s -> s.first().run().id().equals(coded))
                        .isPresent());
        press("errors-text-error-after");
        await("a wrong token", () -> workbench.errors().selection().position().get() >= 0);
        assertThat(onScreen(() -> {
                    int at = workbench.errors().selection().position().get();
                    var trace = workbench
                            .errors()
                            .subject()
                            .get()
                            .orElseThrow()
                            .first()
                            .trace();
                    return trace.rank(at) > 0 && trace.wrongBits(at) > 0;
                }))
                .as("a position that was decoded wrong, with a wrong bit")
                .isTrue();
        press("errors-tab-tokens");
        press("tokens-to-designer");
        await("the designer", () -> workbench.model().place().get() == WorkbenchViewModel.Place.DESIGN);
        press("assign-apply");
        await(
                "the changed code",
                () -> workbench.design().hash().isPresent()
                        && !workbench.design().busyProperty().get());
        press("run-codebook");
        await("the page of a new run", () -> find("create-only").isPresent());
        int before = onScreen(() -> workbench.runs().runs().size());
        press("create-only");
        await("the new run", () -> workbench.runs().runs().size() == before + 1);
        assertThat(onScreen(() -> workbench.runs().runs().stream()
                        .map(r -> r.run().spec())
                        .filter(s -> s.sources().contains(coded))
                        .count()))
                .as("runs whose code names the run it came from")
                .isEqualTo(1);
    }

    @Test
    void theThemeSwitchesAndIsRemembered() {
        press("theme");
        await("the dark theme", () -> workbench.model().theme().get() == Theme.DARK);
        await(
                "written preferences",
                () -> new PreferencesFile(folder.resolve("preferences.json"))
                                .load()
                                .preferences()
                                .theme()
                        == ThemeChoice.DARK);
        press("theme");
        await("the light theme", () -> workbench.model().theme().get() == Theme.LIGHT);
    }

    @Test
    void aFolderThatIsNoProjectIsToldAndTheOldProjectStays() {
        awaitProject();
        Project before = onScreen(() -> workbench.model().project().get().orElseThrow());
        onScreen(() -> {
            workbench.model().open(folder);
            return true;
        });
        await("a notice", () -> workbench.notices().shown().stream().anyMatch(NoticeBoard.Notice::error));
        String told = onScreen(() -> workbench.notices().shown().getFirst().text());
        assertThat(told).contains(folder.toString(), "is no Hammingway project", "Choose a project's folder");
        assertThat(onScreen(() -> workbench.model().project().get())).contains(before);
    }

    @Test
    void runsOfOthersAppear() {
        awaitProject();
        Project project = onScreen(() -> workbench.model().project().get().orElseThrow());
        project.create(hammingway.run.Study.run("quickstart:softmax", hammingway.run.Study.Options.NONE));
        await("the run", () -> run().filter(r -> r.name().equals("softmax")).isPresent());
        assertThat(onScreen(() -> run().orElseThrow().state())).isEqualTo(RunStatus.State.WAITING);
    }

    @Test
    void whatNobodyCaughtIsToldOnce() {
        Uncaught handler = new Uncaught(workbench.notices());
        RuntimeException fault = new IllegalStateException("a test's fault");
        for (int i = 0; i < 3; i++) {
            handler.uncaughtException(Thread.currentThread(), fault);
        }
        await("a notice", () -> !workbench.notices().shown().isEmpty());
        assertThat(onScreen(() -> workbench.notices().shown().stream()
                        .filter(n -> n.text().contains("a test's fault"))
                        .count()))
                .isEqualTo(1);
    }
}
