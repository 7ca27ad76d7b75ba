package hammingway.math;

/** Means with confidence intervals. All methods give NaN for NaN input. */
public final class Statistics {
    /**
     * 97.5% quantiles of Student's t for 1 to 30 degrees of freedom (NIST/SEMATECH e-Handbook of Statistical Methods,
     * table 1.3.6.7.2).
     */
    private static final double[] T975 = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };

    /** 97.5% quantile of the normal distribution. */
    private static final double Z975 = 1.959964;

    private Statistics() {}

    public static double mean(double... x) {
        double sum = 0;
        for (double v : x) {
            sum += v;
        }
        return sum / x.length;
    }

    /** Sample standard deviation (divisor n - 1); 0 for a single observation. */
    public static double sd(double... x) {
        if (x.length < 2) {
            return x.length == 0 ? Double.NaN : 0;
        }
        double mean = mean(x);
        double sum = 0;
        for (double v : x) {
            sum += (v - mean) * (v - mean);
        }
        return Math.sqrt(sum / (x.length - 1));
    }

    /**
     * 97.5% quantile of Student's t. Above 30 degrees of freedom by the first two terms of Abramowitz and Stegun's expansion
     * 26.7.5, z + (z^3 + z) / (4 df) + (5 z^5 + 16 z^3 + 3 z) / (96 df^2), whose error there is below 0.0002.
     */
    public static double t975(int degreesOfFreedom) {
        if (degreesOfFreedom < 1) {
            throw new IllegalArgumentException("needs a degree of freedom: " + degreesOfFreedom);
        }
        if (degreesOfFreedom <= T975.length) {
            return T975[degreesOfFreedom - 1];
        }
        double df = degreesOfFreedom;
        double z3 = Z975 * Z975 * Z975;
        return Z975 + (z3 + Z975) / (4 * df) + (5 * z3 * Z975 * Z975 + 16 * z3 + 3 * Z975) / (96 * df * df);
    }

    /** Mean and 95% confidence interval, observations taken as independent. */
    public static Interval interval(double... x) {
        double mean = mean(x);
        double sd = sd(x);
        double half = x.length < 2 ? 0 : t975(x.length - 1) * sd / Math.sqrt(x.length);
        return new Interval(mean, mean - half, mean + half, sd, x.length);
    }

    /** Share of successes and its 95% interval by Wilson's score (1927), which holds for few successes too; {@code sd} of one trial. */
    public static Interval wilson(long successes, int trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " successes in " + trials + " trials");
        }
        return wilsonOfShare((double) successes / trials, trials);
    }

    /** The same of a share whose trials, which may depend on one another, are worth so many independent ones (Dean and Pagano 2015). */
    public static Interval wilsonOfShare(double share, double trials) {
        double p = share;
        double n = trials;
        double z2 = Z975 * Z975;
        double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
        double half = Z975 / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
        return new Interval(
                p, Math.max(0, centre - half), Math.min(1, centre + half), Math.sqrt(p * (1 - p)), (int) Math.round(n));
    }

    /** The p-quantile by linear interpolation between order statistics (Hyndman and Fan's type 7). */
    public static double quantile(double p, double... x) {
        double[] sorted = x.clone();
        java.util.Arrays.sort(sorted);
        if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
            return Double.NaN; // NaN sorts last
        }
        double at = p * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    /** Spearman's rank correlation, equal values sharing the mean of their ranks; NaN where all values of one side are equal, or none are given. */
    public static double rankCorrelation(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " values beside " + y.length);
        }
        double[] a = ranks(x);
        double[] b = ranks(y);
        double middle = (x.length + 1) / 2.0;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < x.length; i++) {
            ab += (a[i] - middle) * (b[i] - middle);
            aa += (a[i] - middle) * (a[i] - middle);
            bb += (b[i] - middle) * (b[i] - middle);
        }
        return aa == 0 || bb == 0 ? Double.NaN : ab / Math.sqrt(aa) / Math.sqrt(bb);
    }

    private static double[] ranks(double... x) {
        double[] sorted = x.clone();
        java.util.Arrays.sort(sorted);
        double[] ranks = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(x[i])) {
                ranks[i] = Double.NaN;
                continue;
            }
            int below = upTo(sorted, x[i], false);
            int notAbove = upTo(sorted, x[i], true);
            ranks[i] = (below + 1 + notAbove) / 2.0;
        }
        return ranks;
    }

    /** How many of ascending values are below one, or not above it. */
    private static int upTo(double[] sorted, double value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
