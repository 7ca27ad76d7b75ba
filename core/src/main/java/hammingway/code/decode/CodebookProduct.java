package hammingway.code.decode;

/** The product of weights with a codebook, such as an engine computes it: how a {@link TokenDecoder} borrows one. */
@FunctionalInterface
public interface CodebookProduct {
    /**
     * Sums of n products in single precision, in whatever order of summation.
     *
     * @param weights n
     * @param out     gets V sums: of the weights of each codeword's ones
     */
    void scores(float[] weights, float[] out);
}
