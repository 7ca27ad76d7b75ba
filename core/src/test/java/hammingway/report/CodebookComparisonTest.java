package hammingway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.SharedFolder;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookSpec;
import hammingway.code.CyclicFamily;
import hammingway.code.ReedMullerFamily;
import hammingway.code.analysis.CodebookDifference;
import hammingway.code.analysis.CodebookMeasures;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codebooks side by side, against numbers that were not computed here. */
class CodebookComparisonTest {
    private static Codebook of(CodeFamily family, int tokens) {
        return Codebook.build(
                new CodebookSpec(family, new Assignment.Identity(), 42), tokens, Path.of(""), Progress.NONE);
    }

    private static Codebook published(int length) {
        return of(new CodeFamily.MinimalRandom(length - 10, CodeFamily.RandomBits.NUMPY_LEGACY), 1000);
    }

    private static Codebook words(String... words) {
        return Codebook.of(
                BitMatrix.of(words.length, words[0].length(), (r, c) -> words[r].charAt(c) == '1'), Optional.empty());
    }

    private static CodebookComparison compare(List<Codebook> codebooks, Optional<long[]> counts, int width) {
        List<CodebookComparison.Book> books = new ArrayList<>();
        for (Codebook c : codebooks) {
            books.add(new CodebookComparison.Book(
                    c.name(), CodebookMeasures.sampled(c, counts).withExact(Progress.NONE)));
        }
        return CodebookComparison.of(books, CodebookComparison.relations(codebooks, Progress.NONE), width);
    }

