package hammingway.control;

import java.util.Arrays;

/** Fewer points with the same picture: of each pixel column, the first, lowest, highest and last point stay. */
public final class Decimation {
    /** First, lowest, highest and last. */
    private static final int KEPT = 4;

    private Decimation() {}

    /**
     * Thins a curve, O(n). Gaps (NaN) stay gaps.
     *
     * @param x       ascending, n values
     * @param y       n values
     * @param columns pixels that x's range is drawn on
     * @return x and y of the points kept, in their order: {@code [2][m]}; all of them where n is at most 4 a column
     */
    static double[][] perColumn(double[] x, double[] y, int columns) {
        int n = Math.min(x.length, y.length);
        return n == 0 ? new double[2][0] : perColumn(x, y, n, new PlotFrame(x[0], x[n - 1], 0, 1, false), columns);
    }

    /**
     * Thins the part of a curve that a frame shows, with a point at either side of it. {@link LineRaster} draws the very same pixels from
     * what is kept as from all of it.
     *
     * @param n values at the beginning of x and y that count
     */
    public static double[][] perColumn(double[] x, double[] y, int n, PlotFrame frame, int columns) {
        int from = Math.max(0, below(x, n, frame.left()) - 1);
        int to = Math.min(n, below(x, n, Math.nextUp(frame.right())) + 1);
        if (to - from <= KEPT * columns || columns < 1) {
            return new double[][] {Arrays.copyOfRange(x, from, to), Arrays.copyOfRange(y, from, to)};
        }
        boolean[] keep = new boolean[to];
        int start = from;
        while (start < to) {
            int end = start + 1;
            double column = Math.floor(frame.x(x[start], columns));
            while (end < to && Math.floor(frame.x(x[end], columns)) <= column) {
                end++;
            }
            mark(y, start, end, frame.logY(), keep);
            start = end;
        }
        return kept(x, y, from, keep);
    }

    /** How many of the first n values are below a bound. */
    private static int below(double[] x, int n, double bound) {
        int low = 0;
        int high = n;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (x[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** What a logarithmic axis cannot show is a gap. */
    private static void mark(double[] y, int start, int end, boolean logY, boolean[] keep) {
        int low = start;
        int high = start;
        double least = Double.NaN;
        double greatest = Double.NaN;
        boolean gap = false;
        for (int i = start; i < end; i++) {
            double v = logY && !(y[i] > 0) ? Double.NaN : y[i];
            if (Double.isNaN(v)) {
                keep[i] = !gap; // one stands for the rest
                gap = true;
                continue;
            }
            if (!(v >= least)) { // true where there is none yet
                least = v;
                low = i;
            }
            if (!(v <= greatest)) {
                greatest = v;
                high = i;
            }
        }
        keep[start] = true;
        keep[low] = true;
        keep[high] = true;
        keep[end - 1] = true;
    }

    private static double[][] kept(double[] x, double[] y, int from, boolean[] keep) {
        int count = 0;
        for (boolean k : keep) {
            count += k ? 1 : 0;
        }
        double[][] made = new double[2][count];
        int m = 0;
        for (int i = from; i < keep.length; i++) {
            if (keep[i]) {
                made[0][m] = x[i];
                made[1][m++] = y[i];
            }
        }
        return made;
    }
}
