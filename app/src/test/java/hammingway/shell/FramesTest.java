package hammingway.shell;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.control.MatrixView;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

/**
 * Frames of the whole window at V = 262,144 and n = 64, by wheel and mouse, beside the frames of a window in which nothing moves:
 * the limit of the same run. Prints what it counts; asserts what does not depend on the clock. With {@code -Dframes.width=1920
 * -Dframes.height=1080} on a display of that size.
 */
@ExtendWith(ApplicationExtension.class)
class FramesTest {
    private static final int FRAMES = 240;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Test
    void everyFrameOfAMovingMatrixIsDrawn() {
        int width = Integer.getInteger("frames.width", 980);
        int height = Integer.getInteger("frames.height", 960);
        try (Session session = new Session(width, height)) {
            MatrixView matrix = (MatrixView) find(session, "#matrix");
            Robot robot = Session.onScreen(Robot::new);
            set(session, "#field-size", "262144");
            session.until(() -> rows(matrix) == 262_144);
            for (int n = 61; n <= 64; n++) { // the first one loads and compiles what draws it
                int bits = n;
                long start = System.nanoTime();
                set(session, "#field-family-randomBits", Integer.toString(n - 18));
                session.until(() -> bits(matrix) == bits);
                System.out.printf("first picture after a change: %.0f ms%n", (System.nanoTime() - start) / 1e6);
            }
            session.settle();
            session.until(matrix::settled);
            Bounds at = Session.onScreen(() -> matrix.localToScreen(matrix.getLayoutBounds()));
            double x = at.getCenterX() + 20;
            double y = at.getCenterY() + 20;
            double idle = count(matrix, "nothing moves", step -> {});
            double zoomed = count(matrix, "wheel zooms", step -> {
                robot.mouseMove(x, y);
                robot.mouseWheel(step % 36 < 18 ? -1 : 1);
            });
            Session.act(() -> matrix.zoom(12));
            session.until(matrix::settled);
            double dragged = count(matrix, "mouse drags", step -> {
                robot.mouseMove(x + 3 * (step % 40), y + step % 40);
                if (step == 0) {
                    robot.mousePress(MouseButton.PRIMARY);
                } else if (step == FRAMES - 1) {
                    robot.mouseRelease(MouseButton.PRIMARY);
                }
            });
            System.out.printf(
                    "V=262144, n=64, %d x %d: frames/s %.1f still, %.1f zooming, %.1f dragging%n",
                    width, height, idle, zoomed, dragged);
            session.until(matrix::settled);
            assertThat(session.faults).isEmpty();
            memory();
        }
    }

    private static Node find(Session session, String id) {
        Node found = Session.onScreen(() -> session.workbench.scene().lookup(id));
        assertThat(found).as(id).isNotNull();
        return found;
    }

    private static void set(Session session, String id, String text) {
        TextField field = (TextField) find(session, id);
        Session.act(() -> field.setText(text));
    }

    private static int rows(MatrixView matrix) {
        return matrix.shownProperty().get().map(s -> s.rows()).orElse(0);
    }

    private static int bits(MatrixView matrix) {
        return matrix.shownProperty().get().map(s -> (int) s.maximum()).orElse(0);
    }

    /** Does one thing a frame. @return frames a second */
    private static double count(MatrixView matrix, String what, IntConsumer action) {
        CompletableFuture<Double> rate = new CompletableFuture<>();
        long[] frames = new long[1];
        Session.act(() -> {
            matrix.requestFocus();
            frames[0] = matrix.frames();
            new AnimationTimer() {
                private final long start = System.nanoTime();
                private int step;

                @Override
                public void handle(long now) {
                    if (step == FRAMES) {
                        stop();
                        rate.complete(FRAMES / ((System.nanoTime() - start) / 1e9));
                        return;
                    }
                    action.accept(step++);
                }
            }.start();
        });
        double perSecond = rate.join();
        long drawn = Session.onScreen(matrix::frames) - frames[0];
        System.out.printf("%s: %d pulses, %d pictures of the matrix%n", what, FRAMES, drawn);
        if (!what.startsWith("nothing")) {
            assertThat(drawn).as("pictures while " + what).isGreaterThan(FRAMES * 3L / 4);
        }
        return perSecond;
    }

    private static void memory() {
        System.gc();
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf("heap in use after a collection: %d MB%n", heap >> 20);
        assertThat(heap).isLessThan(600L << 20);
    }

    /**
     * How long the toolkit's thread leaves somebody waiting who asks every few milliseconds, while a monkey plays. Its processor time
     * within a wait tells work of its own from the machine's.
     */
    @Test
    void aSessionOfActionsIsRecorded() throws InterruptedException {
        try (Session session = new Session(980, 960)) {
            session.settle();
            Monkey monkey = new Monkey(session, 7);
            long toolkit = Session.onScreen(() -> Thread.currentThread().threadId());
            List<Double> waits = Collections.synchronizedList(new ArrayList<>());
            List<Double> worked = Collections.synchronizedList(new ArrayList<>());
            AtomicBoolean over = new AtomicBoolean();
            Thread watch = new Thread(() -> watch(toolkit, waits, worked, over));
            watch.start();
            List<String> slow = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int before = worked.size();
                String done = Session.onScreen(monkey::act);
                Thread.sleep(30);
                List<Double> seen;
                synchronized (worked) {
                    seen = List.copyOf(worked.subList(before, worked.size()));
                }
                double most = seen.stream().mapToDouble(d -> d).max().orElse(0);
                if (most > 50) {
                    slow.add(String.format("%s %.0f ms", done, most));
                }
            }
            over.set(true);
            watch.join();
            System.out.printf(
                    "200 actions: %s%nwaits for the toolkit's thread, ms: %s%nits own work in them, ms: %s%n",
                    slow, told(waits), told(worked));
            assertThat(session.faults).isEmpty();
            assertThat(waits).hasSizeGreaterThan(200);
        }
    }

    private void watch(long toolkit, List<Double> waits, List<Double> worked, AtomicBoolean over) {
        while (!over.get()) {
            long cpu = threads.getThreadCpuTime(toolkit);
            long start = System.nanoTime();
            CompletableFuture<Boolean> answered = new CompletableFuture<>();
            Platform.runLater(() -> answered.complete(true));
            answered.join();
            waits.add((System.nanoTime() - start) / 1e6);
            worked.add((threads.getThreadCpuTime(toolkit) - cpu) / 1e6);
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static String told(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return String.format(
                "%d, median %.1f, 99%% %.1f, most %.1f",
                sorted.size(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100), sorted.getLast());
    }
}
