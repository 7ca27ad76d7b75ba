package hammingway.runs.watch;

import java.util.Arrays;

/**
 * The exponential mean of a column that grows, without the pull towards the first value (bias-corrected, Kingma and Ba 2015). Only what
 * was added is computed.
 */
final class Smoothed {
    private final double share;
    private double[] values = new double[64];
    private int size;
    private double sum;
    private double weight;

    /** @param share of the mean before in each value, 0 to below 1 */
    Smoothed(double share) {
        this.share = share;
    }

    double share() {
        return share;
    }

    /** The means of the first n values; a value that is not finite is a gap and leaves the mean alone. */
    double[] of(double[] column, int n) {
        if (n < size) {
            size = 0;
            sum = 0;
            weight = 0;
        }
        if (n > values.length) {
            values = Arrays.copyOf(values, Math.max(n, 2 * values.length));
        }
        for (; size < n; size++) {
            double v = column[size];
            if (Double.isFinite(v)) {
                sum = share * sum + (1 - share) * v;
                weight = share * weight + 1 - share;
                values[size] = sum / weight;
            } else {
                values[size] = Double.NaN;
            }
        }
        return values;
    }
}
