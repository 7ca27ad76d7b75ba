package hammingway.runs.form;

import hammingway.base.Problem;
import java.util.Optional;

/**
 * What mends a problem at one click, where one field does.
 *
 * @param title of the button
 * @param path  of the field
 * @param value that it gets
 */
record Fix(String title, String path, String value) {
    private static final String KEPT = "training.keepHiddenStates";

    static Optional<Fix> of(Problem problem) {
        String found = String.valueOf(problem.value());
        return switch (problem.path()) {
            case KEPT ->
                Optional.of(
                        found.equals("false")
                                ? new Fix("Keep hidden states", KEPT, "true")
                                : new Fix("Keep none", KEPT, "false"));
            case "training.tuning.type" ->
                Optional.of(new Fix("Untie the softmax", "head.layer.tied", "false"))
                        .filter(f -> found.equals("head-only"));
            case "vocabulary.order" ->
                Optional.of(new Fix("Take the tokenizer's order", "vocabulary.order", "tokenizer"))
                        .filter(f -> problem.allowed().startsWith("tokenizer"));
            default -> Optional.empty();
        };
    }
}
