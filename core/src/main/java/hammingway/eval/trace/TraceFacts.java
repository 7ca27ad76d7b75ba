package hammingway.eval.trace;

import hammingway.base.Doc;
import hammingway.code.decode.Decoder;
import java.util.Optional;

/** {@code traces/trace.json}: what the arrays beside it belong to, so that they are never read with another codebook or vocabulary. */
public record TraceFacts(
        @Doc(value = "Version of the traces' format", min = 1, max = FORMAT)
        int format,

        @Doc(value = "Tokens of a window", unit = "tokens", min = 1, max = 1_000_000)
        int context,

        @Doc(value = "Windows evaluated", unit = "windows", min = 1, max = 1_000_000_000)
        int windows,

        @Doc(
                value = "Numbers of a position in logits.npy: bits, or tokens without a codebook",
                min = 1,
                max = 10_000_000)
        int logits,

        @Doc(value = "Tokens of the vocabulary, V", min = 2, max = 10_000_000)
        int vocabulary,

        @Doc("Whether a window goes on where the one before ended; if not, each is a text of its own")
        boolean continuous,

        @Doc("SHA-256 of the data that the vocabulary belongs to, hexadecimal")
        String dataSha256,

        @Doc("SHA-256 of the codebook, hexadecimal; none without one")
        Optional<String> codebookSha256,

        @Doc("What ranks.npy and predicted.npy were ranked by; softmax ranks by its logits")
        Decoder decoder,

        @Doc("Whether log-frequencies of the tokens are added to scores")
        boolean unigramPrior,

        @Doc(
                value = "The factor t of logprobs.npy in windows 0, 2, 4, ..., fitted on the others",
                min = 1e-9,
                max = 1e9)
        double factorOfEven,

        @Doc(
                value = "The factor t of logprobs.npy in windows 1, 3, 5, ..., fitted on the others",
                min = 1e-9,
                max = 1e9)
        double factorOfOdd,

        @Doc(
                "answers: prompts are left out, and inputs.npy tells the token before each target; none: every target is there")
        Optional<String> judged) {
    /** Answers alone were judged. */
    public static final String ANSWERS = "answers";

    /** The facts of a text all of whose tokens were judged. */
    public TraceFacts(
            int format,
            int context,
            int windows,
            int logits,
            int vocabulary,
            boolean continuous,
            String dataSha256,
            Optional<String> codebookSha256,
            Decoder decoder,
            boolean unigramPrior,
            double factorOfEven,
            double factorOfOdd) {
        this(
                format,
                context,
                windows,
                logits,
                vocabulary,
                continuous,
                dataSha256,
                codebookSha256,
                decoder,
                unigramPrior,
                factorOfEven,
                factorOfOdd,
                Optional.empty());
    }

    /** The format this version writes and reads. */
    public static final int FORMAT = 1;

    /** Positions evaluated, N. */
    public long positions() {
        return (long) windows * context;
    }
}
