package hammingway.design.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Progress;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CyclicFamily;
import hammingway.code.analysis.BitInformation;
import hammingway.code.analysis.Columns;
import hammingway.code.analysis.Distances;
import hammingway.code.analysis.ErrorCurves;
import hammingway.code.analysis.Neighbours;
import hammingway.design.book.Pair;
import hammingway.design.book.Preview;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import hammingway.math.SplitRandom;
import hammingway.vocab.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a toolkit: what concerns the screen runs on the test's thread. */
class AnalysisViewModelTest {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private final BlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
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
    private final AnalysisViewModel model = new AnalysisViewModel(background);

    @AfterEach
    void close() {
        background.close();
    }

    private void until(BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            Runnable next = screen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next)
                    .as("stage %s, %s", model.stage().get(), model.problem().get())
                    .isNotNull();
            next.run();
        }
    }

    private void show(Codebook codebook, Optional<Vocabulary> vocabulary) {
        model.show(Optional.of(Preview.of(codebook, vocabulary)), vocabulary);
    }

    private void measured(Codebook codebook, Optional<Vocabulary> vocabulary) throws InterruptedException {
        show(codebook, vocabulary);
        assertThat(model.stage().get()).isEqualTo(AnalysisViewModel.Stage.PREVIEW);
        until(() -> model.pairs().get().isPresent());
        assertThat(model.stage().get()).isEqualTo(AnalysisViewModel.Stage.EXACT);
        assertThat(model.doing().get()).isEmpty();
    }

    @Test
    void figuresAreThoseOfTheCore() throws InterruptedException {
        for (Codebook code :
                List.of(AnalysisCodes.minimalRandom(), AnalysisCodes.of(new CyclicFamily.Bch(63, 16), 1000))) {
            measured(code, Optional.empty());
            assertThat(model.distances().get()).contains(Distances.of(code, Progress.NONE));
            AnalysisViewModel.Pairs pairs = model.pairs().get().orElseThrow();
            Neighbours.Closest closest = Neighbours.closest(code, 10_000, Parallel.all(Progress.NONE, ""));
            assertThat(pairs.closest().total()).isEqualTo(closest.total());
            assertThat(pairs.closest().pairs()).isEqualTo(closest.pairs());
            assertThat(model.correlations().get().orElseThrow().values())
                    .isEqualTo(Columns.correlations(code, Progress.NONE).values());
            Preview preview = model.preview().get().orElseThrow();
            assertThat(preview.columns()).isEqualTo(Columns.of(code));
            assertThat(preview.weights()).isEqualTo(Columns.rowWeights(code));
            assertThat(preview.weighted()).isEmpty();
            assertThat(model.unionBound()[5])
                    .isEqualTo(ErrorCurves.unionBound(
                            Distances.of(code, Progress.NONE), 1000, AnalysisViewModel.RATES.get(5)));
        }
    }

    @Test
    void minimalAndFortyRandomBitsHaveMinimumDistanceEight() throws InterruptedException {
        measured(AnalysisCodes.minimalRandom(), Optional.empty());
        assertThat(model.distances().get().orElseThrow().minimum()).isEqualTo(8);
        assertThat(model.preview().get().orElseThrow().distances().minimumAtMost())
                .isGreaterThanOrEqualTo(8);
    }

    @Test
    void theNewestCodebookWinsAndNothingOfTheLastStays() throws InterruptedException {
        measured(AnalysisCodes.minimalRandom(), Optional.empty());
        model.selected().set(Optional.of(new Pair(1, 2)));
        model.simulate();
        Codebook gray = AnalysisCodes.of(new CodeFamily.Gray(), 300);
        show(AnalysisCodes.of(new CyclicFamily.Bch(63, 16), 1000), Optional.empty());

        assertThat(model.distances().get()).isEmpty();
        assertThat(model.pairs().get()).isEmpty();
        assertThat(model.unionBound()).isEmpty();
        List<Integer> lengths = new ArrayList<>();
        model.distances()
                .subscribe(d -> d.ifPresent(f -> lengths.add(f.histogram().size() - 1)));
        show(gray, Optional.empty());
        until(() -> model.pairs().get().isPresent() && background.active().isEmpty());
        assertThat(lengths).containsExactly(9);
        assertThat(model.simulated().get()).isEmpty();
        model.show(Optional.empty(), Optional.empty());
        assertThat(model.stage().get()).isEqualTo(AnalysisViewModel.Stage.NOTHING);
        assertThat(model.preview().get()).isEmpty();
    }

    @Test
    void countsOfTokensWeighTheColumns() throws InterruptedException {
        Codebook code = AnalysisCodes.minimalRandom();
        Vocabulary vocabulary = AnalysisCodes.vocabulary(1000, folder);
        measured(code, Optional.of(vocabulary));
        Preview.Weighted weighted =
                model.preview().get().orElseThrow().weighted().orElseThrow();
        assertThat(weighted.information()).isEqualTo(BitInformation.of(code, vocabulary.counts()));
        double ones = 0;
        double all = 0;
        for (int v = 0; v < 1000; v++) {
            ones += code.bits().get(v, 7) ? vocabulary.count(v) : 0;
            all += vocabulary.count(v);
        }
        assertThat(weighted.shares()[7]).isCloseTo(ones / all, within(1e-12));
        measured(AnalysisCodes.of(new CodeFamily.Gray(), 300), Optional.of(vocabulary)); // of another size
        assertThat(model.counted()).isFalse();
        assertThat(model.preview().get().orElseThrow().weighted()).isEmpty();
    }

    @Test
    void theWorstPairsAreThoseOfAllPairs() {
        for (int seed = 0; seed < 20; seed++) {
            SplitRandom random = SplitRandom.of(seed, "risks", 0);
            int v = 40 + random.nextInt(40);
            int n = 10 + random.nextInt(10);
            Codebook code = AnalysisCodes.of(new CodeFamily.MinimalRandom(n, CodeFamily.RandomBits.SPLIT), v);
            long[] counts = new long[v];
            for (int i = 0; i < v; i++) {
                counts[i] = random.nextInt(6); // ties
            }
            BitMatrix bits = code.bits();
            List<RiskyPair> all = new ArrayList<>();
            for (int i = 0; i < v; i++) {
                for (int j = i + 1; j < v; j++) {
                    int d = bits.distance(i, j);
                    long count = Math.min(counts[i], counts[j]);
                    all.add(new RiskyPair(
                            new Pair(i, j), d, count, count * ErrorCurves.pairwise(d, RiskyPair.FLIP_RATE)));
                }
            }
            all.sort(Comparator.comparingDouble(RiskyPair::risk)
                    .reversed()
                    .thenComparingInt(RiskyPair::distance)
                    .thenComparingInt(r -> r.pair().first())
                    .thenComparingInt(r -> r.pair().second()));
            Neighbours.Closest closest = Neighbours.closest(code, 50, Parallel.all(Progress.NONE, ""));
            assertThat(RiskyPair.worst(code, Optional.of(counts), closest, 30, Progress.NONE))
                    .as("seed %d", seed)
                    .isEqualTo(all.subList(0, 30));
        }
    }

    @Test
    void aSimulatedCurveComesOnRequestAndIsThatOfTheCore() throws InterruptedException {
        Codebook code = AnalysisCodes.of(new CodeFamily.Gray(), 60);
        measured(code, Optional.empty());
        assertThat(model.simulated().get()).isEmpty();
        model.simulate();
        assertThat(model.simulatingNow().get()).isTrue();
        until(() -> !model.simulated().get().isEmpty());
        assertThat(model.simulatingNow().get()).isFalse();
        assertThat(model.simulated().get())
                .isEqualTo(ErrorCurves.monteCarlo(
                        code,
                        () -> ErrorCurves.nearestCodeword(code),
                        AnalysisViewModel.RATES,
                        AnalysisViewModel.TRIALS,
                        42,
                        Parallel.all(Progress.NONE, "")));
    }

    @Test
    void breakEvenIsWhereMultiplyAddsAgree() {
        for (HostModel host : AnalysisViewModel.hosts()) {
            int n = (int) host.breakEven();
            long softmax = host.softmax().headMultiplyAdds();
            assertThat(host.coded(n).headMultiplyAdds() + host.coded(n).decodeMultiplyAdds())
                    .isLessThanOrEqualTo(softmax);
            assertThat(host.coded(n + 1).headMultiplyAdds() + host.coded(n + 1).decodeMultiplyAdds())
                    .isGreaterThan(softmax);
            assertThat(host.softmax().stored()).isEqualTo(host.tied() ? 0 : 128_256L * 4096);
        }
        assertThat(model.own()).isEmpty();
    }

    @Test
    void expectedCountsOfARandomCodeAddUp() {
        for (int n : new int[] {1, 10, 63, 1024, 8192}) {
            double[] expected = RandomCode.expected(n, 1e6);
            assertThat(java.util.Arrays.stream(expected).sum()).isCloseTo(1e6, within(1e-2));
        }
        assertThat(RandomCode.expected(4, 16)).containsExactly(new double[] {1, 4, 6, 4, 1}, within(1e-9));
    }
}
