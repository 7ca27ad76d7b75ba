package hammingway.eval.text;

import java.util.List;

/**
 * A text that a model wrote and what it should have been.
 *
 * @param prediction may be empty
 * @param references one at least; of several, the one that fits best counts
 */
public record TextPair(String prediction, List<String> references) {
    public TextPair {
        if (references.isEmpty()) {
            throw new IllegalArgumentException("a prediction needs a reference");
        }
        references = List.copyOf(references);
    }

    public TextPair(String prediction, String reference) {
        this(prediction, List.of(reference));
    }
}
