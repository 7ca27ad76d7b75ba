package hammingway.code.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Progress;
import hammingway.math.BitMatrix;
import hammingway.math.FloatMatrix;
import hammingway.math.SplitRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SwapSearchTest {
    /** Moves whose changes are compared with objectives computed afresh. */
    private static final int MOVES = 4000;

    private static FloatMatrix random(SplitRandom random, int rows, int columns) {
        float[] x = new float[rows * columns];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextInt(5) - 2; // with ties
        }
        return new FloatMatrix(rows, columns, x);
    }

    private static PairObjective pairs(SplitRandom random, int size, int bits) {
        WeightedPairs pairs = WeightedPairs.nearest(random(random, size, 6), 5, Progress.NONE);
        BitMatrix codewords = BitMatrix.of(size, bits, (r, c) -> random.nextBoolean());
        double[] costs = new double[bits + 1];
        Arrays.setAll(costs, d -> random.nextInt(3) * 0.5 * d);
        return new PairObjective(pairs, codewords, costs, random.permutation(size));
    }

    private static BalanceObjective balance(SplitRandom random, int size, int bits) {
        BitMatrix codewords = BitMatrix.of(size, bits, (r, c) -> random.nextBoolean());
        double[] frequency = new double[size];
        Arrays.setAll(frequency, v -> (1.0 + random.nextInt(3)) / (2 * size));
        return new BalanceObjective(codewords, frequency, random.permutation(size));
    }

    private static void compareChanges(SwapSearch.Objective objective, SplitRandom random, long seed) {
        double value = objective.value();
        for (int m = 0; m < MOVES / 8; m++) {
            int u = random.nextInt(objective.size());
            int v = random.nextInt(objective.size());
            if (u != v) {
                double change = objective.change(u, v);
                objective.swap(u, v);
                double fresh = objective.value();
                assertThat(fresh - value).as("seed %d, move %d", seed, m).isCloseTo(change, within(1e-9));
                value = fresh;
            }
        }
    }

    @Test
    void changesAreThoseOfObjectivesComputedAfresh() {
        for (long seed = 0; seed < 8; seed++) {
            SplitRandom random = new SplitRandom(seed);
            compareChanges(pairs(random, 40, 7 + 10 * (int) seed), random, seed);
            compareChanges(balance(random, 30, 5 + 9 * (int) seed), random, seed);
        }
    }

    @Test
    void searchIsReproducibleAndNeverWorse() {
        for (long seed = 0; seed < 10; seed++) {
            PairObjective first = pairs(new SplitRandom(seed), 50, 20);
            PairObjective second = pairs(new SplitRandom(seed), 50, 20);
            double before = first.value();
            long swaps = SwapSearch.improve(first, 20_000, seed, Progress.NONE);
            assertThat(first.value()).as("seed %d", seed).isLessThanOrEqualTo(before);
            assertThat(swaps).as("seed %d", seed).isPositive();
            assertThat(SwapSearch.improve(second, 20_000, seed, Progress.NONE)).isEqualTo(swaps);
            assertThat(second.value()).isEqualTo(first.value());
        }
    }

    @Test
    void searchStopsOnRequest() {
        Progress stopped = new Progress() {
            @Override
            public void update(double share, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> SwapSearch.improve(pairs(new SplitRandom(1), 50, 20), 1_000_000, 1, stopped))
                .isInstanceOf(Progress.CancelledException.class);
    }

    /** Plain twin: all cosines sorted. */
    @Test
    void neighboursAreThoseOfAllPairs() {
        for (long seed = 0; seed < 50; seed++) {
            SplitRandom random = new SplitRandom(seed);
            FloatMatrix x = random(random, 12, 4);
            int k = 1 + random.nextInt(4);
            FloatMatrix unit = Directions.of(x);
            double total = 0;
            for (int u = 0; u < 12; u++) {
                int row = u;
                total += IntStream.range(0, 12)
                        .filter(v -> v != row)
                        .mapToDouble(v -> -Math.max(0, unit.dot(row, unit, v)))
                        .sorted()
                        .limit(k)
                        .sum();
            }
            WeightedPairs pairs = WeightedPairs.nearest(x, k, Progress.NONE);
            // each directed neighbour adds half its cosine to a pair, which stands in two lists
            assertThat(Arrays.stream(pairs.weight()).sum()).as("seed %d", seed).isCloseTo(-total, within(1e-5));
            for (int u = 0; u < 12; u++) {
                for (int i = pairs.start()[u]; i < pairs.start()[u + 1]; i++) {
                    int v = pairs.other()[i];
                    int back = Arrays.binarySearch(pairs.other(), pairs.start()[v], pairs.start()[v + 1], u);
                    assertThat(back).as("seed %d", seed).isNotNegative();
                    assertThat(pairs.weight()[back]).isEqualTo(pairs.weight()[i]);
                }
            }
        }
    }

    @Test
    void clustersAreBalancedAndFound() {
        // 16 rows around 4 corners, shuffled: each quarter of the leaves is one corner
        SplitRandom random = new SplitRandom(5);
        int[] shuffled = random.permutation(16);
        float[] x = new float[32];
        for (int i = 0; i < 16; i++) {
            x[2 * shuffled[i]] = (float) ((i & 8) * 10 + random.nextDouble());
            x[2 * shuffled[i] + 1] = (float) ((i & 4) * 5 + random.nextDouble());
        }
        int[] leaves = BalancedTree.order(new FloatMatrix(16, 2, x), Progress.NONE);
        for (int quarter = 0; quarter < 4; quarter++) {
            assertThat(IntStream.range(4 * quarter, 4 * quarter + 4)
                            .map(i -> (x[2 * leaves[i]] > 40 ? 2 : 0) + (x[2 * leaves[i] + 1] > 10 ? 1 : 0))
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void ordersArePermutations() {
        for (long seed = 0; seed < 60; seed++) {
            SplitRandom random = new SplitRandom(seed);
            FloatMatrix x = random(random, 2 + random.nextInt(40), 1 + random.nextInt(5));
            for (int[] order : new int[][] {BalancedTree.order(x, Progress.NONE), SpectralOrder.of(x)}) {
                assertThat(Arrays.stream(order).sorted())
                        .as("seed %d", seed)
                        .containsExactlyElementsOf(
                                IntStream.range(0, x.rows()).boxed().toList());
            }
        }
    }

    /** numpy 2.4.6: argsort of the second eigenvector of D^-1/2 (1 + cosine) D^-1/2, over sqrt(D), of the rows of ProjectionsTest. */
    @Test
    void spectralOrderIsNumpys() {
        float[] x = new float[36];
        for (int i = 0; i < 36; i++) {
            x[i] = (3 * (i / 4) * (i / 4) + 7 * (i % 4) * (i / 4) + 2 * (i % 4)) % 11;
        }
        assertThat(SpectralOrder.of(new FloatMatrix(9, 4, x))).containsExactly(2, 8, 0, 7, 3, 6, 5, 4, 1);
    }
}
