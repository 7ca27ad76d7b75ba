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
    private static final int BLOCK = 256;

    static final int PLANES = 3;
    private static final int LEVELS = (1 << PLANES) - 1;

    /** A bound in quanta stays far below 2^31. */
    private static final double MAX_QUANTA = 1 << 28;

    private final int size;
    private final long[][] columns;
    private final float[] deficits;
    private final double spread;

    BitPlaneScan(BitMatrix bits, double[] prior) {
        this.size = bits.rows();
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

    @Override
    public Run start() {
        return new Planes();
    }

    private final class Planes implements Run {
        private final long[][] masks = new long[PLANES][columns.length];
        private final int[] sums = new int[BLOCK];
        private double quantum;

        @Override
        public void find(Query query, TopK top) {
            quantise(query);
            double limit = query.limit(top);
            for (int from = 0; from < size; from += BLOCK) {
                int to = Math.min(size, from + BLOCK);
                if (least(query.hard, from, to) * quantum <= limit) {
                    limit = look(query, top, from, to);
                }
            }
        }

        /** The quantum, out of largest |w| / 1, / 2, ... / LEVELS and smaller ones that cut the largest, that loses least. */
        private void quantise(Query query) {
            double largest = 0;
            for (double c : query.costs) {
                largest = Math.max(largest, c);
            }
            quantum = Math.max(largest, Math.max(spread / MAX_QUANTA, Double.MIN_NORMAL));
            double kept = -1;
            double floor = quantum;
            for (int parts = 1; parts <= 2 * LEVELS && largest > spread / MAX_QUANTA * LEVELS; parts++) {
                double candidate = largest / parts;
                double sum = 0;
                for (double c : query.costs) {
                    sum += Math.min(LEVELS, (int) (c / candidate));
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
                int q = Math.min(LEVELS, (int) (query.costs[b] / quantum));
                for (int j = 0; j < PLANES; j++) {
                    masks[j][b >>> 6] |= (long) (q >>> j & 1) << b;
                }
            }
        }

        /** The least bound of a block, in quanta. */
        private int least(long[] hard, int from, int to) {
            int last = columns.length - 1;
            if (last == 0 && deficits.length == 0) {
                return leastOf(columns[0], from, to, hard[0], masks[0][0], masks[1][0], masks[2][0]);
            }
            start(from, to);
            for (int w = 0; w < last; w++) {
                add(columns[w], from, sums, to - from, hard[w], masks[0][w], masks[1][w], masks[2][w]);
            }
            return leastOf(
                    columns[last], from, sums, to - from, hard[last], masks[0][last], masks[1][last], masks[2][last]);
        }

        private void start(int from, int to) {
            if (deficits.length == 0) {
                java.util.Arrays.fill(sums, 0, to - from, 0);
            } else {
                // below 1 / quantum by more than the roundings of the product
                floors(deficits, from, sums, to - from, (float) (1 / quantum * (1 - 0x1.0p-20)));
            }
        }

        private double look(Query query, TopK top, int from, int to) {
            int last = columns.length - 1;
            if (last == 0) {
                start(from, to);
            }
            double limit = query.limit(top);
            for (int v = from; v < to; v++) {
                long d = columns[last][v] ^ query.hard[last];
                int bound = sums[v - from]
                        + Long.bitCount(d & masks[0][last])
                        + 2 * Long.bitCount(d & masks[1][last])
                        + 4 * Long.bitCount(d & masks[2][last]);
                if (bound * quantum <= limit) {
                    query.offer(v, top);
                    limit = query.limit(top);
                }
            }
            return limit;
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

    private static int leastOf(long[] x, int from, int[] sums, int length, long h, long m0, long m1, long m2) {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < length; i++) {
            long d = x[from + i] ^ h;
            least = Math.min(
                    least, sums[i] + Long.bitCount(d & m0) + 2 * Long.bitCount(d & m1) + 4 * Long.bitCount(d & m2));
        }
        return least;
    }

    private static void add(long[] x, int from, int[] sums, int length, long h, long m0, long m1, long m2) {
        for (int i = 0; i < length; i++) {
            long d = x[from + i] ^ h;
            sums[i] += Long.bitCount(d & m0) + 2 * Long.bitCount(d & m1) + 4 * Long.bitCount(d & m2);
        }
    }

    private static void floors(float[] deficits, int from, int[] sums, int length, float factor) {
        for (int i = 0; i < length; i++) {
            sums[i] = (int) (deficits[from + i] * factor);
        }
    }
}
