package hammingway.eval.errors.whatif;

import hammingway.base.Doc;
import hammingway.math.Interval;
import java.util.List;
import java.util.Optional;

/** What a what-if gives, beside the run decoded from the same trace in its own way, and beside what its evaluation reported. */
public record WhatIfResult(
        @Doc("What was asked") WhatIf whatIf,
        @Doc("The same for people") String description,
        @Doc("Which positions") Sample sample,
        @Doc("Share of positions whose target ranks first") Figure top1,

        @Doc("Share of positions whose target is among the first five")
        Figure top5,

        @Doc("From normalised probabilities; absent while it is not computed yet")
        Optional<Likelihood> likelihood,

        @Doc("Share of right bits before and after") Bits bits,
        @Doc("Tokens that are decided otherwise") Changes changes,

        @Doc("As the evaluation reported on these positions")
        Reported reported,

        @Doc("The factor t of probabilities in the even and the odd windows of the choice")
        List<Double> factors,

        @Doc("Of a hybrid") Optional<Cost> cost,

        @Doc(value = "Time without that of the run's own decoding", unit = "seconds")
        double seconds) {

    /** The positions decoded: all of the trace, or windows evenly spaced in it. */
    public record Sample(long positions, int windows, boolean all) {}

    /**
     * A figure of both.
     *
     * @param difference after minus before, with its 95% percentile interval of a paired bootstrap over windows
     * @param pValue     two-sided, that both are equally good
     */
    public record Figure(double before, double after, Interval difference, double pValue) {
        /** Whether the interval leaves out 0. */
        public boolean clear() {
            return difference.low() > 0 || difference.high() < 0;
        }
    }

    /** Mean negative log-probability in nats, and its exponential. */
    public record Likelihood(Figure nats, double perplexityBefore, double perplexityAfter) {}

    /** Over the bits that count, as often as they count. */
    public record Bits(double before, double after) {}

    /** Positions whose first token changed: wrong became right, right became wrong, wrong stayed wrong. */
    public record Changes(long gained, long lost, long stillWrong) {
        /** All of them. */
        public long all() {
            return gained + lost + stillWrong;
        }
    }

    /** The run's own figures, from its ranks and log-probabilities: its logits were not yet rounded to float16. */
    public record Reported(double top1, double top5, double perplexity) {}

    /** Multiply-adds of the layer for a token: N d for the softmax's tokens and n d for the code's bits, beside n d of the code alone. */
    public record Cost(long hybrid, long code) {}
}
