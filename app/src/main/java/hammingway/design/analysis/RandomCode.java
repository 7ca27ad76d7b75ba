package hammingway.design.analysis;

/** What to compare a code with: codewords of independent fair bits. */
final class RandomCode {
    private RandomCode() {}

    /**
     * Distances of pairs, and weights of codewords, are binomial with n trials of probability 1/2.
     *
     * @return for 0 to n how many of {@code total} are expected
     */
    static double[] expected(int n, double total) {
        double[] expected = new double[n + 1];
        double log = Math.log(total) - n * Math.log(2);
        for (int d = 0; d <= n; d++) {
            expected[d] = Math.exp(log);
            log += Math.log((double) (n - d) / (d + 1)); // minus infinity after the last
        }
        return expected;
    }
}
