package hammingway.design.book;

import hammingway.code.Codebook;
import hammingway.head.DecisionLayer;
import hammingway.head.HeadCost;
import hammingway.vocab.Vocabulary;
import java.util.Optional;
import java.util.function.IntFunction;

/** A codebook with the vocabulary it was made for, as far as one is known. */
public record Design(Codebook codebook, Optional<Vocabulary> vocabulary) {
    public DistanceSource source(RowOrder order, Figures.Range colors) {
        return new DistanceSource(codebook, order.tokens(codebook, vocabulary), names(), colors);
    }

    /** A token in a sentence: {@code "the" (12)}, or {@code Token 12}. */
    public String named(int token) {
        return vocabulary
                .map(v -> "\u201C" + v.display(token) + "\u201D (" + token + ")")
                .orElse("Token " + token);
    }

    /** A width of a hidden state as typed, if it is one that is allowed. */
    public static Optional<Integer> width(String typed) {
        try {
            int d = Integer.parseInt(typed.strip());
            return d < 1 || d > 1 << 20 ? Optional.empty() : Optional.of(d);
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

    /** Names of tokens: their text, or their number. */
    public IntFunction<String> names() {
        return vocabulary.<IntFunction<String>>map(v -> v::display).orElse(Integer::toString);
    }
}
