package hammingway.code.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import hammingway.math.SplitRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    private static final Parallel THREE = new Parallel(3, Progress.NONE, "");

    @Test
    void nearestAreTheFirstOfAllSorted() {
        long seed = 41;
        SplitRandom random = new SplitRandom(seed);
        for (int trial = 0; trial < 1000; trial++) {
            int n = 6 + random.nextInt(trial % 2 == 0 ? 3 : 150);
            Codebook book = Books.random(random, 2 + random.nextInt(50), n);
            int token = random.nextInt(book.size());
            int k = random.nextInt(book.size() + 3);
            List<Neighbours.Neighbour> expected = IntStream.range(0, book.size())
                    .filter(i -> i != token)
                    .mapToObj(i -> new Neighbours.Neighbour(i, book.bits().distance(i, token)))
                    .sorted(Comparator.comparingInt(Neighbours.Neighbour::distance)
                            .thenComparingInt(Neighbours.Neighbour::token))
                    .limit(k)
                    .toList();
            assertThat(Neighbours.nearest(book, token, k))
                    .as("seed " + seed + ", trial " + trial)
                    .isEqualTo(expected);
        }
    }

    @Test
    void closestPairsAreAllPairsAtTheMinimum() {
        long seed = 42;
        SplitRandom random = new SplitRandom(seed);
        for (int trial = 0; trial < 600; trial++) {
            int n = 6 + random.nextInt(trial % 2 == 0 ? 3 : 150);
            Codebook book = Books.random(random, 2 + random.nextInt(50), n);
            String what = "seed " + seed + ", trial " + trial;
            Distances distances = Distances.of(book, THREE);
            List<Neighbours.Pair> pairs = new ArrayList<>();
            int[] kissing = new int[book.size()];
            for (int i = 0; i < book.size(); i++) {
                for (int j = i + 1; j < book.size(); j++) {
                    if (book.bits().distance(i, j) == distances.minimum()) {
                        pairs.add(new Neighbours.Pair(i, j));
                        kissing[i]++;
                        kissing[j]++;
                    }
                }
            }
            int limit = random.nextInt(20);
            Neighbours.Closest found = Neighbours.closest(book, limit, THREE);
            assertThat(found.distance()).as(what).isEqualTo(distances.minimum());
            assertThat(found.total()).as(what).isEqualTo(distances.atMinimum()).isEqualTo(pairs.size());
            assertThat(found.kissing()).as(what).containsExactly(kissing);
            assertThat(found.pairs()).as(what).isEqualTo(pairs.subList(0, Math.min(limit, pairs.size())));
            assertThat(found.meanKissing()).as(what).isCloseTo(2.0 * pairs.size() / book.size(), within(1e-12));
        }
    }

    /** Several blocks. */
    @Test
    void kissingNumbersOfManyTokens() {
        BitMatrix bits = DistancesTest.numbered(4000, 40);
        Neighbours.Closest found = Neighbours.closest(Books.of(bits), 1000, THREE);
        for (Neighbours.Pair pair : found.pairs()) {
            assertThat(bits.distance(pair.first(), pair.second())).isEqualTo(found.distance());
        }
        PairCounts.Found counts = PairCounts.of(bits, THREE);
        assertThat(found.total())
                .isEqualTo(counts.histogram()[found.distance()])
                .isEqualTo(found.pairs().size());
        for (int v = 0; v < 4000; v++) {
            assertThat(found.kissing()[v] > 0).isEqualTo(counts.nearest()[v] == found.distance());
        }
        assertThat(found.mostKissing()).isPositive();
    }

    /** A preview is random, but its seed is fixed: within 5 standard errors of the truth. */
    @Test
    void thePreviewIsWithinItsStandardErrors() {
        for (int n : new int[] {20, 64, 200}) {
            Codebook book = Books.of(DistancesTest.numbered(5000, n));
            Distances exact = Distances.of(book, THREE);
            SampledDistances preview = SampledDistances.of(book);
            double pairs = 5000 * 4999 / 2.0;
            for (int d = 0; d <= n; d++) {
                double p = exact.histogram().get(d) / pairs;
                double error = Math.sqrt(p * (1 - p) / preview.pairs());
                assertThat(preview.shares().get(d)).isCloseTo(p, within(5 * error + 1e-9 + 3.0 / preview.pairs()));
            }
            assertThat(preview.mean()).isCloseTo(exact.mean(), within(1e-9));
            assertThat(preview.minimumAtMost()).isGreaterThanOrEqualTo(exact.minimum());
            assertThat(preview.meanNearest().mean())
                    .isCloseTo(
                            exact.meanNearest(),
                            within(5 * preview.meanNearest().sd() / Math.sqrt(24) + 0.15));
        }
    }

    /** With few tokens each is compared with all. */
    @Test
    void thePreviewOfFewTokensHasTheTrueNearest() {
        Codebook book = Books.random(new SplitRandom(43), 20, 30);
        Distances exact = Distances.of(book, THREE);
        SampledDistances preview = SampledDistances.of(book);
        assertThat(preview.meanNearest().mean()).isCloseTo(exact.meanNearest(), within(1e-12));
        assertThat(preview.minimumAtMost()).isEqualTo(exact.minimum());
    }
}
