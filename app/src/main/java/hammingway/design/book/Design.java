package hammingway.design.book;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.head.DecisionLayer;
import hammingway.head.HeadCost;
import hammingway.vocab.Vocabulary;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntFunction;

/** A codebook with the vocabulary it was made for, as far as one is known. */
public record Design(Codebook codebook, Optional<Vocabulary> vocabulary) {
    public DistanceSource source(RowOrder order, Preview.Range colors, Progress progress) {
        return new DistanceSource(codebook, order.tokens(codebook, vocabulary, progress), names(), colors);
    }

    /** A token in a sentence: {@code "the" (12)}, or {@code Token 12}. */
    public String named(int token) {
        return vocabulary
                .map(v -> "\u201C" + v.display(token) + "\u201D (" + token + ")")
                .orElse("Token " + token);
    }

    /** A width of a hidden state as typed, if it is one that is allowed. */
    public static Optional<Integer> width(String typed) {
        return number(typed, 1, 1 << 20);
    }

    /** A number of tokens of some model as typed, if it is one that is allowed. */
    public static Optional<Integer> size(String typed) {
        return number(typed, 2, 1 << 24);
    }

    /** A whole number as people type it, {@code 50 257} or {@code 50,257}. */
    static Optional<Integer> number(String typed, int least, int most) {
        try {
            int n = Integer.parseInt(typed.replaceAll("[ ,\\u202F]", ""));
            return n < least || n > most ? Optional.empty() : Optional.of(n);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Parameters of a linear code head over softmax's, 1 for equal. */
    public static double headShare(int width, int tokens, int bits) {
        return HeadCost.of(new DecisionLayer.LinearCode(true), width, tokens, bits)
                        .stored()
                / (double) HeadCost.softmaxParameters(width, tokens);
    }

    /** The codeword of a token. */
    public BitSet bits(int token) {
        BitSet bits = new BitSet(codebook.length());
        for (int b = 0; b < codebook.length(); b++) {
            bits.set(b, codebook.bits().get(token, b));
        }
        return bits;
    }

    /** Names of tokens: their text, or their number. */
    public IntFunction<String> names() {
        return vocabulary.<IntFunction<String>>map(v -> v::display).orElse(Integer::toString);
    }
}
