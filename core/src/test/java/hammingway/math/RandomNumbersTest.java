package hammingway.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomNumbersTest {
    private static final long SEED = 20_260_101;

    /** Outputs of Vigna's {@code splitmix64.c} for seeds 0 and 1234567. */
    @Test
    void splitMixGivesThePublishedNumbers() {
        SplitRandom zero = new SplitRandom(0);
        assertThat(zero.nextLong()).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(zero.nextLong()).isEqualTo(0x6E789E6AA1B965F4L);
        assertThat(zero.nextLong()).isEqualTo(0x06C45D188009454FL);
        SplitRandom other = new SplitRandom(1_234_567);
        assertThat(other.nextLong()).isEqualTo(6_457_827_717_110_365_317L);
        assertThat(other.nextLong()).isEqualTo(3_203_168_211_198_807_973L);
        assertThat(Long.toUnsignedString(other.nextLong())).isEqualTo("9817491932198370423");
    }

    /** {@code numpy.random.RandomState(seed).randint(0, 2**32, size=2000, dtype=numpy.uint32)}: first, last of a block, first of the next, last. */
    @ParameterizedTest
    @CsvSource({
        "0, 2357136044, 2546248239, 3791854820, 341544762, 3856691381",
        "42, 1608637542, 3421126067, 1077437785, 108880612, 2238969328",
        "4294967295, 419326371, 479346978, 1027084080, 3860652269, 1762272365"
    })
    void twisterGivesNumpysNumbers(long seed, long first, long second, long n623, long n624, long n1999) {
        Mt19937 twister = new Mt19937(seed);
        long[] drawn = IntStream.range(0, 2000)
                .mapToLong(i -> twister.nextInt32() & 0xFFFFFFFFL)
                .toArray();
        assertThat(new long[] {drawn[0], drawn[1], drawn[623], drawn[624], drawn[1999]})
                .containsExactly(first, second, n623, n624, n1999);
    }

    /** Chi-square with bound - 1 degrees of freedom stays within five standard deviations of its mean. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 64, 1000})
    void integersAreUniform(int bound) {
        SplitRandom random = SplitRandom.of(SEED, "uniform", bound);
        int draws = 200_000;
        int[] counts = new int[bound];
        for (int i = 0; i < draws; i++) {
            counts[random.nextInt(bound)]++;
        }
        double expected = (double) draws / bound;
        double chi = 0;
        for (int c : counts) {
            chi += (c - expected) * (c - expected) / expected;
        }
        int df = bound - 1;
        assertThat(chi).as("seed " + SEED).isCloseTo(df, within(5 * Math.sqrt(2.0 * df) + 10));
    }

    /** With a plain remainder, two thirds of the draws below this bound would fall into its lower half. */
    @Test
    void largeBoundsHaveNoBias() {
        SplitRandom random = new SplitRandom(SEED);
        int bound = 1_431_655_766;
        int low = 0;
        for (int i = 0; i < 100_000; i++) {
            low += random.nextInt(bound) < bound / 2 ? 1 : 0;
        }
        assertThat(low / 1e5).as("seed " + SEED).isCloseTo(0.5, within(0.008));
        assertThatIllegalArgumentException().isThrownBy(() -> random.nextInt(0));
    }

    @Test
    void permutationsAreUniform() {
        SplitRandom random = new SplitRandom(SEED);
        int[] counts = new int[24];
        for (int i = 0; i < 48_000; i++) {
            counts[rank(random.permutation(4))]++;
        }
        double chi = 0;
        for (int c : counts) {
            chi += (c - 2000) * (c - 2000) / 2000.0;
        }
        assertThat(chi).as("seed " + SEED + ", 23 degrees of freedom").isBetween(3.0, 60.0);
    }

    /** The number of a permutation of four in lexicographic order; fails for what is no permutation. */
    private static int rank(int[] p) {
        assertThat(p).containsExactlyInAnyOrder(0, 1, 2, 3);
        int rank = 0;
        for (int i = 0; i < 4; i++) {
            int smaller = 0;
            for (int j = i + 1; j < 4; j++) {
                smaller += p[j] < p[i] ? 1 : 0;
            }
            rank = rank * (4 - i) + smaller;
        }
        return rank;
    }

    @Test
    void largePermutationsHoldEveryNumberOnce() {
        for (int n : new int[] {0, 1, 2, 1000, 50_257}) {
            int[] p = SplitRandom.of(SEED, "large", n).permutation(n);
            assertThat(IntStream.of(p).sorted())
                    .containsExactly(IntStream.range(0, n).boxed().toArray(Integer[]::new));
        }
    }

    @Test
    void realNumbersHaveTheirMoments() {
        SplitRandom random = new SplitRandom(SEED);
        double[] uniform = new double[100_000];
        double[] normal = new double[100_000];
        for (int i = 0; i < uniform.length; i++) {
            uniform[i] = random.nextDouble();
            normal[i] = random.nextGaussian();
        }
        assertThat(DoubleStream.of(uniform)).as("seed " + SEED).allMatch(u -> u >= 0 && u < 1);
        assertThat(Statistics.mean(uniform)).isCloseTo(0.5, within(0.005));
        assertThat(Statistics.sd(uniform)).isCloseTo(Math.sqrt(1 / 12.0), within(0.005));
        assertThat(Statistics.mean(normal)).isCloseTo(0, within(0.016));
        assertThat(Statistics.sd(normal)).isCloseTo(1, within(0.012));
        assertThat(Statistics.quantile(0.975, normal)).isCloseTo(1.96, within(0.05));
    }

    @Test
    void streamsDifferByPurposeAndIndexAndRepeatForTheSame() {
        assertThat(SplitRandom.of(1, "a", 0).nextLong())
                .isEqualTo(SplitRandom.of(1, "a", 0).nextLong())
                .isNotEqualTo(SplitRandom.of(2, "a", 0).nextLong())
                .isNotEqualTo(SplitRandom.of(1, "b", 0).nextLong())
                .isNotEqualTo(SplitRandom.of(1, "a", 1).nextLong());
        long distinct = IntStream.range(0, 100_000)
                .mapToLong(i -> SplitRandom.of(1, "batch", i).nextLong())
                .distinct()
                .count();
        assertThat(distinct).isEqualTo(100_000);
    }
}
