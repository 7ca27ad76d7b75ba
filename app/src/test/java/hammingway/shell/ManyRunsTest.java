package hammingway.shell;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.run.Project;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

/**
 * A project of many finished runs in the whole window: how long until they are listed, and the frames of scrolling and filtering.
 * Prints what it measures; asserts what does not depend on the clock. By hand with {@code -Dmany.runs=5000 -Dmany.steps=2000}.
 */
@ExtendWith(ApplicationExtension.class)
class ManyRunsTest {
    private static final int RUNS = Integer.getInteger("many.runs", 300);
    private static final int STEPS = Integer.getInteger("many.steps", 20);
    private static final int FRAMES = 120;

    @Test
    void manyRunsAreListedScrolledAndFiltered() throws IOException {
        try (Session session = new Session(980, 960)) {
            Path folder = session.folder.resolve("many");
            make(folder);
            Session.act(() -> session.workbench.model().place().set(WorkbenchViewModel.Place.RUNS));
            long start = System.nanoTime();
            Session.act(() -> session.workbench.model().openAtStart(java.util.Optional.of(folder)));
            session.until(() -> session.workbench.runs().runs().size() == RUNS);
            System.out.printf("%d runs of %d steps listed: %.0f ms%n", RUNS, STEPS, (System.nanoTime() - start) / 1e6);
            assertThat(Session.onScreen(() -> session.workbench.runs().summary().get()))
                    .isEqualTo(RUNS + " runs: " + RUNS + " finished");
            session.settle();
            TableView<?> table = (TableView<?>)
                    Session.onScreen(() -> session.workbench.scene().lookup("#runs"));
            TextField words =
                    (TextField) Session.onScreen(() -> session.workbench.scene().lookup("#runs-filter"));
            frames("nothing moves", i -> {});
            frames("scrolling", i -> table.scrollTo(i * RUNS / FRAMES));
            frames("filtering", i -> words.setText(i % 2 == 0 ? "softmax " + i % 10 : "finished 1"));
            Session.act(() -> words.setText("softmax"));
            assertThat(Session.onScreen(() -> table.getItems().size())).isEqualTo(RUNS / 2);
            assertThat(session.faults).isEmpty();
        }
    }

    /** Does one thing a frame, and prints what frames took of the toolkit's thread: the machine's other work does not count. */
    private static void frames(String what, IntConsumer action) {
        CompletableFuture<List<Double>> all = new CompletableFuture<>();
        Session.act(() -> new AnimationTimer() {
            private final List<Double> millis = new ArrayList<>();
            private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            private long before = threads.getCurrentThreadCpuTime();

            @Override
            public void handle(long now) {
                long time = threads.getCurrentThreadCpuTime();
                millis.add((time - before) / 1e6);
                before = time;
                if (millis.size() > FRAMES) {
                    stop();
                    all.complete(millis);
                } else {
                    action.accept(millis.size());
                }
            }
        }.start());
        List<Double> sorted = new ArrayList<>(all.join());
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%s: a frame's work, median %.1f ms, 95%% %.1f, most %.1f%n",
                what,
                sorted.get(FRAMES / 2),
                sorted.get(FRAMES * 95 / 100),
                sorted.getLast());
    }

    private static void make(Path folder) throws IOException {
        Project.create(folder, "many");
        List<RunSpec> specs = Study.load("quickstart", Study.Options.NONE).runs();
        StringBuilder events = new StringBuilder(
                "{\"type\":\"started\",\"time\":1,\"pid\":1,\"processStart\":1,\"fromStep\":0,\"totalSteps\":" + STEPS
                        + "}\n");
        for (int i = 1; i <= STEPS; i++) {
            events.append("{\"type\":\"step-done\",\"time\":")
                    .append(i)
                    .append(",\"step\":")
                    .append(i)
                    .append(",\"loss\":7.143044471740723,\"learningRate\":4.0E-5,\"gradientNorm\":4.9554362297058105,")
                    .append("\"seconds\":0.6072821970000001,\"tokens\":2048,\"memoryBytes\":488861696}\n");
        }
        events.append("{\"type\":\"evaluated\",\"time\":9,\"top1\":0.5,\"top5\":0.7,\"perplexity\":12.5}\n");
        events.append("{\"type\":\"finished\",\"time\":9}\n");
        for (int i = 0; i < RUNS; i++) {
            RunSpec spec = specs.get(i % 2 == 0 ? 0 : 1);
            spec = spec.withName((i % 2 == 0 ? "softmax " : "minimal ") + i).withSeed(i);
            Path run = folder.resolve("runs").resolve("2026-01-01-run-" + i);
            Json.write(run.resolve("spec.json"), SpecCodec.write(spec));
            Files.writeString(run.resolve("events.jsonl"), events);
        }
    }
}
