package hammingway.code.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.SharedFolder;
import hammingway.base.Json;
import hammingway.math.BitMatrix;
import hammingway.math.Gf2;
import hammingway.math.SplitRandom;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundsTest {
    private final BestKnown table = BestKnown.load();

    private int bound(String name, int tokens, int length) {
        return Bounds.of(tokens, length, table).all().stream()
                .filter(b -> b.name().equals(name))
                .mapToInt(Bounds.Bound::distance)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theTableIsTheReferencesOne() throws Exception {
        List<String> lines = Files.readAllLines(SharedFolder.require("reference/best_known_distances.csv"));
        for (String line : lines.subList(1, lines.size())) {
            List<Integer> numbers =
                    List.of(line.split(",")).stream().map(Integer::valueOf).toList();
            assertThat(table.of(numbers.get(0), numbers.get(1)))
                    .as(line)
                    .contains(new BestKnown.Range(numbers.get(2), numbers.get(3)));
        }
        assertThat(lines).hasSize(4931);
        assertThat(table.of(257, 4)).isEmpty();
        assertThat(table.of(100, 21)).isEmpty();
        assertThat(table.of(4, 5)).isEmpty();
        assertThat(table.of(128, 16).orElseThrow()).hasToString("52-56");
    }

    /** Lengths and Griesmer caps of the paper's codebooks; the Golay code meets Hamming's bound, simplex codes Plotkin's and Griesmer's. */
    @Test
    void boundsHaveTheirKnownValues() {
        assertThat(bound("Griesmer", 1000, 50)).isEqualTo(22);
        assertThat(bound("Griesmer", 1000, 100)).isEqualTo(48);
        assertThat(bound("Griesmer", 1000, 200)).isEqualTo(97);
        assertThat(bound("Griesmer", 1000, 300)).isEqualTo(148);
        assertThat(bound("Griesmer", 1000, 500)).isEqualTo(248);
        assertThat(bound("Griesmer", 50_272, 50)).isEqualTo(19);
        // 124 + 62 + 31 + 16 + 8 + 4 + 2 + 9 x 1 = 256
        assertThat(bound("Griesmer", 65_536, 256)).isEqualTo(124);
        assertThat(bound("Griesmer", 1024, 1023)).isEqualTo(512);
        assertThat(bound("Hamming", 4096, 23)).isBetween(7, 8);
        assertThat(bound("Hamming", 4097, 23)).isLessThan(7);
        assertThat(bound("Plotkin", 1024, 1023)).isEqualTo(512);
        assertThat(bound("Singleton", 1000, 50)).isEqualTo(41);
        // sum of C(22, 0 to 3) = 1794 < 2^11 <= sum of C(22, 0 to 4) = 9109
        assertThat(bound("Gilbert-Varshamov", 4096, 23)).isEqualTo(5);
        assertThat(Bounds.of(1000, 50, table).gap(8)).contains(12);
        assertThat(Bounds.of(1000, 500, table).gap(201)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Bounds.of(9, 3, table));
    }

    /** No code breaks a bound; none of Gilbert and Varshamov's promises is above what is known to be possible. */
    @Test
    void realCodesKeepWithinTheBounds() {
        for (JsonNode code : Json.read(SharedFolder.require("reference/codes/linear_codes.json"))) {
            Bounds bounds =
                    Bounds.of(1 << code.path("k").asInt(), code.path("n").asInt(), table);
            assertThat(code.path("d").asInt())
                    .as(code.path("name").asText())
                    .isLessThanOrEqualTo(bounds.upper())
                    .isLessThanOrEqualTo(bounds.all().get(3).distance());
        }
        for (int n = 1; n <= 256; n++) {
            for (int k = 1; k <= Math.min(n, 20); k++) {
                Bounds bounds = Bounds.of(1 << k, n, table);
                BestKnown.Range best = bounds.bestKnown().orElseThrow();
                String what = "[" + n + "," + k + "]";
                assertThat(best.lower())
                        .as(what)
                        .isLessThanOrEqualTo(bounds.upper())
                        .isLessThanOrEqualTo(bounds.all().get(3).distance())
                        .isLessThanOrEqualTo(best.upper());
                assertThat(bounds.all().get(4).distance()).as(what).isLessThanOrEqualTo(best.upper());
            }
        }
    }

    @Test
    void structureTellsLinearFromAffineFromNeither() {
        SplitRandom random = new SplitRandom(61);
        for (JsonNode code : Json.read(SharedFolder.require("reference/codes/linear_codes.json"))) {
            int k = code.path("k").asInt();
            BitMatrix words = Books.words(
                    Books.generator(code), new long[Books.generator(code).wordsPerRow()]);
            Structure linear = Structure.of(Books.of(words.rowsInOrder(random.permutation(1 << k))));
            assertThat(linear.linear()).isTrue();
            assertThat(linear.affine()).isTrue();
            assertThat(linear.rank()).isEqualTo(k).isEqualTo(linear.dimension());
            assertThat(linear.informationSet()).hasSize(k);
            assertThat(linear.rate()).isEqualTo((double) k / code.path("n").asInt());
        }
        // a coset that does not hold zero; a part of a code; zero and the units
        assertThat(Structure.of(Books.of(BitMatrix.of(2, 3, (r, c) -> c == r))))
                .matches(s -> !s.linear() && s.affine() && s.rank() == 2 && s.dimension() == 1);
        assertThat(Structure.of(Books.of(BitMatrix.of(3, 2, (r, c) -> (r >> c & 1) == 1))))
                .matches(s -> !s.linear() && !s.affine() && s.rank() == 2);
        assertThat(Structure.of(Books.of(BitMatrix.of(4, 4, (r, c) -> c == r))))
                .matches(s -> !s.linear() && !s.affine() && s.rank() == 4 && s.dimension() == 3);
    }

    /** MacWilliams' identity: the transform of a linear code's weights are those of its dual. */
    @Test
    void weightsOfTheDualAreTheMacWilliamsTransform() {
        BitMatrix generator = BitMatrix.of(5, 16, (r, c) -> r == 4 || (c >> r & 1) == 1);
        List<Long> a = WeightDistribution.of(generator).counts();
        List<Long> b =
                WeightDistribution.of(Gf2.nullSpace(generator).orElseThrow()).counts();
        for (int j = 0; j <= 16; j++) {
            BigInteger sum = BigInteger.ZERO;
            for (int i = 0; i <= 16; i++) {
                sum = sum.add(Binomials.krawtchouk(16, j, i).multiply(BigInteger.valueOf(a.get(i))));
            }
            assertThat(sum.longValueExact()).isEqualTo(32 * b.get(j));
        }
    }
}
