package hammingway.code.learn;

import hammingway.math.BitMatrix;

/** Sum over bits of (share of ones - 1/2)^2, tokens weighted by frequency: 0 where every bit is a fair coin in the text. */
public final class BalanceObjective implements SwapSearch.Objective {
    private final BitMatrix codewords;
    private final double[] frequency;
    private final int[] order;
    private final double[] shares;

    /**
     * @param frequency of each token, adding up to 1
     * @param order     codeword of each token; changed by swaps
     */
    public BalanceObjective(BitMatrix codewords, double[] frequency, int[] order) {
        this.codewords = codewords;
        this.frequency = frequency;
        this.order = order;
        this.shares = new double[codewords.columns()];
        for (int v = 0; v < order.length; v++) {
            for (int b = 0; b < shares.length; b++) {
                shares[b] += codewords.get(order[v], b) ? frequency[v] : 0;
            }
        }
    }

    @Override
    public int size() {
        return order.length;
    }

    @Override
    public double value() {
        double[] fresh = new BalanceObjective(codewords, frequency, order).shares;
        double sum = 0;
        for (double share : fresh) {
            sum += (share - 0.5) * (share - 0.5);
        }
        return sum;
    }

    /** Cost O(bits). */
    @Override
    public double change(int u, int v) {
        double more = frequency[u] - frequency[v];
        double sum = 0;
        for (int b = 0; b < shares.length; b++) {
            double step = step(u, v, b) * more;
            sum += step * (2 * (shares[b] - 0.5) + step);
        }
        return sum;
    }

    /** 1, 0 or -1: what u's bit gains by v's codeword. */
    private int step(int u, int v, int bit) {
        return (codewords.get(order[v], bit) ? 1 : 0) - (codewords.get(order[u], bit) ? 1 : 0);
    }

    @Override
    public void swap(int u, int v) {
        double more = frequency[u] - frequency[v];
        for (int b = 0; b < shares.length; b++) {
            shares[b] += step(u, v, b) * more;
        }
        int held = order[u];
        order[u] = order[v];
        order[v] = held;
    }
}
