package hammingway.head;

import hammingway.base.Doc;

/** From a hidden state of d numbers to logits: V of them for softmax and one-vs-all, n for codes. */
public sealed interface DecisionLayer {
    /** V x d. Tied: the input embedding is the matrix, and there is no bias. */
    record Softmax(
            @Doc(
                    value = "Use the input embedding as output matrix: no stored parameter of its own",
                    byDefault = "false")
            boolean tied,

            @Doc(value = "A bias per token (not with a tied matrix)", byDefault = "true")
            boolean bias)
            implements DecisionLayer {}

    /** One sigmoid per token: the one-hot code, V x d. */
    record OneVsAll(
            @Doc(value = "A bias per token", byDefault = "true")
            boolean bias) implements DecisionLayer {}

    /** n x d: one linear unit per bit. */
    record LinearCode(
            @Doc(value = "A bias per bit", byDefault = "true")
            boolean bias) implements DecisionLayer {}

    /** The paper's multi-task head: each bit has a hidden layer of its own, d -> h -> 1 with ReLU. */
    record MtlPerBit(
            @Doc(value = "Hidden units per bit, h", min = 1, max = 65_536)
            int hidden,

            @Doc(value = "Biases in both layers (the published scripts have none)", byDefault = "true")
            boolean bias)
            implements DecisionLayer {}

    /** One hidden layer for all bits, d -> h -> n with ReLU. */
    record MtlShared(
            @Doc(value = "Hidden units, h", min = 1, max = 65_536)
            int hidden,

            @Doc(value = "Biases in both layers", byDefault = "true")
            boolean bias)
            implements DecisionLayer {}
}
