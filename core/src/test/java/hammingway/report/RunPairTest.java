package hammingway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.AtomicFiles;
import hammingway.base.WorkbenchException;
import hammingway.math.SplitRandom;
import hammingway.math.Statistics;
import hammingway.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPairTest {
    private static final long SEED = 5;
    private static final int WINDOWS = 50;

    @TempDir
    Path folder;

    private RunFolder a = new RunFolder(Path.of("unset"));
    private RunFolder b = new RunFolder(Path.of("unset"));
    private final int[] ranksOfA = new int[WINDOWS * MadeRuns.CONTEXT];
    private final int[] ranksOfB = new int[WINDOWS * MadeRuns.CONTEXT];

    @BeforeEach
    void make() {
        MadeRuns made = new MadeRuns(folder.resolve("project"));
        a = made.run(made.spec("softmax"), 0.6);
        b = made.run(made.spec("code-NLL 50 bits"), 0.5);
        SplitRandom random = new SplitRandom(SEED);
        for (int i = 0; i < ranksOfA.length; i++) {
            int hard = random.nextInt(12); // what is hard is hard for both
            ranksOfA[i] = Math.max(0, hard - random.nextInt(4));
            ranksOfB[i] = Math.max(0, hard - random.nextInt(3));
        }
        MadeRuns.traces(a, WINDOWS, i -> i % 7, i -> ranksOfA[i], i -> 1000 + ranksOfA[i]);
        MadeRuns.traces(b, WINDOWS, i -> i % 7, i -> ranksOfB[i], i -> 1000 + 2 * ranksOfB[i]);
    }

    /** Differences of windows resampled by another program: the ends agree within what 10,000 draws leave to chance. */
    @Test
    void theIntervalIsThatOfResampledWindows() {
        RunPair pair = RunPair.of(a, b, SEED);
        assertThat(pair.tokens()).isEqualTo((long) WINDOWS * MadeRuns.CONTEXT);
        assertThat(pair.windows()).isEqualTo(WINDOWS);
        requireLike(pair.top1(), i -> (ranksOfA[i] < 1 ? 1 : 0) - (ranksOfB[i] < 1 ? 1 : 0), 1);
        requireLike(pair.top5(), i -> (ranksOfA[i] < 5 ? 1 : 0) - (ranksOfB[i] < 5 ? 1 : 0), 1);
        requireLike(pair.nats(), i -> ranksOfA[i] - 2 * ranksOfB[i], 1e-3);
        assertThat(pair.nats().first())
                .isCloseTo(1 + Statistics.mean(MadeRuns.windowMeans(WINDOWS, i -> ranksOfA[i])) / 1000, within(1e-6));
        assertThat(pair.notComparable()).isEmpty();
    }

    private static void requireLike(RunPair.Difference found, IntUnaryOperator difference, double unit) {
        double[] windows = MadeRuns.windowMeans(WINDOWS, difference);
        java.util.Random other = new java.util.Random(SEED);
        List<Double> means = new ArrayList<>();
        for (int r = 0; r < 10_000; r++) {
            double sum = 0;
            for (int w = 0; w < WINDOWS; w++) {
                sum += windows[other.nextInt(WINDOWS)];
            }
            means.add(unit * sum / WINDOWS);
        }
        Collections.sort(means);
        double width = means.get(9750) - means.get(250);
        assertThat(found.difference().mean()).isCloseTo(unit * Statistics.mean(windows), within(1e-6));
        assertThat(found.first() - found.second()).isCloseTo(found.difference().mean(), within(1e-9));
        assertThat(found.difference().low()).isCloseTo(means.get(250), within(0.05 * width));
        assertThat(found.difference().high()).isCloseTo(means.get(9750), within(0.05 * width));
    }

    @Test
    void theSameSeedGivesTheSameAndTheOrderTurnsTheSign() {
        RunPair pair = RunPair.of(a, b, SEED);
        assertThat(RunPair.of(a, b, SEED)).isEqualTo(pair);
        RunPair turned = RunPair.of(b, a, SEED);
        assertThat(turned.top5().difference().mean())
                .isEqualTo(-pair.top5().difference().mean());
        assertThat(turned.nats().clear()).isTrue();
        assertThat(pair.nats().clear()).isTrue();
        RunPair same = RunPair.of(a, a, SEED);
        assertThat(same.top1().pValue()).isEqualTo(1);
        assertThat(same.top1().clear()).isFalse();
    }

    @Test
    void otherTokensAreRefusedWithTheirPlace() {
        MadeRuns.traces(b, WINDOWS, i -> i == 3 * MadeRuns.CONTEXT + 5 ? 9 : i % 7, i -> 0, i -> 1);
        assertThatThrownBy(() -> RunPair.of(a, b, SEED))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("token 5 of window 3 is " + (3 * MadeRuns.CONTEXT + 5) % 7)
                .hasMessageContaining("9 for the other");
    }

    @Test
    void theWindowsInCommonAreCompared() {
        MadeRuns.traces(b, 20, i -> i % 7, i -> ranksOfB[i], i -> 1);
        assertThat(RunPair.of(a, b, SEED).windows()).isEqualTo(20);
        MadeRuns.traces(b, 1, i -> i % 7, i -> 0, i -> 1);
        assertThatThrownBy(() -> RunPair.of(a, b, SEED)).hasMessageContaining("at least 2");
    }

    @Test
    void missingAndDamagedTracesAreTold() throws Exception {
        Path ranks = b.evaluation().resolve("traces/ranks.npy");
        AtomicFiles.write(ranks, out -> out.write(new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> RunPair.of(a, b, SEED))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("ranks.npy");
        Files.delete(ranks);
        assertThatThrownBy(() -> RunPair.of(a, b, SEED))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("evaluation.traces = true");
    }

    @Test
    void whatSetsTheRunsApartIsSaid() {
        MadeRuns made = new MadeRuns(folder.resolve("project"));
        RunFolder shorter =
                made.run(made.spec("softmax", "training.steps", "75"), MadeRuns.result(0.3, 1000, 1), "bb", 0);
        MadeRuns.traces(shorter, WINDOWS, i -> i % 7, i -> 0, i -> 1);
        assertThat(RunPair.of(a, shorter, SEED).notComparable())
                .anyMatch(t -> t.contains("other data"))
                .anyMatch(t -> t.contains("saw 4 times more tokens in training"))
                .hasSize(2);
    }
}
