package hammingway.code.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.SharedFolder;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.Gf2;
import hammingway.math.Parallel;
import hammingway.math.SplitRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DistancesTest {
    private static final Parallel THREE = new Parallel(3, Progress.NONE, "");

    /** Bit by bit, all ordered pairs. */
    private record Plain(long[] histogram, int[] nearest) {
        static Plain of(BitMatrix bits) {
            long[] histogram = new long[bits.columns() + 1];
            int[] nearest = new int[bits.rows()];
            Arrays.fill(nearest, Integer.MAX_VALUE);
            for (int i = 0; i < bits.rows(); i++) {
                for (int j = 0; j < bits.rows(); j++) {
                    int d = 0;
                    for (int b = 0; b < bits.columns(); b++) {
                        d += bits.get(i, b) == bits.get(j, b) ? 0 : 1;
                    }
                    histogram[d] += i < j ? 1 : 0;
                    nearest[i] = i == j ? nearest[i] : Math.min(nearest[i], d);
                }
            }
            return new Plain(histogram, nearest);
        }
    }

    private static int size(SplitRandom random, int n) {
        int most = n < 6 ? 1 << n : 60;
        return 2 + random.nextInt(most - 1);
    }

    @Test
    void allPathsAgreeWithThePlainTwin() {
        long seed = 21;
        SplitRandom random = new SplitRandom(seed);
        for (int trial = 0; trial < 1500; trial++) {
            int n = trial % 3 == 0 ? 1 + random.nextInt(12) : 1 + random.nextInt(300);
            Codebook book = Books.random(random, size(random, n), n);
            String what = "seed " + seed + ", trial " + trial + ", " + book.size() + " x " + n;
            Plain plain = Plain.of(book.bits());
            PairCounts.Found pairs = PairCounts.of(book.bits(), THREE);
            assertThat(pairs.histogram()).as(what).containsExactly(plain.histogram());
            assertThat(pairs.nearest()).as(what).containsExactly(plain.nearest());
            int least = Arrays.stream(plain.nearest()).min().orElseThrow();
            assertThat(PairMinimum.of(book.bits(), THREE)).as(what).isEqualTo(least);
            Distances found = Distances.of(book, Progress.NONE);
            assertThat(found.histogram())
                    .as(what)
                    .containsExactly(Arrays.stream(plain.histogram()).boxed().toArray(Long[]::new));
            assertThat(found.meanNearest())
                    .as(what)
                    .isCloseTo(Arrays.stream(plain.nearest()).average().orElseThrow(), within(1e-9));
            assertThat(Distances.minimum(book, THREE)).as(what).isEqualTo(least);
            if (n <= 12) {
                Distances transform = Autocorrelation.distances(book, THREE);
                assertThat(transform.histogram()).as(what).isEqualTo(found.histogram());
                assertThat(transform.meanNearest()).as(what).isCloseTo(found.meanNearest(), within(1e-9));
            }
        }
    }

    /** Several blocks, odd ends, one to three words; each unordered pair once. */
    @Test
    void manyBlocksAgreeWithWordByWordComparison() {
        long seed = 22;
        SplitRandom random = new SplitRandom(seed);
        for (int[] shape :
                new int[][] {{3200, 64}, {1537, 33}, {1700, 65}, {2305, 130}, {770, 1024}, {800, 1100}, {3072, 64}}) {
            BitMatrix bits = Books.random(random, shape[0], shape[1]).bits();
            String what = "seed " + seed + ", " + bits;
            long[] histogram = new long[shape[1] + 1];
            int[] nearest = new int[shape[0]];
            Arrays.fill(nearest, Integer.MAX_VALUE);
            for (int i = 0; i < shape[0]; i++) {
                for (int j = i + 1; j < shape[0]; j++) {
                    int d = bits.distance(i, j);
                    histogram[d]++;
                    nearest[i] = Math.min(nearest[i], d);
                    nearest[j] = Math.min(nearest[j], d);
                }
            }
            PairCounts.Found found = PairCounts.of(bits, THREE);
            assertThat(found.histogram()).as(what).containsExactly(histogram);
            assertThat(found.nearest()).as(what).containsExactly(nearest);
            assertThat(PairMinimum.of(bits, THREE))
                    .as(what)
                    .isEqualTo(Arrays.stream(nearest).min().orElseThrow());
        }
    }

    /** Codes of galois: weights, and distances of their cosets, by transform and by comparison. */
    @Test
    void linearCodesHaveTheirPublishedWeights() {
        for (JsonNode code : Json.read(SharedFolder.require("reference/codes/linear_codes.json"))) {
            String name = code.path("name").asText();
            BitMatrix generator = Books.generator(code);
            WeightDistribution weights =
                    WeightDistribution.of(Gf2.reduce(generator).rows());
            assertThat(weights.minimum()).as(name).isEqualTo(code.path("d").asInt());
            for (int w = 0; w <= code.path("n").asInt(); w++) {
                assertThat(weights.counts().get(w))
                        .as(name + ", weight " + w)
                        .isEqualTo(code.path("weight_distribution").path("" + w).asLong(0));
            }
            long[] offset = new long[generator.wordsPerRow()];
            offset[0] = 0b1011;
            Codebook coset = Books.of(Books.words(generator, offset));
            Distances found = Distances.of(coset, Progress.NONE);
            assertThat(Structure.of(coset).affine()).as(name).isTrue();
            assertThat(found.minimum()).as(name).isEqualTo(code.path("d").asInt());
            assertThat(found.meanNearest()).as(name).isEqualTo(found.minimum());
            if (coset.size() <= 4096) {
                assertThat(found.histogram())
                        .as(name)
                        .containsExactly(
                                Arrays.stream(PairCounts.of(coset.bits(), THREE).histogram())
                                        .boxed()
                                        .toArray(Long[]::new));
            }
        }
    }

    @Test
    void anAnalysisThatIsCancelledStops() {
        AtomicInteger updates = new AtomicInteger();
        Progress twice = new Progress() {
            @Override
            public void update(double share, String message) {
                updates.incrementAndGet();
            }

            @Override
            public boolean cancelled() {
                return updates.get() >= 2;
            }
        };
        // 2^31 pairs in 946 tiles
        BitMatrix bits = numbered(1 << 16, 64);
        assertThatExceptionOfType(Progress.CancelledException.class)
                .isThrownBy(() -> PairCounts.of(bits, new Parallel(2, twice, "")));
        assertThat(updates.get()).isLessThanOrEqualTo(4);
    }

    /** The size of the largest vocabularies; the random part comes from the number, so that no two rows are equal. */
    @Test
    void takesAQuarterOfAMillionTokens() {
        BitMatrix bits = numbered(1 << 18, 64);
        int least = PairMinimum.of(bits, new Parallel(2, Progress.NONE, ""));
        assertThat(least).isBetween(1, 12);
    }

    static BitMatrix numbered(int v, int n) {
        int perRow = (n + 63) / 64;
        SplitRandom random = new SplitRandom(23);
        long[] words = new long[v * perRow];
        for (int i = 0; i < words.length; i++) {
            words[i] = random.nextLong() & (n % 64 == 0 || i % perRow < perRow - 1 ? -1L : (1L << n) - 1);
            words[i] = i % perRow == 0 ? words[i] >>> 18 << 18 | i / perRow : words[i];
        }
        return BitMatrix.ofWords(v, n, words);
    }
}
