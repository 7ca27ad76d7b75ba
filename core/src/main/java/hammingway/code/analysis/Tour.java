package hammingway.code.analysis;

import java.util.Arrays;

/**
 * A short walk over a few words between two ends: always on to the nearest, then stretches of it are turned round for as long as that
 * shortens it (2-opt, Croes 1958). Time O(m^2) in distances, and about O(m^3) for m words.
 */
final class Tour {
    /** Rounds of turning; of some tens of words, the last shorten nothing mostly. */
    private static final int ROUNDS = 6;

    private final int[][] distances;
    private final int[] tour;

    private Tour(int[][] distances) {
        this.distances = distances;
        this.tour = new int[distances.length];
    }

    /**
     * Places of the words in order.
     *
     * @param before what stands before the first; empty where nothing does
     * @param after  what stands after the last; empty where nothing does
     */
    static int[] of(long[][] words, long[] before, long[] after) {
        int m = words.length;
        long[][] all = Arrays.copyOf(words, m + 2);
        all[m] = before;
        all[m + 1] = after;
        int[][] distances = new int[m + 2][m + 2];
        for (int i = 0; i < m + 2; i++) {
            for (int j = 0; j < i; j++) {
                distances[i][j] = distances[j][i] = between(all[i], all[j]);
            }
        }
        Tour tour = new Tour(distances);
        tour.walk();
        int rounds = 0;
        while (rounds < ROUNDS && tour.turn()) {
            rounds++;
        }
        return Arrays.copyOfRange(tour.tour, 1, m + 1);
    }

    private void walk() {
        int m = tour.length - 2;
        boolean[] seen = new boolean[m];
        tour[0] = m;
        tour[m + 1] = m + 1;
        for (int i = 1; i <= m; i++) {
            int next = -1;
            for (int j = 0; j < m; j++) {
                if (!seen[j] && (next < 0 || distances[tour[i - 1]][j] < distances[tour[i - 1]][next])) {
                    next = j;
                }
            }
            seen[next] = true;
            tour[i] = next;
        }
    }

    /** @return whether something was shortened */
    private boolean turn() {
        boolean shorter = false;
        for (int i = 1; i < tour.length - 2; i++) {
            for (int j = i + 1; j < tour.length - 1; j++) {
                int now = distances[tour[i - 1]][tour[i]] + distances[tour[j]][tour[j + 1]];
                int then = distances[tour[i - 1]][tour[j]] + distances[tour[i]][tour[j + 1]];
                if (then < now) {
                    for (int a = i, b = j; a < b; a++, b--) {
                        int t = tour[a];
                        tour[a] = tour[b];
                        tour[b] = t;
                    }
                    shorter = true;
                }
            }
        }
        return shorter;
    }

    /** 0 where one is no word. */
    private static int between(long[] a, long[] b) {
        int d = 0;
        for (int w = 0; w < Math.min(a.length, b.length); w++) {
            d += Long.bitCount(a[w] ^ b[w]);
        }
        return d;
    }
}
