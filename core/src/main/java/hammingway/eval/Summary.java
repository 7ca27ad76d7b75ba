package hammingway.eval;

import hammingway.data.PreparedData;
import hammingway.head.Head;
import hammingway.math.Statistics;
import hammingway.vocab.FrequencyRanks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From positions to the figures that people read. */
final class Summary {
    private static final int CALIBRATION_BINS = 15;

    private final Positions all;
    private final Head head;
    private final PreparedData data;

    Summary(Positions all, Head head, PreparedData data) {
        this.all = all;
        this.head = head;
        this.data = data;
    }

    EvaluationResult result(Optional<EvaluationResult.Latency> latency) {
        int folded = data.vocabulary().foldedId().orElse(-1);
        List<EvaluationResult.ByDecoder> decoders = new ArrayList<>();
        for (int d = 0; d < all.decoders().size(); d++) {
            EvaluationResult.Accuracy a = all.accuracy(d, i -> true);
            decoders.add(new EvaluationResult.ByDecoder(
                    head.isSoftmax() ? "logits" : all.decoders().get(d).label(), a.top1(), a.top5()));
        }
        return new EvaluationResult(
                all.count(),
                all.windows(),
                all.loss(),
                all.accuracy(i -> true),
                all.accuracy(i -> all.target(i) != folded),
                all.accuracy(i -> all.target(i) != folded && all.input(i) != folded),
                all.top5BatchMean(),
                Statistics.interval(all.topOfWindows(1)),
                Statistics.interval(all.topOfWindows(5)),
                decoders,
                likelihood(),
                head.hasCodebook() ? Optional.of(all.bits()) : Optional.empty(),
                bands(),
                head.cost(),
                latency);
    }

    private EvaluationResult.Likelihood likelihood() {
        int forEven = all.factorOf(0);
        int forOdd = all.factorOf(1);
        int evenWindows = (all.windows() + 1) / 2;
        double even = all.meanNats(forEven, w -> w % 2 == 0);
        double odd = all.meanNats(forOdd, w -> w % 2 == 1);
        double nats = (even * evenWindows + odd * (all.windows() - evenWindows)) / all.windows();
        return new EvaluationResult.Likelihood(
                nats,
                Math.exp(nats),
                nats / Math.log(2) / data.bytesPerToken(),
                (all.factors()[forEven] + all.factors()[forOdd]) / 2,
                Math.exp(all.meanNats(all.bestFactor(w -> true), w -> true)),
                calibrationError(forEven, forOdd));
    }

    /** Guo et al. 2017, equation 3, on the probability of the best token; "right" is the head's own top-1. */
    private double calibrationError(int forEven, int forOdd) {
        double[] confidence = new double[CALIBRATION_BINS];
        double[] right = new double[CALIBRATION_BINS];
        for (int i = 0; i < all.count(); i++) {
            double p = Math.exp(all.confidence(i / all.context() % 2 == 0 ? forEven : forOdd, i));
            int bin = Math.min(CALIBRATION_BINS - 1, (int) (p * CALIBRATION_BINS));
            confidence[bin] += p;
            right[bin] += all.rightAt(i) ? 1 : 0;
        }
        double error = 0;
        for (int b = 0; b < CALIBRATION_BINS; b++) {
            error += Math.abs(confidence[b] - right[b]) / all.count();
        }
        return error;
    }

    /** Ranks 0-9, 10-99, 100-999, ... by the counts of the training part. */
    private List<EvaluationResult.Band> bands() {
        FrequencyRanks ranks = FrequencyRanks.of(data.vocabulary());
        List<EvaluationResult.Band> bands = new ArrayList<>();
        for (FrequencyRanks.Band band : ranks.bands()) {
            EvaluationResult.Accuracy a = all.accuracy(i -> band.holds(ranks.rank(all.target(i))));
            bands.add(new EvaluationResult.Band(
                    band.from(), band.to(), (double) a.tokens() / all.count(), a.top1(), a.top5()));
        }
        return bands;
    }
}
