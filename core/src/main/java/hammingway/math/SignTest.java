package hammingway.math;

/** The exact sign test, which McNemar's test is for paired successes: whether two counts of disagreements may come from a fair coin. */
public final class SignTest {
    private SignTest() {}

    /**
     * Two-sided p-value: twice the chance that a fair coin shows a side at most as often as the rarer one did, at most 1. Exact to
     * rounding. Time O(a + b).
     *
     * @param a disagreements in favour of the one, at least 0
     * @param b in favour of the other
     */
    public static double pValue(long a, long b) {
        if (a < 0 || b < 0) {
            throw new IllegalArgumentException("counts are " + a + " and " + b);
        }
        long n = a + b;
        long k = Math.min(a, b);
        double log = -n * Math.log(2);
        for (long i = 1; i <= k; i++) {
            log += Math.log((double) (n - k + i) / i);
        }
        double sum = 0;
        double term = 1; // of k, relative to it: downwards each is smaller
        for (long i = k; i >= 0 && term > 1e-17 * sum; i--) {
            sum += term;
            term *= (double) i / (n - i + 1);
        }
        return Math.min(1, 2 * Math.exp(log) * sum);
    }
}
