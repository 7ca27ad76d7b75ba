package hammingway.eval.errors.whatif;

import hammingway.code.decode.TopK;

/** What was ranked first at each chosen position, and where among the first five the target stands. */
final class Places {
    /** Tokens that are ranked. */
    static final int BEST = 5;

    private final int[] predicted;
    private final byte[] place;

    Places(int positions) {
        predicted = new int[positions];
        place = new byte[positions];
    }

    void set(int index, TopK top, int target) {
        int at = 0;
        while (at < top.size() && top.token(at) != target) {
            at++;
        }
        set(index, top.token(0), at < top.size() ? at : BEST);
    }

    /** @param rank of the target, {@link #BEST} for all from there on */
    void set(int index, int first, int rank) {
        predicted[index] = first;
        place[index] = (byte) rank;
    }

    int predicted(int index) {
        return predicted[index];
    }

    boolean right(int index) {
        return place[index] == 0;
    }

    /** Share of each window's positions whose target is among the first k. */
    double[] shares(int context, int k) {
        double[] shares = new double[place.length / context];
        for (int w = 0; w < shares.length; w++) {
            int hits = 0;
            for (int i = w * context; i < (w + 1) * context; i++) {
                hits += place[i] < k ? 1 : 0;
            }
            shares[w] = (double) hits / context;
        }
        return shares;
    }
}
