package hammingway.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Gf2Test {
    /** Size of the row space by adding up rows: the definition of rank. */
    private static Set<String> span(BitMatrix m) {
        Set<String> words = new HashSet<>();
        for (int message = 0; message < 1 << m.rows(); message++) {
            StringBuilder word = new StringBuilder();
            for (int c = 0; c < m.columns(); c++) {
                int sum = 0;
                for (int r = 0; r < m.rows(); r++) {
                    sum ^= (message >>> r & 1) & (m.get(r, c) ? 1 : 0);
                }
                word.append(sum);
            }
            words.add(word.toString());
        }
        return words;
    }

    private static BitMatrix draw(SplitRandom random, int rows, int columns) {
        int density = 1 + random.nextInt(4);
        return BitMatrix.of(rows, columns, (r, c) -> random.nextInt(4) < density && random.nextBoolean());
    }

    @Test
    void eliminationKeepsTheRowSpace() {
        long seed = 5;
        SplitRandom random = new SplitRandom(seed);
        for (int trial = 0; trial < 1000; trial++) {
            String what = "seed " + seed + ", trial " + trial;
            BitMatrix m = draw(random, 1 + random.nextInt(7), 1 + random.nextInt(trial % 10 == 0 ? 150 : 9));
            Gf2.Echelon echelon = Gf2.reduce(m);
            assertThat(span(m)).as(what).hasSize(1 << echelon.rank());
            assertThat(span(echelon.rows())).as(what).isEqualTo(span(m));
            assertThat(Gf2.rank(m)).as(what).isEqualTo(echelon.rank());
            assertThat(echelon.pivots()).as(what).hasSize(echelon.rank()).isSorted();
            int[] counts = echelon.rows().columnCounts();
            for (int i = 0; i < echelon.rank(); i++) {
                assertThat(counts[echelon.pivots().get(i)]).as(what).isEqualTo(1);
                assertThat(echelon.rows().get(i, echelon.pivots().get(i)))
                        .as(what)
                        .isTrue();
            }
        }
    }

    @Test
    void theNullSpaceIsOrthogonalAndComplete() {
        long seed = 6;
        SplitRandom random = new SplitRandom(seed);
        for (int trial = 0; trial < 1000; trial++) {
            String what = "seed " + seed + ", trial " + trial;
            BitMatrix m = draw(random, 1 + random.nextInt(9), 1 + random.nextInt(80));
            Optional<BitMatrix> checks = Gf2.nullSpace(m);
            int rank = Gf2.rank(m);
            assertThat(checks.isEmpty()).as(what).isEqualTo(rank == m.columns());
            if (checks.isPresent()) {
                BitMatrix h = checks.get();
                assertThat(Gf2.rank(h)).as(what).isEqualTo(m.columns() - rank).isEqualTo(h.rows());
                for (int r = 0; r < m.rows(); r++) {
                    for (int q = 0; q < h.rows(); q++) {
                        long common = 0;
                        for (int w = 0; w < m.wordsPerRow(); w++) {
                            common += Long.bitCount(m.word(r, w) & h.word(q, w));
                        }
                        assertThat(common % 2).as(what).isZero();
                    }
                }
            }
        }
    }

    @Test
    void aBasisKnowsWhatItContains() {
        Gf2.Basis basis = new Gf2.Basis(3);
        assertThat(basis.add(new long[] {0b011})).isTrue();
        assertThat(basis.add(new long[] {0b110})).isTrue();
        assertThat(basis.add(new long[] {0b101})).isFalse();
        assertThat(basis.contains(new long[] {0b101})).isTrue();
        assertThat(basis.contains(new long[] {0b111})).isFalse();
    }

    @Test
    void transposesAndTransformsAgreeWithTheirDefinitions() {
        long seed = 7;
        SplitRandom random = new SplitRandom(seed);
        for (int trial = 0; trial < 200; trial++) {
            String what = "seed " + seed + ", trial " + trial;
            BitMatrix m = draw(random, 1 + random.nextInt(200), 1 + random.nextInt(200));
            assertThat(m.transposed()).as(what).isEqualTo(flipped(m));
            int k = random.nextInt(8);
            int[] f = new int[1 << k];
            double[] real = new double[1 << k];
            for (int i = 0; i < f.length; i++) {
                f[i] = random.nextInt(2001) - 1000;
                real[i] = f[i];
            }
            int[] expected = new int[1 << k];
            for (int i = 0; i < f.length; i++) {
                for (int x = 0; x < f.length; x++) {
                    expected[i] += (Integer.bitCount(i & x) & 1) == 0 ? f[x] : -f[x];
                }
            }
            WalshHadamard.transform(f);
            WalshHadamard.transform(real);
            assertThat(f).as(what).containsExactly(expected);
            assertThat(real)
                    .as(what)
                    .containsExactly(Arrays.stream(expected).asDoubleStream().toArray());
        }
    }

    private static BitMatrix flipped(BitMatrix m) {
        int rows = m.columns();
        int columns = m.rows();
        return BitMatrix.of(rows, columns, (r, c) -> m.get(c, r));
    }

    /** Longer than one block of the cache. */
    @Test
    void twiceTransformedIsMultipliedByTheLength() {
        int[] f = new int[1 << 15];
        SplitRandom random = new SplitRandom(8);
        Arrays.setAll(f, i -> random.nextInt(3) - 1);
        int[] twice = f.clone();
        WalshHadamard.transform(twice);
        WalshHadamard.transform(twice);
        assertThat(twice).containsExactly(Arrays.stream(f).map(x -> x << 15).toArray());
    }
}
