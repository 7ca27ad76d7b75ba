package hammingway.report;

/** The points that no other point beats: none costs as little or less and gains as much or more, one of the two strictly. */
public final class ParetoFront {
    private ParetoFront() {}

    /** Which points are on the front, O(n^2). Points with NaN are not, and beat nobody. */
    public static boolean[] of(double[] costs, double[] gains) {
        boolean[] front = new boolean[costs.length];
        for (int i = 0; i < costs.length; i++) {
            front[i] = !Double.isNaN(costs[i]) && !Double.isNaN(gains[i]);
            for (int j = 0; j < costs.length && front[i]; j++) {
                boolean noWorse = costs[j] <= costs[i] && gains[j] >= gains[i];
                front[i] = !(noWorse && (costs[j] < costs[i] || gains[j] > gains[i]));
            }
        }
        return front;
    }
}
