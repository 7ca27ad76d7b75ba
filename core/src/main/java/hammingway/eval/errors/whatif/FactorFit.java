package hammingway.eval.errors.whatif;

import hammingway.base.Progress;
import hammingway.eval.trace.Trace;
import hammingway.math.Parallel;
import java.util.HashMap;
import java.util.Map;

/**
 * The factor t of least mean negative log-probability. That mean is convex in t (a log-sum-exp less a linear function), so halving finds its least
 * value among the factors tried: those of the evaluation, 0.02 to 1.5 in steps of 20%, and on to 6.
 */
final class FactorFit {
    private static final double LEAST = 0.02;

    /** As the evaluation steps: 24 steps from 0.02 to 1.5. */
    private static final double STEP = Math.pow(1.5 / 0.02, 1 / 24.0);

    private static final int FACTORS = 33;

    /** Numbers summed for one factor at most: about a tenth of a second. More positions would move the factor by less than a step. */
    private static final long WORK = 40_000_000;

    private final Trace trace;
    private final CodeDistribution distribution;
    private final ChosenWindows windows;
    private final double[][] counted;

    /** @param counted of each half, as {@link CodeDistribution.Session#each} wants it */
    FactorFit(Trace trace, CodeDistribution distribution, ChosenWindows windows, double[][] counted) {
        this.trace = trace;
        this.distribution = distribution;
        this.windows = windows;
        this.counted = counted;
    }

    static double factor(int index) {
        return LEAST * Math.pow(STEP, index);
    }

    /** The factors of both halves, each fitted on the other. */
    double[] fit(Progress progress) {
        return new double[] {of(0, progress), of(1, progress)};
    }

    private double of(int half, Progress progress) {
        int others = half == 0 ? windows.count() / 2 : (windows.count() + 1) / 2;
        if (others == 0) {
            return 1; // a single window has no other half to learn from
        }
        Map<Integer, Double> known = new HashMap<>();
        int low = 0;
        int high = FACTORS - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            double here = known.computeIfAbsent(middle, i -> nats(half, others, i, progress));
            double next = known.computeIfAbsent(middle + 1, i -> nats(half, others, i, progress));
            if (next < here) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return factor(low);
    }

    private double nats(int half, int others, int index, Progress progress) {
        long most = Math.max(2, WORK / distribution.size() / windows.context());
        int used = (int) Math.min(others, most);
        double[] sums = new double[used];
        long[] counts = new long[used];
        Progress quiet = new Progress() {
            @Override
            public void update(double share, String message) {
                progress.update(0, "Fitting the factor");
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
        Parallel.all(quiet, "Fitting the factor").run(used, distribution::session, (session, j) -> {
            int place = 2 * (int) ((long) j * others / used) + 1 - half;
            int from = windows.window(place) * windows.context();
            session.each(from, from + windows.context(), factor(index), counted[half], (i, weights, z) -> {
                int target = trace.target(i);
                if (distribution.decides(target)) {
                    sums[j] += z - distribution.score(target, weights);
                    counts[j]++;
                }
            });
        });
        double sum = 0;
        long count = 0;
        for (int j = 0; j < used; j++) {
            sum += sums[j];
            count += counts[j];
        }
        return sum / Math.max(1, count);
    }
}
