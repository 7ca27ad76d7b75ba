package hammingway.code.learn;

import hammingway.base.Progress;
import hammingway.math.FloatMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Undirected weighted pairs of rows, as lists of neighbours: those of u are {@code other[start[u]]} to
 * {@code other[start[u + 1] - 1]}, ascending; each pair stands in both lists.
 */
public record WeightedPairs(int size, int[] start, int[] other, double[] weight) {
    /**
     * From directed pairs; weights of pairs named several times or in both directions are added. A row and itself are no pair.
     */
    public static WeightedPairs of(int size, int[] from, int[] to, double[] weight) {
        long[] keys = new long[2 * from.length];
        int n = 0;
        for (int i = 0; i < from.length; i++) {
            if (from[i] != to[i]) {
                keys[n++] = (long) from[i] * size + to[i];
                keys[n++] = (long) to[i] * size + from[i];
            }
        }
        long[] sorted = Arrays.stream(keys, 0, n).sorted().distinct().toArray();
        double[] sums = new double[sorted.length];
        for (int i = 0; i < from.length; i++) {
            if (from[i] != to[i]) {
                sums[Arrays.binarySearch(sorted, (long) from[i] * size + to[i])] += weight[i];
                sums[Arrays.binarySearch(sorted, (long) to[i] * size + from[i])] += weight[i];
            }
        }
        int[] start = new int[size + 1];
        int[] other = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            start[(int) (sorted[i] / size) + 1]++;
            other[i] = (int) (sorted[i] % size);
        }
        for (int u = 0; u < size; u++) {
            start[u + 1] += start[u];
        }
        return new WeightedPairs(size, start, other, sums);
    }

    /**
     * Each row with its nearest by cosine; the weight is the cosine, where it is positive, halved and added up from both sides. Rows of
     * zeros have no neighbours. Cost O(rows^2 columns).
     */
    public static WeightedPairs nearest(FloatMatrix x, int neighbours, Progress progress) {
        int n = x.rows();
        FloatMatrix unit = Directions.of(x);
        int k = Math.min(neighbours, n - 1);
        int[] to = new int[Math.multiplyExact(n, k)];
        double[] cosine = new double[to.length];
        int block = 256;
        for (int from = 0; from < n; from += block) {
            progress.check();
            progress.update((double) from / n, "Finding similar tokens");
            IntStream.range(from, Math.min(n, from + block)).parallel().forEach(u -> nearest(unit, u, k, to, cosine));
        }
        int[] row = new int[to.length];
        Arrays.setAll(row, i -> i / k);
        return of(n, row, to, cosine);
    }

    private static void nearest(FloatMatrix unit, int u, int k, int[] to, double[] weight) {
        double[] best = new double[k]; // ascending cosine; zeros where fewer are similar
        int[] who = new int[k];
        Arrays.fill(who, u);
        for (int v = 0; v < unit.rows(); v++) {
            double cosine = v == u ? 0 : unit.dot(u, unit, v);
            if (cosine > best[0]) {
                int at = 0;
                while (at + 1 < k && best[at + 1] < cosine) {
                    best[at] = best[at + 1];
                    who[at] = who[at + 1];
                    at++;
                }
                best[at] = cosine;
                who[at] = v;
            }
        }
        for (int i = 0; i < k; i++) {
            to[u * k + i] = who[i];
            weight[u * k + i] = best[i] / 2;
        }
    }

    /** Number of pairs. */
    public int count() {
        return other.length / 2;
    }
}
