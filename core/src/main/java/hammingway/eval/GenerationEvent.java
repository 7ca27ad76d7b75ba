package hammingway.eval;

import hammingway.base.Doc;

/** What is told while a model writes, in this order: how it begins, each token, how it ended. */
public sealed interface GenerationEvent {
    /** The model is loaded and the prompt is read. */
    record Began(
            @Doc("Tokens of the prompt") int promptTokens,

            @Doc("Of these, the last ones that the model is shown: as many as its context has")
            int shown,

            @Doc("Of these, tokens outside the vocabulary, which stand folded into one")
            int folded,

            @Doc("Tokens of a window, T") int context,

            @Doc("Steps of the checkpoint that answers") long step,

            @Doc("The factor t of the distribution, as the run's evaluation fitted it")
            double factor,

            @Doc("Whether the factor was fitted, or the head needs none")
            boolean calibrated,

            @Doc("Bits of a codeword; 0: the head has no codebook")
            int bits)
            implements GenerationEvent {}

    /** A token was written. */
    record Written(GeneratedToken token) implements GenerationEvent {}

    /** The text has ended. */
    record Ended(
            @Doc("Tokens written") int tokens,

            @Doc(value = "Time of writing, loading left out", unit = "seconds")
            double seconds,

            @Doc("Why no more") Ending ending,

            @Doc("Where the time went") GenerationTimes times)
            implements GenerationEvent {}
}
