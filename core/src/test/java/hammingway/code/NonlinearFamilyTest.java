package hammingway.code;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Progress;
import hammingway.math.BitMatrix;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kerdock codes by their distance distributions; random families by what they promise. */
class NonlinearFamilyTest {
    private static final Path HERE = Path.of("");

    private static BitMatrix build(CodeFamily family, int size, long seed) {
        return Codebook.build(new CodebookSpec(family, new Assignment.Identity(), seed), size, HERE, Progress.NONE)
                .bits();
    }

    /**
     * Distances from a word: 2^m (2^(m-1) - 1) at each of 2^(m-1) -+ 2^((m-2)/2), 2^(m+1) - 2 at 2^(m-1), 1 at 2^m (MacWilliams and Sloane
     * 1977, chapter 15, figure 15.7).
     */
    @ParameterizedTest
    @CsvSource({"4, 256, 6", "6, 4096, 28", "8, 65536, 120"})
    void kerdockCodesHaveTheirDistances(int m, int words, int d) {
        Kerdock family = new Kerdock(m);
        BitMatrix bits = build(family, words, 0);
        assertThat(family.parameters(2)).hasToString("(" + (1 << m) + "," + words + "," + d + ")");
        int n = 1 << m;
        TreeMap<Integer, Integer> expected = new TreeMap<>();
        expected.put(0, 1);
        expected.put(d, n * (n / 2 - 1));
        expected.put(n / 2, 2 * n - 2);
        expected.put(n - d, n * (n / 2 - 1));
        expected.put(n, 1);
        // distance invariant: from every word the same
        for (int from = 0; from < words; from += 1 + words / 200) {
            TreeMap<Integer, Integer> found = new TreeMap<>();
            int[] histogram = new int[n + 1];
            for (int to = 0; to < words; to++) {
                histogram[bits.distance(from, to)]++;
            }
            for (int i = 0; i <= n; i++) {
                if (histogram[i] > 0) {
                    found.put(i, histogram[i]);
                }
            }
            assertThat(found).as("from word " + from).isEqualTo(expected);
        }
    }

    @Test
    void kerdockWordsBeginWithTheFirstOrderReedMullerCode() {
        BitMatrix kerdock = build(new Kerdock(6), 128, 0);
        assertThat(kerdock).isEqualTo(build(new ReedMullerFamily.ReedMuller(1, 6), 128, 0));
        assertThat(new Kerdock(0).bits(1000)).isEqualTo(64);
        assertThat(new Kerdock(0).bits(4097)).isEqualTo(256);
        assertThat(new Kerdock(0).bits(100000)).isEqualTo(1024);
    }

    @ParameterizedTest
    @CsvSource({"2,1", "3,2", "7,3", "8,3", "1000,10", "1000,11", "1000,12", "1000,13", "1000,14", "1001,50", "4096,16"
    })
    void balancedColumnsAreBalanced(int size, int bits) {
        for (long seed = 0; seed < 5; seed++) {
            for (int ones :
                    build(new RandomFamily.BalancedColumns(bits), size, seed).columnCounts()) {
                assertThat(ones).as("seed " + seed).isBetween(size / 2, (size + 1) / 2);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2,2,1", "10,5,2", "210,10,4", "1000,24,4", "1000,64,4", "50,50,1", "100,200,100"})
    void constantWeightWordsHaveTheirWeight(int size, int bits, int weight) {
        BitMatrix words = build(new RandomFamily.ConstantWeight(bits, weight), size, 7);
        for (int r = 0; r < size; r++) {
            assertThat(words.weight(r)).isEqualTo(weight);
        }
    }

    @Test
    void hashedWordsHaveAtMostAsManyOnesAsHashes() {
        BitMatrix words = build(new RandomFamily.BloomHash(64, 4), 1000, 7);
        int full = 0;
        for (int r = 0; r < 1000; r++) {
            assertThat(words.weight(r)).isBetween(1, 4);
            full += words.weight(r) == 4 ? 1 : 0;
        }
        // 64 63 62 61 / 64^4 = 0.909 of the words; 0.05 is more than five standard deviations
        assertThat(full / 1000.0).isBetween(0.86, 0.96);
    }

    @Test
    void denseWordsAreHalfOnesAndTakeAllWordsWhereTheyAreScarce() {
        BitMatrix all = build(new RandomFamily.RandomDense(10), 1024, 3);
        for (int ones : all.columnCounts()) {
            assertThat(ones).isEqualTo(512);
        }
        for (int ones : build(new RandomFamily.RandomDense(50), 1000, 3).columnCounts()) {
            assertThat(ones).isBetween(420, 580); // five standard deviations of 15.8
        }
    }
}
