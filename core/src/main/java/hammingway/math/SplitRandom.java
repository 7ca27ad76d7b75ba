package hammingway.math;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Seeded random numbers that are the same on every machine and in every JDK: SplitMix64 (Steele, Lea, Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014; constants of its Figure 15, variant 13). Streams for different purposes are
 * derived from one seed, so that adding a use of randomness does not change the others. Not thread-safe.
 */
public final class SplitRandom {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;
    private double spareGaussian = Double.NaN;

    public SplitRandom(long seed) {
        this.state = seed;
    }

    /** The stream of a seed for a purpose, such as {@code "dropout"}, and an index, such as a step. */
    public static SplitRandom of(long seed, String purpose, long index) {
        long hash = 0xCBF29CE484222325L; // FNV-1a, 64 bits
        for (byte b : Objects.requireNonNull(purpose).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return new SplitRandom(mix(mix(seed + GOLDEN) ^ hash) + mix(index * GOLDEN + 1));
    }

    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        y = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
        return y ^ (y >>> 31);
    }

    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in 0 to {@code bound - 1}, without modulo bias (Lemire's multiplication with rejection, 2019). */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive: " + bound);
        }
        long m = (nextLong() >>> 32) * bound;
        if ((m & 0xFFFFFFFFL) < bound) {
            long threshold = (0x100000000L - bound) % bound;
            while ((m & 0xFFFFFFFFL) < threshold) {
                m = (nextLong() >>> 32) * bound;
            }
        }
        return (int) (m >>> 32);
    }

    /** Uniform in [0, 1), 53 bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /** Standard normal, by Marsaglia's polar method (1964). */
    public double nextGaussian() {
        if (!Double.isNaN(spareGaussian)) {
            double g = spareGaussian;
            spareGaussian = Double.NaN;
            return g;
        }
        double u;
        double v;
        double s;
        do {
            u = 2 * nextDouble() - 1;
            v = 2 * nextDouble() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        double r = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
        spareGaussian = v * r;
        return u * r;
    }

    /** A uniform permutation of 0 to {@code n - 1} (Fisher and Yates). */
    public int[] permutation(int n) {
        int[] p = new int[n];
        for (int i = 0; i < n; i++) {
            int j = nextInt(i + 1);
            p[i] = p[j];
            p[j] = i;
        }
        return p;
    }
}
