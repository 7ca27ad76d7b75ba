package hammingway.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Accuracy against decision-layer size as numbers and labels; who draws it needs nothing else.
 *
 * @param points    in order of x
 * @param front     points of the Pareto front, in order of x
 * @param reference softmax's y, NaN when there is none
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
        double reference) {

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

        boolean lowerIsBetter() {
            return this == PERPLEXITY || this == BITS_PER_BYTE;
        }

        private double of(ComparisonRow r, int end) {
            return switch (this) {
                case TOP5 ->
                    100
                            * (end < 0
                                    ? r.top5().low()
                                    : end > 0 ? r.top5().high() : r.top5().mean());
                case TOP1 ->
                    100
                            * (end < 0
                                    ? r.top1().low()
                                    : end > 0 ? r.top1().high() : r.top1().mean());
                case TOP5_OF_SOFTMAX -> 100 * r.top5ShareOfSoftmax();
                case PERPLEXITY -> r.perplexity();
                case BITS_PER_BYTE -> r.bitsPerByte();
            };
        }
    }

    /** What can be put on the x axis. */
    public enum Cost {
        PARAMETERS("Parameters of the decision layer"),
        MULTIPLY_ADDS("Multiply-adds per token, head and decoding"),
        TIME("Time per token, head and decoding (\u00b5s)");

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
        for (ComparisonRow r : comparison.rows()) {
            double x = cost.of(r);
            double y = gain.of(r, 0);
            if (Double.isFinite(x) && Double.isFinite(y) && (x > 0 || !logX)) {
                points.add(new Point(
                        r.name(), r.runIds().getFirst(), x, y, gain.of(r, -1), gain.of(r, 1), kind(r), detail(r)));
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
        double reference = comparison.softmax().map(r -> gain.of(r, 0)).orElse(Double.NaN);
        String subtitle = points.isEmpty() ? "" : "Bars: " + comparison.intervalMeaning();
        return new SizeChart(
                title, subtitle, cost.label(), gain.label(), logX, gain == Gain.PERPLEXITY, points, front, reference);
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
                "%s%n%s, %s, %s%n%,d parameters (%.1f%% of softmax)%ntop-1 %.1f%%, top-5 %.1f%%%nperplexity %.1f, %.3f bits per byte%nhead %.2f \u00b5s, decoding %.2f \u00b5s per token",
                r.name(),
                r.head(),
                r.code(),
                r.loss(),
                r.cost().stored(),
                100 * r.shareOfSoftmax(),
                100 * r.top1().mean(),
                100 * r.top5().mean(),
                r.perplexity(),
                r.bitsPerByte(),
                r.time().headMicros(),
                r.time().decodeMicros());
    }
}
