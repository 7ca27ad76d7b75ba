package hammingway.code.analysis;

import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import java.util.Arrays;
import java.util.List;

/** Histogram of all pairwise distances, and each row's distance to its nearest other row. One of these for each thread. */
final class PairCounts implements PairBlocks.Visitor {
    /** Above this length a table for two distances outgrows the second-level cache. */
    private static final int PACKED_BITS = 1024;

    /** Counters are ints, emptied before they can overflow. */
    private static final int FLUSH = 1 << 30;

    private final PairBlocks blocks;
    private final int bits;
    /** How many distances one counter stands for: 3, 2 or 1. */
    private final int packing;

    private final int[] table;
    private final int[] packed;
    private final int[] distances;
    private final int[] near;
    private final long[] histogram;
    private final long[] ownBlock;
    private long selfPairs;
    private int counted;

    private PairCounts(PairBlocks blocks) {
        this.blocks = blocks;
        this.bits = blocks.bits.columns();
        this.packing = bits <= 64 ? 3 : bits <= PACKED_BITS ? 2 : 1;
        int base = packing == 3 ? 65 : bits + 1;
        this.table = new int[packing == 3 ? base * base * base : packing == 2 ? base * base : base];
        this.packed = new int[blocks.blockRows()];
        this.distances = new int[blocks.blockRows()];
        this.near = new int[blocks.rows];
        this.histogram = new long[bits + 1];
        this.ownBlock = new long[bits + 1];
        Arrays.fill(near, PairKernel.FAR);
    }

    /**
     * @param histogram unordered pairs at distance 0 to n
     * @param nearest   for each row
     */
    record Found(long[] histogram, int[] nearest) {}

    static Found of(BitMatrix bits, Parallel parallel) {
        PairBlocks blocks = new PairBlocks(bits);
        List<PairCounts> threads = blocks.visit(parallel, () -> new PairCounts(blocks));
        long[] histogram = new long[bits.columns() + 1];
        int[] nearest = threads.getFirst().near;
        for (PairCounts thread : threads) {
            thread.flush();
            thread.ownBlock[0] -= thread.selfPairs;
            for (int d = 0; d < histogram.length; d++) {
                histogram[d] += thread.histogram[d] + thread.ownBlock[d] / 2;
            }
            for (int r = 0; r < nearest.length; r++) {
                nearest[r] = Math.min(nearest[r], thread.near[r]);
            }
        }
        return new Found(histogram, nearest);
    }

    @Override
    public void visit(int row, long[][] block, int first, int count, int self) {
        if (self >= 0) {
            ownBlock(row, block, count, self);
            return;
        }
        if (packing == 3) {
            long x = blocks.bits.word(row, 0);
            int third = count / 3;
            PairKernel.packThree(x, block[0], third, packed);
            PairKernel.count(packed, third, table);
            counted += third;
            near[row] = Math.min(near[row], PairKernel.nearest(x, block[0], 0, count, near, first));
            for (int j = 3 * third; j < count; j++) {
                histogram[Long.bitCount(x ^ block[0][j])]++;
            }
        } else {
            blocks.distances(row, block, count, distances);
            near[row] = Math.min(near[row], PairKernel.nearest(distances, 0, count, near, first));
            int half = packing == 2 ? count / 2 : 0;
            PairKernel.packTwo(distances, half, bits + 1, packed);
            PairKernel.count(packed, half, table);
            counted += half;
            for (int j = 2 * half; j < count; j++) {
                histogram[distances[j]]++;
            }
        }
        if (counted > FLUSH) {
            flush();
        }
    }

    /** Every pair of a block comes twice, and each row with itself: 3 in 100 pairs of 50,000 rows. */
    private void ownBlock(int row, long[][] block, int count, int self) {
        selfPairs++;
        blocks.distances(row, block, count, distances);
        for (int j = 0; j < count; j++) {
            ownBlock[distances[j]]++;
        }
        int before = PairKernel.minimum(distances, 0, self);
        int after = PairKernel.minimum(distances, self + 1, count);
        near[row] = Math.min(near[row], Math.min(before, after));
    }

    private void flush() {
        int base = packing == 3 ? 65 : bits + 1;
        for (int i = 0; i < table.length; i++) {
            if (table[i] != 0) {
                int rest = i;
                for (int p = 0; p < packing; p++) {
                    histogram[rest % base] += table[i];
                    rest /= base;
                }
            }
        }
        Arrays.fill(table, 0);
        counted = 0;
    }
}
