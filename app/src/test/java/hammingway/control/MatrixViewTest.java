package hammingway.control;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Progress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.geometry.VerticalDirection;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The matrix under the mouse and the keys. */
@ExtendWith(ApplicationExtension.class)
class MatrixViewTest {
    private MatrixView view;

    /** Cells tell where they are; the threads that computed them are kept. */
    private static final class Places implements MatrixSource {
        private final int cells;
        private final Set<String> threads = ConcurrentHashMap.newKeySet();

        Places(int cells) {
            this.cells = cells;
        }

        @Override
        public int rows() {
            return cells;
        }

        @Override
        public int columns() {
            return cells;
        }

        @Override
        public void tile(TileRequest q, float[] out, Progress progress) {
            threads.add(Thread.currentThread().getName());
            for (int y = 0; y < q.height(); y++) {
                progress.check();
                for (int x = 0; x < q.width(); x++) {
                    out[y * q.width() + x] = (q.row() + y * q.block()) * 7f % 64 + (q.column() + x * q.block()) % 8;
                }
            }
        }

        @Override
        public double minimum() {
            return 0;
        }

        @Override
        public double maximum() {
            return 71;
        }

        @Override
        public String unit() {
            return "places";
        }

        @Override
        public String rowLabel(int row) {
            return "r" + row;
        }

        @Override
        public String columnLabel(int column) {
            return "c" + column;
        }
    }

    @Start
    void start(Stage stage) {
        view = new MatrixView();
        stage.setScene(new Scene(view, 560, 560)); // the matrix itself: 500 x 500
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(view::close);
    }

    private Places show(FxRobot robot, int cells) throws Exception {
        Places source = new Places(cells);
        robot.interact(() -> view.setSource(source));
        settle();
        return source;
    }

    private void settle() throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> {
            boolean[] done = new boolean[1];
            new FxRobot().interact(() -> done[0] = view.shownProperty().get().isPresent() && view.settled());
            return done[0];
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void hoverGivesTheCellUnderThePointer(FxRobot robot) throws Exception {
        show(robot, 50); // 10 pixels a cell
        robot.moveTo(view.localToScreen(MatrixView.GUTTER + 73, MatrixView.GUTTER + 128));
        assertThat(view.hoveredProperty().get()).contains(new MatrixView.Cell(12, 7, 12 * 7 % 64 + 7));
        robot.moveTo(view.localToScreen(20, 20));
        assertThat(view.hoveredProperty().get()).isEmpty();
        robot.clickOn(view.localToScreen(MatrixView.GUTTER + 73, MatrixView.GUTTER + 128));
        assertThat(view.selectedProperty().get()).map(MatrixView.Cell::row).contains(12);
        assertThat(view.getAccessibleText()).contains("Row r12, column c7");
    }

    @Test
    void hoverIsRightAfterZoomingAtThePointer(FxRobot robot) throws Exception {
        show(robot, 5000);
        var point = view.localToScreen(MatrixView.GUTTER + 250.5, MatrixView.GUTTER + 100.5);
        robot.moveTo(point);
        MatrixView.Cell before = view.hoveredProperty().get().orElseThrow();
        robot.scroll(8, VerticalDirection.UP);
        settle();
        MatrixView.Cell after = view.hoveredProperty().get().orElseThrow();
        assertThat(view.viewport().level()).isPositive();
        assertThat(Math.abs(after.row() - before.row())).isLessThanOrEqualTo(1);
        assertThat(Math.abs(after.column() - before.column())).isLessThanOrEqualTo(1);
    }

    @Test
    void keysMoveTheSelectionZoomAndFit(FxRobot robot) throws Exception {
        show(robot, 50);
        robot.interact(view::requestFocus);
        robot.push(KeyCode.RIGHT);
        assertThat(view.selectedProperty().get()).map(MatrixView.Cell::row).contains(25);
        robot.push(KeyCode.RIGHT).push(KeyCode.DOWN).push(KeyCode.DOWN);
        assertThat(view.selectedProperty().get()).contains(new MatrixView.Cell(27, 26, 27 * 7 % 64 + 26 % 8));
        robot.push(KeyCode.ADD).push(KeyCode.ADD);
        assertThat(view.viewport().level()).isEqualTo(2);
        robot.push(KeyCode.HOME);
        assertThat(view.viewport().level()).isZero();
        robot.push(KeyCode.ESCAPE);
        assertThat(view.selectedProperty().get()).isEmpty();
    }

    @Test
    void visibleNumbersAreTheCells(FxRobot robot) throws Exception {
        show(robot, 50);
        String[] csv = new String[1];
        robot.interact(() -> csv[0] = view.visibleNumbers());
        assertThat(csv[0].lines()).hasSize(51);
        assertThat(csv[0].lines().skip(4).findFirst().orElseThrow()).startsWith("3,21,22,23");
    }

    @ParameterizedTest
    @ValueSource(ints = {50_257, 262_144})
    void movingNeverComputesTilesOnTheToolkitsThread(int cells, FxRobot robot) throws Exception {
        Places source = show(robot, cells);
        CountDownLatch done = new CountDownLatch(1);
        long[] frames = new long[2];
        long start = System.nanoTime();
        robot.interact(() -> {
            frames[0] = view.frames();
            new AnimationTimer() {
                private int step;

                @Override
                public void handle(long now) {
                    Viewport v = view.viewport();
                    view.moveTo(step % 40 < 20 ? v.zoomedBy(step < 60 ? 1 : -1, 200, 250) : v.pannedBy(-9, step % 7));
                    if (step++ == 120) {
                        stop();
                        frames[1] = view.frames();
                        done.countDown();
                    }
                }
            }.start();
        });
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("V=%d: %.1f frames/s%n", cells, (frames[1] - frames[0]) / seconds);
        assertThat(frames[1]).isGreaterThan(frames[0]);
        settle();
        assertThat(source.threads).isNotEmpty().allMatch(name -> name.startsWith("tiles-"));
    }

    @Test
    void aNewMatrixReplacesTheOldOneAndItsTiles(FxRobot robot) throws Exception {
        show(robot, 5000);
        Places next = new Places(64);
        robot.interact(() -> view.setSource(next));
        WaitForAsyncUtils.waitFor(
                20,
                TimeUnit.SECONDS,
                () -> view.shownProperty().get().filter(s -> s == next).isPresent());
        settle();
        assertThat(view.viewport().rows()).isEqualTo(64);
        String[] csv = new String[1];
        robot.interact(() -> csv[0] = view.visibleNumbers());
        assertThat(csv[0].lines()).hasSize(65);
    }
}
