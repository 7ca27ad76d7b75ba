package hammingway.design;

import hammingway.code.Codebook;
import hammingway.vocab.Vocabulary;
import java.util.Optional;
import java.util.function.IntFunction;

/** A codebook with the vocabulary it was made for, as far as one is known. */
record Design(Codebook codebook, Optional<Vocabulary> vocabulary) {
    DistanceSource source(RowOrder order) {
        return new DistanceSource(codebook, order.tokens(codebook, vocabulary), names());
    }

    /** Names of tokens: their text, or their number. */
    IntFunction<String> names() {
        return vocabulary.<IntFunction<String>>map(v -> v::display).orElse(Integer::toString);
    }
}
