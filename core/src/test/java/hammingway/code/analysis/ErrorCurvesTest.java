package hammingway.code.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import hammingway.math.SplitRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ErrorCurvesTest {
    private static final Parallel TWO = new Parallel(2, Progress.NONE, "");

    @Test
    void pairwiseErrorsAreSumsOfBinomials() {
        assertThat(ErrorCurves.pairwise(1, 0.1)).isCloseTo(0.1, within(1e-15));
        // half of 2 p q, and p^2
        assertThat(ErrorCurves.pairwise(2, 0.1)).isCloseTo(0.1, within(1e-15));
        assertThat(ErrorCurves.pairwise(3, 0.1)).isCloseTo(3 * 0.01 * 0.9 + 0.001, within(1e-15));
        assertThat(ErrorCurves.pairwise(201, 0.5)).isCloseTo(0.5, within(1e-9));
        assertThat(ErrorCurves.pairwise(1000, 0.5)).isCloseTo(0.5, within(1e-9));
        assertThat(ErrorCurves.pairwise(5, 0)).isZero();
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> ErrorCurves.pairwise(5, 0.6))
                .withMessageContaining("0.6; allowed are 0 to 0.5");
    }

    /** Two words at distance 3: the bound is the truth. */
    @Test
    void twoWordsErrAsTheBoundSays() {
        Codebook book = Books.of(BitMatrix.of(2, 3, (r, c) -> r == 1));
        Distances distances = Distances.of(book, TWO);
        List<Double> rates = List.of(0.05, 0.2, 0.5);
        List<ErrorCurves.Point> points =
                ErrorCurves.monteCarlo(book, () -> ErrorCurves.nearestCodeword(book), rates, 40_000, 7, TWO);
        for (ErrorCurves.Point point : points) {
            double truth = ErrorCurves.unionBound(distances, 2, point.flipRate());
            assertThat(truth).isCloseTo(ErrorCurves.pairwise(3, point.flipRate()), within(1e-12));
            double sd = Math.sqrt(truth * (1 - truth) / 40_000);
            assertThat(point.error().mean()).isCloseTo(truth, within(4.5 * sd));
            assertThat(point.error().low()).isLessThan(point.error().mean());
            assertThat(point.error().high()).isGreaterThan(point.error().mean());
        }
    }

    @Test
    void theBoundIsAboveTheMeasuredErrorAndNearItForFewFlips() {
        Codebook book = Books.random(new SplitRandom(71), 64, 70);
        Distances distances = Distances.of(book, TWO);
        List<ErrorCurves.Point> points = ErrorCurves.monteCarlo(
                book, () -> ErrorCurves.nearestCodeword(book), List.of(0.2, 0.25, 0.4), 6000, 8, TWO);
        for (ErrorCurves.Point point : points) {
            assertThat(point.error().low())
                    .isLessThanOrEqualTo(ErrorCurves.unionBound(distances, 64, point.flipRate()));
        }
        double bound = ErrorCurves.unionBound(distances, 64, 0.2);
        assertThat(points.get(0).error().high()).isGreaterThan(bound / 2);
    }

    @Test
    void theSeedAloneDecides() {
        Codebook book = Books.random(new SplitRandom(72), 40, 20);
        List<ErrorCurves.Point> one = ErrorCurves.monteCarlo(
                book,
                () -> ErrorCurves.nearestCodeword(book),
                List.of(0.1, 0.3),
                999,
                9,
                new Parallel(1, Progress.NONE, ""));
        assertThat(ErrorCurves.monteCarlo(
                        book, () -> ErrorCurves.nearestCodeword(book), List.of(0.1, 0.3), 999, 9, TWO))
                .isEqualTo(one);
        assertThat(ErrorCurves.monteCarlo(
                        book, () -> ErrorCurves.nearestCodeword(book), List.of(0.1, 0.3), 999, 10, TWO))
                .isNotEqualTo(one);
        assertThat(one.get(0).error().n()).isEqualTo(999);
    }

    @Test
    void anyDecoderCanBeMeasuredAndCancelled() {
        Codebook book = Books.random(new SplitRandom(73), 10, 20);
        assertThat(ErrorCurves.monteCarlo(book, () -> z -> 3, List.of(0.0), 20_000, 1, TWO)
                        .getFirst()
                        .error()
                        .mean())
                .isCloseTo(0.9, within(0.02));
        AtomicInteger asked = new AtomicInteger();
        Progress soon = new Progress() {
            @Override
            public void update(double share, String message) {}

            @Override
            public boolean cancelled() {
                return asked.incrementAndGet() > 3;
            }
        };
        AtomicInteger decoded = new AtomicInteger();
        assertThatExceptionOfType(Progress.CancelledException.class)
                .isThrownBy(() -> ErrorCurves.monteCarlo(
                        book,
                        () -> z -> decoded.incrementAndGet(),
                        List.of(0.1),
                        1 << 30,
                        1,
                        new Parallel(2, soon, "")));
        assertThat(decoded.get()).isLessThan(1000);
    }

    @Test
    void nearestCodewordsAreThoseOfADirectComparison() {
        long seed = 74;
        SplitRandom random = new SplitRandom(seed);
        for (int trial = 0; trial < 1000; trial++) {
            int n = 5 + random.nextInt(trial % 2 == 0 ? 4 : 140);
            Codebook book = Books.random(random, 2 + random.nextInt(30), n);
            float[] z = new float[n];
            for (int b = 0; b < n; b++) {
                z[b] = (float) random.nextGaussian();
            }
            int best = -1;
            int least = n + 1;
            for (int v = 0; v < book.size(); v++) {
                int d = 0;
                for (int b = 0; b < n; b++) {
                    d += book.bits().get(v, b) == z[b] > 0 ? 0 : 1;
                }
                if (d < least) {
                    least = d;
                    best = v;
                }
            }
            assertThat(ErrorCurves.nearestCodeword(book).decode(z))
                    .as("seed " + seed + ", trial " + trial)
                    .isEqualTo(best);
        }
    }
}
