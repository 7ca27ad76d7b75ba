package hammingway.code.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.Progress;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import hammingway.math.SplitRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Near codewords stand together, and every token stands somewhere. */
class ClusterOrderTest {
    private static final Parallel ONE = new Parallel(1, Progress.NONE, "order");

    private static BitMatrix random(int rows, int columns, long seed) {
        SplitRandom random = new SplitRandom(seed);
        return BitMatrix.of(rows, columns, (r, c) -> random.nextBoolean());
    }

    private static void requirePermutation(int[] order) {
        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, order.length).toArray());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 70", "17, 64", "1000, 65", "9000, 20", "300, 1000"})
    void everyTokenHasOneRowAndThreadsChangeNothing(int rows, int columns) {
        BitMatrix bits = random(rows, columns, rows);
        int[] order = ClusterOrder.of(bits, ONE);
        requirePermutation(order);
        assertThat(ClusterOrder.of(bits, new Parallel(4, Progress.NONE, "order")))
                .isEqualTo(order);
    }

    /** Twelve random words, with tokens near them that are strewn over the ids. */
    @Test
    void clustersThatWerePlantedStandTogether() {
        for (long seed = 1; seed <= 5; seed++) {
            SplitRandom random = new SplitRandom(seed);
            int clusters = 12;
            BitMatrix centres = random(clusters, 96, seed);
            int[] member =
                    IntStream.range(0, 1500).map(t -> random.nextInt(clusters)).toArray();
            BitMatrix bits =
                    BitMatrix.of(member.length, 96, (t, c) -> centres.get(member[t], c) ^ random.nextInt(12) == 0);
            int[] order = ClusterOrder.of(bits, ONE);
            requirePermutation(order);
            int changes = 0;
            for (int i = 1; i < order.length; i++) {
                changes += member[order[i]] != member[order[i - 1]] ? 1 : 0;
            }
            assertThat(changes).as("seed %d", seed).isEqualTo(clusters - 1);
        }
    }

    /** Natural binary words are the corners of a cube: rows beside each other differ in few bits. */
    @Test
    void neighboursAreNear() {
        BitMatrix cube = BitMatrix.of(4096, 12, (t, c) -> (((t * 2654435761L) >>> c) & 1) != 0);
        int[] order = ClusterOrder.of(cube, ONE);
        double sum = 0;
        for (int i = 1; i < order.length; i++) {
            sum += cube.distance(order[i - 1], order[i]);
        }
        assertThat(sum / 4095).isLessThan(2.5); // 6 in a random order
    }

    @Test
    void oddCodewordsAreOrderedToo() {
        requirePermutation(ClusterOrder.of(BitMatrix.of(5000, 64, (r, c) -> false), ONE));
        requirePermutation(ClusterOrder.of(BitMatrix.of(2048, 2048, (r, c) -> r == c), ONE));
        requirePermutation(ClusterOrder.of(BitMatrix.of(6000, 13, (r, c) -> c < 12 ? r == 7 : r > 5990), ONE));
    }

    @Test
    void itStopsWhenNobodyWantsIt() {
        Progress cancelled = new Progress() {
            @Override
            public void update(double share, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        BitMatrix bits = random(100, 20, 3);
        assertThatThrownBy(() -> ClusterOrder.of(bits, new Parallel(1, cancelled, "order")))
                .isInstanceOf(Progress.CancelledException.class);
    }
}
