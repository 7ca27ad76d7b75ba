package hammingway.code.analysis;

/**
 * Distances of one word to many: the loops that the time of the analysis goes to. They are short, without branches and over plain
 * arrays, because then the JIT compiler turns them into vector instructions (population counts of 4 or 8 words at once).
 */
final class PairKernel {
    /** Larger than any distance. */
    static final int FAR = Integer.MAX_VALUE;

    private PairKernel() {}

    static void distances(long x, long[] y, int[] d, int count) {
        for (int j = 0; j < count; j++) {
            d[j] = Long.bitCount(x ^ y[j]);
        }
    }

    static void add(long x, long[] y, int[] d, int count) {
        for (int j = 0; j < count; j++) {
            d[j] += Long.bitCount(x ^ y[j]);
        }
    }

    /** Two words at once: half the traffic of the sums. */
    static void add(long x1, long[] y1, long x2, long[] y2, int[] d, int count) {
        for (int j = 0; j < count; j++) {
            d[j] += Long.bitCount(x1 ^ y1[j]) + Long.bitCount(x2 ^ y2[j]);
        }
    }

    static int minimum(long x, long[] y, int from, int to) {
        int least = FAR;
        for (int j = from; j < to; j++) {
            least = Math.min(least, Long.bitCount(x ^ y[j]));
        }
        return least;
    }

    static int minimum(int[] d, int from, int to) {
        int least = FAR;
        for (int j = from; j < to; j++) {
            least = Math.min(least, d[j]);
        }
        return least;
    }

    /** Lowers {@code near[at + j]} to the distance of word j, and returns the least of them. */
    static int nearest(long x, long[] y, int from, int to, int[] near, int at) {
        int least = FAR;
        for (int j = from; j < to; j++) {
            int d = Long.bitCount(x ^ y[j]);
            near[at + j] = Math.min(near[at + j], d);
            least = Math.min(least, d);
        }
        return least;
    }

    static int nearest(int[] d, int from, int to, int[] near, int at) {
        int least = FAR;
        for (int j = from; j < to; j++) {
            int dj = d[j];
            near[at + j] = Math.min(near[at + j], dj);
            least = Math.min(least, dj);
        }
        return least;
    }

    /** Three distances below 65 in one number: a histogram then takes one increment for three pairs. */
    static void packThree(long x, long[] y, int third, int[] packed) {
        for (int j = 0; j < third; j++) {
            packed[j] = Long.bitCount(x ^ y[j])
                    + 65 * Long.bitCount(x ^ y[j + third])
                    + 65 * 65 * Long.bitCount(x ^ y[j + 2 * third]);
        }
    }

    static void packTwo(int[] d, int half, int base, int[] packed) {
        for (int j = 0; j < half; j++) {
            packed[j] = d[j] + base * d[j + half];
        }
    }

    static void count(int[] packed, int length, int[] table) {
        for (int j = 0; j < length; j++) {
            table[packed[j]]++;
        }
    }
}
