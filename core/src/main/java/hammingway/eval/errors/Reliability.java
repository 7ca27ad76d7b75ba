package hammingway.eval.errors;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a probability can be believed: decided bits by the probability that the model gave to its own decision, max(p, 1 - p), in bins of equal width from 1/2
 * to 1 (C. Guo, G. Pleiss, Y. Sun and K. Weinberger, "On calibration of modern neural networks", ICML 2017, equations 2 and 3, for two classes).
 */
public record Reliability(List<Bin> bins) {
    /** Bins, as Guo et al. take them. */
    public static final int BINS = 15;

    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * Decisions of about the same confidence.
     *
     * @param confidence mean of max(p, 1 - p); NaN in an empty bin
     * @param right      share that was right; NaN in an empty bin
     */
    public record Bin(long count, double confidence, double right) {}

    /** @param sums of confidences, one a bin */
    static Reliability of(long[] counts, long[] wrong, double[] sums) {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            double count = counts[i];
            bins.add(new Bin(counts[i], sums[i] / count, 1 - wrong[i] / count)); // 0 / 0 is NaN
        }
        return new Reliability(bins);
    }

    public long decisions() {
        return bins.stream().mapToLong(Bin::count).sum();
    }

    /** Expected calibration error: mean over decisions of |confidence - share right| of the bin. */
    public double error() {
        double sum = 0;
        for (Bin bin : bins) {
            sum += bin.count() == 0 ? 0 : bin.count() * Math.abs(bin.confidence() - bin.right());
        }
        return sum / decisions();
    }

    /** Mean confidence less share right: above 0 the model believes itself too much. */
    public double overconfidence() {
        double sum = 0;
        for (Bin bin : bins) {
            sum += bin.count() == 0 ? 0 : bin.count() * (bin.confidence() - bin.right());
        }
        return sum / decisions();
    }
}
