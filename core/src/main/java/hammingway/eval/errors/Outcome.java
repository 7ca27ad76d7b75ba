package hammingway.eval.errors;

/** What became of a position; each has exactly one. "First" is by the head's own decoder, as its evaluation ranked. */
public enum Outcome {
    /** The decided word is the target's codeword, and the target ranked first. */
    CLEAN("right, no wrong bit"),
    /** Bits were wrong, yet the target ranked first. */
    CORRECTED("corrected"),
    /** Not first, and several codewords are nearest to the decided word, which is none itself. */
    TIED("tied"),
    /** Not first, the decided word is no codeword, and one codeword is nearest: another token's, or the decoder went elsewhere. */
    INVALID("invalid word"),
    /** Not first, and the decided word is another token's codeword: nothing shows the error. */
    MISCORRECTED("another codeword"),
    /** The decided word is the target's codeword, yet another token ranked first: the prior, or weights, overruled the bits. */
    OVERRULED("overruled");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /** For people. */
    public String label() {
        return label;
    }

    public boolean right() {
        return this == CLEAN || this == CORRECTED;
    }
}
