package hammingway.code.analysis;

import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import java.util.List;
import java.util.function.Supplier;

/**
 * All unordered pairs of rows as tiles of the upper triangle; a tile's second block of rows is copied word by word, so that it stays in the first-level
 * cache and vector instructions read it in order. Memory: a block for each thread.
 */
final class PairBlocks {
    /** Rows of a block: 12 KB of words for 64 bits, a third of a first-level cache. Divisible by 2 and 3. */
    private static final int ROWS = 1536;

    /** With several words a row, so that a block of 1024 bits (96 KB) stays in the second-level cache. */
    private static final int ROWS_LONG = 768;

    final BitMatrix bits;
    final int rows;
    final int words;
    private final int blocks;
    private final int blockRows;

    PairBlocks(BitMatrix bits) {
        this.bits = bits;
        this.rows = bits.rows();
        this.words = bits.wordsPerRow();
        this.blockRows = words == 1 ? ROWS : ROWS_LONG;
        this.blocks = (rows + blockRows - 1) / blockRows;
    }

    int blockRows() {
        return blockRows;
    }

    /** What a thread does with a row and a block, and what it has found so far. */
    interface Visitor {
        /**
         * @param row   the row
         * @param block rows {@code first} to {@code first + count - 1}, word w of row j at {@code [w][j]}
         * @param self  place of {@code row} in the block, or -1: then no pair of these comes again
         */
        void visit(int row, long[][] block, int first, int count, int self);
    }

    private record Worker<V extends Visitor>(V visitor, long[][] block) {}

    /** Shows each pair of different blocks once, and each block to all of its own rows. */
    <V extends Visitor> List<V> visit(Parallel parallel, Supplier<V> start) {
        int tiles = Math.multiplyExact(blocks, blocks + 1) / 2;
        return parallel
                .run(tiles, () -> new Worker<>(start.get(), new long[words][blockRows]), (worker, t) -> tile(worker, t))
                .stream()
                .map(Worker::visitor)
                .toList();
    }

    private <V extends Visitor> void tile(Worker<V> worker, int tile) {
        // tiles are numbered by columns of the upper triangle: column c holds c + 1 of them
        int c = (int) ((Math.sqrt(8.0 * tile + 1) - 1) / 2);
        c = c * (c + 1) / 2 > tile ? c - 1 : c;
        int r = tile - c * (c + 1) / 2;
        int first = c * blockRows;
        int count = load(worker.block(), first);
        for (int row = r * blockRows; row < Math.min(rows, (r + 1) * blockRows); row++) {
            worker.visitor().visit(row, worker.block(), first, count, r == c ? row - first : -1);
        }
    }

    /** Copies the rows of a block, and tells how many there are. */
    int load(long[][] block, int first) {
        int count = Math.min(rows - first, blockRows);
        for (int w = 0; w < words; w++) {
            for (int j = 0; j < count; j++) {
                block[w][j] = bits.word(first + j, w);
            }
        }
        return count;
    }

    /** Distances of a row to a block of several words. */
    void distances(int row, long[][] block, int count, int[] d) {
        PairKernel.distances(bits.word(row, 0), block[0], d, count);
        int w = 1;
        for (; w + 1 < words; w += 2) {
            PairKernel.add(bits.word(row, w), block[w], bits.word(row, w + 1), block[w + 1], d, count);
        }
        if (w < words) {
            PairKernel.add(bits.word(row, w), block[w], d, count);
        }
    }
}
