package hammingway.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A small curve as an SVG element, coloured by the page's style sheet. */
final class CurvePicture {
    private static final int WIDTH = 330;
    private static final int HEIGHT = 150;
    private static final int LEFT = 40;
    private static final int RIGHT = 8;
    private static final int TOP = 20;
    private static final int BOTTOM = 20;

    /** More points than pixels only make the file larger. */
    private static final int MOST_POINTS = 300;

    /** Of the values' axis, at most. */
    private static final int TICKS = 5;

    private final StringBuilder parts = new StringBuilder();
    private final double last;
    private final double low;
    private final double high;

    /**
     * An empty frame.
     *
     * @param last the greatest step
     */
    CurvePicture(String title, double last, double low, double high) {
        this.last = Math.max(1, last);
        this.low = low;
        this.high = high > low ? high : low + 1;
        parts.append("<text class=\"name\" x=\"0\" y=\"11\">")
                .append(Html.text(title))
                .append("</text>");
        double step = step((this.high - low) / TICKS);
        for (double v = Math.ceil(low / step) * step; v <= this.high + step * 1e-9; v += step) {
            parts.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT,
                    WIDTH - RIGHT,
                    y(v),
                    y(v),
                    LEFT - 5,
                    y(v) + 3.5,
                    tick(v)));
        }
        parts.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\">0</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%,.0f steps</text>",
                LEFT,
                HEIGHT - 5,
                WIDTH - RIGHT,
                HEIGHT - 5,
                this.last));
    }

    /** A round number of this size: 1, 2 or 5 times a power of ten. */
    private static double step(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double times = rough / power;
        return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
    }

    private static String tick(double v) {
        if (Math.abs(v) >= 10_000) {
            return String.format(Locale.ROOT, "%.0e", v).replace("e+0", "e");
        }
        String text = String.format(Locale.ROOT, "%.4f", v).replaceFirst("\\.?0+$", "");
        return text.equals("-0") ? "0" : text;
    }

    private double x(double step) {
        return LEFT + step / last * (WIDTH - LEFT - RIGHT);
    }

    private double y(double v) {
        double share = (Math.clamp(v, low, high) - low) / (high - low);
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    /** A curve, broken where values are not numbers. Long ones keep the least and greatest of each stretch. */
    CurvePicture line(String style, double[] steps, double[] values) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i : shown(values)) {
            if (Double.isFinite(values[i])) {
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", pen ? "L" : "M", x(steps[i]), y(values[i])));
            }
            pen = Double.isFinite(values[i]);
        }
        if (!path.isEmpty()) {
            parts.append("<path class=\"")
                    .append(style)
                    .append("\" d=\"")
                    .append(path)
                    .append("\"/>");
        }
        return this;
    }

    CurvePicture dots(String style, double[] steps, double[] values) {
        for (int i : shown(values)) {
            if (Double.isFinite(values[i])) {
                parts.append(String.format(
                        Locale.ROOT,
                        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>",
                        style,
                        x(steps[i]),
                        y(values[i])));
            }
        }
        return this;
    }

    private static List<Integer> shown(double[] values) {
        List<Integer> shown = new ArrayList<>();
        int stretch = Math.max(1, (int) Math.ceil(2.0 * values.length / MOST_POINTS));
        for (int from = 0; from < values.length; from += stretch) {
            int least = from;
            int greatest = from;
            for (int i = from; i < Math.min(values.length, from + stretch); i++) {
                least = values[i] < values[least] || Double.isNaN(values[least]) ? i : least;
                greatest = values[i] > values[greatest] || Double.isNaN(values[greatest]) ? i : greatest;
            }
            shown.add(Math.min(least, greatest));
            if (least != greatest) {
                shown.add(Math.max(least, greatest));
            }
        }
        return shown;
    }

    /** @param label what is seen, for those who do not see it */
    String svg(String label) {
        return "<svg class=\"curve\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\""
                + Html.text(label) + "\">" + parts + "</svg>";
    }
}
