package hammingway.compare;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.eval.EvaluationResult;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.head.HeadCost;
import hammingway.math.Interval;
import hammingway.report.ComparisonRow;
import hammingway.report.Metric;
import hammingway.report.Trait;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import hammingway.settings.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The pointer and the keys in the size chart, and what they do to what is selected, brushed and opened. */
@ExtendWith(ApplicationExtension.class)
class SizeChartPaneTest {
    @TempDir
    Path folder;

    private final List<String> opened = new ArrayList<>();
    private final Background background = new Background(new Notices() {
        @Override
        public void info(String text) {}

        @Override
        public void error(String text) {
            throw new AssertionError(text);
        }
    });
    private final CompareViewModel model = new CompareViewModel(background, opened::add);
    private Optional<SizeChartPane> made = Optional.empty();

    @Start
    void start(Stage stage) {
        made = Optional.of(new SizeChartPane(model, new SimpleObjectProperty<>(Theme.LIGHT)));
        stage.setScene(new Scene(chart().node(), 900, 500));
        stage.show();
    }

    private SizeChartPane chart() {
        return made.orElseThrow();
    }

    @BeforeEach
    void open(FxRobot robot) throws Exception {
        Project project = Project.create(folder.resolve("project"), "test");
        List<RunSpec> specs =
                Study.load("quickstart", new Study.Options("", 1, 1, Map.of())).runs();
        for (int i = 0; i < 5; i++) {
            RunSpec spec = i < 4
                    ? specs.get(i)
                    : specs.get(4).withTraining(specs.get(4).training().withSteps(75));
            RunFolder run = project.create(spec);
            Json.write(run.evaluation().resolve("metrics.json"), SpecCodec.write(result(i)));
        }
        robot.interact(() -> model.project(project));
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> model.state().get() == CompareViewModel.State.READY);
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> chart().node().layout());
    }

    @AfterEach
    void close() {
        background.close();
    }

    /** Greater and better from run to run. */
    private static EvaluationResult result(int i) {
        double top5 = 0.2 + 0.1 * i;
        EvaluationResult.Accuracy accuracy = new EvaluationResult.Accuracy(top5 / 2, top5, 1000);
        Interval interval = new Interval(top5, top5 - 0.01, top5 + 0.01, 0.1, 100);
        long size = 1000L << i;
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

    private String id(int row) {
        return model.rows().get(row).runIds().getFirst();
    }

    private Point2D at(int row) {
        return chart().position(id(row)).orElseThrow();
    }

    private void mouse(javafx.event.EventType<MouseEvent> type, Point2D at, int clicks, boolean shift) {
        chart().node()
                .fireEvent(new MouseEvent(
                        type,
                        at.getX(),
                        at.getY(),
                        at.getX(),
                        at.getY(),
                        MouseButton.PRIMARY,
                        clicks,
                        shift,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        false,
                        false,
                        true,
                        null));
    }

    private void drag(Point2D from, Point2D to, boolean shift) {
        mouse(MouseEvent.MOUSE_PRESSED, from, 1, shift);
        mouse(MouseEvent.MOUSE_DRAGGED, to, 1, shift);
        mouse(MouseEvent.MOUSE_RELEASED, to, 1, shift);
    }

    private void key(KeyCode code) {
        chart().node().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    @Test
    void aRectangleWithShiftBrushesAndEscapeShowsAllAlike(FxRobot robot) {
        robot.interact(() -> drag(at(0).add(-8, 8), at(1).add(8, -8), true));
        assertThat(model.brushed()).containsExactlyInAnyOrder(id(0), id(1));
        Point2D before = at(0);
        robot.interact(() -> drag(at(1).add(-8, 8), at(3).add(8, -8), true));
        assertThat(model.brushed()).containsExactlyInAnyOrder(id(1), id(2), id(3));
        assertThat(at(0)).isEqualTo(before);
        robot.interact(() -> key(KeyCode.ESCAPE));
        assertThat(model.brushed()).isEmpty();
    }

    @Test
    void aPlainDragZoomsUnlessTheBrushIsOn(FxRobot robot) {
        robot.interact(() -> chart().brushing().set(true));
        robot.interact(() -> drag(at(0).add(-8, 8), at(1).add(8, -8), false));
        assertThat(model.brushed()).hasSize(2);
        robot.interact(() -> {
            model.brushed().clear();
            chart().brushing().set(false);
        });
        robot.interact(() -> drag(at(0).add(-8, 8), at(1).add(8, -8), false));
        assertThat(model.brushed()).isEmpty();
        assertThat(chart().position(id(4))).isEmpty();
        robot.interact(() -> chart().resetZoom());
        assertThat(chart().position(id(4))).isPresent();
    }

    @Test
    void keysGoFromPointToPointAndOpenOne(FxRobot robot) {
        robot.interact(() -> key(KeyCode.RIGHT));
        assertThat(model.selected().get()).isEqualTo(id(0));
        robot.interact(() -> key(KeyCode.UP));
        assertThat(model.selected().get()).isEqualTo(id(1));
        robot.interact(() -> {
            key(KeyCode.SPACE);
            key(KeyCode.ENTER);
            key(KeyCode.LEFT);
            key(KeyCode.DOWN);
        });
        assertThat(model.selected().get()).isEqualTo(id(0));
        assertThat(model.brushed()).containsExactly(id(1));
        assertThat(opened).containsExactly(id(1));
    }

    @Test
    void aDoubleClickOpensTheRun(FxRobot robot) {
        robot.interact(() -> mouse(MouseEvent.MOUSE_PRESSED, at(2), 2, false));
        assertThat(opened).containsExactly(id(2));
        robot.interact(() -> mouse(MouseEvent.MOUSE_PRESSED, at(2).add(60, 40), 2, false));
        assertThat(opened).hasSize(1);
    }

    @Test
    void theCommandFollowsTheAxesAndTheWarningsAreDismissed(FxRobot robot) {
        assertThat(model.command().get()).endsWith("project");
        robot.interact(() -> {
            model.options().metric().set(Metric.PERPLEXITY);
            model.options().colour().set(Trait.BITS);
        });
        assertThat(model.options().logY().get()).isTrue();
        assertThat(model.command().get()).endsWith("project --metric perplexity --colour bits");
        assertThat(model.chart().get().orElseThrow().yLabel()).isEqualTo(Metric.PERPLEXITY.label());
        assertThat(model.warnings().get()).contains("4 times fewer tokens");
        robot.interact(model::dismissWarnings);
        assertThat(model.warnings().get()).isEmpty();
        assertThat(model.rows()).hasSize(5).extracting(ComparisonRow::seeds).containsOnly(1);
    }
}
