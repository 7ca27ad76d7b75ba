package hammingway.head;

import hammingway.base.Doc;

/** What training minimises, averaged over positions; in nats. */
public sealed interface Loss {
    /** Softmax cross-entropy over tokens. */
    record CrossEntropy() implements Loss {}

    /** Binary cross-entropy, mean over bits: the paper's pre-training loss. */
    record BceMean() implements Loss {}

    /** Binary cross-entropy, summed over bits: the paper's fine-tuning loss, the likelihood of independent bits. */
    record BceSum() implements Loss {}

    /** Cross-entropy over the scores of all codewords: the likelihood of the code's own distribution over tokens. */
    record CodeNll() implements Loss {}

    /**
     * Distillation (Hinton et al. 2015): the divergence of the head's distribution over tokens from that of the checkpoint's own softmax,
     * and the cross-entropy of the tokens that follow.
     */
    record DistilTokens(
            @Doc(
                    value = "Both distributions are softened by it; the loss is multiplied by its square",
                    min = 0.1,
                    max = 100,
                    byDefault = "1.0")
            double temperature,

            @Doc(
                    value = "Weight of the divergence; the rest is that of the cross-entropy",
                    min = 0,
                    max = 1,
                    byDefault = "1.0")
            double share)
            implements Loss {}

    /** The same bit by bit: binary cross-entropy, summed over bits, against each bit's probability under the checkpoint's own softmax. */
    record DistilBits(
            @Doc(
                    value = "Weight of the original's probabilities; the rest is that of the codeword that follows",
                    min = 0,
                    max = 1,
                    byDefault = "1.0")
            double share)
            implements Loss {}

    /** Whether the loss needs what the checkpoint's own softmax says. */
    default boolean distils() {
        return this instanceof DistilTokens || this instanceof DistilBits;
    }
}
