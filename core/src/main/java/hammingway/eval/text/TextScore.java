package hammingway.eval.text;

import java.util.Optional;

/**
 * The figures of one prediction.
 *
 * @param bert BERTScore, where an encoder was given
 */
public record TextScore(Answer answer, Rouge rouge, Lengths lengths, Optional<Overlap> bert) {
    static TextScore of(TextPair pair, Optional<Overlap> bert) {
        return new TextScore(Answer.of(pair), Rouge.of(pair), Lengths.of(pair), bert);
    }
}
