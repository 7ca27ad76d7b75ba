package hammingway.code.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.code.Assignment;
import hammingway.code.CodeContext;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.CodebookSpec;
import hammingway.code.analysis.Distances;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchTest {
    private static final CodebookSpec PAPER = new CodebookSpec(
            new CodeFamily.MinimalRandom(14, CodeFamily.RandomBits.SPLIT), new Assignment.Identity(), 42);

    @TempDir
    Path folder;

    private static SearchMethod annealing(SearchMethod.Over over, Start start) {
        return new SearchMethod.Annealing(over, start, 0.1, 0.01);
    }

    private static SearchMethod.Tabu tabu(SearchMethod.Over over) {
        return new SearchMethod.Tabu(over, new Start.RandomBits(20), 7, 10);
    }

    private static SearchSpec spec(SearchMethod method, long evaluations) {
        return new SearchSpec(method, Objective.minimumDistance(), new Budget(0, evaluations), 5);
    }

    private static SearchResult run(SearchSpec spec, int size) {
        return Search.run(spec, CodeContext.of(size, Path.of("")), (point, book) -> {}, Progress.NONE);
    }

    static Stream<SearchMethod> methods() {
        return Stream.of(
                new SearchMethod.BestOfN(PAPER),
                new SearchMethod.Lexicode(20, 0, SearchMethod.WordOrder.RANDOM),
                new SearchMethod.Lexicode(20, 6, SearchMethod.WordOrder.NATURAL),
                annealing(SearchMethod.Over.CODEWORDS, new Start.RandomBits(20)),
                annealing(SearchMethod.Over.COLUMN_SWAPS, new Start.Recipe(PAPER)),
                annealing(SearchMethod.Over.GENERATOR_COLUMNS, new Start.RandomBits(20)),
                tabu(SearchMethod.Over.CODEWORDS),
                tabu(SearchMethod.Over.COLUMN_SWAPS),
                tabu(SearchMethod.Over.GENERATOR_COLUMNS));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theSameEvaluationsFindTheSameBook(SearchMethod method) {
        SearchSpec spec = spec(method, 30_000);
        if (method instanceof SearchMethod.BestOfN) {
            spec = spec(method, 20);
        }
        SearchResult one = run(spec, 50);
        assertThat(run(spec, 50).codebook().hash()).isEqualTo(one.codebook().hash());
        assertThat(run(one.repeatable(), 50).codebook().hash())
                .isEqualTo(one.codebook().hash());
        Distances distances = Distances.of(one.codebook(), Progress.NONE);
        assertThat(one.best().minimumDistance()).isEqualTo(distances.minimum());
        assertThat(one.best().atMinimum()).isEqualTo(distances.atMinimum());
        assertThat(one.trace())
                .isSortedAccordingTo(java.util.Comparator.comparingDouble(SearchPoint::objective)
                        .thenComparingLong(SearchPoint::evaluations));
        assertThat(SpecCodec.read(SearchSpec.class, SpecCodec.write(spec), "spec"))
                .isEqualTo(spec);
    }

    /** A search stopped by the clock tells how to do it again. */
    @Test
    void aBudgetInSecondsIsRepeatedByItsEvaluations() {
        SearchSpec timed = new SearchSpec(
                annealing(SearchMethod.Over.CODEWORDS, new Start.RandomBits(24)),
                Objective.minimumDistance(),
                new Budget(0.3, 0),
                9);
        SearchResult found = run(timed, 60);
        SearchResult again = run(found.repeatable(), 60);
        assertThat(again.codebook().hash()).isEqualTo(found.codebook().hash());
        assertThat(again.evaluations()).isEqualTo(found.evaluations());
    }

    /** The figures of field.md: the paper's 50 random bits have distance 8, the best of a few random linear codes 16. */
    @Test
    void beatsRandomCodesOfFiftyBits() {
        SearchResult words = run(spec(annealing(SearchMethod.Over.CODEWORDS, new Start.RandomBits(50)), 40_000), 1000);
        assertThat(words.best().minimumDistance()).isGreaterThanOrEqualTo(13);
        SearchResult greedy =
                run(spec(new SearchMethod.Lexicode(50, 16, SearchMethod.WordOrder.RANDOM), 2_000_000), 1000);
        assertThat(Distances.of(greedy.codebook(), Progress.NONE).minimum()).isEqualTo(16);
        SearchResult columns =
                run(spec(annealing(SearchMethod.Over.GENERATOR_COLUMNS, new Start.RandomBits(50)), 30_000), 1000);
        assertThat(columns.best().minimumDistance()).isGreaterThanOrEqualTo(17);
    }

    /** Conway and Sloane: the lexicode of length 24 and distance 8 is the Golay code, that of 15 and 3 a Hamming code. */
    @Test
    void naturalOrderGivesTheKnownLexicodes() {
        SearchResult golay =
                run(spec(new SearchMethod.Lexicode(24, 8, SearchMethod.WordOrder.NATURAL), 100_000_000), 4096);
        List<Long> histogram = Distances.of(golay.codebook(), Progress.NONE).histogram();
        assertThat(List.of(histogram.get(8), histogram.get(12), histogram.get(16), histogram.get(24)))
                .containsExactly(759L * 2048, 2576L * 2048, 759L * 2048, 2048L);
        SearchResult hamming =
                run(spec(new SearchMethod.Lexicode(15, 3, SearchMethod.WordOrder.NATURAL), 100_000), 2048);
        assertThat(Distances.of(hamming.codebook(), Progress.NONE).minimum()).isEqualTo(3);
        assertThat(hamming.codebook().bits().text(1)).isEqualTo("000000000000111");
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() ->
                        run(spec(new SearchMethod.Lexicode(15, 3, SearchMethod.WordOrder.NATURAL), 100_000), 4096))
                .withMessageContaining("has 2048 words, fewer than 4096");
    }

    /** The plain twin: every word in turn, against all that were taken. */
    @Test
    void naturalOrderIsTheGreedyOrder() {
        for (int n = 6; n <= 11; n++) {
            for (int d = 1; d <= 4; d++) {
                List<Integer> taken = new ArrayList<>();
                for (int word = 0; word < 1 << n && taken.size() < 13; word++) {
                    int candidate = word;
                    int least = d;
                    if (taken.stream().allMatch(t -> Integer.bitCount(t ^ candidate) >= least)) {
                        taken.add(word);
                    }
                }
                if (taken.size() < 13) {
                    continue;
                }
                Codebook book = run(
                                spec(new SearchMethod.Lexicode(n, d, SearchMethod.WordOrder.NATURAL), 1_000_000), 13)
                        .codebook();
                for (int i = 0; i < 13; i++) {
                    assertThat(Integer.parseInt(book.bits().text(i), 2))
                            .as("word " + i + " of n " + n + ", d " + d)
                            .isEqualTo(taken.get(i));
                }
            }
        }
    }

    @Test
    void cancellingKeepsTheBest() {
        int[] polls = {0};
        Progress soon = new Progress() {
            @Override
            public void update(double share, String message) {}

            @Override
            public boolean cancelled() {
                return polls[0]++ > 40;
            }
        };
        SearchSpec endless = new SearchSpec(
                annealing(SearchMethod.Over.CODEWORDS, new Start.RandomBits(20)),
                Objective.minimumDistance(),
                new Budget(1e6, 0),
                1);
        SearchResult result = Search.run(endless, CodeContext.of(50, Path.of("")), (point, book) -> {}, soon);
        assertThat(result.cancelled()).isTrue();
        assertThat(result.trace().size()).isGreaterThan(1);
        assertThat(Distances.of(result.codebook(), Progress.NONE).minimum())
                .isEqualTo(result.best().minimumDistance());
    }

    @Test
    void isNeverWorseThanItsStart() {
        Codebook start = Codebook.build(PAPER, 64, Path.of(""), Progress.NONE);
        int before = Distances.of(start, Progress.NONE).minimum();
        for (SearchMethod.Over over : List.of(SearchMethod.Over.CODEWORDS, SearchMethod.Over.COLUMN_SWAPS)) {
            SearchResult result = run(spec(annealing(over, new Start.Recipe(PAPER)), 500), 64);
            assertThat(result.best().minimumDistance()).isGreaterThanOrEqualTo(before);
            assertThat(result.trace().getFirst().minimumDistance()).isEqualTo(before);
        }
    }

    @Test
    void swapsLeaveTheColumnsBalance() {
        Codebook start = Codebook.build(PAPER, 64, Path.of(""), Progress.NONE);
        SearchResult result = run(spec(annealing(SearchMethod.Over.COLUMN_SWAPS, new Start.Recipe(PAPER)), 5000), 64);
        assertThat(result.codebook().bits().columnCounts())
                .isEqualTo(start.bits().columnCounts());
        assertThat(result.codebook().hash()).isNotEqualTo(start.hash());
    }

    @Test
    void theFileRemembersTheSearch() {
        SearchResult result = run(spec(tabu(SearchMethod.Over.CODEWORDS), 1000), 40);
        Path file = folder.resolve("found.npz");
        CodebookFiles.write(file, result.codebook(), result.provenance());
        assertThat(CodebookFiles.read(file).hash()).isEqualTo(result.codebook().hash());
        SearchSpec remembered = SpecCodec.read(
                SearchSpec.class, CodebookFiles.provenance(file).orElseThrow().get("search"), "provenance");
        assertThat(run(remembered, 40).codebook().hash())
                .isEqualTo(result.codebook().hash());
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> run(spec(annealing(SearchMethod.Over.CODEWORDS, new Start.RandomBits(5)), 10), 50))
                .withMessageContaining("6 bits or more for 50 different codewords");
        SearchSpec balanced = new SearchSpec(
                annealing(SearchMethod.Over.GENERATOR_COLUMNS, new Start.RandomBits(20)),
                new Objective(1, 0, 0, Optional.empty(), 1, 0),
                new Budget(1, 0),
                1);
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> run(balanced, 50))
                .withMessageContaining("distance alone over generator columns");
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() ->
                        run(spec(annealing(SearchMethod.Over.GENERATOR_COLUMNS, new Start.Recipe(PAPER)), 10), 50))
                .withMessageContaining("not linear in the order of its tokens");
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> run(spec(new SearchMethod.Lexicode(20, 15, SearchMethod.WordOrder.RANDOM), 5000), 50))
                .withMessageContaining("of 50 words of 20 bits at distance 15 were found");
        assertThat(SpecCodec.problems(new SearchSpec(
                        new SearchMethod.BestOfN(PAPER),
                        new Objective(0, 0, 0, Optional.empty(), 0, 0),
                        new Budget(0, 0),
                        1)))
                .hasSize(2);
    }

    @Test
    void tellsOfImprovementsAndProgress() {
        List<String> told = new ArrayList<>();
        List<SearchPoint> better = new ArrayList<>();
        SearchSpec spec = new SearchSpec(
                annealing(SearchMethod.Over.CODEWORDS, new Start.RandomBits(50)),
                Objective.minimumDistance(),
                new Budget(0.5, 0),
                1);
        Search.run(
                spec,
                CodeContext.of(300, Path.of("")),
                (point, book) -> {
                    better.add(point);
                    assertThat(Distances.of(book, Progress.NONE).minimum()).isEqualTo(point.minimumDistance());
                },
                (share, message) -> told.add(share + " " + message));
        assertThat(told).isNotEmpty().allMatch(t -> t.contains("d_min"));
        assertThat(better).isNotEmpty();
    }
}
