package hammingway.compare;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.compare.table.RunTableViewModel;
import hammingway.control.ParallelAxes;
import hammingway.eval.EvaluationResult;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.head.HeadCost;
import hammingway.math.Interval;
import hammingway.report.table.RunLine;
import hammingway.report.table.SortKey;
import hammingway.report.table.Views;
import hammingway.report.table.ViewsFile;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import hammingway.run.notes.RunNote;
import hammingway.run.notes.RunNotes;
import hammingway.settings.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The table of compared runs and its neighbours as a user meets them. */
@ExtendWith(ApplicationExtension.class)
class RunTableFlowTest {
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
    private final List<String> opened = new ArrayList<>();
    private CompareViewModel model = new CompareViewModel(background, opened::add);
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        show();
        stage.show();
    }

    private void show() {
        CompareView view = new CompareView(model, new SimpleObjectProperty<>(Theme.LIGHT), window -> Optional.empty());
        stage.setScene(new Scene((Parent) view.node(), 960, 700));
    }

    @AfterEach
    void close() {
        background.close();
    }

    private Project make() {
        Project project = Project.create(folder.resolve("project"), "test");
        List<RunSpec> specs =
                Study.load("quickstart", new Study.Options("", 1, 1, Map.of())).runs();
        for (int i = 0; i < 4; i++) {
            RunFolder run = project.create(specs.get(i));
            Json.write(run.evaluation().resolve("metrics.json"), SpecCodec.write(result(i)));
        }
        return project;
    }

    private static RunNote noteOf(Project project, String id) {
        return new RunNotes(project).read().getOrDefault(id, RunNote.NONE);
    }

    private static EvaluationResult result(int i) {
        double top5 = 0.6 - 0.08 * i;
        EvaluationResult.Accuracy accuracy = new EvaluationResult.Accuracy(top5 / 2, top5, 1000);
        Interval interval = new Interval(top5, top5 - 0.01, top5 + 0.01, 0.1, 100);
        long size = 100_000L >> i;
        EvaluationResult.Latency.Split split = new EvaluationResult.Latency.Split(10, i + 1, 2);
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
                Optional.of(new EvaluationResult.Latency(split, split, 32, Optional.empty())));
    }

    private static void await(BooleanSupplier done) throws TimeoutException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, done::getAsBoolean);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private RunTableViewModel table() {
        return model.table();
    }

    private void open(FxRobot robot, Project project) throws TimeoutException {
        robot.interact(() -> model.project(project));
        await(() -> table().table().get().lines().size() == 4);
    }

    private void type(FxRobot robot, String field, String text) {
        robot.interact(() -> robot.lookup(field).queryAs(TextField.class).setText(text));
    }

    private void enter(FxRobot robot, String field, String text) {
        type(robot, field, text);
        robot.interact(() -> robot.lookup(field).queryAs(TextField.class).fireEvent(new javafx.event.ActionEvent()));
    }

    private void press(FxRobot robot, String button) {
        robot.interact(() -> robot.lookup(button).queryAs(ButtonBase.class).fire());
    }

    @SuppressWarnings("unchecked")
    private TableView<RunLine> runs(FxRobot robot) {
        return (TableView<RunLine>)
                (TableView<?>) robot.lookup("#comparison-table").queryTableView();
    }

    @Test
    void aFilterIsKeptAndThereWhenTheProjectOpensAgain(FxRobot robot) throws TimeoutException {
        Project project = make();
        open(robot, project);
        type(robot, "#run-filter", "top5>50 & head");
        assertThat(robot.lookup("#run-count").queryAs(Label.class).getText()).isEqualTo("0 of 4 runs");
        type(robot, "#run-filter", "top5>50");
        assertThat(runs(robot).getItems()).hasSize(2);
        assertThat(model.chart().get().orElseThrow().points())
                .as("the plot follows")
                .hasSize(2);
        type(robot, "#run-filter", "top5>>50");
        assertThat(robot.lookup("#run-filter-problem").queryAs(Label.class).getText())
                .contains("value is missing");
        assertThat(runs(robot).getItems()).as("what was shown stays").hasSize(2);
        type(robot, "#run-filter", "top5>50");
        type(robot, "#filter-name", "good");
        press(robot, "#filter-keep");
        await(() -> !new ViewsFile(project).read().filters().isEmpty());
        robot.interact(() -> {
            model = new CompareViewModel(background, opened::add);
            show();
        });
        open(robot, project);
        MenuButton saved = robot.lookup("#saved-filters").queryAs(MenuButton.class);
        assertThat(saved.getItems().getFirst().getText()).contains("good").contains("top5>50");
        robot.interact(() -> saved.getItems().getFirst().fire());
        assertThat(runs(robot).getItems()).hasSize(2);
        robot.interact(() -> table().forgetFilter("good"));
        await(() -> new ViewsFile(project).read().filters().isEmpty());
    }

    @Test
    void twoRunsAreTaggedAtOnceAndOneIsNoted(FxRobot robot) throws TimeoutException {
        Project project = make();
        open(robot, project);
        TableView<RunLine> table = runs(robot);
        robot.interact(() -> table.getSelectionModel().selectIndices(0, 1));
        enter(robot, "#tag-field", "+paper -draft");
        await(() -> table().lines().stream()
                        .filter(l -> l.tags().equals(List.of("paper")))
                        .count()
                == 2);
        assertThat(new RunNotes(project).read()).hasSize(2);
        String first = table.getItems().getFirst().id();
        robot.interact(() -> {
            table.getSelectionModel().clearAndSelect(0);
            table().note(List.of(table.getItems().getFirst()), "odd");
        });
        await(() -> noteOf(project, first).note().equals("odd"));
        type(robot, "#run-filter", "tag:paper & odd");
        await(() -> table.getItems().size() == 1);
        enter(robot, "#tag-field", "a/b");
        assertThat(robot.lookup("#run-filter-problem").queryAs(Label.class).getText())
                .contains("a/b");
    }

    @Test
    void aNoteIsTypedInItsCell(FxRobot robot) throws TimeoutException {
        Project project = make();
        open(robot, project);
        TableView<RunLine> table = runs(robot);
        robot.interact(() -> {
            table.getSelectionModel().clearAndSelect(1);
            table.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.F2, false, false, false, false));
        });
        TextField field =
                robot.lookup("#comparison-table .table-cell .text-field").queryAs(TextField.class);
        robot.interact(() -> {
            field.setText("from the table");
            field.fireEvent(new javafx.event.ActionEvent());
        });
        String id = table.getItems().get(1).id();
        await(() -> new RunNotes(project).read().containsKey(id));
        assertThat(noteOf(project, id).note()).isEqualTo("from the table");
    }

    @Test
    void columnsAreChosenSortedAndKept(FxRobot robot) throws TimeoutException {
        Project project = make();
        open(robot, project);
        press(robot, "#table-columns");
        type(robot, "#table-columns-search", "optimiser steps");
        ListView<?> list = robot.lookup("#table-columns-list").queryListView();
        assertThat(list.getItems()).isNotEmpty();
        robot.interact(() -> {
            list.getSelectionModel().select(0);
            list.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, " ", " ", KeyCode.SPACE, false, false, false, false));
        });
        TableView<RunLine> table = runs(robot);
        String added = table.getColumns().getLast().getId();
        assertThat(table().columns().getLast().key()).isEqualTo(added);
        TableColumn<RunLine, ?> top5 = table.getColumns().stream()
                .filter(c -> c.getId().equals("top5"))
                .findFirst()
                .orElseThrow();
        robot.interact(() -> {
            top5.setSortType(TableColumn.SortType.ASCENDING);
            table.getSortOrder().setAll(List.of(top5));
        });
        assertThat(table.getItems().getFirst().cell("top5").number()).isLessThan(40);
        press(robot, "#only-differing");
        assertThat(table.getColumns().stream().filter(TableColumn::isVisible).map(TableColumn::getId))
                .contains("name", "top5", "params")
                .doesNotContain("perplexity", "tags", "note");
        await(() -> new ViewsFile(project).read().onlyDiffering());
        Views kept = new ViewsFile(project).read();
        assertThat(kept.sort()).containsExactly(new SortKey("top5", false));
        assertThat(kept.columns().getLast().key()).isEqualTo(added);
    }

    @Test
    void linesAreCopiedAndOpened(FxRobot robot) throws TimeoutException {
        Project project = make();
        open(robot, project);
        TableView<RunLine> table = runs(robot);
        List<String> copied = new ArrayList<>();
        robot.interact(() -> {
            table.getSelectionModel().selectIndices(0, 1);
            table.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.C, false, true, false, false));
            copied.addAll(Clipboard.getSystemClipboard().getString().lines().toList());
        });
        assertThat(copied).hasSize(3);
        assertThat(copied.getFirst()).contains("Run\t").contains("Top-5, %");
        assertThat(copied.get(1)).contains("\t" + table.getItems().getFirst().name() + "\t");
        robot.interact(() -> table().open(table.getItems().getFirst().id()));
        assertThat(opened).containsExactly(table.getItems().getFirst().id());
    }

    @Test
    void aBrushOnAnAxisIsABrushForAll(FxRobot robot) throws TimeoutException {
        Project project = make();
        open(robot, project);
        press(robot, "#tab-parallel");
        ParallelAxes axes = robot.lookup("#parallel-axes").queryAs(ParallelAxes.class);
        robot.interact(() -> {
            axes.requestFocus();
            for (KeyCode code : List.of(KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.UP)) {
                axes.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
            }
        });
        assertThat(axes.axes().get(2).key()).isEqualTo("params");
        assertThat(model.brushed()).isNotEmpty().hasSizeLessThan(4);
        String largest = table().lines().getLast().id();
        assertThat(model.brushed()).contains(largest);
        press(robot, "#tab-table");
        press(robot, "#only-brushed");
        assertThat(runs(robot).getItems()).hasSameSizeAs(model.brushed());
        String smallest = table().lines().getFirst().id();
        robot.interact(() -> {
            model.brushed().clear();
            model.brushed().add(smallest);
        });
        assertThat(runs(robot).getItems()).extracting(RunLine::id).containsExactly(smallest);
        press(robot, "#tab-parallel");
        assertThat(axes.axes().get(2).brushes())
                .as("it no longer tells what is brushed")
                .isEmpty();
    }

    @Test
    void timesAndPairsTellWhatTheyCan(FxRobot robot) throws TimeoutException {
        Project project = make();
        open(robot, project);
        press(robot, "#tab-time");
        ListView<?> bars = robot.lookup("#time-bars").queryListView();
        assertThat(bars.getItems()).hasSize(4);
        assertThat(((RunLine) bars.getItems().getFirst()).cell("time").number()).isEqualTo(3);
        press(robot, "#tab-pair");
        await(() -> model.pair().message().get().contains("trace")
                || model.pair().message().get().contains("Cannot"));
        assertThat(robot.lookup("#pair-message").queryAs(Label.class).getText()).doesNotContain("Exception");
        assertThat(robot.lookup("#pair-differences").tryQuery()).isPresent();
        String first = model.pair().first().get().orElseThrow().id();
        robot.interact(() -> robot.lookup("#pair-swap").queryAs(Button.class).fire());
        assertThat(model.pair().second().get().orElseThrow().id()).isEqualTo(first);
    }

    @Test
    void filesOfTheProjectThatAreNoneAreToldAndTheRunsAreShown(FxRobot robot) throws Exception {
        Project project = make();
        Files.writeString(new ViewsFile(project).file(), "{\"format\": 1, \"colours\": 3}");
        Files.writeString(new RunNotes(project).file(), "[]");
        open(robot, project);
        Label problem = robot.lookup("#run-filter-problem").queryAs(Label.class);
        assertThat(problem.getText()).contains("views.json").contains("colours").contains("notes.json");
        assertThat(runs(robot).getItems()).hasSize(4);
        assertThat(new ViewsFile(project).file()).hasContent("{\"format\": 1, \"colours\": 3}");
    }
}
