package hammingway.control;

import java.util.Arrays;

/**
 * Draws curves into pixels, a vertical span a column: what a curve covers there, with soft ends. Ten times faster than stroking a path,
 * and what {@link Decimation} keeps gives the very same pixels as all points do. Pixels are premultiplied ARGB. Not thread-safe.
 */
public final class LineRaster {
    private final int width;
    private final int height;
    private final int[] pixels;
    private final double[] top;
    private final double[] bottom;

    public LineRaster(int width, int height) {
        this.width = width;
        this.height = height;
        pixels = new int[width * height];
        top = new double[width];
        bottom = new double[width];
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Row by row; not a copy. */
    public int[] pixels() {
        return pixels;
    }

    public void clear() {
        Arrays.fill(pixels, 0);
    }

    /**
     * Draws a curve; NaN is a gap, and a point between gaps a dot.
     *
     * @param x         ascending
     * @param rgb       colour without alpha
     * @param alpha     0 to 1
     * @param thickness in pixels
     */
    public void curve(double[] x, double[] y, PlotFrame frame, int rgb, double alpha, double thickness) {
        Arrays.fill(top, Double.POSITIVE_INFINITY);
        Arrays.fill(bottom, Double.NEGATIVE_INFINITY);
        double beforeX = Double.NaN;
        double beforeY = Double.NaN;
        for (int i = 0; i < x.length; i++) {
            double px = frame.x(x[i], width);
            double py = frame.y(y[i], height);
            if (Double.isFinite(py)) {
                cover((int) Math.floor(px), py);
                if (Double.isFinite(beforeY)) {
                    segment(beforeX, beforeY, px, py);
                }
            }
            beforeX = px;
            beforeY = Double.isFinite(py) ? py : Double.NaN;
        }
        for (int c = 0; c < width; c++) {
            if (top[c] <= bottom[c]) {
                span(c, top[c] - thickness / 2, bottom[c] + thickness / 2, rgb, alpha);
            }
        }
    }

    /** Widens what the curve covers in a column. */
    private void cover(int column, double y) {
        if (column >= 0 && column < width) {
            top[column] = Math.min(top[column], y);
            bottom[column] = Math.max(bottom[column], y);
        }
    }

    private void segment(double x0, double y0, double x1, double y1) {
        int first = (int) Math.max(0, Math.floor(x0));
        int last = (int) Math.min(width - 1.0, Math.floor(x1));
        double slope = (y1 - y0) / (x1 - x0);
        for (int c = first; c <= last; c++) {
            if (c > x0) {
                cover(c, y0 + (c - x0) * slope);
            }
            if (c + 1 < x1) {
                cover(c, y0 + (c + 1 - x0) * slope);
            }
        }
    }

    private void span(int column, double from, double to, int rgb, double alpha) {
        int first = (int) Math.max(0, Math.floor(from));
        int last = (int) Math.min(height - 1.0, Math.floor(to));
        for (int row = first; row <= last; row++) {
            double covered = Math.min(to, row + 1.0) - Math.max(from, row);
            blend(row * width + column, rgb, alpha * Math.clamp(covered, 0, 1));
        }
    }

    /** Discs at the points, for curves of few. */
    public void dots(double[] x, double[] y, PlotFrame frame, int rgb, double radius) {
        for (int i = 0; i < x.length; i++) {
            double px = frame.x(x[i], width);
            double py = frame.y(y[i], height);
            if (!Double.isFinite(px) || !Double.isFinite(py)) {
                continue;
            }
            for (int row = (int) Math.max(0, py - radius - 1); row <= Math.min(height - 1.0, py + radius + 1); row++) {
                for (int c = (int) Math.max(0, px - radius - 1); c <= Math.min(width - 1.0, px + radius + 1); c++) {
                    double distance = Math.hypot(c + 0.5 - px, row + 0.5 - py);
                    blend(row * width + c, rgb, Math.clamp(radius + 0.5 - distance, 0, 1));
                }
            }
        }
    }

    /** The colour over what is there. */
    private void blend(int at, int rgb, double alpha) {
        int a = (int) Math.round(255 * alpha);
        if (a == 0) {
            return;
        }
        int under = pixels[at];
        int rest = 255 - a;
        int alphas = a + (under >>> 24) * rest / 255;
        int red = ((rgb >> 16 & 255) * a + (under >> 16 & 255) * rest) / 255;
        int green = ((rgb >> 8 & 255) * a + (under >> 8 & 255) * rest) / 255;
        int blue = ((rgb & 255) * a + (under & 255) * rest) / 255;
        pixels[at] = alphas << 24 | red << 16 | green << 8 | blue;
    }
}
