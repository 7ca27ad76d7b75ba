package hammingway.head;

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
}
