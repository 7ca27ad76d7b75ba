package hammingway.eval.errors.whatif;

import hammingway.base.Progress;
import hammingway.code.decode.Decoder;
import hammingway.eval.trace.Trace;
import hammingway.math.Bootstrap;
import hammingway.math.Interval;
import hammingway.math.SplitRandom;
import hammingway.math.Statistics;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Answers what-ifs of one run. The run's own decoding of the same positions is computed once, at the first question, and kept: 5 bytes a position. Rankings are
 * exact ({@link hammingway.code.decode.TokenDecoder}); probabilities are normalised within the bound of
 * {@link hammingway.code.decode.LogSumBlocks}. Thread-safe: questions wait for each other.
 */
public final class WhatIfs {
    /** Positions that are decoded unless more are asked for. */
    public static final long POSITIONS = 10_000_000;

    /** Draws times windows of a bootstrap: about a quarter of a second. */
    private static final long DRAWS = 20_000_000;

    private static final int LEAST_RESAMPLES = 1000;

    private final TracedCode code;
    private final ChosenWindows windows;
    private Optional<BitErrors> errors = Optional.empty();
    private Optional<Places> ownPlaces = Optional.empty();
    private Optional<double[]> ownNats = Optional.empty();

    private WhatIfs(TracedCode code, ChosenWindows windows) {
        this.code = code;
        this.windows = windows;
    }

    /** @param positions at most, as evenly spaced windows; {@link Long#MAX_VALUE} for all */
    public static WhatIfs of(TracedCode code, long positions) {
        return new WhatIfs(code, ChosenWindows.of(code.windows(), code.trace().context(), positions));
    }

    /** A result with what changed. */
    public record Answer(WhatIfResult result, ChangedTokens changed) {}

    public TracedCode code() {
        return code;
    }

    /** Positions that are decoded. */
    public long positions() {
        return windows.positions();
    }

    /** The bits by falling error rate. */
    public synchronized List<Integer> worstBits(Progress progress) {
        return errors(progress).worst();
    }

    /** Answers at once. */
    public Answer answer(WhatIf whatIf, Progress progress) {
        return answer(whatIf, early -> {}, progress);
    }

    /**
     * Answers.
     *
     * @param early told all but the likelihood, which takes longer where the vocabulary is large
     * @throws hammingway.base.SpecException     with all that cannot be asked of this run
     * @throws Progress.CancelledException once cancelled
     */
    public synchronized Answer answer(WhatIf whatIf, Consumer<Answer> early, Progress progress) {
        check(whatIf);
        BitErrors bits = errors(progress);
        Places before = ownPlaces(bits, progress);
        Work work = new Work(whatIf, bits, progress);
        Places after = work.places(before);
        Answer first = work.answer(before, after, Optional.empty());
        early.accept(first);
        long waited = System.nanoTime();
        double[] natsBefore = ownNats(bits, progress);
        work.aside = System.nanoTime() - waited;
        double[] natsAfter = work.nats(natsBefore);
        return work.answer(before, after, Optional.of(new double[][] {natsBefore, natsAfter}));
    }

    /** A point of a curve. */
    record Point(double top1, double nats) {}

    /** The figures alone, without intervals. */
    synchronized Point point(WhatIf whatIf, Progress progress) {
        check(whatIf);
        BitErrors bits = errors(progress);
        Work work = new Work(whatIf, bits, progress);
        Places places = work.places(ownPlaces(bits, progress));
        return new Point(
                Statistics.mean(places.shares(windows.context(), 1)),
                Statistics.mean(work.nats(ownNats(bits, progress))));
    }

    /** @throws hammingway.base.SpecException with all that cannot be asked of this run */
    public void check(WhatIf whatIf) {
        whatIf.check(
                code.codebook().length(),
                code.codebook().size(),
                code.counts().length > 0,
                code.softmax().isPresent());
    }

    private BitErrors errors(Progress progress) {
        if (errors.isEmpty()) {
            errors = Optional.of(BitErrors.of(code.trace(), code.codebook(), windows, progress));
        }
        return errors.get();
    }

    private Places ownPlaces(BitErrors bits, Progress progress) {
        if (ownPlaces.isEmpty()) {
            ownPlaces = Optional.of(
                    Decoding.of(code, windows, WhatIf.AS_RUN, bits, progress).places(progress));
        }
        return ownPlaces.get();
    }

    private double[] ownNats(BitErrors bits, Progress progress) {
        if (ownNats.isEmpty()) {
            ownNats = Optional.of(
                    Decoding.of(code, windows, WhatIf.AS_RUN, bits, progress).nats(progress));
        }
        return ownNats.get();
    }

    /** One question under way. */
    private final class Work {
        private final WhatIf whatIf;
        private final BitErrors bits;
        private final Progress progress;
        private final Decoding decoding;
        private final long began = System.nanoTime();
        private long aside;
        private Optional<Decoding.Both> both = Optional.empty();

