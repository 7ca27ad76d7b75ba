package hammingway.eval;

import hammingway.base.Doc;
import hammingway.head.HeadCost;
import hammingway.math.Interval;
import java.util.List;
import java.util.Optional;

/** {@code evaluation/metrics.json}. Accuracies are shares, 0 to 1; losses in nats per token; times in microseconds. */
public record EvaluationResult(
        @Doc("Positions evaluated") long tokens,
        @Doc("Windows evaluated") int windows,
        @Doc("The training loss on validation text") double lossNats,

        @Doc("Ranked by the head's own decoder, all positions")
        Accuracy accuracy,

        @Doc("Positions whose target is the folded id left out")
        Accuracy withoutFolded,

        @Doc("Positions whose target or last token is the folded id left out: the paper's eos variant")
        Accuracy withoutFoldedContext,

        @Doc("Top-5, mean of batches' means, as the paper's scripts compute it")
        double top5BatchMean,

        @Doc("Top-1 of each window: mean and 95% interval") Interval top1OfWindows,
        @Doc("Top-5 of each window: mean and 95% interval") Interval top5OfWindows,
        @Doc("By decoder") List<ByDecoder> decoders,
        @Doc("From normalised probabilities") Likelihood likelihood,
        @Doc("For heads with a codebook") Optional<Bits> bits,
        @Doc("By frequency rank of the target") List<Band> bands,
        @Doc("Cost of the decision layer") HeadCost cost,
        @Doc("Time per token") Optional<Latency> latency) {

    /** Token-weighted accuracy. */
    public record Accuracy(double top1, double top5, long tokens) {}

    /** The same logits ranked by another decoder. */
    public record ByDecoder(String decoder, double top1, double top5) {}

    /**
     * Proper likelihood.
     *
     * @param nats          mean negative log-probability per token; the factor t of BCE heads is fitted on the other half of the windows
     * @param perplexity    exp(nats)
     * @param bitsPerByte   nats / ln 2 per byte of text
     * @param factor        mean of the two fitted factors t (1: none was fitted)
     * @param perplexityFittedHere with t fitted on the very windows evaluated: comparable with studies that did so, flattering
     * @param calibrationError expected calibration error of the top-1 probability, 15 bins
     */
    public record Likelihood(
            double nats,
            double perplexity,
            double bitsPerByte,
            double factor,
            double perplexityFittedHere,
            double calibrationError) {}

    /**
     * Bits by hard decision.
     *
     * @param accuracy     share of bits decided right
     * @param validWords   share of positions whose decided word is a codeword
     * @param ties         share of positions where several codewords are nearest to the decided word
     * @param exact        share of positions with every bit right
     */
    public record Bits(double accuracy, double validWords, double ties, double exact) {}

    /** Targets of ranks {@code from} to {@code to - 1}. */
    public record Band(int from, int to, double share, double top1, double top5) {}

    /**
     * Median time per token: one window at a time, and in batches.
     *
     * @param exactDecoder for heads with a codebook; absent in files of older versions
     */
    public record Latency(Split single, Split batched, int batch, Optional<ExactDecoder> exactDecoder) {
        /** Decoding here is the engine's: scores of all tokens by a matrix product, on the threads of the run. */
        public record Split(double trunkMicros, double headMicros, double decodeMicros) {}
    }

    /**
     * Decoding without a product: the best token by the algorithm that is cheapest for the codebook, chosen as the command
     * {@code code decode} does. It ranks by the head's decoder and prior.
     *
     * @param algorithm  such as {@code Walsh-Hadamard transform}
     * @param micros     per token on one thread, one position at a time, on logits of validation text: median
     * @param operations estimate of additions, look-ups and population counts per token
     */
    public record ExactDecoder(
            @Doc("Name of the algorithm") String algorithm,

            @Doc(value = "Time per token on one thread", unit = "microseconds")
            double micros,

            @Doc("Estimated operations per token") long operations) {}
}
