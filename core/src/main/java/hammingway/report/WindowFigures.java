package hammingway.report;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.eval.EvaluationResult;
import hammingway.math.Bootstrap;
import hammingway.math.Interval;
import hammingway.math.SplitRandom;
import hammingway.math.Statistics;
import hammingway.run.RunFolder;
import java.util.List;
import java.util.Optional;

/**
 * Figures of one run whose intervals come from resampling its windows: the widths are those of the traces, around the evaluation's own
 * figures. Without traces the intervals have no width.
 *
 * @param nats     mean negative log-probability of a token
 * @param bits     share of bits decided right; NaN without a codebook
 * @param top1Real share of all tokens that are ranked first and are no folded token
 * @param top5Real likewise among the first five
 */
record WindowFigures(Interval nats, Interval bits, Interval top1Real, Interval top5Real) {
    /** Fewer than for a p-value: the ends of an interval in a table of many runs move by a twentieth of its width at most. */
    private static final int RESAMPLES = 1000;

    /** The same draws for every run, so that the same figures have the same intervals. */
    private static final long SEED = 1;

    /** The evaluation's own figures and intervals. */
    static WindowFigures plain(EvaluationResult result, RunFacts facts) {
        Means m = Means.of(result);
        boolean trimmed = facts.trimmed();
        return new WindowFigures(
                point(m.nats()),
                point(m.bits()),
                trimmed ? point(m.top1()) : result.top1OfWindows(),
                trimmed ? point(m.top5()) : result.top5OfWindows());
    }

    static WindowFigures drawn(
            RunFolder run, EvaluationResult result, RunFacts facts, int codeLength, Progress progress) {
        Optional<TokenTraces> traces = traces(run, facts);
        if (traces.isEmpty()) {
            return plain(result, facts);
        }
        TokenTraces t = traces.get();
        int folded = facts.trimmed() ? facts.vocabulary() - 1 : -1;
        double[][] windows = {
            t.nats(), t.rightBits().map(r -> t.shares(r, codeLength)).orElse(new double[t.windows()]),
            t.top(1, folded), t.top(5, folded)
        };
        List<Bootstrap.Result> drawn =
                Bootstrap.means(windows, RESAMPLES, SplitRandom.of(SEED, "windows", 0), progress);
        Means m = Means.of(result);
        return new WindowFigures(
                around(m.nats(), drawn.get(0).interval()),
                t.rightBits().isEmpty()
                        ? point(m.bits())
                        : around(m.bits(), drawn.get(1).interval()),
                around(m.top1(), drawn.get(2).interval()),
                around(m.top5(), drawn.get(3).interval()));
    }

    private record Means(double nats, double bits, double top1, double top5) {
        static Means of(EvaluationResult result) {
            double share =
                    (double) result.withoutFolded().tokens() / result.accuracy().tokens();
            return new Means(
                    result.likelihood().nats(),
                    result.bits().map(EvaluationResult.Bits::accuracy).orElse(Double.NaN),
                    share * result.withoutFolded().top1(),
                    share * result.withoutFolded().top5());
        }
    }

    /** Traces that can be read and have something to draw from; the paired bootstrap tells what is wrong with others. */
    private static Optional<TokenTraces> traces(RunFolder run, RunFacts facts) {
        try {
            return Optional.of(facts.context())
                    .filter(c -> TokenTraces.exist(run))
                    .map(c -> TokenTraces.read(run, c))
                    .filter(t -> t.windows() > 1);
        } catch (WorkbenchException e) {
            return Optional.empty();
        }
    }

    private static Interval point(double value) {
        return Statistics.interval(value);
    }

    private static Interval around(double mean, Interval drawn) {
        return new Interval(
                mean, mean + drawn.low() - drawn.mean(), mean + drawn.high() - drawn.mean(), drawn.sd(), drawn.n());
    }
}
