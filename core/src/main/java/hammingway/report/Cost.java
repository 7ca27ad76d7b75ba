package hammingway.report;

import hammingway.eval.EvaluationResult;
import java.util.Arrays;
import java.util.Optional;

/** What a decision layer takes: what can be put on the x axis. Less is better, always. */
public enum Cost {
    PARAMETERS(
            "parameters",
            "Parameters of the decision layer",
            "Stored because of the layer, an embedding that it shares left out"),
    TRAINABLE(
            "trainable",
            "Trainable parameters of the decision layer",
            "Of the stored ones, those that training changes"),
    USED(
            "used",
            "Parameters used, shared ones counted",
            "With those of an input embedding that the layer shares (tied softmax)"),
    SHARE_OF_SOFTMAX(
            "share-of-softmax",
            "Parameters (% of an untied softmax's)",
            "Stored parameters against V d + V of an untied softmax with bias"),
    MULTIPLY_ADDS(
            "multiply-adds",
            "Multiply-adds per token, head and decoding",
            "From hidden state to the scores of all tokens, decoding by a matrix product"),
    HEAD_MULTIPLY_ADDS(
            "head-multiply-adds",
            "Multiply-adds per token, head alone",
            "From hidden state to logits, without decoding"),
    OPERATIONS(
            "operations",
            "Operations per token, head and exact decoder",
            "Multiply-adds of the head and operations of the cheapest exact decoder of its code"),
    TIME(
            "time",
            "Time per token in batches, head and decoding by product (\u00b5s)",
            "Median, on the threads of the run: alike for all heads"),
    HEAD_TIME("head-time", "Time per token in batches, head (\u00b5s)", "Median, from hidden state to logits"),
    DECODE_TIME(
            "decode-time",
            "Time per token in batches, decoding by product (\u00b5s)",
            "Median, from logits to the best token, by a matrix product"),
    EXACT_DECODE_TIME(
            "exact-decode-time",
            "Time per token, exact decoder on one thread (\u00b5s)",
            "Median, one position at a time, by the cheapest exact algorithm for the code"),
    MEMORY(
            "memory",
            "Memory of head and codebook (bytes)",
            "Four bytes a stored parameter (float32) and the packed bits of the codebook");

    private static final int FLOAT_BYTES = 4;

    private final String word;
    private final String label;
    private final String meaning;

    Cost(String word, String label, String meaning) {
        this.word = word;
        this.label = label;
        this.meaning = meaning;
    }

    /** On the command line. */
    public String word() {
        return word;
    }

    /** With its unit. */
    public String label() {
        return label;
    }

    public String meaning() {
        return meaning;
    }

    public static Optional<Cost> ofWord(String word) {
        return Arrays.stream(values()).filter(c -> c.word.equals(word)).findFirst();
    }

    /** In the label's unit; NaN where the row has none. */
    public double of(ComparisonRow r) {
        return switch (this) {
            case PARAMETERS -> r.cost().stored();
            case TRAINABLE -> r.cost().trainable();
            case USED -> r.cost().stored() + r.cost().shared();
            case SHARE_OF_SOFTMAX -> 100 * r.shareOfSoftmax();
            case MULTIPLY_ADDS -> r.multiplyAdds();
            case HEAD_MULTIPLY_ADDS -> r.cost().headMultiplyAdds();
            case OPERATIONS -> operations(r);
            case TIME -> r.time().headMicros() + r.time().decodeMicros();
            case HEAD_TIME -> r.time().headMicros();
            case DECODE_TIME -> r.time().decodeMicros();
            case EXACT_DECODE_TIME ->
                r.exactDecoder().map(EvaluationResult.ExactDecoder::micros).orElse(Double.NaN);
            case MEMORY -> FLOAT_BYTES * r.cost().stored() + r.cost().codebookBytes();
        };
    }

    /** A head whose logits are the tokens' scores has nothing to decode. */
    private static double operations(ComparisonRow r) {
        double head = r.cost().headMultiplyAdds();
        return r.cost().decodeMultiplyAdds() == 0
                ? head
                : r.exactDecoder().map(e -> head + e.operations()).orElse(Double.NaN);
    }

    /** Why a row has no such figure. */
    String absence(ComparisonRow r) {
        return switch (this) {
            case TIME, HEAD_TIME, DECODE_TIME -> "evaluated without times";
            case OPERATIONS -> "no exact decoder measured";
            case EXACT_DECODE_TIME ->
                r.cost().decodeMultiplyAdds() == 0 ? "no code to decode" : "no exact decoder measured";
            case PARAMETERS, TRAINABLE, USED, SHARE_OF_SOFTMAX, MULTIPLY_ADDS, HEAD_MULTIPLY_ADDS, MEMORY -> "unknown";
        };
    }
}