        Work(WhatIf whatIf, BitErrors bits, Progress progress) {
            this.whatIf = whatIf;
            this.bits = bits;
            this.progress = progress;
            this.decoding = Decoding.of(code, windows, whatIf, bits, progress);
        }

        Places places(Places own) {
            if (whatIf.hybrid().isPresent()) {
                return both().places();
            }
            boolean bare = whatIf.factor(new Factor.OfRun()).equals(WhatIf.AS_RUN);
            boolean factorCounts =
                    decoding.settled().rankingPrior().length > 0 && !(whatIf.factor() instanceof Factor.OfRun);
            return bare && !factorCounts ? own : decoding.places(progress);
        }

        double[] nats(double[] own) {
            if (whatIf.hybrid().isPresent()) {
                return both().nats();
            }
            boolean weighs = whatIf.decoder()
                    .filter(d -> d instanceof Decoder.ReliabilityWeighted)
                    .isPresent();
            WhatIf rest = new WhatIf(
                    Optional.empty(),
                    whatIf.factor(),
                    whatIf.prior(),
                    whatIf.masked(),
                    whatIf.repeated(),
                    Optional.empty());
            return !weighs && rest.equals(WhatIf.AS_RUN) ? own : decoding.nats(progress);
        }

        private Decoding.Both both() {
            if (both.isEmpty()) {
                both = Optional.of(decoding.hybrid(progress));
            }
            return both.get();
        }

        Answer answer(Places before, Places after, Optional<double[][]> nats) {
            int context = windows.context();
            double[][] was = {before.shares(context, 1), before.shares(context, Places.BEST), natsOf(nats, 0)};
            double[][] is = {after.shares(context, 1), after.shares(context, Places.BEST), natsOf(nats, 1)};
            List<WhatIfResult.Figure> figures = figures(was, is);
            ChangedTokens changed = ChangedTokens.of(code.trace(), windows, before, after);
            double[] ones = IntStream.range(0, code.codebook().length())
                    .mapToDouble(b -> 1)
                    .toArray();
            WhatIfResult result = new WhatIfResult(
                    whatIf,
                    whatIf.describe(),
                    new WhatIfResult.Sample(windows.positions(), windows.count(), !windows.sampled()),
                    figures.get(0),
                    figures.get(1),
                    nats.map(n -> likelihood(figures.get(2))),
                    new WhatIfResult.Bits(
                            bits.accuracy(ones),
                            bits.accuracy(decoding.settled().counted())),
                    changed.counts(),
                    reported(),
                    List.of(decoding.factor(0), decoding.factor(Math.min(1, windows.count() - 1))),
                    whatIf.hybrid().map(this::cost),
                    (System.nanoTime() - began - aside) / 1e9);
            return new Answer(result, changed);
        }

        private double[] natsOf(Optional<double[][]> nats, int which) {
            return nats.map(n -> n[which]).orElseGet(() -> new double[windows.count()]);
        }

        private WhatIfResult.Likelihood likelihood(WhatIfResult.Figure nats) {
            return new WhatIfResult.Likelihood(nats, Math.exp(nats.before()), Math.exp(nats.after()));
        }

        private WhatIfResult.Cost cost(int tokens) {
            long n = code.codebook().length();
            return new WhatIfResult.Cost((tokens + n) * code.width(), n * code.width());
        }

        private List<WhatIfResult.Figure> figures(double[][] was, double[][] is) {
            double[][] differences = new double[was.length][windows.count()];
            for (int f = 0; f < was.length; f++) {
                for (int w = 0; w < windows.count(); w++) {
                    differences[f][w] = is[f][w] - was[f][w];
                }
            }
            int resamples = (int) Math.clamp(DRAWS / windows.count(), LEAST_RESAMPLES, (long) Bootstrap.RESAMPLES);
            List<Bootstrap.Result> results = windows.count() < 2
                    ? IntStream.range(0, was.length)
                            .mapToObj(f -> alone(differences[f][0]))
                            .toList()
                    : Bootstrap.means(differences, resamples, SplitRandom.of(1, "what if", 0), progress);
            return IntStream.range(0, was.length)
                    .mapToObj(f -> new WhatIfResult.Figure(
                            Statistics.mean(was[f]),
                            Statistics.mean(is[f]),
                            results.get(f).interval(),
                            results.get(f).pValue()))
                    .toList();
        }

        private static Bootstrap.Result alone(double difference) {
            return new Bootstrap.Result(new Interval(difference, difference, difference, 0, 1), 1);
        }
    }

    private WhatIfResult.Reported reported() {
        Trace trace = code.trace();
        long top1 = 0;
        long top5 = 0;
        double nats = 0;
        for (int i = 0; i < windows.positions(); i++) {
            int position = windows.position(i);
            int rank = trace.rank(position);
            top1 += rank < 1 ? 1 : 0;
            top5 += rank < Places.BEST ? 1 : 0;
            nats -= trace.logProbability(position);
        }
        double n = windows.positions();
        return new WhatIfResult.Reported(top1 / n, top5 / n, Math.exp(nats / n));
    }
}
