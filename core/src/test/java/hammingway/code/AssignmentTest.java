package hammingway.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import hammingway.vocab.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every permitted kind, against one contract, on made-up vectors. */
class AssignmentTest {
    private static final String COOCCURRENCE = "{\"type\":\"cooccurrence\",\"dimensions\":8}";

    /** One recipe of each kind; a kind that is missing here fails {@link #everyKindGivesAPermutation}. */
    private static final List<String> RECIPES = List.of(
            "{\"type\":\"identity\"}",
            "{\"type\":\"random-permutation\"}",
            "{\"type\":\"frequency-rank\"}",
            "{\"type\":\"gray-rank\"}",
            "{\"type\":\"balanced-clusters\",\"source\":" + COOCCURRENCE + "}",
            "{\"type\":\"spectral-gray\",\"source\":" + COOCCURRENCE + "}",
            "{\"type\":\"local-search\",\"proposals\":3000,\"pairs\":{\"type\":\"similar-pairs\",\"source\":"
                    + COOCCURRENCE + "}}",
            "{\"type\":\"local-search\",\"proposals\":3000,\"pairs\":{\"type\":\"confused-pairs\",\"run\":\"a\"}}",
            "{\"type\":\"column-balance\",\"proposals\":3000,\"start\":{\"type\":\"gray-rank\"}}");

    @TempDir
    Path folder;

    /** Seeded vectors in clusters, and confusions of neighbours. */
    record Made(int size, Path base) implements CodeContext {
        @Override
        public Optional<Vocabulary> vocabulary() {
            return Optional.empty();
        }

