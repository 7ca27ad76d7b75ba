package hammingway.eval;

/** Why a model writes no more. */
public enum Ending {
    /** It has written as many tokens as were asked for. */
    TOKENS,
    /** It has written the end-of-text token. */
    END_OF_TEXT,
    /** It has written a text that ends the writing. */
    STOP_TEXT
}
