package hammingway.code.decode;

import hammingway.math.BitMatrix;

/**
 * A scan that rules out nearly all tokens by integers. With a quantum s and whole numbers q_b = min(2^P - 1, floor(|w_b| / s)), a word that differs
 * from the hard decisions in the bits D costs at least s sum_{b in D} q_b, and that sum is P population counts of 64 bits at a time: q_b = sum_j 2^j m_jb
 * gives sum_j 2^j bitCount((x ^ h) and m_j). Blocks whose least bound exceeds the cost of the k-th best are skipped; in the others the few tokens below it are
 * scored. With P = 1 and equal weights it is the scan by Hamming distance. A prior enters as floor((max beta - beta_v) / s).
 *
 * <p>The loops are shaped for the compiler's vector instructions: longs are read and ints written, which it knows not to overlap.
 */
final class BitPlaneScan implements Search {
    /** Least bounds are found for this many tokens at a time: the loop's overhead is small beside it, and a hit costs little. */
    private static final int BLOCK = 128;

    /** Bit planes that one loop counts. */
    private static final int GROUP = 3;

    /**
     * Rounding takes about n / 2 times half a quantum off a cost, and costs spread like the root of n: beyond this length three planes let too many
     * tokens through.
     */
    private static final int LONG = 128;

    /** Blocks with the least bounds, looked at first, so that the k-th best is soon a good one. */
    private static final int FIRST = 8;

    /** A bound in quanta stays far below 2^31. */
    private static final double MAX_QUANTA = 1 << 28;

    private final int size;
    private final int planes;
    private final int levels;
    private final long[][] columns;
    private final float[] deficits;
    private final double spread;

    BitPlaneScan(BitMatrix bits, double[] prior) {
        this.size = bits.rows();
        this.planes = planes(bits.columns());
        this.levels = (1 << planes) - 1;
        this.columns = new long[bits.wordsPerRow()][size];
        for (int w = 0; w < columns.length; w++) {
            for (int v = 0; v < size; v++) {
                columns[w][v] = bits.word(v, w);
            }
        }
        this.deficits = new float[prior.length];
        double most = Double.NEGATIVE_INFINITY;
        for (double p : prior) {
            most = Math.max(most, p);
        }
        double widest = 0;
        for (int v = 0; v < prior.length; v++) {
            deficits[v] = Math.max(0, Math.nextDown((float) (most - prior[v])));
            widest = Math.max(widest, deficits[v]);
        }
        this.spread = widest;
    }

    static int planes(int length) {
        return length <= LONG ? GROUP : 2 * GROUP;
    }

    @Override
    public Run start() {
        return new Planes();
    }

    private final class Planes implements Run {
        private final long[][] masks = new long[planes][columns.length];
        private final int[] sums = new int[BLOCK];
        private double quantum;

        private final int[] least = new int[(size + BLOCK - 1) / BLOCK];
        private final int[] first = new int[FIRST];

        @Override
        public void find(Query query, TopK top) {
            quantise(query);
            for (int block = 0; block < least.length; block++) {
                least[block] = least(query.hard, block * BLOCK, Math.min(size, (block + 1) * BLOCK));
            }
            int soon = bestBlocks();
            for (int block = 0; block < least.length; block++) {
                if (least[block] <= soon) {
                    look(query, top, block);
                }
            }
            double limit = query.limit(top);
            for (int block = 0; block < least.length; block++) {
                if (least[block] > soon && least[block] * quantum <= limit) {
                    look(query, top, block);
                    limit = query.limit(top);
                }
            }
        }

        /** The bound that about {@link #FIRST} blocks do not exceed. */
        private int bestBlocks() {
            java.util.Arrays.fill(first, Integer.MAX_VALUE);
            for (int bound : least) {
                if (bound < first[FIRST - 1]) {
                    int at = FIRST - 1;
                    while (at > 0 && first[at - 1] > bound) {
                        first[at] = first[at - 1];
                        at--;
                    }
                    first[at] = bound;
                }
            }
            return first[FIRST - 1];
        }

