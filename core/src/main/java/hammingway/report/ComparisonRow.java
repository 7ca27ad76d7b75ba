package hammingway.report;

import hammingway.eval.EvaluationResult;
import hammingway.head.HeadCost;
import hammingway.math.Interval;
import hammingway.math.Statistics;
import java.util.List;
import java.util.Map;
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
 * @param perplexity         of normalised probabilities: geometric mean over seeds; for one run an interval over its windows, without width where it has no traces
 * @param bitsPerByte        mean over seeds, likewise
 * @param time               in batches, decoding by the engine's product: alike for all heads, and so what is compared
 * @param exactDecoder       one position at a time on one thread, by the algorithm that is cheapest for the code; not on the same scale as time
 * @param facts              what decides whether it may stand beside other rows
 * @param traits             what colours and shapes can tell of it
 * @param each               a row for each of several seeds, its intervals over windows; empty for one seed
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
        boolean paretoOptimal,
        RunFacts facts,
        Map<Trait, String> traits,
        FurtherFigures further,
        List<ComparisonRow> each) {

    /** A row that no more is known of than its first figures. */
    public ComparisonRow(
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
        this(
                name,
                runIds,
                head,
                code,
                loss,
                cost,
                shareOfSoftmax,
                top1,
                top5,
                top5ShareOfSoftmax,
                perplexity,
                bitsPerByte,
                time,
                exactDecoder,
                paretoOptimal,
                RunFacts.UNKNOWN,
                Map.of(),
                FurtherFigures.NONE.with(FurtherFigures.NONE.top1Real(), Statistics.interval(top5ShareOfSoftmax)),
                List.of());
    }

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

    /** What a colour or a shape tells of it. */
    public String trait(Trait trait) {
        return switch (trait) {
            case NONE -> "";
            case KIND -> kind();
            case HEAD -> head;
            case LOSS -> loss;
            case DECODER,
                    FAMILY,
                    ASSIGNMENT,
                    BITS,
                    HIDDEN,
                    WIDTH,
                    BACKBONE,
                    STEPS,
                    TOKENS_SEEN,
                    TEXT,
                    VOCABULARY,
                    PRECISION -> traits.getOrDefault(trait, Trait.ABSENT);
        };
    }

    private String kind() {
        if (isSoftmax()) {
            return "softmax";
        }
        if (head.startsWith("MTL")) {
            return "multi-task code";
        }
        if (head.equals("one-vs-all")) {
            return "one-vs-all";
        }
        return loss.startsWith("code-nll") ? "linear code, code-NLL" : "linear code, BCE";
    }

    /** Beside the softmax of its setting, and with its seeds. */
    ComparisonRow with(Interval softmaxTop1, Interval softmaxTop5, boolean pareto, List<ComparisonRow> seedRows) {
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
                top5.mean() / softmaxTop5.mean(),
                perplexity,
                bitsPerByte,
                time,
                exactDecoder,
                pareto,
                facts,
                traits,
                further.with(FurtherFigures.ratio(top1, softmaxTop1), FurtherFigures.ratio(top5, softmaxTop5)),
                seedRows);
    }
}
