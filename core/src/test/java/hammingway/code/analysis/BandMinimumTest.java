package hammingway.code.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Progress;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import hammingway.math.SplitRandom;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The minimum distance by bands is that of all pairs, however the codewords lie. */
class BandMinimumTest {
    private static final Parallel ONE = new Parallel(1, Progress.NONE, "");
    private static final long SEED = 31;

    private static int plain(BitMatrix bits) {
        int least = bits.columns();
        for (int i = 0; i < bits.rows(); i++) {
            for (int j = 0; j < i; j++) {
                int d = 0;
                for (int b = 0; b < bits.columns(); b++) {
                    d += bits.get(i, b) == bits.get(j, b) ? 0 : 1;
                }
                least = Math.min(least, d);
            }
        }
        return least;
    }

    /** How codewords may lie: anywhere, few ones, all equal outside some columns, near few centres, or repeated with parities. */
    private enum Shape {
        RANDOM,
        SPARSE,
        ONE_BUCKET,
        CLUSTERS,
        FAR_APART
    }

    private static BitMatrix draw(SplitRandom random, Shape shape, int most, int n) {
        Set<String> words = new LinkedHashSet<>();
        boolean[][] centres = new boolean[3][n];
        for (boolean[] centre : centres) {
            for (int b = 0; b < n; b++) {
                centre[b] = random.nextBoolean();
            }
        }
        int from = random.nextInt(n);
        int width = 1 + random.nextInt(Math.min(12, n - from));
        int times = 2 + random.nextInt(6);
        for (int i = 0; i < 3 * most && words.size() < most; i++) {
            char[] word = new char[n];
            boolean[] centre = centres[random.nextInt(3)];
            for (int b = 0; b < n; b++) {
                boolean one = switch (shape) {
                    case RANDOM -> random.nextBoolean();
                    case SPARSE -> random.nextInt(8) == 0;
                    case ONE_BUCKET -> b >= from && b < from + width && random.nextBoolean();
                    case CLUSTERS -> centre[b] ^ random.nextInt(12) == 0;
                    case FAR_APART -> b % times == 0 ? random.nextBoolean() : word[b - b % times] == '1';
                };
                word[b] = one ? '1' : '0';
            }
            words.add(new String(word));
        }
        String[] rows = words.toArray(String[]::new);
        return BitMatrix.of(rows.length, n, (r, c) -> rows[r].charAt(c) == '1');
    }

    @Test
    void agreesWithAllPairsHoweverCodewordsLie() {
        SplitRandom random = new SplitRandom(SEED);
        int compared = 0;
        int given = 0;
        for (int trial = 0; trial < 4000; trial++) {
            Shape shape = Shape.values()[trial % Shape.values().length];
            int n = 1 + random.nextInt(trial % 7 == 0 ? 200 : 40);
            BitMatrix bits = draw(random, shape, 2 + random.nextInt(50), n);
            if (bits.rows() < 2) {
                continue; // one word alone was drawn
            }
            String what = "seed " + SEED + ", trial " + trial + ", " + shape + ", " + bits;
            int least = plain(bits);
            assertThat(BandMinimum.within(bits, ONE, Double.MAX_VALUE)).as(what).hasValue(least);
            assertThat(BandMinimum.of(bits, ONE)).as(what).isEqualTo(least);
            int budget = random.nextInt(1 << random.nextInt(16));
            var found = BandMinimum.within(bits, ONE, budget);
            if (found.isPresent()) {
                assertThat(found).as(what + ", budget " + budget).hasValue(least);
                given++;
            }
            compared++;
        }
        assertThat(compared).isGreaterThan(3500);
        assertThat(given).as("found within the budget").isBetween(100, compared - 100);
    }

    /** Many rows, several threads, rows of two words, and the same columns in the reverse order. */
    @Test
    void agreesWithTheBlockScanOnManyRows() {
        SplitRandom random = new SplitRandom(SEED);
        Parallel three = new Parallel(3, Progress.NONE, "");
        for (int[] shape : new int[][] {{6000, 64}, {5000, 40}, {3000, 24}, {2500, 70}, {2000, 130}}) {
            BitMatrix bits = Books.random(random, shape[0], shape[1]).bits();
            BitMatrix reversed = BitMatrix.of(shape[0], shape[1], (r, c) -> bits.get(r, shape[1] - 1 - c));
            for (BitMatrix each : Arrays.asList(bits, reversed)) {
                assertThat(BandMinimum.within(each, three, 1e10))
                        .as("seed " + SEED + ", " + each)
                        .hasValue(PairMinimum.of(each, three));
            }
        }
    }

    /** Bands whose buckets hold everything, or bits too many for shells, go to the block scan. */
    @Test
    void givesUpWhereTheScanIsCheaper() {
        SplitRandom random = new SplitRandom(SEED);
        BitMatrix longWords = Books.random(random, 2000, 512).bits();
        assertThat(BandMinimum.within(longWords, ONE, 0.5 * 2000 * 2000 * 8)).isEmpty();
        assertThat(BandMinimum.of(longWords, ONE)).isEqualTo(PairMinimum.of(longWords, ONE));
        BitMatrix random64 = Books.random(random, 20_000, 64).bits();
        assertThat(BandMinimum.within(random64, ONE, 0.5 * 20_000 * 20_000)).hasValue(PairMinimum.of(random64, ONE));
    }
}
