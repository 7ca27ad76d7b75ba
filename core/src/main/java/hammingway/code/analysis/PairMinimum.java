package hammingway.code.analysis;

import hammingway.math.BitMatrix;
import hammingway.math.Parallel;

/** The least distance of all pairs, without their histogram: four times as fast. One of these for each thread. */
final class PairMinimum implements PairBlocks.Visitor {
    private final PairBlocks blocks;
    private final int[] distances;
    private int least = PairKernel.FAR;

    private PairMinimum(PairBlocks blocks) {
        this.blocks = blocks;
        this.distances = new int[blocks.blockRows()];
    }

    static int of(BitMatrix bits, Parallel parallel) {
        PairBlocks blocks = new PairBlocks(bits);
        return blocks.visit(parallel, () -> new PairMinimum(blocks)).stream()
                .mapToInt(v -> v.least)
                .min()
                .orElseThrow();
    }

    @Override
    public void visit(int row, long[][] block, int first, int count, int self) {
        int from = self + 1; // in its own block the pairs after it; 0 elsewhere
        if (blocks.words == 1) {
            least = Math.min(least, PairKernel.minimum(blocks.bits.word(row, 0), block[0], from, count));
        } else {
            blocks.distances(row, block, count, distances);
            least = Math.min(least, PairKernel.minimum(distances, from, count));
        }
    }
}
