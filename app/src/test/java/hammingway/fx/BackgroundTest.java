package hammingway.fx;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Without a toolkit: what concerns the screen runs on the test's thread. */
class BackgroundTest {
    private final BlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
    private final List<String> told = new ArrayList<>();
    private final Background background = new Background(
            new Notices() {
                @Override
                public void info(String text) {}

                @Override
                public void error(String text) {
                    throw new AssertionError(text);
                }
            },
            screen::add);

    @AfterEach
    void close() {
        background.close();
    }

    private void until(BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            Runnable next = screen.poll(60, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            next.run();
        }
    }

    private static int untilCancelled(Progress progress, CountDownLatch begun) {
        begun.countDown();
        while (true) {
            progress.check();
            Thread.onSpinWait();
        }
    }

    @Test
    void whoWaitsForWorkThatAPersonStoppedIsTold() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        Background.Job stopped =
                background.start("Counting", p -> untilCancelled(p, begun), n -> told.add("" + n), told::add);
        Background.Job dropped =
                background.start("Sorting", p -> untilCancelled(p, begun), n -> told.add("" + n), told::add);
        begun.await();
        stopped.stop();
        dropped.cancel();
        until(() -> background.active().isEmpty());
        assertThat(told).containsExactly("Counting was stopped before its end.");
    }
}
