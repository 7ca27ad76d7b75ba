package hammingway.design.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.control.Reduction;
import hammingway.control.TileRequest;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Means of blocks from counts are the means of their pairs. */
class DistanceSourceTest {
    private static final long SEED = 7;

    @Test
    void meansAgreeWithAllPairs() {
        SplitRandom r = new SplitRandom(SEED);
        for (int k = 0; k < 300; k++) {
            int v = 2 + r.nextInt(300);
            int n = 10 + r.nextInt(80);
            BitMatrix bits = BitMatrix.of(v, n, (row, c) -> c < 10 ? (row >> c & 1) != 0 : r.nextBoolean());
            Codebook book = Codebook.of(bits, Optional.empty());
            int[] order = r.permutation(v);
            DistanceSource source = new DistanceSource(book, order, Integer::toString, new Preview.Range(0, n));
            int block = 1 << r.nextInt(9);
            int side = (v + block - 1) / block;
            int from = r.nextInt(side);
            int size = Math.min(side - from, 1 + r.nextInt(20));
            float[] out = new float[size * size];
            source.tile(
                    new TileRequest(from * block, from * block, block, size, size, Reduction.MEAN), out, Progress.NONE);
            int y = r.nextInt(size);
            int x = r.nextInt(size);
            assertThat((double) out[y * size + x])
                    .as("seed %d case %d", SEED, k)
                    .isCloseTo(mean(bits, order, (from + y) * block, (from + x) * block, block), within(1e-3));
        }
    }

    private static double mean(BitMatrix bits, int[] order, int row, int column, int block) {
        double sum = 0;
        int pairs = 0;
        for (int a = row; a < Math.min(row + block, order.length); a++) {
            for (int b = column; b < Math.min(column + block, order.length); b++) {
                sum += bits.distance(order[a], order[b]);
                pairs++;
            }
        }
        return sum / pairs;
    }
}
