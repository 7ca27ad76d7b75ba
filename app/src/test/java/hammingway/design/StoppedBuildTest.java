package hammingway.design;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.fx.Background;
import hammingway.fx.Notices;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Without a toolkit: what concerns the screen runs on the test's thread. */
class StoppedBuildTest {
    private final BlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();

    private void until(BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            Runnable next = screen.poll(60, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            next.run();
        }
    }

    @Test
    void aCodebookWhoseBuildWasStoppedInTheStatusBarIsNotWaitedForEver() throws InterruptedException {
        Notices notices = new Notices() {
            @Override
            public void info(String text) {}

            @Override
            public void error(String text) {
                throw new AssertionError(text);
            }
        };
        try (Background background = new Background(notices, screen::add)) {
            DesignViewModel design = new DesignViewModel(background);
            design.size("500");
            assertThat(design.busyProperty().get()).isTrue();
            background.active().stream()
                    .filter(j -> j.title().equals("Codebook"))
                    .forEach(Background.Job::stop);
            until(() -> background.active().isEmpty());
            assertThat(design.busyProperty().get()).isFalse();
            assertThat(design.hash()).isEmpty();
            assertThat(design.problems()).singleElement().asString().contains("Codebook was stopped");
            design.size("400"); // goes on as if nothing had been
            until(() -> !design.busyProperty().get());
            assertThat(design.hash()).isPresent();
            assertThat(design.problems()).isEmpty();
        }
    }
}
