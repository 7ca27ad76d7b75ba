package hammingway.report;

import hammingway.math.Interval;

/**
 * Figures of a row beside the first ones. Shares are 0 to 1; NaN where there is none.
 *
 * @param bitAccuracy   share of bits decided right, of heads with a codebook
 * @param top1Real      top-1 with hits on the folded token counted as wrong: what a trimmed vocabulary truly gets right
 * @param top5Real      top-5 likewise
 * @param top1OfSoftmax top-1 against that of the softmax run in the same setting
 * @param top5OfSoftmax top-5 likewise
 * @param top5OfOriginal top-5 against that of the pretrained model that the run began with, on the same positions
 */
public record FurtherFigures(
        Interval bitAccuracy,
        Interval top1Real,
        Interval top5Real,
        Interval top1OfSoftmax,
        Interval top5OfSoftmax,
        double top5OfOriginal) {
    private static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);

    static final FurtherFigures NONE = new FurtherFigures(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, Double.NaN);

    FurtherFigures with(Interval top1, Interval top5) {
        return new FurtherFigures(bitAccuracy, top1Real, top5Real, top1, top5, top5OfOriginal);
    }

    /**
     * A ratio of two independent means with its interval to first order: the relative half-widths add as squares. Without a reference
     * there is none.
     */
    static Interval ratio(Interval of, Interval to) {
        double ratio = of.mean() / to.mean();
        double mine = (of.high() - of.low()) / 2 / of.mean();
        double theirs = (to.high() - to.low()) / 2 / to.mean();
        double half = ratio * Math.hypot(mine, theirs);
        return Double.isFinite(ratio) && Double.isFinite(half)
                ? new Interval(ratio, ratio - half, ratio + half, Double.NaN, of.n())
                : UNKNOWN;
    }
}
