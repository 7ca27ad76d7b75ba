package hammingway.eval;

import hammingway.base.Doc;

/** Where the time of writing went, of all texts together. */
public record GenerationTimes(
        @Doc("Texts written at once, at most") int batch,

        @Doc("Tokens written") int tokens,

        @Doc("Tokens read in pieces: the prompts, and the last half of a window each time that it was full")
        int read,

        @Doc(value = "The trunk on these", unit = "seconds") double reading,

        @Doc("Tokens read one by one, as they were written") int stepped,

        @Doc(value = "The trunk on these", unit = "seconds") double trunk,

        @Doc("Tokens chosen; more than were written where a text waited for others")
        int chosen,

        @Doc(value = "The decision layer, hidden state to logits", unit = "seconds")
        double head,

        @Doc(value = "Logits to the token: scores of tokens and the choice", unit = "seconds")
        double decode,

        @Doc(value = "What is told of each token: probabilities, rank, bits", unit = "seconds")
        double telling,

        @Doc(value = "All of it, loading left out", unit = "seconds")
        double seconds) {

    /** End to end, reading included. */
    public double tokensPerSecond() {
        return seconds > 0 ? tokens / seconds : 0;
    }

    /** Of the prompts and what was read again. */
    public double readPerSecond() {
        return reading > 0 ? read / reading : 0;
    }

    /** The trunk for one new token of one text; 0 where every token was the first after a reading. */
    public double trunkMillis() {
        return stepped == 0 ? 0 : 1e3 * trunk / stepped;
    }

    /** The decision layer for one token. */
    public double headMillis() {
        return chosen == 0 ? 0 : 1e3 * head / chosen;
    }

    /** Scores and choice for one token. */
    public double decodeMillis() {
        return chosen == 0 ? 0 : 1e3 * decode / chosen;
    }
}
