package hammingway.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hammingway.base.Progress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Linear algebra on packed rows, tables of distinct rows and movements of columns, each against a plain twin on texts. */
class PackedRowsTest {
    private static final long SEED = 17;

    private static BitMatrix random(SplitRandom random, int rows, int columns) {
        return BitMatrix.of(rows, columns, (r, c) -> random.nextBoolean());
    }

    @Test
    void combinationsWeightsAndRankAgreeWithAllSums() {
        SplitRandom random = new SplitRandom(SEED);
        for (int trial = 0; trial < 1000; trial++) {
            String what = "seed " + SEED + ", trial " + trial;
            int k = 1 + random.nextInt(6);
            int n = 1 + random.nextInt(trial % 4 == 0 ? 140 : 8); // short rows are often dependent
            BitMatrix rows = random(random, k, n);
            BitMatrix sums = Gf2.combinations(rows, 1 << k, Progress.NONE);
            long[] weights = new long[n + 1];
            Set<String> different = new HashSet<>();
            for (int i = 0; i < 1 << k; i++) {
                StringBuilder sum = new StringBuilder();
                for (int c = 0; c < n; c++) {
                    int bit = 0;
                    for (int r = 0; r < k; r++) {
                        bit ^= (i >> (k - 1 - r) & 1) & (rows.get(r, c) ? 1 : 0);
                    }
                    sum.append(bit);
                }
                assertThat(sums.text(i)).as(what).isEqualTo(sum.toString());
                weights[sum.toString().replace("0", "").length()]++;
                different.add(sum.toString());
            }
            assertThat(Gf2.weights(rows, Progress.NONE)).as(what).containsExactly(weights);
            assertThat(1 << Gf2.rank(rows)).as(what).isEqualTo(different.size());
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gf2.combinations(random(random, 3, 5), 9, Progress.NONE))
                .withMessage("3 rows have 8 sums, not 9");
    }

    @Test
    void distinctRowsNamesTheFirstEqualRow() {
        SplitRandom random = new SplitRandom(SEED);
        for (int trial = 0; trial < 1000; trial++) {
            int n = 1 + random.nextInt(trial % 3 == 0 ? 140 : 7);
            BitMatrix matrix = random(random, 1 + random.nextInt(60), n);
            DistinctRows rows = new DistinctRows(matrix);
            Map<String, Integer> seen = new HashMap<>();
            for (int r = 0; r < matrix.rows(); r++) {
                Integer other = seen.putIfAbsent(matrix.text(r), r);
                assertThat(rows.add(r)).as("seed " + SEED + ", trial " + trial).isEqualTo(other == null ? -1 : other);
            }
        }
    }

    @Test
    void packedBytesColumnsAndNeighboursAgreeWithTexts() {
        SplitRandom random = new SplitRandom(SEED);
        for (int trial = 0; trial < 2000; trial++) {
            String what = "seed " + SEED + ", trial " + trial;
            int n = 1 + random.nextInt(200);
            BitMatrix left = random(random, 3, n);
            BitMatrix right = random(random, 3, 1 + random.nextInt(200));
            int[] order = new int[1 + random.nextInt(2 * n)];
            for (int i = 0; i < order.length; i++) {
                // runs of neighbours and jumps
                order[i] = i > 0 && random.nextInt(10) > 0 ? (order[i - 1] + 1) % n : random.nextInt(n);
            }
            BitMatrix beside = left.beside(right);
            BitMatrix picked = left.columnsInOrder(order);
            byte[] packed = left.pack();
            for (int r = 0; r < 3; r++) {
                assertThat(beside.text(r)).as(what).isEqualTo(left.text(r) + right.text(r));
                StringBuilder text = new StringBuilder();
                for (int c : order) {
                    text.append(left.get(r, c) ? '1' : '0');
                }
                assertThat(picked.text(r)).as(what).isEqualTo(text.toString());
                for (int c = 0; c < n; c++) {
                    assertThat(packed[r * ((n + 7) / 8) + c / 8] >> (7 - c % 8) & 1)
                            .as(what)
                            .isEqualTo(left.get(r, c) ? 1 : 0);
                }
            }
            assertThat(BitMatrix.unpack(3, n, packed)).as(what).isEqualTo(left);
            // unused bits stay zero: equal texts are equal matrices
            assertThat(picked).as(what).isEqualTo(BitMatrix.of(3, order.length, (r, c) -> left.get(r, order[c])));
        }
    }

    @Test
    void buildersDropBitsBeyondTheLastColumn() {
        BitMatrix.Builder builder = new BitMatrix.Builder(2, 70);
        builder.word(1, 0, -1L);
        builder.word(1, 1, -1L);
        builder.flip(0, 69);
        builder.flip(1, 69);
        BitMatrix built = builder.build();
        assertThat(built.weight(0)).isEqualTo(1);
        assertThat(built.weight(1)).isEqualTo(69);
        assertThat(built.text(1)).endsWith("110");
    }
}
