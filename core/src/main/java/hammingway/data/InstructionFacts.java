package hammingway.data;

import hammingway.base.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What became of instructions on their way into windows; {@code instructions} of {@code data.json}. */
public record InstructionFacts(
        @Doc("Records with an answer") int records,

        @Doc("Records that were left out as their answer is empty")
        int skipped,

        @Doc("What the template ends an answer with") String ending,
        @Doc("The token after each record; empty: none") String endToken,

        @Doc("Its id; none where it is outside the kept vocabulary")
        Optional<Integer> end,

        @Doc("The training part") Part training,
        @Doc("The validation part") Part validation) {
    /** One part of the data. */
    public record Part(
            @Doc("Examples, those that were dropped included")
            int examples,

            @Doc("Tokens that are kept, padding left out") long tokens,
            @Doc("Tokens of answers among them") long answerTokens,

            @Doc("Examples that lost their end, as they are longer than a window")
            int cut,

            @Doc("Tokens that were lost, those of dropped examples included")
            long tokensLost,

            @Doc("Examples that were left out, as no token of their answer fits into a window")
            int dropped) {}

    /** What a person should know before trusting figures; empty where all is well. */
    public Optional<String> warning() {
        List<String> told = new ArrayList<>();
        int cut = training.cut() + validation.cut();
        int dropped = training.dropped() + validation.dropped();
        if (cut + dropped > 0) {
            told.add(String.format(
                    Locale.ROOT,
                    "Examples longer than a window: %,d of %,d (cut at its end: %,d; left out, as no token of their answer fits: %,d). Tokens lost: %,d of %,d. "
                            + "Take a longer backbone.context, or data.packing = stream, which cuts nothing.",
                    cut + dropped,
                    training.examples() + validation.examples(),
                    cut,
                    dropped,
                    lost(),
                    lost() + training.tokens() + validation.tokens()));
        }
        if (!endToken.isEmpty() && end.isEmpty()) {
            told.add(
                    "The token " + endToken
                            + " after each answer is outside the kept vocabulary, so the model cannot learn where answers end. Raise vocabulary.keep.");
        }
        return told.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", told));
    }

    private long lost() {
        return training.tokensLost() + validation.tokensLost();
    }
}
