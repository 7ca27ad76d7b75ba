package hammingway.report;

import hammingway.eval.EvaluationResult;
import hammingway.head.HeadCost;
import hammingway.math.Interval;
import java.util.List;
import java.util.Optional;

/**
 * One line of a comparison: a run, or several that differ in the seed alone. Shares are 0 to 1; NaN where nothing is there to
 * compare with.
 *
 * @param name               of the run, or of the first of its seeds
 * @param runIds             the runs behind the line
 * @param head               such as {@code linear code}
 * @param code               such as {@code minimal + 40 random (50 bits)}, or {@code -}
 * @param shareOfSoftmax     stored parameters against those of an untied softmax with bias
 * @param top1               mean; its interval is over windows for one run, over seeds (95%) for several
 * @param top5ShareOfSoftmax top-5 against that of the softmax run on the same data, backbone and training
 * @param perplexity         of normalised probabilities: geometric mean over seeds; without width for one run
 * @param bitsPerByte        mean over seeds; without width for one run
 * @param time               in batches, decoding by the engine's product: alike for all heads, and so what is compared
 * @param exactDecoder       one position at a time on one thread, by the algorithm that is cheapest for the code; not on the same scale as time
 */
public record ComparisonRow(
        String name,
        List<String> runIds,
        String head,
        String code,
        String loss,
        HeadCost cost,
        double shareOfSoftmax,
        Interval top1,
        Interval top5,
        double top5ShareOfSoftmax,
        Interval perplexity,
        Interval bitsPerByte,
        EvaluationResult.Latency.Split time,
        Optional<EvaluationResult.ExactDecoder> exactDecoder,
        boolean paretoOptimal) {

    public int seeds() {
        return runIds.size();
    }

    public boolean isSoftmax() {
        return head.startsWith("softmax");
    }

    /** Multiply-adds per token of the head and of its decoding. */
    public long multiplyAdds() {
        return cost.headMultiplyAdds() + cost.decodeMultiplyAdds();
    }

    ComparisonRow with(double share, boolean pareto) {
        return new ComparisonRow(
                name,
                runIds,
                head,
                code,
                loss,
                cost,
                shareOfSoftmax,
                top1,
                top5,
                share,
                perplexity,
                bitsPerByte,
                time,
                exactDecoder,
                pareto);
    }
}
