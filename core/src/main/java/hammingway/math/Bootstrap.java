package hammingway.math;

import hammingway.base.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * The bootstrap (Efron 1979) of means over groups that are drawn as a whole, since what lies within a group depends on each other.
 * Several figures share the same draws, so that their intervals speak of the same imagined repetitions.
 */
public final class Bootstrap {
    /** Resamples at which the ends of a 95% interval move by about a fiftieth of its width from seed to seed. */
    public static final int RESAMPLES = 10_000;

    private Bootstrap() {}

    /**
     * A mean with its percentile interval.
     *
     * @param interval 2.5% and 97.5% quantiles of the resampled means
     * @param pValue   two-sided, of a true mean of 0: twice the smaller share of resampled means at or beyond 0 on either side, the
     *                 sample itself counted in (Davison and Hinkley 1997, equation 4.11), at most 1; NaN where the mean is no number
     */
    public record Result(Interval interval, double pValue) {}

    /**
     * Resamples groups of equal size with replacement. Time O(resamples x groups x figures).
     *
     * @param figures (figures, groups): mean of each figure in each group; every figure has the same groups, two at least
     * @return as many results as figures
     * @throws Progress.CancelledException once cancelled
     */
    public static List<Result> means(double[][] figures, int resamples, SplitRandom random, Progress progress) {
        int groups = figures[0].length;
        if (groups < 2) {
            throw new IllegalArgumentException("needs two groups to draw from: " + groups);
        }
        double[][] means = new double[figures.length][resamples];
        int[] drawn = new int[groups];
        for (int r = 0; r < resamples; r++) {
            progress.check();
            for (int g = 0; g < groups; g++) {
                drawn[g] = random.nextInt(groups);
            }
            for (int f = 0; f < figures.length; f++) {
                double[] values = figures[f];
                double sum = 0;
                for (int g : drawn) {
                    sum += values[g];
                }
                means[f][r] = sum / groups;
            }
        }
        List<Result> results = new ArrayList<>();
        for (int f = 0; f < figures.length; f++) {
            results.add(result(figures[f], means[f]));
        }
        return results;
    }

    private static Result result(double[] values, double[] means) {
        double mean = Statistics.mean(values);
        double sd = Statistics.sd(values);
        if (!Double.isFinite(mean)) {
            return new Result(new Interval(mean, Double.NaN, Double.NaN, sd, values.length), Double.NaN);
        }
        int below = 0;
        int above = 0;
        for (double m : means) {
            below += m <= 0 ? 1 : 0;
            above += m >= 0 ? 1 : 0;
        }
        double p = Math.min(1, 2.0 * (Math.min(below, above) + 1) / (means.length + 1));
        Interval interval = new Interval(
                mean, Statistics.quantile(0.025, means), Statistics.quantile(0.975, means), sd, values.length);
        return new Result(interval, p);
    }
}
