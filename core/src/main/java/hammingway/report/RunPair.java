package hammingway.report;

import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.eval.EvaluationResult;
import hammingway.math.Bootstrap;
import hammingway.math.Interval;
import hammingway.math.SplitRandom;
import hammingway.math.Statistics;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.TracedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two runs on the very same tokens. Windows are drawn as a whole, since the tokens of a window depend on each other, and both runs are
 * judged on each draw: what is hard for both cancels out (the paired bootstrap; Koehn 2004 does so with sentences).
 *
 * @param first         id of the first run
 * @param second        id of the second
 * @param tokens        in both evaluations
 * @param windows       of them, what is resampled
 * @param top1          shares, 0 to 1
 * @param top5          shares, 0 to 1
 * @param nats          mean negative log-probability of a token, lower is better
 * @param notComparable what sets the runs apart beside what the pair is to show, a sentence for each; empty when nothing does
 */
public record RunPair(
        String first,
        String second,
        long tokens,
        int windows,
        Difference top1,
        Difference top5,
        Difference nats,
        List<String> notComparable) {

    /**
     * A figure of both runs.
     *
     * @param difference first minus second, with its 95% percentile interval
     * @param pValue     two-sided, that both are equally good; NaN where a run diverged
     */
    public record Difference(double first, double second, Interval difference, double pValue) {
        /** Whether the interval leaves out 0. */
        public boolean clear() {
            return difference.low() > 0 || difference.high() < 0;
        }
    }

    /** @throws WorkbenchException where a run has no traces, or the runs were judged on different tokens: it says where */
    public static RunPair of(RunFolder first, RunFolder second, long seed) {
        return of(first, second, seed, Progress.NONE);
    }

    /** Time O(10,000 x windows), about 0.1 s for a thousand windows. */
    public static RunPair of(RunFolder first, RunFolder second, long seed, Progress progress) {
        progress.update(0, "Reading traces");
        RunSpec a = first.spec();
        RunSpec b = second.spec();
        TokenTraces ofFirst = TokenTraces.read(first, a.backbone().context());
        progress.check();
        TokenTraces ofSecond = TokenTraces.read(second, b.backbone().context());
        int windows = common(first, ofFirst, second, ofSecond);
        List<String> notComparable = Comparability.of(facts(first, a), facts(second, b));
        return of(
                List.of(first.id(), second.id()),
                ofFirst.first(windows),
                ofSecond.first(windows),
                notComparable,
                SplitRandom.of(seed, "paired bootstrap", 0),
                progress);
    }

    /** The same for evaluations that are open, on whichever text. */
    public static RunPair of(TracedRun first, TracedRun second, long seed, Progress progress) {
        progress.update(0, "Reading traces");
        TokenTraces a = TokenTraces.of(first.trace());
        progress.check();
        TokenTraces b = TokenTraces.of(second.trace());
        int windows = common(first.run(), a, second.run(), b);
        return of(
                List.of(first.run().id(), second.run().id()),
                a.first(windows),
                b.first(windows),
                Comparability.of(
                        RunFacts.of(first.run(), first.spec(), first.result()),
                        RunFacts.of(second.run(), second.spec(), second.result())),
                SplitRandom.of(seed, "paired bootstrap", 0),
                progress);
    }

    private static RunPair of(
            List<String> ids,
            TokenTraces a,
            TokenTraces b,
            List<String> notComparable,
            SplitRandom random,
            Progress progress) {
        double[][] ofFirst = {a.top(1), a.top(5), a.nats()};
        double[][] ofSecond = {b.top(1), b.top(5), b.nats()};
        double[][] differences = new double[ofFirst.length][a.windows()];
        for (int f = 0; f < differences.length; f++) {
            for (int w = 0; w < differences[f].length; w++) {
                differences[f][w] = ofFirst[f][w] - ofSecond[f][w];
            }
        }
        progress.update(0.1, "Resampling windows");
        List<Bootstrap.Result> results = Bootstrap.means(differences, Bootstrap.RESAMPLES, random, progress);
        List<Difference> each = new ArrayList<>();
        for (int f = 0; f < differences.length; f++) {
            Bootstrap.Result r = results.get(f);
            each.add(new Difference(
                    Statistics.mean(ofFirst[f]), Statistics.mean(ofSecond[f]), r.interval(), r.pValue()));
        }
        return new RunPair(
                ids.getFirst(),
                ids.getLast(),
                a.targets().length,
                a.windows(),
                each.get(0),
                each.get(1),
                each.get(2),
                notComparable);
    }

    private static RunFacts facts(RunFolder run, RunSpec spec) {
        return RunFacts.of(
                run,
                spec,
                SpecCodec.read(EvaluationResult.class, run.evaluation().resolve("metrics.json")));
    }

    /** Windows that both were judged on: evaluations take the first windows of the validation text, so one may be longer. */
    private static int common(RunFolder first, TokenTraces a, RunFolder second, TokenTraces b) {
        String cannot = "The runs " + first.id() + " and " + second.id() + " cannot be paired: ";
        if (a.context() != b.context()) {
            throw new WorkbenchException(cannot + "their windows have " + a.context() + " and " + b.context()
                    + " tokens. Pair runs of the same data and context.");
        }
        int windows = Math.min(a.windows(), b.windows());
        for (int i = 0; i < windows * a.context(); i++) {
            if (a.targets()[i] != b.targets()[i]) {
                throw new WorkbenchException(String.format(
                        Locale.ROOT,
                        "%stoken %d of window %d is %d for the one and %d for the other, so they were judged on different text "
                                + "or numbered the tokens differently. Pair runs of the same data and vocabulary.",
                        cannot,
                        i % a.context(),
                        i / a.context(),
                        a.targets()[i],
                        b.targets()[i]));
            }
        }
        if (windows < 2) {
            throw new WorkbenchException(
                    cannot + "they have " + windows
                            + " window in common, and at least 2 are needed to resample. Evaluate with more windows (evaluation.windows).");
        }
        return windows;
    }
}
