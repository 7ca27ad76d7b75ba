package hammingway.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** The packed matrix against its plain twin, a {@code boolean[][]}. */
class BitMatrixTest {
    private static final long SEED = 7;

    @Test
    void agreesWithItsPlainTwin() {
        SplitRandom random = new SplitRandom(SEED);
        for (int trial = 0; trial < 3000; trial++) {
            // lengths around the word size, where packing goes wrong
            int rows = 1 + random.nextInt(12);
            int columns = 1 + random.nextInt(trial % 3 == 0 ? 200 : 70);
            boolean[][] twin = new boolean[rows][columns];
            for (boolean[] row : twin) {
                for (int c = 0; c < columns; c++) {
                    row[c] = random.nextBoolean();
                }
            }
            check(twin, BitMatrix.of(rows, columns, (r, c) -> twin[r][c]), "seed " + SEED + ", trial " + trial);
        }
    }

    private static void check(boolean[][] twin, BitMatrix matrix, String what) {
        int rows = twin.length;
        int columns = twin[0].length;
        int[] ones = new int[columns];
        for (int r = 0; r < rows; r++) {
            StringBuilder text = new StringBuilder();
            int weight = 0;
            for (int c = 0; c < columns; c++) {
                assertThat(matrix.get(r, c)).as(what).isEqualTo(twin[r][c]);
                text.append(twin[r][c] ? '1' : '0');
                weight += twin[r][c] ? 1 : 0;
                ones[c] += twin[r][c] ? 1 : 0;
            }
            assertThat(matrix.text(r)).as(what).isEqualTo(text.toString());
            assertThat(matrix.weight(r)).as(what).isEqualTo(weight);
            int other = (r * 7 + 3) % rows;
            int distance = 0;
            for (int c = 0; c < columns; c++) {
                distance += twin[r][c] == twin[other][c] ? 0 : 1;
            }
            assertThat(matrix.distance(r, other)).as(what).isEqualTo(distance);
        }
        assertThat(matrix.columnCounts()).as(what).containsExactly(ones);
        BitMatrix again = BitMatrix.unpack(rows, columns, matrix.pack());
        assertThat(again).as(what).isEqualTo(matrix).hasSameHashCodeAs(matrix);
        int[] order = new SplitRandom(rows).permutation(rows);
        BitMatrix moved = matrix.rowsInOrder(order);
        for (int r = 0; r < rows; r++) {
            assertThat(moved.text(r)).as(what).isEqualTo(matrix.text(order[r]));
        }
    }

    /** {@code numpy.packbits([[1,0,0,0,0,0,0,1, 1,1]], axis=1)} is {@code [[129, 192]]}. */
    @Test
    void packsAsNumpyDoes() {
        boolean[] bits = {true, false, false, false, false, false, false, true, true, true};
        BitMatrix matrix = BitMatrix.of(1, 10, (r, c) -> bits[c]);
        assertThat(matrix.pack()).containsExactly((byte) 129, (byte) 192);
        assertThat(matrix.word(0, 0)).isEqualTo(0b1110000001);
    }

    @Test
    void differsWhenOneBitDoes() {
        BitMatrix zeros = BitMatrix.of(3, 65, (r, c) -> false);
        assertThat(BitMatrix.of(3, 65, (r, c) -> r == 2 && c == 64)).isNotEqualTo(zeros);
        assertThat(BitMatrix.of(3, 66, (r, c) -> false)).isNotEqualTo(zeros);
    }

    @Test
    void refusesWhatIsNoMatrix() {
        assertThatIllegalArgumentException().isThrownBy(() -> BitMatrix.of(0, 3, (r, c) -> false));
        assertThatIllegalArgumentException().isThrownBy(() -> BitMatrix.of(3, 0, (r, c) -> false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BitMatrix.unpack(2, 9, new byte[3]))
                .withMessageContaining("3 bytes");
    }
}
