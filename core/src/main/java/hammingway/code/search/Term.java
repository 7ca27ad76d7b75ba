package hammingway.code.search;

/** One weighted part of the objective over free codewords, kept up to date bit by bit. */
interface Term {
    /** Weighted and smooth: what guides steps. */
    double guide();

    /**
     * {@link #guide} after a flip of bit {@code a} of a row, and of bit {@code b} unless {@code b == a}; nothing changes.
     * Negative infinity: the step is not allowed.
     */
    double guideAfter(int row, int a, int b);

    /** Told before the rows change. */
    void flip(int row, int a, int b);

    /** Weighted and exact. */
    double exact();

    /** The rows were replaced as a whole. */
    void restart();
}