    private static ComparedFigure row(CodebookComparison comparison, String id) {
        return comparison.figures().stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + id));
    }

    private static double value(CodebookComparison comparison, String id, int book) {
        return row(comparison, id).cells().get(book).value().orElseThrow();
    }

    private static String text(CodebookComparison comparison, String id, int book) {
        return row(comparison, id).cells().get(book).text();
    }

    /** The published random codes: distances and columns as numpy counted them. */
    @ParameterizedTest
    @ValueSource(ints = {10, 50, 500})
    void figuresOfThePublishedCodesAreThoseOfNumpy(int length) {
        Path file = SharedFolder.require("reference/codes/minrandom_v1000_n" + length + "_seed42.json");
        JsonNode reference = Json.read(file);
        CodebookComparison found = compare(List.of(published(length), published(50)), Optional.empty(), 320);
        double pairs = 0;
        double sum = 0;
        Iterator<Map.Entry<String, JsonNode>> counts =
                reference.path("distance_histogram").properties().iterator();
        while (counts.hasNext()) {
            Map.Entry<String, JsonNode> entry = counts.next();
            pairs += entry.getValue().asDouble();
            sum += Integer.parseInt(entry.getKey()) * entry.getValue().asDouble();
        }
        int minimum = reference.path("d_min").asInt();
        assertThat(value(found, "minimumDistance", 0)).isEqualTo(minimum);
        assertThat(value(found, "pairsAtMinimum", 0))
                .isEqualTo(
                        reference.path("distance_histogram").path("" + minimum).asDouble());
        assertThat(value(found, "meanDistance", 0)).isCloseTo(sum / pairs, within(1e-9));
        double imbalance = 0;
        for (JsonNode ones : reference.path("ones_per_column")) {
            imbalance += Math.abs(ones.asInt() / 1000.0 - 0.5) / length;
        }
        assertThat(value(found, "imbalance", 0)).isCloseTo(imbalance, within(1e-12));
    }

    /** Distances 8 and 201 are published; parameters are n d + n over V d + V. */
    @Test
    void lengthAndDistanceAreWeighedInOneTable() {
        CodebookComparison found = compare(
                List.of(published(50), published(500), of(new CyclicFamily.Bch(63, 16), 1000)), Optional.empty(), 320);
        assertThat(row(found, "minimumDistance").cells())
                .extracting(ComparedFigure.Cell::text)
                .containsExactly("8", "201", "23");
        assertThat(row(found, "minimumDistance").cells())
                .extracting(ComparedFigure.Cell::best)
                .containsExactly(false, true, false);
        assertThat(value(found, "corrects", 1)).isEqualTo(100);
        assertThat(value(found, "headParameters", 0)).isEqualTo(50 * 320 + 50);
        assertThat(value(found, "shareOfSoftmax", 1)).isCloseTo(100.0 * 160_500 / 321_000, within(1e-9));
        assertThat(row(found, "headParameters").cells().getFirst().best()).isTrue();
        assertThat(value(found, "codebookBytes", 0)).isEqualTo(7000);
        assertThat(text(found, "tokensDiffering", 1)).isEqualTo("\u2013"); // lengths differ
        assertThat(row(found, "tokens").equal()).isTrue();
        assertThat(found.differing())
                .extracting(ComparedFigure::id)
                .doesNotContain("tokens")
                .contains("length");
        assertThat(row(found, "tokens").cells()).noneMatch(ComparedFigure.Cell::best);
    }

    /** RM(1, 4) is [16, 5, 8] with 30 words at distance 8 and one at 16 from any (MacWilliams and Sloane, chapter 13). */
    @Test
    void aReedMullerCodeHasTheFiguresOfTheBooks() {
        Codebook code = of(new ReedMullerFamily.ReedMuller(1, 4), 32);
        CodebookComparison found = compare(List.of(code, code), Optional.empty(), 10);
        assertThat(value(found, "minimumDistance", 0)).isEqualTo(8);
        assertThat(value(found, "pairsAtMinimum", 0)).isEqualTo(32 * 30 / 2);
        assertThat(value(found, "meanDistance", 0)).isCloseTo((30 * 8 + 16) / 31.0, within(1e-12));
        assertThat(value(found, "rank", 0)).isEqualTo(5);
        assertThat(text(found, "linear", 0)).isEqualTo("linear");
        assertThat(text(found, "bestKnown", 0)).isEqualTo("8");
        assertThat(value(found, "gap", 0)).isZero();
        assertThat(value(found, "griesmer", 0)).isEqualTo(8);
        assertThat(value(found, "tokensDiffering", 1)).isZero();
        assertThat(value(found, "meanHamming", 1)).isZero();
        assertThat(value(found, "rankCorrelation", 1)).isCloseTo(1, within(1e-12));
        // 30 P_8 + P_16 at 1 %: P_8 = sum_{i>4} C(8,i) p^i q^(8-i) + C(8,4) p^4 q^4 / 2 = 3.416698e-7; 1.02500946e-5
        // with P_16
        assertThat(value(found, "tokenErrorAt1", 0)).isCloseTo(1.02500946e-5, within(1e-12));
        assertThat(found.differing())
                .extracting(ComparedFigure::id)
                .containsExactly("tokensDiffering", "meanHamming", "rankCorrelation");
        assertThat(found.labels()).doesNotHaveDuplicates();
    }

    /** By hand: four words of two bits, with counts 4, 2, 1, 1. */
    @Test
    void countsWeighTheColumns() {
        Codebook code = words("00", "01", "10", "11");
        Codebook other = words("001", "010", "100", "111");
        CodebookComparison found = compare(List.of(code, other), Optional.of(new long[] {4, 2, 1, 1}), 8);
        assertThat(value(found, "weightedImbalance", 0)).isCloseTo((0.25 + 0.125) / 2, within(1e-12));
        double h = h(0.25) + h(0.375);
        assertThat(value(found, "bitEntropies", 0)).isCloseTo(h, within(1e-12));
        assertThat(value(found, "excess", 0)).isCloseTo(h - 1.75, within(1e-12));
        assertThat(row(found, "excess").cells().getFirst().best()).isTrue();
        assertThat(value(found, "relativeDistance", 0)).isEqualTo(0.5);
    }

    private static double h(double p) {
        return -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
    }

    @Test
    void tokensThatChangedTheirWordsAreCounted() {
        CodebookDifference found = CodebookDifference.of(
                        words("0000", "0011", "0101", "1111"), words("0000", "0111", "0101", "1110"), Progress.NONE)
                .orElseThrow();
        assertThat(found.differing()).hasValue(2);
        assertThat(found.meanHamming()).hasValue(0.5);
        assertThat(found.pairs()).isEqualTo(6);
        // distances 2 2 4 2 2 2 and 3 2 3 1 2 3; ranks 3 3 6 3 3 3 and 5 2.5 5 1 2.5 5
        assertThat(found.rankCorrelation().orElseThrow()).isCloseTo(4.5 / Math.sqrt(7.5 * 15), within(1e-12));
        assertThat(CodebookDifference.of(words("0", "1"), words("00", "01", "10"), Progress.NONE))
                .isEmpty();
    }

    @Test
    void aTransposedColumnKeepsAllDistances() {
        long seed = System.nanoTime();
        SplitRandom random = SplitRandom.of(seed, "compare", 0);
        Codebook code = of(new CodeFamily.MinimalRandom(20, CodeFamily.RandomBits.SPLIT), 700);
        int n = code.length();
        int shift = 1 + random.nextInt(n - 1);
        Codebook moved =
                Codebook.of(BitMatrix.of(700, n, (r, c) -> code.bits().get(r, (c + shift) % n)), Optional.empty());
        CodebookDifference found =
                CodebookDifference.of(code, moved, Progress.NONE).orElseThrow();
        assertThat(found.rankCorrelation().orElseThrow()).as("seed %d", seed).isCloseTo(1, within(1e-12));
        assertThat(found.differing().orElseThrow()).as("seed %d", seed).isPositive();
    }

    @Test
    void whatIsOnlySampledIsToldSoAndMarksNothing() {
        List<CodebookComparison.Book> books = List.of(
                new CodebookComparison.Book("a", CodebookMeasures.sampled(published(50), Optional.empty())),
                new CodebookComparison.Book("b", CodebookMeasures.sampled(published(10), Optional.empty())));
        CodebookComparison found = CodebookComparison.of(books, List.of(), 320);
        assertThat(text(found, "minimumDistance", 0)).startsWith("\u2264 ");
        assertThat(text(found, "pairsAtMinimum", 0)).isEqualTo("\u2026");
        assertThat(row(found, "minimumDistance").cells()).noneMatch(ComparedFigure.Cell::best);
        assertThat(row(found, "meanDistance").cells().getFirst().best()).isTrue();
        assertThatThrownBy(() -> CodebookComparison.of(books, List.of(), 0))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("1 and more");
    }

    @Test
    void tablesTellTheSameInAllForms() {
        CodebookComparison found = compare(List.of(words("000", "011"), words("000", "111")), Optional.empty(), 4);
        String csv = CodebookTables.csv(found, found.figures());
        assertThat(csv.lines().findFirst())
                .hasValueSatisfying(l -> assertThat(l).startsWith("figure,unit,better,\""));
        assertThat(csv).contains("minimumDistance,\"bits\",higher,2,3\n");
        assertThat(CodebookTables.markdown(found, found.figures()))
                .contains("| Minimum distance d_min, bits | 2 | **3** |");
        assertThat(CodebookTables.terminal(found, found.figures()))
                .containsPattern("Minimum distance d_min, bits +2 +3 \\*");
        JsonNode json = CodebookTables.json(found, found.figures());
        assertThat(json.path("pairs").get(0).path("tokensDiffering").asInt()).isEqualTo(1);
        assertThat(json.path("figures").findValuesAsText("id"))
                .hasSize(found.figures().size());
    }
}
