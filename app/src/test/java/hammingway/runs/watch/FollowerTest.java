package hammingway.runs.watch;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.control.LiveChart;
import hammingway.math.SplitRandom;
import hammingway.run.RunEvent;
import hammingway.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {
    private static final long SEED = 5;

    @TempDir
    Path folder;

    private final BlockingQueue<WatchPicture> pictures = new LinkedBlockingQueue<>();
    private Follower follower;

    @BeforeEach
    void start() {
        follower = new Follower(Runnable::run, pictures::add, text -> {
            throw new AssertionError(text);
        });
    }

    @AfterEach
    void close() {
        follower.close();
    }

    private RunFolder run(String name) throws Exception {
        return new RunFolder(Files.createDirectories(folder.resolve(name)));
    }

    private static void append(RunFolder run, RunEvent... events) throws Exception {
        for (RunEvent e : events) {
            Files.writeString(
                    run.path().resolve("events.jsonl"),
                    Json.line(SpecCodec.write((Record) e)) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private static RunEvent.StepDone step(long number, double loss) {
        return new RunEvent.StepDone(1, number, loss, 0.001, 1, 0.5, 10, 1 << 20);
    }

    private static Wish wish(Progression over, double smoothing, Optional<LiveChart.Span> span, RunFolder... runs) {
        List<Wish.Shown> shown = java.util.stream.IntStream.range(0, runs.length)
                .mapToObj(i -> new Wish.Shown(runs[i], "run " + i, i))
                .toList();
        return new Wish(shown, List.of(Metric.LOSS, Metric.TOP5), over, smoothing, Set.of(), span, 300);
    }

    private WatchPicture until(Predicate<WatchPicture> wanted) throws Exception {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < patience) {
            WatchPicture next = pictures.poll(1, TimeUnit.SECONDS);
            if (next != null && wanted.test(next)) {
                return next;
            }
        }
        throw new AssertionError("the picture did not come");
    }

    private static WatchPicture.Chart chart(WatchPicture picture, Metric metric) {
        return Optional.ofNullable(picture.charts().get(metric)).orElseThrow();
    }

    private static double[] loss(WatchPicture picture, int run) {
        return chart(picture, Metric.LOSS).curves().stream()
                .filter(c -> c.colour() == run && c.kind() == LiveChart.Kind.LINE)
                .map(WatchPicture.Curve::y)
                .findFirst()
                .orElse(new double[0]);
    }

    @Test
    void followsSeveralRunsAsTheirLogsGrowBeginAnewAndGoBack() throws Exception {
        RunFolder a = run("a");
        RunFolder b = run("b");
        append(a, step(1, 3), step(2, 2));
        follower.follow(wish(Progression.STEP, 0, Optional.empty(), a, b));
        assertThat(loss(until(p -> loss(p, 0).length == 2), 1)).isEmpty();
        append(b, step(1, 9));
        append(a, step(3, 1), new RunEvent.Validated(1, 3, 1.5, 2, 0.1, 0.25, List.of(0.5, 0.75)));
        WatchPicture both = until(p -> loss(p, 1).length == 1 && loss(p, 0).length == 3);
        assertThat(loss(both, 0)).containsExactly(3, 2, 1);
        assertThat(chart(both, Metric.TOP5).curves()).hasSize(1);
        assertThat(both.bits().orElseThrow().shares()[0]).containsExactly(0.5, 0.75);

        append(a, new RunEvent.Started(1, 1, 1, 1, 9), step(2, 7));
        assertThat(loss(until(p -> loss(p, 0).length == 2), 0))
                .as("went back to step 1")
                .containsExactly(3, 7);
        Files.writeString(a.path().resolve("events.jsonl"), Json.line(SpecCodec.write(step(1, 4))) + "\n");
        assertThat(loss(until(p -> loss(p, 0).length == 1), 0)).containsExactly(4);
        Files.delete(b.path().resolve("events.jsonl"));
        append(b, step(1, 8), step(2, 8));
        assertThat(loss(until(p -> loss(p, 1).length == 2), 1)).containsExactly(8, 8);
    }

    @Test
    void givesNothingWhereNothingIsNewAndWhileNobodyLooks() throws Exception {
        RunFolder a = run("a");
        append(a, step(1, 3));
        follower.follow(wish(Progression.STEP, 0, Optional.empty(), a));
        until(p -> loss(p, 0).length == 1);
        assertThat(pictures.poll(600, TimeUnit.MILLISECONDS)).isNull();
        follower.pause(true);
        append(a, step(2, 2));
        assertThat(pictures.poll(600, TimeUnit.MILLISECONDS)).isNull();
        follower.pause(false);
        until(p -> loss(p, 0).length == 2);
        follower.follow(wish(Progression.TOKENS, 0, Optional.empty(), a));
        assertThat(chart(until(p -> chart(p, Metric.LOSS).frame().right() == 20), Metric.LOSS)
                        .curves()
                        .getFirst()
                        .x())
                .containsExactly(10, 20);
        follower.follow(wish(Progression.TIME, 0, Optional.of(new LiveChart.Span(0.75, 2)), a));
        assertThat(chart(until(p -> chart(p, Metric.LOSS).frame().left() == 0.75), Metric.LOSS)
                        .frame()
                        .right())
                .isEqualTo(2);
    }

    /** What is computed as values come is what is computed at once, also after the run went back. */
    @Test
    void smoothsAsValuesCome() {
        SplitRandom random = new SplitRandom(SEED);
        double[] column = new double[1000];
        for (int i = 0; i < column.length; i++) {
            column[i] = random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian();
        }
        Smoothed growing = new Smoothed(0.9);
        for (int n = 0; n <= 1000; n += 1 + random.nextInt(90)) {
            growing.of(column, n);
        }
        double[] all = growing.of(column, 1000);
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < 1000; i++) {
            if (Double.isNaN(column[i])) {
                assertThat(all[i]).as("seed %d, value %d", SEED, i).isNaN();
            } else {
                sum = 0.9 * sum + 0.1 * column[i];
                weight = 0.9 * weight + 0.1;
                assertThat(all[i])
                        .as("seed %d, value %d", SEED, i)
                        .isEqualTo(sum / weight, org.assertj.core.api.Assertions.within(1e-12));
            }
        }
        assertThat(growing.of(new double[] {5, 5}, 2)[1])
                .as("begins anew")
                .isEqualTo(5, org.assertj.core.api.Assertions.within(1e-12));
    }
}
