package hammingway.code.learn;

import hammingway.math.BitMatrix;

/** Sum over weighted pairs of tokens of weight x cost(Hamming distance of their codewords). */
public final class PairObjective implements SwapSearch.Objective {
    private final WeightedPairs pairs;
    private final BitMatrix codewords;
    private final double[] costs;
    private final int[] order;

    /**
     * @param costs by distance, 0 to the number of bits
     * @param order codeword of each token; changed by swaps
     */
    public PairObjective(WeightedPairs pairs, BitMatrix codewords, double[] costs, int[] order) {
        this.pairs = pairs;
        this.codewords = codewords;
        this.costs = costs;
        this.order = order;
    }

    @Override
    public int size() {
        return order.length;
    }

    /** Cost O(pairs bits / 64). */
    @Override
    public double value() {
        double sum = 0;
        for (int u = 0; u < order.length; u++) {
            for (int i = pairs.start()[u]; i < pairs.start()[u + 1]; i++) {
                if (pairs.other()[i] > u) {
                    sum += pairs.weight()[i] * cost(order[u], order[pairs.other()[i]]);
                }
            }
        }
        return sum;
    }

    private double cost(int codeword, int other) {
        int distance = 0;
        for (int w = 0; w < codewords.wordsPerRow(); w++) {
            distance += Long.bitCount(codewords.word(codeword, w) ^ codewords.word(other, w));
        }
        return costs[distance];
    }

    /** Cost O(neighbours of u and v). */
    @Override
    public double change(int u, int v) {
        return half(u, v) + half(v, u);
    }

    /** Of the pairs of u, when it gets v's codeword; the pair of both keeps its distance. */
    private double half(int u, int v) {
        double sum = 0;
        for (int i = pairs.start()[u]; i < pairs.start()[u + 1]; i++) {
            int w = pairs.other()[i];
            if (w != v) {
                sum += pairs.weight()[i] * (cost(order[v], order[w]) - cost(order[u], order[w]));
            }
        }
        return sum;
    }

    @Override
    public void swap(int u, int v) {
        int held = order[u];
        order[u] = order[v];
        order[v] = held;
    }
}
