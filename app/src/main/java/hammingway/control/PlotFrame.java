package hammingway.control;

/**
 * What a plot shows: the ranges of its axes.
 *
 * @param logY whether y is logarithmic; then {@code low} is above 0
 */
public record PlotFrame(double left, double right, double low, double high, boolean logY) {
    /** Room above and below the curves, as a share of their range. */
    private static final double MARGIN = 0.05;

    /** Room about equal values, as a share of them. */
    private static final double ALONE = 0.1;

    /** Room that a growing curve gets at its end, so that the axis need not move with every point. */
    private static final double AHEAD = 0.08;

    /** A range that the data fill less than this is given up for a closer one. */
    private static final double LEAST_FILLED = 0.6;

    /** The pixel of a value of x, on so many pixels; the one formula by which curves are thinned and drawn. */
    public double x(double value, int columns) {
        return (value - left) * (columns / Math.max(right - left, Double.MIN_NORMAL));
    }

    /** The pixel of a value of y from the top, on so many pixels; NaN for what a logarithmic axis cannot show. */
    public double y(double value, int rows) {
        if (!logY) {
            return (high - value) * (rows / (high - low));
        }
        return value > 0 ? (Math.log(high) - Math.log(value)) * (rows / (Math.log(high) - Math.log(low))) : Double.NaN;
    }

    /** The value of x at a pixel. */
    public double valueOfX(double pixel, double columns) {
        return left + pixel / columns * (right - left);
    }

    /**
     * The frame of data with some room, whatever the data: one point, equal values, none.
     *
     * @param data what is drawn: least and greatest x and y; NaN where there is nothing
     */
    public static PlotFrame around(PlotFrame data) {
        double left = Double.isFinite(data.left) ? data.left : 0;
        double right = Double.isFinite(data.right) && data.right > left ? data.right : left + 1;
        boolean none = !Double.isFinite(data.low) || !Double.isFinite(data.high);
        if (data.logY) {
            double low = none || data.low <= 0 ? 0.1 : data.low;
            double high = none ? 1 : Math.max(data.high, low);
            double factor = Math.max(Math.pow(high / low, MARGIN), 1.02);
            return new PlotFrame(left, right, low / factor, high * factor, true);
        }
        double low = none ? 0 : data.low;
        double high = none ? 1 : data.high;
        double room = high > low ? MARGIN * (high - low) : Math.max(ALONE * Math.abs(high), 1e-9);
        return new PlotFrame(left, right, low - room, high + room, false);
    }

    /** This frame while it fits the data, so that axes stand still; else one with room for what comes. */
    public PlotFrame follow(PlotFrame data) {
        PlotFrame close = around(data);
        boolean fits = data.logY == logY
                && close.left == left
                && !(data.right > right)
                && filled(close.left, close.right, left, right) >= LEAST_FILLED;
        boolean fitsY = data.logY == logY && !(data.low < low) && !(data.high > high) && filledY(close) >= LEAST_FILLED;
        double newRight = fits
                ? right
                : close.left == left && data.right > right ? close.right + AHEAD * (close.right - left) : close.right;
        return new PlotFrame(close.left, newRight, fitsY ? low : close.low, fitsY ? high : close.high, data.logY);
    }

    private double filledY(PlotFrame close) {
        return logY
                ? filled(Math.log(close.low), Math.log(close.high), Math.log(low), Math.log(high))
                : filled(close.low, close.high, low, high);
    }

    private static double filled(double from, double to, double left, double right) {
        return (to - from) / (right - left);
    }
}
