package hammingway.code.learn;

import hammingway.base.Progress;
import hammingway.math.FloatMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Hierarchical clustering by 2-means with fixed sizes: of a group the part that is nearer to the first centre, by the difference of the
 * two distances, goes left. Sizes are those of natural binary numbers: of a group under a node of 2^m leaves, 2^(m-1)
 * go left if there are more of them, so that a row's place in the order, written in binary, is its path.
 */
public final class BalancedTree {
    /** Rounds of 2-means; the split rarely changes after the first few. */
    private static final int ROUNDS = 20;

    private final FloatMatrix x;
    private final Integer[] order;
    private final double[] along;
    private final Progress progress;

    private BalancedTree(FloatMatrix x, Progress progress) {
        this.x = x;
        this.order = IntStream.range(0, x.rows()).boxed().toArray(Integer[]::new);
        this.along = new double[x.rows()];
        this.progress = progress;
    }

    /** The rows in the order of the leaves. Cost O(rows log(rows) columns rounds). */
    public static int[] order(FloatMatrix x, Progress progress) {
        BalancedTree tree = new BalancedTree(Directions.of(x), progress);
        progress.update(0, "Clustering tokens");
        tree.split(0, x.rows());
        return Arrays.stream(tree.order).mapToInt(Integer::intValue).toArray();
    }

    private void split(int from, int to) {
        int size = to - from;
        if (size < 2) {
            return;
        }
        progress.check();
        int left = Integer.highestOneBit(size - 1);
        double[] axis = widest(from, to);
        int[] before = {};
        for (int round = 0; round < ROUNDS; round++) {
            sort(from, to, axis);
            int[] now = Arrays.stream(order, from, from + left)
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray();
            if (Arrays.equals(now, before)) {
                break;
            }
            before = now;
            // |x - b|^2 - |x - a|^2 sorts as x (a - b) does
            double[] a = mean(from, from + left);
            double[] b = mean(from + left, to);
            Arrays.setAll(axis, c -> a[c] - b[c]);
        }
        split(from, from + left);
        split(from + left, to);
    }

    /** From the mean to the row farthest from it: a start that finds clusters without drawing. */
    private double[] widest(int from, int to) {
        double[] mean = mean(from, to);
        double greatest = -1;
        int farthest = from;
        for (int i = from; i < to; i++) {
            double squares = 0;
            for (int c = 0; c < mean.length; c++) {
                double off = x.get(order[i], c) - mean[c];
                squares += off * off;
            }
            if (squares > greatest) {
                greatest = squares;
                farthest = order[i];
            }
        }
        double[] axis = new double[mean.length];
        int row = farthest;
        Arrays.setAll(axis, c -> x.get(row, c) - mean[c]);
        return axis;
    }

    private double[] mean(int from, int to) {
        double[] mean = new double[x.columns()];
        for (int i = from; i < to; i++) {
            for (int c = 0; c < mean.length; c++) {
                mean[c] += x.get(order[i], c) / (to - from);
            }
        }
        return mean;
    }

    private void sort(int from, int to, double[] axis) {
        for (int i = from; i < to; i++) {
            double sum = 0;
            for (int c = 0; c < axis.length; c++) {
                sum += x.get(order[i], c) * axis[c];
            }
            along[order[i]] = sum;
        }
        Arrays.sort(
                order,
                from,
                to,
                Comparator.comparingDouble((Integer r) -> -along[r]).thenComparing(r -> r));
    }
}
