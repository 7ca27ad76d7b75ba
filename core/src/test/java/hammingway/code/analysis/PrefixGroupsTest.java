package hammingway.code.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixGroupsTest {
    private static Codebook random(int rows, int columns, SplitRandom random) {
        return Codebook.of(BitMatrix.of(rows, columns, (r, c) -> random.nextBoolean()), Optional.empty());
    }

    /** Grouping written out with texts, and distances of all pairs. */
    @Test
    void groupsAgreeWithTheirPlainTwin() {
        long seed = 23;
        SplitRandom random = new SplitRandom(seed);
        for (int trial = 0; trial < 60; trial++) {
            int rows = 2 + random.nextInt(200);
            int columns = 70 + random.nextInt(60);
            Codebook book = random(rows, columns, random);
            int length = 1 + random.nextInt(trial % 2 == 0 ? 6 : 64);
            long[] counts = new long[rows];
            for (int t = 0; t < rows; t++) {
                counts[t] = random.nextInt(50);
            }
            Map<String, List<Integer>> plain = new TreeMap<>();
            for (int t = 0; t < rows; t++) {
                plain.computeIfAbsent(book.bits().text(t).substring(0, length), k -> new ArrayList<>())
                        .add(t);
            }
            PrefixGroups found = PrefixGroups.of(book, length, Optional.of(counts));
            String what = "seed " + seed + ", trial " + trial;
            assertThat(found.groups().stream().map(PrefixGroups.Group::bits))
                    .as(what)
                    .containsExactlyElementsOf(plain.keySet());
            for (PrefixGroups.Group g : found.groups()) {
                List<Integer> tokens = plain.getOrDefault(g.bits(), List.of());
                assertThat(g.tokens()).as(what).isEqualTo(tokens.size());
                assertThat(g.count())
                        .as(what)
                        .isEqualTo(tokens.stream().mapToLong(t -> counts[t]).sum());
                assertThat(tokens).as(what).containsAll(g.sample());
                assertThat(g.sample()).as(what).hasSize(Math.min(8, tokens.size()));
                assertThat(counts[g.sample().getFirst()])
                        .as(what)
                        .isEqualTo(
                                tokens.stream().mapToLong(t -> counts[t]).max().orElseThrow());
                assertThat(g.within()).as(what).isCloseTo(mean(book.bits(), tokens), within(1e-9));
            }
        }
    }

    private static double mean(BitMatrix bits, List<Integer> tokens) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < tokens.size(); i++) {
            for (int j = 0; j < i; j++) {
                sum += bits.distance(tokens.get(i), tokens.get(j));
                pairs++;
            }
        }
        return pairs == 0 ? Double.NaN : sum / pairs;
    }

    @ParameterizedTest
    @CsvSource({"1000, 40, 16, 64", "50000, 64, 16, 64", "5, 8, 2, 5", "2, 1, 2, 2"})
    void theUsualLengthGivesGroupsThatCanBeLookedThrough(int rows, int columns, int least, int most) {
        BitMatrix bits = BitMatrix.of(rows, columns, (r, c) -> (((r * 40_503L) >>> c) & 1) != 0);
        Codebook book = Codebook.of(bits, Optional.empty());
        int length = PrefixGroups.usual(book);
        assertThat(PrefixGroups.of(book, length, Optional.empty()).groups()).hasSizeBetween(least, most);
    }

    @Test
    void bitsThatAreTheSameForAllMakeOneGroup() {
        Codebook book =
                Codebook.of(BitMatrix.of(1000, 30, (r, c) -> c < 10 || (r >> (c - 10) & 1) != 0), Optional.empty());
        int length = PrefixGroups.usual(book);
        assertThat(length).isEqualTo(15);
        assertThat(PrefixGroups.of(book, 10, Optional.empty()).groups()).hasSize(1);
        assertThat(PrefixGroups.of(book, length, Optional.empty()).groups()).hasSize(32);
    }

    @Test
    void aLengthThatCannotBeIsRefused() {
        Codebook book = random(10, 12, new SplitRandom(1));
        for (int length : new int[] {0, -1, 13, 65}) {
            assertThatThrownBy(() -> PrefixGroups.of(book, length, Optional.empty()))
                    .hasMessage("Length of the prefix = " + length + ": allowed are 1 to 12 bits.");
        }
    }
}
