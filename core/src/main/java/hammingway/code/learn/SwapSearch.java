package hammingway.code.learn;

import hammingway.base.Progress;
import hammingway.math.SplitRandom;

/** Local search over orders: two rows drawn at random exchange their codewords where that lowers an objective. */
public final class SwapSearch {
    /** Proposals between two looks at the clock and the wish to stop. */
    private static final int ROUND = 1 << 14;

    private SwapSearch() {}

    /** What is made less. Holds an order and changes it. */
    public interface Objective {
        int size();

        /** Computed afresh. */
        double value();

        /** By how much {@link #value} would rise if u and v exchanged their codewords. */
        double change(int u, int v);

        void swap(int u, int v);
    }

    /**
     * Swaps that lower the objective are kept; others are not made, so that the end is never worse than the start, whenever it is
     * stopped. The same seed and number of proposals give the same order.
     *
     * @return swaps made
     */
    public static long improve(Objective objective, long proposals, long seed, Progress progress) {
        SplitRandom random = SplitRandom.of(seed, "swaps", 0);
        // below it a change is rounding: a chain of such swaps could lead upwards
        double least = 1e-12 * Math.abs(objective.value());
        long swaps = 0;
        for (long p = 0; p < proposals; p++) {
            if (p % ROUND == 0) {
                progress.check();
                progress.update((double) p / proposals, "Searching a better assignment");
            }
            int u = random.nextInt(objective.size());
            int v = random.nextInt(objective.size());
            if (u != v && objective.change(u, v) < -least) {
                objective.swap(u, v);
                swaps++;
            }
        }
        return swaps;
    }
}
