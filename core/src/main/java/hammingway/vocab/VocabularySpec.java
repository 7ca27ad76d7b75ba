package hammingway.vocab;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import java.util.List;

/** Which tokens a model knows and how they are numbered. */
public record VocabularySpec(
        @Doc("Where the tokenizer comes from") TokenizerSource tokenizer,

        @Doc(
                value =
                        "frequency: id 0 is the most frequent token of the training part, as in the paper; tokenizer: its own ids",
                byDefault = "frequency")
        TokenOrder order,

        @Doc(
                value = "Tokens kept: the most frequent but one; all others and padding become the last id. 0: all",
                unit = "tokens",
                min = 0,
                max = 1_000_000,
                byDefault = "0")
        int keep)
        implements Checked {
    /** How ids are given. */
    public enum TokenOrder {
        TOKENIZER,
        FREQUENCY
    }

    @Override
    public List<Problem> problems() {
        if (keep != 0 && order == TokenOrder.TOKENIZER) {
            return List.of(new Problem(
                    "keep",
                    "" + keep,
                    "0 with order tokenizer",
                    "The most frequent tokens are kept: use order frequency"));
        }
        return keep == 1
                ? List.of(new Problem("keep", "1", "0, or 2 and more", "Keep at least one token beside the folded id"))
                : List.of();
    }
}
