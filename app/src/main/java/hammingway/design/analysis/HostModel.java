package hammingway.design.analysis;

import hammingway.head.DecisionLayer;
import hammingway.head.HeadCost;

/**
 * A language model whose decision layer a code may replace.
 *
 * @param name       for people
 * @param width      d, of the hidden state
 * @param vocabulary V
 * @param tied       whether the output matrix is the input embedding
 * @param bias       whether its softmax layer has one
 */
record HostModel(String name, int width, int vocabulary, boolean tied, boolean bias) {
    /** The model's own layer. */
    HeadCost softmax() {
        return HeadCost.of(new DecisionLayer.Softmax(tied, bias), width, vocabulary, 0);
    }

    /** A linear code head of n bits in its place. */
    HeadCost coded(int bits) {
        return HeadCost.of(new DecisionLayer.LinearCode(true), width, vocabulary, bits);
    }

    /** Parameters of the code head over those of the model's own layer, shared or not; 1 for equal. */
    double shareOfSoftmax(int bits) {
        HeadCost own = softmax();
        return coded(bits).stored() / (double) (own.stored() + own.shared());
    }

    /** Fewest bits that tell all tokens apart: ceil(log2 V). */
    int fewestBits() {
        return 32 - Integer.numberOfLeadingZeros(vocabulary - 1);
    }

    /** The longest code whose head and decoding by a matrix product take no more multiply-adds than softmax, in bits. */
    long breakEven() {
        HeadCost bit = coded(1);
        return softmax().headMultiplyAdds() / (bit.headMultiplyAdds() + bit.decodeMultiplyAdds());
    }

    @Override
    public String toString() {
        return name;
    }
}
