package hammingway.eval;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import java.util.List;

/** How a model goes on from a text. */
public record GenerationSpec(
        @Doc(value = "How each token is chosen", byDefault = "{\"type\":\"drawn\"}")
        Choice choice,

        @Doc(value = "Tokens to write at most", unit = "tokens", min = 1, max = 100_000, byDefault = "64")
        int tokens,

        @Doc(value = "Seed of the draws", min = 0, byDefault = "1")
        long seed,

        @Doc(value = "Texts that end the writing: the token that completes one of them is the last", byDefault = "[]")
        List<String> stops,

        @Doc(value = "Whether the tokenizer's end-of-text token ends the writing too", byDefault = "true")
        boolean untilEnd)
        implements Checked {

    /** Until the end of the text, or so many tokens. */
    public GenerationSpec(Choice choice, int tokens, long seed) {
        this(choice, tokens, seed, List.of(), true);
    }

    @Override
    public List<Problem> problems() {
        return stops.contains("")
                ? List.of(new Problem("stops", "an empty text", "texts of one character at least", "Leave it out"))
                : List.of();
    }

    /** How a token is chosen. */
    public sealed interface Choice {}

    /** The first token of the head's own decoder, which accuracy counts too. */
    public record Greedy() implements Choice {}

    /** Drawn by probability: top-k sampling (Fan et al. 2018) at a temperature. */
    public record Drawn(
            @Doc(
                    value = "Log-probabilities are divided by it: below 1 likely tokens become likelier",
                    min = 0.01,
                    max = 100,
                    byDefault = "1.0")
            double temperature,

            @Doc(
                    value = "Only so many of the most probable tokens are drawn from; 0: all",
                    unit = "tokens",
                    min = 0,
                    max = 10_000_000,
                    byDefault = "20")
            int topK)
            implements Choice {}
}
