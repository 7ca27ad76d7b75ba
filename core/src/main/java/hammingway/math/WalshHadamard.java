package hammingway.math;

/**
 * The Walsh-Hadamard transform F(m) = sum over x of f(x) (-1)^(m . x), m . x the parity of the common ones of m and x. In place, unnormalised
 * (twice applied it multiplies by the length), in k 2^k additions. Lengths are powers of two.
 */
public final class WalshHadamard {
    /** Additions of one block of ints stay in a 32 KB first-level cache. */
    private static final int BLOCK = 4096;

    private WalshHadamard() {}

    /** Exact while every sum of absolute values stays below 2^31. */
    public static void transform(int[] f) {
        requirePowerOfTwo(f.length);
        int block = Math.min(BLOCK, f.length);
        for (int from = 0; from < f.length; from += block) {
            for (int half = 1; half < block; half <<= 1) {
                butterflies(f, from, from + block, half);
            }
        }
        for (int half = block; half < f.length; half <<= 1) {
            butterflies(f, 0, f.length, half);
        }
    }

    private static void butterflies(int[] f, int from, int to, int half) {
        for (int i = from; i < to; i += 2 * half) {
            for (int j = i; j < i + half; j++) {
                int a = f[j];
                int b = f[j + half];
                f[j] = a + b;
                f[j + half] = a - b;
            }
        }
    }

    /** Exact while every sum of absolute values stays below 2^63. */
    public static void transform(long[] f) {
        requirePowerOfTwo(f.length);
        for (int half = 1; half < f.length; half <<= 1) {
            for (int i = 0; i < f.length; i += 2 * half) {
                for (int j = i; j < i + half; j++) {
                    long a = f[j];
                    long b = f[j + half];
                    f[j] = a + b;
                    f[j + half] = a - b;
                }
            }
        }
    }

    /** The same for real numbers. */
    public static void transform(double[] f) {
        requirePowerOfTwo(f.length);
        for (int half = 1; half < f.length; half <<= 1) {
            for (int i = 0; i < f.length; i += 2 * half) {
                for (int j = i; j < i + half; j++) {
                    double a = f[j];
                    double b = f[j + half];
                    f[j] = a + b;
                    f[j + half] = a - b;
                }
            }
        }
    }

    private static void requirePowerOfTwo(int length) {
        if (Integer.bitCount(length) != 1) {
            throw new IllegalArgumentException("length must be a power of two: " + length);
        }
    }
}
