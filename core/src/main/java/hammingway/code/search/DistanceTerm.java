package hammingway.code.search;

import hammingway.base.Progress;
import java.util.Arrays;

/**
 * The minimum distance and the mean nearest distance, and that all codewords differ. The guide to the minimum distance is the soft
 * minimum {@code -log4(sum over pairs of 4^-d)} in bits: a pair one bit farther apart counts a quarter, as in a union bound.
 */
final class DistanceTerm implements Term {
    /** Each bit of distance makes a pair count this much less. */
    private static final double STEEPNESS = 4;
    /** Powers beyond are cut, so that a sum over 2^40 pairs stays finite. */
    private static final int MAX_EXPONENT = 400;

    private final Rows rows;
    private final double distanceWeight;
    private final double nearestWeight;
    private final long[] histogram;
    private final double[] share;
    private final int reference;
    /** Per row, words at each distance; empty where the nearest distance does not count. */
    private final int[] rowHistogram;

    private final int[] nearest;
    private double energy;
    private long nearestSum;

    DistanceTerm(Rows rows, Objective objective, Progress progress) {
        this.rows = rows;
        this.distanceWeight = objective.distance();
        this.nearestWeight = objective.nearest();
        this.histogram = new long[rows.length + 1];
        boolean perRow = nearestWeight > 0;
        this.rowHistogram = new int[perRow ? Math.multiplyExact(rows.count, rows.length + 1) : 0];
        this.nearest = new int[rows.count];
        this.share = new double[rows.length + 1];
        count(progress);
        this.reference = minimum();
        for (int d = 0; d <= rows.length; d++) {
            share[d] = StrictMath.pow(STEEPNESS, Math.clamp((long) reference - d, -MAX_EXPONENT, MAX_EXPONENT));
        }
        energy = energyOf();
    }

    private void count(Progress progress) {
        Arrays.fill(histogram, 0);
        Arrays.fill(rowHistogram, 0);
        Arrays.fill(nearest, rows.length);
        int stride = rows.length + 1;
        for (int i = 0; i < rows.count; i++) {
            if ((i & 255) == 0) {
                progress.check();
            }
            for (int j = i + 1; j < rows.count; j++) {
                int d = rows.distance(i, j);
                histogram[d]++;
                nearest[i] = Math.min(nearest[i], d);
                nearest[j] = Math.min(nearest[j], d);
                if (rowHistogram.length > 0) {
                    rowHistogram[i * stride + d]++;
                    rowHistogram[j * stride + d]++;
                }
            }
        }
        nearestSum = Arrays.stream(nearest).asLongStream().sum();
    }

    private double energyOf() {
        double sum = 0;
        for (int d = rows.length; d >= 0; d--) {
            sum += histogram[d] * share[d];
        }
        return sum;
    }

    int minimum() {
        int d = 0;
        while (histogram[d] == 0) {
            d++;
        }
        return d;
    }

    long atMinimum() {
        return histogram[minimum()];
    }

    /** Distance to the nearest word, or less where that one has moved away since it was looked at. */
    int nearestAbout(int row) {
        return nearest[row];
    }

    @Override
    public double guide() {
        return guideOf(energy) + nearestWeight * nearestSum / rows.count / rows.length;
    }

    private double guideOf(double sum) {
        return distanceWeight * (reference - StrictMath.log(sum) / StrictMath.log(STEEPNESS)) / rows.length;
    }

    @Override
    public double guideAfter(int row, int a, int b) {
        double change = 0;
        long nearer = 0;
        long equal = histogram[0]; // not 0 after the first half of a swap
        int own = rows.length;
        int ownNow = rows.length;
        for (int j = 0; j < rows.count; j++) {
            if (j == row) {
                continue;
            }
            int d = rows.distance(row, j);
            int after = moved(d, row, j, a, b);
            equal += (after == 0 ? 1 : 0) - (d == 0 ? 1 : 0);
            ownNow = Math.min(ownNow, d);
            own = Math.min(own, after);
            if (after != d) {
                change += share[after] - share[d];
                nearer += nearestWeight > 0 ? nearestAfter(j, d, after) - nearest[j] : 0;
            }
        }
        if (equal > 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (nearestWeight == 0) {
            nearest[row] = ownNow;
            return guideOf(Math.max(energy + change, Double.MIN_NORMAL));
        }
        nearer += own - nearest[row];
        return guideOf(Math.max(energy + change, Double.MIN_NORMAL))
                + nearestWeight * (nearestSum + nearer) / rows.count / rows.length;
    }

    /** The distance of two rows after bits of the first flip. */
    private int moved(int d, int row, int other, int a, int b) {
        int after = d + (rows.get(row, a) == rows.get(other, a) ? 1 : -1);
        return a == b ? after : after + (rows.get(row, b) == rows.get(other, b) ? 1 : -1);
    }

    private int nearestAfter(int row, int before, int after) {
        int at = row * (rows.length + 1);
        if (after <= nearest[row]) {
            return after;
        }
        if (before > nearest[row] || rowHistogram[at + before] > 1) {
            return nearest[row];
        }
        int d = before + 1;
        while (d < after && rowHistogram[at + d] == 0) {
            d++;
        }
        return d;
    }

    @Override
    public void flip(int row, int a, int b) {
        int stride = rows.length + 1;
        int own = rows.length;
        for (int j = 0; j < rows.count; j++) {
            if (j == row) {
                continue;
            }
            int d = rows.distance(row, j);
            int after = moved(d, row, j, a, b);
            own = Math.min(own, after);
            histogram[d]--;
            histogram[after]++;
            if (nearestWeight > 0 && after != d) {
                int next = nearestAfter(j, d, after);
                nearestSum += next - nearest[j];
                nearest[j] = next;
                rowHistogram[row * stride + d]--;
                rowHistogram[row * stride + after]++;
                rowHistogram[j * stride + d]--;
                rowHistogram[j * stride + after]++;
            } else {
                nearest[j] = Math.min(nearest[j], after);
            }
        }
        nearestSum += own - nearest[row];
        nearest[row] = own;
        energy = energyOf();
    }

    @Override
    public double exact() {
        int minimum = minimum();
        if (minimum == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double pairs = rows.count * (rows.count - 1.0) / 2;
        return distanceWeight * (minimum - histogram[minimum] / (pairs + 1)) / rows.length
                + nearestWeight * nearestSum / rows.count / rows.length;
    }

    @Override
    public void restart() {
        count(Progress.NONE);
        energy = energyOf();
    }
}
