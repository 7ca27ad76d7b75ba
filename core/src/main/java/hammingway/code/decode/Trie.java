package hammingway.code.decode;

import hammingway.math.BitMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Depth-first search on the trie of codewords, the half that agrees with the hard decision first; a branch whose prefix already costs more than the k-th best is
 * cut. A node is a pair of neighbours in the order of the codewords, at the column where they first differ (the Cartesian tree of these columns).
 * Visits few nodes where the first bits are sure, and up to 2 V where they are not.
 */
final class Trie implements Search {
    private final BitMatrix bits;
    /** Tokens in the order of their codewords, column 0 first. */
    private final int[] order;
    /** Of node i, between order[i - 1] and order[i]: first column in which they differ. */
    private final int[] split;
    /** Children: a node, or -1 - place for a single codeword. */
    private final int[] left;

    private final int[] right;
    private final int root;

    Trie(BitMatrix bits) {
        this.bits = bits;
        int size = bits.rows();
        this.order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparing(v -> v, (a, b) -> compare(bits, a, b)))
                .mapToInt(Integer::intValue)
                .toArray();
        this.split = new int[size];
        this.left = new int[size];
        this.right = new int[size];
        this.root = build();
    }

    private static int firstDifference(BitMatrix bits, int a, int b) {
        int w = 0;
        while (bits.word(a, w) == bits.word(b, w)) {
            w++;
        }
        return (w << 6) + Long.numberOfTrailingZeros(bits.word(a, w) ^ bits.word(b, w));
    }

    private static int compare(BitMatrix bits, int a, int b) {
        return a == b ? 0 : bits.get(a, firstDifference(bits, a, b)) ? 1 : -1;
    }

    /** The Cartesian tree with the least column on top, by the stack of its right border; equal columns cannot be neighbours there. */
    private int build() {
        int[] border = new int[order.length];
        int depth = 0;
        for (int i = 1; i < order.length; i++) {
            split[i] = firstDifference(bits, order[i - 1], order[i]);
            left[i] = -i; // the codeword at place i - 1
            right[i] = -1 - i;
            int last = 0;
            while (depth > 0 && split[border[depth - 1]] > split[i]) {
                last = border[--depth];
            }
            if (last > 0) {
                left[i] = last;
            }
            if (depth > 0) {
                right[border[depth - 1]] = i;
            }
            border[depth++] = i;
        }
        return border[0];
    }

    @Override
    public Run start() {
        return new Descent();
    }

    private final class Descent implements Run {
        private int[] nodes = new int[128];
        private int[] depths = new int[128];
        private double[] costs = new double[128];

        @Override
        public void find(Query query, TopK top) {
            int size = push(0, root, 0, 0);
            while (size > 0) {
                size--;
                int node = nodes[size];
                int depth = depths[size];
                double cost = costs[size];
                if (cost > query.limit(top)) {
                    continue;
                }
                if (node < 0) {
                    query.offer(order[-1 - node], top);
                    continue;
                }
                // all codewords below the node agree up to the column where they split
                int at = split[node];
                double here = cost + cost(query, order[node], depth, at);
                double other = here + query.costs[at];
                boolean one = (query.hard[at >>> 6] >>> at & 1) != 0;
                size = push(size, one ? left[node] : right[node], at + 1, other);
                size = push(size, one ? right[node] : left[node], at + 1, here);
            }
        }

        private int push(int size, int node, int depth, double cost) {
            if (size == nodes.length) {
                nodes = Arrays.copyOf(nodes, 2 * size);
                depths = Arrays.copyOf(depths, 2 * size);
                costs = Arrays.copyOf(costs, 2 * size);
            }
            nodes[size] = node;
            depths[size] = depth;
            costs[size] = cost;
            return size + 1;
        }

        /** Cost of the columns from one to before another. */
        private double cost(Query query, int token, int from, int to) {
            double cost = 0;
            for (int w = from >>> 6; w << 6 < to; w++) {
                long different = bits.word(token, w) ^ query.hard[w];
                if (w == from >>> 6) {
                    different &= -1L << from;
                }
                if (w == to >>> 6) {
                    different &= (1L << to) - 1;
                }
                cost += query.cost(w, different);
            }
            return cost;
        }
    }
}