        /** The quantum, out of the largest |w| / 1 (exact for equal weights) and smaller ones, of which the last cut the largest |w|, that loses least. */
        private void quantise(Query query) {
            double largest = 0;
            for (double c : query.costs) {
                largest = Math.max(largest, c);
            }
            quantum = Math.max(largest, Math.max(spread / MAX_QUANTA, Double.MIN_NORMAL));
            double kept = -1;
            double floor = quantum;
            int step = Math.max(1, levels / 7);
            for (int parts = 1; parts <= 2 * levels && largest > spread / MAX_QUANTA * levels; parts += step) {
                double candidate = largest / parts;
                double sum = 0;
                for (double c : query.costs) {
                    sum += Math.min(levels, (int) (c / candidate));
                }
                if (sum * candidate > kept) {
                    kept = sum * candidate;
                    floor = candidate;
                }
            }
            quantum = floor;
            for (long[] plane : masks) {
                java.util.Arrays.fill(plane, 0);
            }
            for (int b = 0; b < query.costs.length; b++) {
                int q = Math.min(levels, (int) (query.costs[b] / quantum));
                for (int j = 0; j < planes; j++) {
                    masks[j][b >>> 6] |= (long) (q >>> j & 1) << b;
                }
            }
        }

        /** The least bound of a block, in quanta. */
        private int least(long[] hard, int from, int to) {
            if (columns.length == 1 && planes == GROUP && deficits.length == 0) {
                return leastOf(columns[0], from, to, hard[0], masks[0][0], masks[1][0], masks[2][0]);
            }
            bounds(hard, from, to);
            int least = Integer.MAX_VALUE;
            for (int i = 0; i < to - from; i++) {
                least = Math.min(least, sums[i]);
            }
            return least;
        }

        /** The bounds of a block's tokens, in quanta. */
        private void bounds(long[] hard, int from, int to) {
            if (deficits.length == 0) {
                java.util.Arrays.fill(sums, 0, to - from, 0);
            } else {
                // below 1 / quantum by more than the roundings of the product
                floors(deficits, from, sums, to - from, (float) (1 / quantum * (1 - 0x1.0p-20)));
            }
            for (int w = 0; w < columns.length; w++) {
                for (int j = 0; j < planes; j += GROUP) {
                    add(columns[w], from, sums, to - from, hard[w], masks[j][w], masks[j + 1][w], masks[j + 2][w], j);
                }
            }
        }

        private void look(Query query, TopK top, int block) {
            int from = block * BLOCK;
            int to = Math.min(size, from + BLOCK);
            bounds(query.hard, from, to);
            double limit = query.limit(top) / quantum;
            for (int i = 0; i < to - from; i++) {
                if (sums[i] <= limit) {
                    query.offer(from + i, top);
                    limit = query.limit(top) / quantum;
                }
            }
        }
    }

    private static int leastOf(long[] x, int from, int to, long h, long m0, long m1, long m2) {
        int least = Integer.MAX_VALUE;
        for (int i = from; i < to; i++) {
            long d = x[i] ^ h;
            least = Math.min(least, Long.bitCount(d & m0) + 2 * Long.bitCount(d & m1) + 4 * Long.bitCount(d & m2));
        }
        return least;
    }

    private static void add(long[] x, int from, int[] sums, int length, long h, long m0, long m1, long m2, int shift) {
        for (int i = 0; i < length; i++) {
            long d = x[from + i] ^ h;
            sums[i] += (Long.bitCount(d & m0) + 2 * Long.bitCount(d & m1) + 4 * Long.bitCount(d & m2)) << shift;
        }
    }

    private static void floors(float[] deficits, int from, int[] sums, int length, float factor) {
        for (int i = 0; i < length; i++) {
            sums[i] = (int) (deficits[from + i] * factor);
        }
    }
}