        @Override
        public Embeddings embeddings(EmbeddingSource source, Progress progress) {
            SplitRandom random = new SplitRandom(size);
            float[] x = new float[size * 8];
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) (random.nextGaussian() * 0.3 + (i / 8 * 7 % 5 == i % 8 ? 2 : 0));
            }
            return new Embeddings(size, 8, x);
        }

        @Override
        public Confusions confusions(String run) {
            List<Confusions.Pair> pairs = new ArrayList<>();
            for (int v = 1; v < size; v++) {
                pairs.add(new Confusions.Pair(v, v - 1, v));
            }
            return new Confusions(pairs);
        }
    }

    private static Assignment read(String recipe) {
        JsonNode json = Json.parse(
                Path.of("recipe"), "{\"family\":{\"type\":\"natural-binary\"},\"assignment\":" + recipe + "}");
        return SpecCodec.read(CodebookSpec.class, json, "the recipe").assignment();
    }

    @Test
    void everyKindGivesAPermutation() {
        List<Class<?>> met =
                new ArrayList<>(List.of(RankAssignment.Lexicographic.class)); // needs texts: ProjectContextTest
        for (String recipe : RECIPES) {
            Assignment assignment = read(recipe);
            met.add(assignment.getClass());
            assertThat(SpecCodec.write((Record) assignment).path("type").asText())
                    .isEqualTo(Json.parse(Path.of("r"), recipe).path("type").asText());
            for (int size : new int[] {2, 3, 37, 64, 100}) {
                CodeContext context = new Made(size, folder);
                BitMatrix codewords = new CodeFamily.NaturalBinary().codewords(context, 1, Progress.NONE);
                int[] order = assignment.order(codewords, context, 1, Progress.NONE);
                assertThat(IntStream.of(order).sorted())
                        .as("%s of %d", recipe, size)
                        .containsExactlyElementsOf(
                                IntStream.range(0, size).boxed().toList());
                assertThat(assignment.order(codewords, context, 1, Progress.NONE))
                        .isEqualTo(order);
            }
        }
        assertThat(met).containsAll(SpecCodec.kinds(Assignment.class));
    }

    @Test
    void searchesTellTheirFiguresBeforeAndAfter() {
        CodeContext context = new Made(200, folder);
        BitMatrix codewords = new CodeFamily.NaturalBinary().codewords(context, 1, Progress.NONE);
        for (String recipe : RECIPES) {
            if (read(recipe) instanceof SearchedAssignment search) {
                var found = search.improve(codewords, context, 1, Progress.NONE);
                if (search instanceof SearchedAssignment.ColumnBalance) {
                    // without counts all tokens weigh the same, and no exchange changes a column; ProjectContextTest
                    // has counts
                    assertThat(found.swaps()).isZero();
                    assertThat(found.after()).isEqualTo(found.before());
                } else {
                    assertThat(found.swaps()).as(recipe).isPositive();
                    assertThat(found.after().objective())
                            .as(recipe)
                            .isLessThan(found.before().objective());
                }
            }
        }
    }

    /** Similar tokens come together, confused ones apart, by the distance of the codewords themselves. */
    @Test
    void searchesMoveDistancesTheRightWay() {
        CodeContext context = new Made(100, folder);
        BitMatrix codewords = new CodeFamily.NaturalBinary().codewords(context, 1, Progress.NONE);
        for (String recipe : RECIPES) {
            if (read(recipe) instanceof SearchedAssignment.LocalSearch search) {
                var found = search.improve(codewords, context, 1, Progress.NONE);
                assertThat(AssignmentChange.of(
                                codewords.rowsInOrder(search.start().order(codewords, context, 1, Progress.NONE)),
                                codewords.rowsInOrder(found.order()),
                                AssignmentChange.pairs(search),
                                context,
                                Progress.NONE))
                        .as("told from the codewords alone")
                        .isEqualTo(new AssignmentChange(found.before(), found.after()));
                double change =
                        found.after().weightedDistance() - found.before().weightedDistance();
                boolean together = search.pairs() instanceof PairSource.SimilarPairs;
                assertThat(together ? -change : change).as(recipe).isPositive();
            }
        }
    }

    @Test
    void graysOrderStepsByOneBitSaveOverMissingNumbers() {
        for (int size = 2; size < 1100; size++) {
            int[] gray = Orders.gray(size);
            assertThat(gray).hasSize(size);
            long wide = IntStream.range(1, size)
                    .filter(i -> Integer.bitCount(gray[i] ^ gray[i - 1]) > 1)
                    .count();
            if (Integer.bitCount(size) == 1) {
                assertThat(wide).as("size %d", size).isZero();
            }
            assertThat(wide).as("size %d", size).isLessThan(CodeFamily.minimalBits(size));
        }
    }

    /** A code whose first bit is nearly always one: entropies and imbalances by hand. */
    @Test
    void figuresAreThoseOfTheColumns() {
        BitMatrix codewords = BitMatrix.of(4, 2, (r, c) -> c == 0 ? r > 0 : r % 2 == 1);
        var none = hammingway.code.learn.WeightedPairs.of(4, new int[] {0, 2}, new int[] {3, 2}, new double[] {2, 9});
        AssignmentReport report = AssignmentReport.of(
                codewords, new int[] {0, 1, 2, 3}, none, new double[] {0, 1, 2}, new double[] {0.5, 0.25, 0.125, 0.125
                });
        assertThat(report.objective()).isEqualTo(4); // the pair 0, 3 alone: weight 2, distance 2
        assertThat(report.weightedDistance()).isEqualTo(2);
        assertThat(report.imbalance()).isEqualTo(0.125); // 3/4 and 1/2 of four
        assertThat(report.weightedImbalance()).isEqualTo(0.0625); // 1/2 and 3/8
        assertThat(report.bitEntropy()).isCloseTo(1 + 0.954434, org.assertj.core.api.Assertions.within(1e-6));
    }

    @Test
    void confusionsAreReadAndCheckedLineByLine() throws Exception {
        Path file = folder.resolve("confusions.csv");
        Files.writeString(file, "target,predicted,count\n3,1,7\n0,2,1\n");
        assertThat(Confusions.read(file, 4).pairs())
                .containsExactly(new Confusions.Pair(3, 1, 7), new Confusions.Pair(0, 2, 1));
        for (String line : List.of("4,1,7", "1,1,7", "-1,2,3", "1,2", "1,2,0", "1,2,x", "1,2,3,4", "")) {
            Files.writeString(file, "target,predicted,count\n3,1,7\n" + line + "\n0,1,1\n");
            assertThatThrownBy(() -> Confusions.read(file, 4))
                    .as(line)
                    .isInstanceOf(FileFormatException.class)
                    .hasMessageContaining("line 3");
        }
        for (String text : List.of("", "a,b,c\n")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> Confusions.read(file, 4)).hasMessageContaining("target,predicted,count");
        }
    }

    @Test
    void withoutAProjectTheyTellWhatIsMissing() {
        CodeContext bare = CodeContext.of(50, folder);
        BitMatrix codewords = new CodeFamily.NaturalBinary().codewords(bare, 1, Progress.NONE);
        for (String recipe : RECIPES) {
            if (recipe.contains("source") || recipe.contains("run\":")) {
                assertThatThrownBy(() -> read(recipe).order(codewords, bare, 1, Progress.NONE))
                        .as(recipe)
                        .isInstanceOf(WorkbenchException.class)
                        .hasMessageContaining("Build the codebook in a project");
            }
        }
        assertThatThrownBy(() -> new RankAssignment.Lexicographic().order(codewords, bare, 1, Progress.NONE))
                .hasMessageContaining("Build the codebook in a project");
    }

    @Test
    void learnedFamiliesHaveDifferentRowsAndParityOverThem() {
        CodeContext context = new Made(120, folder);
        EmbeddingSource source = new EmbeddingSource.Cooccurrence(8);
        for (CodeFamily family : List.of(
                new LearnedFamily.SignPca(8, source, 5, 3),
                new LearnedFamily.Itq(8, source, 20, 0, 3),
                new LearnedFamily.Itq(30, source, 20, 6, 2))) {
            Codebook built =
                    Codebook.build(new CodebookSpec(family, new Assignment.Identity(), 7), context, Progress.NONE);
            assertThat(built.length()).isEqualTo(family.bits(120));
            assertThat(Codebook.build(new CodebookSpec(family, new Assignment.Identity(), 7), context, Progress.NONE)
                            .hash())
                    .isEqualTo(built.hash());
            LearnedFamily learned = (LearnedFamily) family;
            BitMatrix alone = learned.learn(context, 7, Progress.NONE).bits();
            int n = learned.bits();
            for (int p = n; p < built.length(); p++) {
                int column = p;
                // the parity of some set of learned columns: linear, so it agrees with what two rows and their sum say
                boolean found = subsets(n, learned.parityDegree()).stream()
                        .anyMatch(s -> IntStream.range(0, 120)
                                .allMatch(v -> built.bits().get(v, column)
                                        == (s.stream()
                                                                .filter(b -> alone.get(v, b))
                                                                .count()
                                                        % 2
                                                == 1)));
                assertThat(found).as("%s, bit %d", family.label(), p).isTrue();
            }
        }
        assertThatThrownBy(() -> Codebook.build(
                        new CodebookSpec(new LearnedFamily.Itq(5, source, 5, 0, 3), new Assignment.Identity(), 1),
                        context,
                        Progress.NONE))
                .hasMessageContaining("7 or more for 120 tokens");
        assertThatThrownBy(() -> new LearnedFamily.SignPca(9, source, 0, 3).codewords(context, 1, Progress.NONE))
                .hasMessageContaining("vectors of 8 dimensions");
        assertThat(new LearnedFamily.Itq(8, source, 5, 2, 9).problems()).hasSize(1);
    }

    private static List<List<Integer>> subsets(int n, int degree) {
        List<List<Integer>> all = new ArrayList<>(List.of(List.of()));
        for (int round = 0; round < degree; round++) {
            List<List<Integer>> more = new ArrayList<>();
            for (List<Integer> s : all) {
                for (int b = s.isEmpty() ? 0 : s.getLast() + 1; b < n; b++) {
                    List<Integer> longer = new ArrayList<>(s);
                    longer.add(b);
                    more.add(longer);
                }
            }
            all = more;
        }
        return all;
    }
}
