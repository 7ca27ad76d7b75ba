package hammingway.eval.text;

/**
 * Words between white space.
 *
 * @param prediction of the prediction; 0: it is empty or blank
 * @param reference  of the references, their mean
 */
public record Lengths(int prediction, double reference) {
    static Lengths of(TextPair pair) {
        return new Lengths(
                WhiteSpace.split(pair.prediction()).size(),
                pair.references().stream()
                        .mapToInt(r -> WhiteSpace.split(r).size())
                        .average()
                        .orElseThrow());
    }

    public boolean empty() {
        return prediction == 0;
    }
}
