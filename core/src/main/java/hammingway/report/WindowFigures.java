package hammingway.report;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.eval.EvaluationResult;
import hammingway.math.Bootstrap;
import hammingway.math.Interval;
import hammingway.math.SplitRandom;
import hammingway.math.Statistics;
import hammingway.run.RunFolder;
import java.util.ArrayList;
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

    static WindowFigures of(RunFolder run, EvaluationResult result, RunFacts facts, int codeLength, Progress progress) {
        Optional<TokenTraces> traces = traces(run, facts);
        double nats = result.likelihood().nats();
        double bits = result.bits().map(EvaluationResult.Bits::accuracy).orElse(Double.NaN);
        double share =
                (double) result.withoutFolded().tokens() / result.accuracy().tokens();
        double top1 = share * result.withoutFolded().top1();
        double top5 = share * result.withoutFolded().top5();
        if (traces.isEmpty()) {
            boolean trimmed = facts.trimmed();
            return new WindowFigures(
                    point(nats),
                    point(bits),
                    trimmed ? point(top1) : result.top1OfWindows(),
                    trimmed ? point(top5) : result.top5OfWindows());
        }
        TokenTraces t = traces.get();
        int folded = facts.trimmed() ? facts.vocabulary() - 1 : -1;
        double[][] windows = {
            t.nats(), t.rightBits().map(r -> t.shares(r, codeLength)).orElse(new double[t.windows()]),
            t.top(1, folded), t.top(5, folded)
        };
        List<Bootstrap.Result> drawn =
                Bootstrap.means(windows, RESAMPLES, SplitRandom.of(SEED, "windows", 0), progress);
        double[] means = {nats, bits, top1, top5};
        List<Interval> around = new ArrayList<>();
        for (int f = 0; f < means.length; f++) {
            around.add(around(means[f], drawn.get(f).interval()));
        }
        return new WindowFigures(
                around.get(0), t.rightBits().isEmpty() ? point(bits) : around.get(1), around.get(2), around.get(3));
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
