package hammingway.code.analysis;

import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import hammingway.math.WalshHadamard;
import java.math.BigInteger;
import java.util.BitSet;

/**
 * Distances of short codewords from the autocorrelation of the code's indicator: the squares of its transform, summed by weight, are the MacWilliams
 * transform of the distance distribution (MacWilliams and Sloane, chapter 5, theorem 5), A_i = 2^-n sum_j B_j K_i(j).
 */
final class Autocorrelation {
    /** The transform of 2^24 ints takes 64 MB. */
    private static final int MAX_BITS = 24;

    private Autocorrelation() {}

    /** n 2^n additions, bound by memory, against V^2 / 2 comparisons, which go eight at a time. */
    static boolean pays(Codebook codebook) {
        int n = codebook.length();
        return n <= MAX_BITS && (double) n * (1 << n) < 0.5 * codebook.size() * codebook.size();
    }

    static Distances distances(Codebook codebook, Parallel parallel) {
        return Distances.of(histogram(codebook), meanNearest(codebook, parallel));
    }

    static long[] histogram(Codebook codebook) {
        int n = codebook.length();
        BitMatrix bits = codebook.bits();
        int[] f = new int[1 << n];
        for (int v = 0; v < bits.rows(); v++) {
            f[(int) bits.word(v, 0)] = 1;
        }
        WalshHadamard.transform(f);
        long[] b = new long[n + 1]; // below 2^n V <= 2^48 in sum, by Parseval
        for (int m = 0; m < f.length; m++) {
            b[Integer.bitCount(m)] += (long) f[m] * f[m];
        }
        long[] histogram = new long[n + 1];
        for (int i = 1; i <= n; i++) {
            BigInteger sum = BigInteger.ZERO;
            for (int j = 0; j <= n; j++) {
                sum = sum.add(BigInteger.valueOf(b[j]).multiply(Binomials.krawtchouk(n, i, j)));
            }
            histogram[i] = sum.shiftRight(n + 1).longValueExact(); // each pair came twice
        }
        return histogram;
    }

    /** Flips ever more bits of a codeword until that gives another; gives up, and compares all, once that costs more. */
    private static double meanNearest(Codebook codebook, Parallel parallel) {
        BitMatrix bits = codebook.bits();
        int n = bits.columns();
        int v = bits.rows();
        BitSet words = new BitSet(1 << n);
        int[] word = new int[v];
        for (int i = 0; i < v; i++) {
            word[i] = (int) bits.word(i, 0);
            words.set(word[i]);
        }
        int step = 256;
        return parallel
                        .run((v + step - 1) / step, () -> new long[1], (sum, block) -> {
                            for (int i = block * step; i < Math.min(v, (block + 1) * step); i++) {
                                sum[0] += nearest(word, words, i, n);
                            }
                        })
                        .stream()
                        .mapToLong(sum -> sum[0])
                        .sum()
                / (double) v;
    }

    private static int nearest(int[] word, BitSet words, int i, int n) {
        int tried = 0;
        for (int flips = 1; flips <= n; flips++) {
            // all words of n bits with so many ones, in ascending order (Gosper's hack, HAKMEM item 175)
            for (int mask = (1 << flips) - 1; mask < 1 << n; ) {
                if (words.get(word[i] ^ mask)) {
                    return flips;
                }
                if (++tried > word.length) {
                    return compareAll(word, i);
                }
                int low = mask & -mask;
                int carried = mask + low;
                mask = carried | ((mask ^ carried) >>> 2) / low;
            }
        }
        return compareAll(word, i);
    }

    private static int compareAll(int[] word, int i) {
        int least = PairKernel.FAR;
        for (int j = 0; j < word.length; j++) {
            least = j == i ? least : Math.min(least, Integer.bitCount(word[i] ^ word[j]));
        }
        return least;
    }
}
