package hammingway.code.analysis;

import java.math.BigInteger;

/** Counts of words, exact. */
final class Binomials {
    private Binomials() {}

    /** Words of n bits with k ones. */
    static BigInteger choose(int n, int k) {
        if (k < 0 || k > n) {
            return BigInteger.ZERO;
        }
        BigInteger c = BigInteger.ONE;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            c = c.multiply(BigInteger.valueOf(n - i + 1L)).divide(BigInteger.valueOf(i));
        }
        return c;
    }

    /** Words of n bits with at most {@code radius} ones: the volume of a Hamming ball. */
    static BigInteger ball(int n, int radius) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger c = BigInteger.ONE;
        for (int i = 0; i <= Math.min(radius, n); i++) {
            sum = sum.add(c);
            c = c.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1L));
        }
        return sum;
    }

    /** The Krawtchouk polynomial K_i(j) = sum over s of (-1)^s C(j, s) C(n - j, i - s). */
    static BigInteger krawtchouk(int n, int i, int j) {
        BigInteger sum = BigInteger.ZERO;
        for (int s = 0; s <= i; s++) {
            BigInteger term = choose(j, s).multiply(choose(n - j, i - s));
            sum = (s & 1) == 0 ? sum.add(term) : sum.subtract(term);
        }
        return sum;
    }
}
