package hammingway.code.decode;

/** Ways to find the k best tokens. All are exact; they differ in which codebooks they can serve and in cost. */
public enum Algorithm {
    /** Codewords that fill a few subcubes of {0, 1}^n, such as natural and Gray codes: the cheapest sets of flipped bits, by a heap. */
    FLIPS("k-best flips"),
    /** Linear codes with a small trellis, such as convolutional codes: Viterbi, then best-first search along the trellis. */
    TRELLIS("list Viterbi"),
    /** Linear codes and unions of cosets of a linear code, such as Kerdock codes: Walsh-Hadamard transforms of all cosets at once. */
    TRANSFORM("Walsh-Hadamard transform"),
    /** Any code: lower bounds from population counts under the bit planes of rounded weights; few tokens are then scored. */
    SCAN("bit-plane scan"),
    /** Any code: ceil(n / 8) look-ups a token. */
    TABLES("byte tables"),
    /** Any code: depth-first on the trie of codewords, cut where the prefix costs too much; good where few bits are in doubt. */
    TRIE("branch and bound on the trie"),
    /** Any code: the float32 product with the codebook, in plain Java or by an engine. */
    PRODUCT("matrix product");

    private final String label;

    Algorithm(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
