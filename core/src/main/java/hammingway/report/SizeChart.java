package hammingway.report;

import hammingway.math.Interval;
import hammingway.math.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Accuracy against decision-layer size as numbers and labels; who draws it needs nothing else.
 *
 * @param points    in order of x
 * @param front     points of the Pareto front, in order of x
 * @param subtitle  what the error bars are, and which runs are left out
 * @param reference softmax's y, NaN when there is none
 * @param share90   y at 90% of softmax's accuracy, NaN where a share means nothing (perplexity, bits)
 */
public record SizeChart(
        String title,
        String subtitle,
        String xLabel,
        String yLabel,
        boolean logX,
        boolean logY,
        List<Point> points,
        List<Point> front,
        double reference,
        double share90) {

    /** The share of softmax's top-5 that the first paper on these codes reaches with half of its parameters: the second reference line. */
    private static final double SHARE = 0.9;

    /** One run: its figures, the interval of y, and the text of its hover. */
    public record Point(
            String name, String runId, double x, double y, double low, double high, String kind, String detail) {}

    /** What can be put on the y axis. */
    public enum Gain {
        TOP5("Top-5 accuracy (%)"),
        TOP1("Top-1 accuracy (%)"),
        TOP5_OF_SOFTMAX("Top-5 (% of softmax's)"),
        PERPLEXITY("Perplexity (lower is better)"),
        BITS_PER_BYTE("Bits per byte (lower is better)");

        private final String label;

        Gain(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public boolean lowerIsBetter() {
            return this == PERPLEXITY || this == BITS_PER_BYTE;
        }

        private Interval of(ComparisonRow r) {
            return switch (this) {
                case TOP5 -> percent(r.top5());
                case TOP1 -> percent(r.top1());
                case TOP5_OF_SOFTMAX -> Statistics.interval(100 * r.top5ShareOfSoftmax());
                case PERPLEXITY -> r.perplexity();
                case BITS_PER_BYTE -> r.bitsPerByte();
            };
        }

        private static Interval percent(Interval i) {
            return new Interval(100 * i.mean(), 100 * i.low(), 100 * i.high(), 100 * i.sd(), i.n());
        }
    }

    /** What can be put on the x axis. */
    public enum Cost {
        PARAMETERS("Parameters of the decision layer"),
        MULTIPLY_ADDS("Multiply-adds per token, head and decoding"),
        TIME("Time per token in batches, head and decoding by product (\u00b5s)");

        private final String label;

        Cost(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        private double of(ComparisonRow r) {
            return switch (this) {
                case PARAMETERS -> r.cost().stored();
                case MULTIPLY_ADDS -> r.multiplyAdds();
                case TIME -> r.time().headMicros() + r.time().decodeMicros();
            };
        }
    }

    /** The chart of a comparison. Rows without a figure on either axis (a tied softmax has no parameters) are left out on a log axis. */
    public static SizeChart of(Comparison comparison, Cost cost, Gain gain, boolean logX, String title) {
        List<Point> points = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (ComparisonRow r : comparison.rows()) {
            double x = cost.of(r);
            Interval y = gain.of(r);
            if (Double.isFinite(x) && Double.isFinite(y.mean()) && (x > 0 || !logX)) {
                points.add(
                        new Point(r.name(), r.runIds().getFirst(), x, y.mean(), y.low(), y.high(), kind(r), detail(r)));
            } else {
                leftOut.add(r.name());
            }
        }
        points.sort(java.util.Comparator.comparingDouble(Point::x));
        double[] xs = points.stream().mapToDouble(Point::x).toArray();
        double[] ys = points.stream()
                .mapToDouble(p -> gain.lowerIsBetter() ? -p.y() : p.y())
                .toArray();
        boolean[] optimal = ParetoFront.of(xs, ys);
        List<Point> front = new ArrayList<>();
        for (int i = 0; i < optimal.length; i++) {
            if (optimal[i]) {
                front.add(points.get(i));
            }
        }
        double reference = comparison.softmax().map(r -> gain.of(r).mean()).orElse(Double.NaN);
        String subtitle = bars(comparison, gain)
                + (leftOut.isEmpty()
                        ? ""
                        : ". Not shown, without a figure on " + (logX ? "these axes" : "both axes") + ": "
                                + String.join(", ", leftOut));
        return new SizeChart(
                title,
                subtitle,
                cost.label(),
                gain.label(),
                logX,
                gain == Gain.PERPLEXITY,
                points,
                front,
                reference,
                gain.lowerIsBetter() ? Double.NaN : SHARE * reference);
    }

    /** What the error bars are, and where there are none, why. */
    private static String bars(Comparison comparison, Gain gain) {
        boolean several = comparison.rows().stream().anyMatch(r -> r.seeds() > 1);
        return switch (gain) {
            case TOP1, TOP5 -> "Bars: " + comparison.intervalMeaning();
            case TOP5_OF_SOFTMAX -> "No intervals: ratios of two means";
            case PERPLEXITY, BITS_PER_BYTE ->
                several ? "Bars: 95% interval over seeds, none for runs with one seed" : "No intervals: one seed each";
        };
    }

    /** Groups points for the legend. */
    private static String kind(ComparisonRow r) {
        if (r.isSoftmax()) {
            return "softmax";
        }
        if (r.head().startsWith("MTL")) {
            return "multi-task code";
        }
        if (r.head().equals("one-vs-all")) {
            return "one-vs-all";
        }
        return r.loss().startsWith("code-nll") ? "linear code, code-NLL" : "linear code, BCE";
    }

    private static String detail(ComparisonRow r) {
        return String.format(
                Locale.ROOT,
                "%s%n%s, %s, %s%n%,d parameters (%.1f%% of softmax)%ntop-1 %.1f%%, top-5 %.1f%%%nperplexity %.1f, %.3f bits per byte%nhead %.2f \u00b5s, decoding by product %.2f \u00b5s per token%s",
                r.name(),
                r.head(),
                r.code(),
                r.loss(),
                r.cost().stored(),
                100 * r.shareOfSoftmax(),
                100 * r.top1().mean(),
                100 * r.top5().mean(),
                r.perplexity().mean(),
                r.bitsPerByte().mean(),
                r.time().headMicros(),
                r.time().decodeMicros(),
                r.exactDecoder()
                        .map(e -> String.format(
                                Locale.ROOT,
                                "%nexact decoding by %s %.2f \u00b5s on one thread",
                                e.algorithm(),
                                e.micros()))
                        .orElse(""));
    }
}
