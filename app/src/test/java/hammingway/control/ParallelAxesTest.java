package hammingway.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ParallelAxesTest {
    private static final ParallelAxis A = new ParallelAxis("a", "A", new double[] {0, 5, 10}, List.of());
    private static final ParallelAxis B = new ParallelAxis("b", "B", new double[] {1, 0, 1}, List.of("x", "y"));
    private static final ParallelAxis C = new ParallelAxis("c", "C", new double[] {1, 10, 100}, List.of());

    private ParallelAxes pane;
    private final List<Optional<BitSet>> brushed = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();
    private final List<Integer> picked = new ArrayList<>();

    @Start
    void start(Stage stage) {
        pane = new ParallelAxes();
        pane.onBrush(brushed::add);
        pane.onArrange(axes ->
                orders.add(String.join("", axes.stream().map(ParallelAxis::key).toList())));
        pane.onPick(picked::add);
        pane.show(List.of(A, B, C), List.of("one", "two", "three"), new double[] {0, 0.5, 1});
        stage.setScene(new Scene(new StackPane(pane), 640, 300));
        stage.show();
    }

    private void mouse(EventType<MouseEvent> type, double x, double y) {
        pane.fireEvent(new MouseEvent(
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
                true,
                false,
                false,
                false,
                false,
                true,
                null));
    }

    private void drag(FxRobot robot, double x, double y, double toX, double toY) {
        robot.interact(() -> {
            mouse(MouseEvent.MOUSE_PRESSED, x, y);
            mouse(MouseEvent.MOUSE_DRAGGED, (x + toX) / 2, (y + toY) / 2);
            mouse(MouseEvent.MOUSE_DRAGGED, toX, toY);
            mouse(MouseEvent.MOUSE_RELEASED, toX, toY);
        });
    }

    private void key(FxRobot robot, KeyCode code, boolean shift, boolean alt) {
        robot.interact(
                () -> pane.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, alt, false)));
    }

    private static Optional<BitSet> things(int... chosen) {
        BitSet set = new BitSet();
        IntStream.of(chosen).forEach(set::set);
        return Optional.of(set);
    }

    @Test
    void draggingOnAxesBrushesAndAClickInABrushRemovesIt(FxRobot robot) {
        drag(robot, pane.x(0), pane.y(0.4), pane.x(0), pane.y(1));
        assertThat(brushed.getLast()).isEqualTo(things(1, 2));
        drag(robot, pane.x(1), pane.y(0.6), pane.x(1), pane.y(0.9));
        assertThat(brushed.getLast()).isEqualTo(things(2));
        drag(robot, pane.x(0), pane.y(0.2), pane.x(0), pane.y(0));
        assertThat(brushed.getLast()).isEqualTo(things(0, 2));
        drag(robot, pane.x(0), pane.y(0.1), pane.x(0), pane.y(0.1));
        assertThat(brushed.getLast()).isEqualTo(things(2));
        drag(robot, pane.x(0), pane.y(0.7), pane.x(0), pane.y(0.6));
        assertThat(pane.axes().getFirst().brushes()).hasSize(1);
        assertThat(brushed.getLast()).as("moved down, it loses the greatest").isEqualTo(things());
        robot.interact(pane::clearBrushes);
        assertThat(brushed.getLast()).isEmpty();
    }

    @Test
    void aTitleIsDraggedToAnotherPlace(FxRobot robot) {
        drag(robot, pane.x(0), 16, pane.x(2), 16);
        assertThat(orders.getLast()).isEqualTo("bca");
        assertThat(pane.brushed()).isEmpty();
    }

    @Test
    void keysDoAllThatTheMouseDoes(FxRobot robot) {
        key(robot, KeyCode.UP, false, false);
        assertThat(brushed.getLast()).isEqualTo(things(2));
        for (int i = 0; i < 12; i++) {
            key(robot, KeyCode.DOWN, false, false);
        }
        assertThat(brushed.getLast()).isEqualTo(things(1));
        for (int i = 0; i < 25; i++) {
            key(robot, KeyCode.UP, true, false);
        }
        assertThat(brushed.getLast()).isEqualTo(things(1, 2));
        key(robot, KeyCode.RIGHT, false, false);
        key(robot, KeyCode.DOWN, false, false);
        assertThat(brushed.getLast()).isEqualTo(things(1));
        key(robot, KeyCode.UP, false, false);
        assertThat(brushed.getLast()).isEqualTo(things(2));
        key(robot, KeyCode.DELETE, false, false);
        assertThat(brushed.getLast()).isEqualTo(things(1, 2));
        key(robot, KeyCode.RIGHT, false, true);
        assertThat(orders.getLast()).isEqualTo("acb");
        key(robot, KeyCode.LEFT, false, false);
        key(robot, KeyCode.L, false, false);
        assertThat(pane.axes().get(1).isLogarithmic()).isTrue();
        key(robot, KeyCode.F, false, false);
        assertThat(pane.axes().get(1).isFlipped()).isTrue();
        key(robot, KeyCode.ESCAPE, false, false);
        assertThat(brushed.getLast()).isEmpty();
    }

    @Test
    void aLineIsPickedWhereItRuns(FxRobot robot) {
        double x = 0.75 * pane.x(0) + 0.25 * pane.x(1);
        double y = pane.y(0.75 * A.position(5) + 0.25 * B.position(0));
        drag(robot, x, y, x, y);
        assertThat(picked).containsExactly(1);
        robot.interact(() -> pane.choose(things(0)));
        drag(robot, x, y, x, y);
        assertThat(picked).as("a faint line is not in the way").containsExactly(1);
    }

    @Test
    void whatOthersChooseReplacesTheBrushes(FxRobot robot) {
        drag(robot, pane.x(0), pane.y(0.4), pane.x(0), pane.y(1));
        robot.interact(() -> pane.choose(things(1, 2)));
        assertThat(pane.axes().getFirst().brushes()).hasSize(1);
        robot.interact(() -> pane.choose(things(0)));
        assertThat(pane.axes().getFirst().brushes()).isEmpty();
    }

    @Test
    void thousandsOfLinesAreDrawnInTheEnd(FxRobot robot) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int n = 5_000;
        List<ParallelAxis> axes = IntStream.range(0, 8)
                .mapToObj(i ->
                        new ParallelAxis("k" + i, "K" + i, random.doubles(n).toArray(), List.of()))
                .toList();
        robot.interact(() -> {
            pane.show(
                    axes,
                    IntStream.range(0, n).mapToObj(i -> "run " + i).toList(),
                    random.doubles(n).toArray());
            assertThat(pane.isDrawn()).isFalse();
        });
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> pane.isDrawn());
        drag(robot, pane.x(3), pane.y(0.2), pane.x(3), pane.y(0.4));
        assertThat(brushed.getLast().orElseThrow().cardinality())
                .as("seed %d", seed)
                .isBetween(700, 1300);
    }
}
