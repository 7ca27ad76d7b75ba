package hammingway.control;

import java.util.Arrays;

/** Fewer points with the same picture: of each pixel column, the first, lowest, highest and last point stay. */
final class Decimation {
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
        if (n <= KEPT * columns || columns < 1) {
            return new double[][] {Arrays.copyOf(x, n), Arrays.copyOf(y, n)};
        }
        double scale = columns / Math.max(x[n - 1] - x[0], Double.MIN_NORMAL);
        boolean[] keep = new boolean[n];
        int start = 0;
        while (start < n) {
            int end = start + 1;
            double column = Math.floor((x[start] - x[0]) * scale);
            while (end < n && Math.floor((x[end] - x[0]) * scale) <= column) {
                end++;
            }
            mark(y, start, end, keep);
            start = end;
        }
        return kept(x, y, keep);
    }

    private static void mark(double[] y, int start, int end, boolean[] keep) {
        int low = start;
        int high = start;
        boolean gap = false;
        for (int i = start; i < end; i++) {
            if (Double.isNaN(y[i])) {
                keep[i] = !gap; // one stands for the rest
                gap = true;
            }
            // the comparisons are false for NaN, and true where the best so far is NaN
            low = Double.isNaN(y[low]) || y[i] < y[low] ? i : low;
            high = Double.isNaN(y[high]) || y[i] > y[high] ? i : high;
        }
        keep[start] = true;
        keep[low] = true;
        keep[high] = true;
        keep[end - 1] = true;
    }

    private static double[][] kept(double[] x, double[] y, boolean[] keep) {
        double[][] made = new double[2][keep.length];
        int m = 0;
        for (int i = 0; i < keep.length; i++) {
            if (keep[i]) {
                made[0][m] = x[i];
                made[1][m++] = y[i];
            }
        }
        return new double[][] {Arrays.copyOf(made[0], m), Arrays.copyOf(made[1], m)};
    }
}
