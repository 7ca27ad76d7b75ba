package hammingway.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators against plain twins that work on texts of zeros and ones. */
class OperatorTest {
    private static final long SEED = 31;
    private static final Assignment IDENTITY = new Assignment.Identity();

    @TempDir
    Path folder;

    private static BitMatrix build(CodeFamily family, int size, Operator... operators) {
        CodebookSpec spec = new CodebookSpec(family, List.of(operators), IDENTITY, 42);
        Codebook codebook = Codebook.build(spec, size, Path.of(""), Progress.NONE);
        assertThat(codebook.length())
                .isEqualTo(spec.bits(size))
                .isEqualTo(spec.parameters(size).length());
        assertThat(SpecCodec.read(CodebookSpec.class, SpecCodec.write(spec), "recipe"))
                .isEqualTo(spec);
        return codebook.bits();
    }

    private static List<Integer> some(SplitRandom random, int n, int count) {
        return java.util.Arrays.stream(random.permutation(n))
                .limit(count)
                .boxed()
                .toList();
    }

    @Test
    void columnOperatorsAgreeWithTheirPlainTwins() {
        SplitRandom random = new SplitRandom(SEED);
        for (int trial = 0; trial < 1000; trial++) {
            String what = "seed " + SEED + ", trial " + trial;
            int n = 2 + random.nextInt(trial % 3 == 0 ? 200 : 66);
            BitMatrix words = BitMatrix.of(3, n, (r, c) -> random.nextBoolean());
            List<Integer> columns = some(random, n, 1 + random.nextInt(n - 1));
            List<Integer> order = some(random, n, n);
            check(what, new ColumnOperator.SelectColumns(columns), words, row -> pick(row, columns));
            check(what, new ColumnOperator.PermuteColumns(order), words, row -> pick(row, order));
            check(what, new ColumnOperator.Puncture(columns), words, row -> pick(row, rest(n, columns)));
            check(what, new ColumnOperator.ComplementColumns(columns), words, row -> invert(row, columns));
            check(
                    what,
                    new Operator.ExtendByParity(),
                    words,
                    row -> row + row.replace("0", "").length() % 2);
            check(what, new Operator.Repeat(3), words, row -> row + row + row);
        }
    }

    private static void check(String what, Operator operator, BitMatrix words, UnaryOperator<String> twin) {
        BitMatrix found = operator.apply(words, CodeContext.of(words.rows(), Path.of("")), 1, Progress.NONE);
        for (int r = 0; r < words.rows(); r++) {
            assertThat(found.text(r)).as(what).isEqualTo(twin.apply(words.text(r)));
        }
        assertThat(operator.bits(words.columns(), 6)).isEqualTo(found.columns());
        assertThat(operator.problems(words.columns(), 6)).as(what).isEmpty();
    }

    private static String pick(String row, List<Integer> columns) {
        StringBuilder text = new StringBuilder();
        columns.forEach(c -> text.append(row.charAt(c)));
        return text.toString();
    }

    private static List<Integer> rest(int n, List<Integer> columns) {
        return IntStream.range(0, n).boxed().filter(c -> !columns.contains(c)).toList();
    }

    private static String invert(String row, List<Integer> columns) {
        StringBuilder text = new StringBuilder(row);
        columns.forEach(c -> text.setCharAt(c, row.charAt(c) == '0' ? '1' : '0'));
        return text.toString();
    }

    /** The words of the larger code that begin with zeros, in their order, without the zeros. */
    @Test
    void shorteningKeepsTheWordsThatBeginWithZeros() {
        List<CodeFamily> families = List.of(
                new CyclicFamily.Bch(31, 0),
                new ReedMullerFamily.ReedMuller(2, 0),
                new Convolutional(3, 4),
                new CodeFamily.NaturalBinary(),
                new Kerdock(6));
        for (CodeFamily family : families) {
            for (int s = 1; s <= 4; s++) {
                int size = 12;
                BitMatrix all = build(family, size << s);
                List<String> twin = new ArrayList<>();
                for (int r = 0; r < all.rows() && twin.size() < size; r++) {
                    if (all.text(r).startsWith("0".repeat(s))) {
                        twin.add(all.text(r).substring(s));
                    }
                }
                if (twin.size() < size) {
                    continue; // dependent columns of a code that is not systematic
                }
                BitMatrix shortened = build(family, size, new Operator.Shorten(s));
                for (int r = 0; r < size; r++) {
                    assertThat(shortened.text(r)).as(family + ", " + s).isEqualTo(twin.get(r));
                }
            }
        }
    }

    @Test
    void shorteningChoosesTheLargerCode() {
        CodebookSpec spec =
                new CodebookSpec(new CyclicFamily.Bch(63, 0), List.of(new Operator.Shorten(6)), IDENTITY, 42);
        assertThat(spec.parameters(1000)).hasToString("[57,10,>=23]");
        assertThat(spec.label()).isEqualTo("BCH, shortened by 6");
        BitMatrix bits = build(new CyclicFamily.Bch(63, 0), 1000, new Operator.Shorten(6));
        assertThat(nearest(bits)).isGreaterThanOrEqualTo(23);
    }

    private static int nearest(BitMatrix bits) {
        int least = bits.columns();
        for (int a = 0; a < bits.rows(); a++) {
            for (int b = 0; b < a; b++) {
                least = Math.min(least, bits.distance(a, b));
            }
        }
        return least;
    }

    @Test
    void juxtaposedCodesStandSideBySideAndTheirDistancesAdd() {
        CodeFamily left = new ReedMullerFamily.ReedMuller(1, 5);
        CodeFamily right = new RandomFamily.RandomDense(71);
        BitMatrix both = build(left, 60, new Operator.Juxtapose(right, 9));
        BitMatrix first = build(left, 60);
        BitMatrix second = Codebook.build(new CodebookSpec(right, IDENTITY, 9), 60, Path.of(""), Progress.NONE)
                .bits();
        for (int r = 0; r < 60; r++) {
            assertThat(both.text(r)).isEqualTo(first.text(r) + second.text(r));
        }
        CodebookSpec two = new CodebookSpec(
                new CyclicFamily.Bch(31, 0),
                List.of(new Operator.Juxtapose(new CyclicFamily.Bch(63, 0), 1)),
                IDENTITY,
                1);
        assertThat(two.parameters(1000)).hasToString("[94,10,>=38]");
    }

    @Test
    void operatorsAreAppliedOneAfterTheOther() {
        BitMatrix plain = build(new CyclicFamily.Bch(15, 0), 60);
        BitMatrix found = build(
                new CyclicFamily.Bch(15, 0),
                60,
                new ColumnOperator.Puncture(List.of(0, 14)),
                new Operator.ExtendByParity(),
                new Operator.Repeat(2));
        for (int r = 0; r < 60; r++) {
            String row = plain.text(r).substring(1, 14);
            row = row + row.replace("0", "").length() % 2;
            assertThat(found.text(r)).isEqualTo(row + row);
        }
    }

    @Test
    void theGuaranteedDistanceHoldsAfterAnyOperators() {
        SplitRandom random = new SplitRandom(SEED);
        List<CodeFamily> families = List.of(
                new CyclicFamily.Bch(31, 0),
                new CyclicFamily.Golay(false),
                new ReedMullerFamily.Simplex(),
                new Kerdock(0),
                new CodeFamily.OneHot(),
                new Convolutional(2, 3));
        int checked = 0;
        for (int trial = 0; trial < 300; trial++) {
            CodeFamily family = families.get(random.nextInt(families.size()));
            List<Operator> operators = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int n = new CodebookSpec(family, operators, IDENTITY, 42).bits(40);
                operators.add(drawn(random, n));
            }
            CodebookSpec spec = new CodebookSpec(family, operators, IDENTITY, random.nextInt(100));
            int guaranteed = spec.problems(40).isEmpty() ? spec.parameters(40).distance() : 0;
            if (guaranteed > 0) {
                checked++;
                BitMatrix bits =
                        Codebook.build(spec, 40, Path.of(""), Progress.NONE).bits();
                assertThat(nearest(bits))
                        .as("seed " + SEED + ", trial " + trial + ", " + spec)
                        .isGreaterThanOrEqualTo(guaranteed);
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    private static Operator drawn(SplitRandom random, int n) {
        return switch (random.nextInt(8)) {
            case 0 -> new ColumnOperator.Puncture(some(random, n, 1 + random.nextInt(3)));
            case 1 -> new Operator.Repeat(2 + random.nextInt(2));
            case 2 -> new Operator.Juxtapose(new CyclicFamily.Bch(15, 0), 3);
            case 3 -> new ColumnOperator.ComplementColumns(some(random, n, 2));
            case 4 -> new ColumnOperator.PermuteColumns(List.of());
            case 5 -> new ColumnOperator.SelectColumns(some(random, n, n - 1));
            default -> new Operator.ExtendByParity();
        };
    }

    @Test
    void impossibleOperatorsSayWhatIsPossible() {
        refused(new ColumnOperator.Puncture(List.of(3, 31)), "operators[0].columns[1] = 31: allowed: 0 to 30");
        refused(new ColumnOperator.Puncture(List.of(3, 3)), "operators[0].columns[1] = 3: allowed: each column once");
        refused(
                new ColumnOperator.Puncture(IntStream.range(0, 31).boxed().toList()),
                "operators[0].columns = 31 columns: allowed: at most 30");
        refused(
                new ColumnOperator.PermuteColumns(List.of(1, 0)),
                "operators[0].order = 2 columns: allowed: 31 columns");
        refused(new ColumnOperator.SelectColumns(List.of()), "operators[0].columns = none: allowed: one or more");
        refused(new ColumnOperator.SelectColumns(List.of(-1)), "operators[0].columns[0] = -1: allowed: 0 to 30");
        refused(
                new Operator.Juxtapose(new CyclicFamily.Bch(31, 6), 1),
                "operators[0].family.dimension = 6: allowed: for n=31 one of");
        // 1000 x 2^16 messages have 26 bits
        refused(new Operator.Shorten(17), "operators[0].columns = 17: allowed: 1 to 16 bits");
    }

    private static void refused(Operator operator, String message) {
        CodebookSpec spec = new CodebookSpec(new CyclicFamily.Bch(31, 0), List.of(operator), IDENTITY, 42);
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> Codebook.build(spec, 1000, Path.of(""), Progress.NONE))
                .withMessageContaining(message);
    }

    /** The length of an imported code is known when its file is read. */
    @Test
    void operatorsOnImportedCodesAreCheckedWhenTheFileIsRead() throws Exception {
        Files.writeString(folder.resolve("mine.csv"), "000\n011\n101\n");
        CodeFamily mine = new CodeFamily.ExplicitImport("mine.csv");
        CodebookSpec good = new CodebookSpec(mine, List.of(new ColumnOperator.Puncture(List.of(2))), IDENTITY, 0);
        assertThat(good.bits(3)).isZero();
        assertThat(Codebook.build(good, 3, folder, Progress.NONE).length()).isEqualTo(2);
        CodebookSpec bad = new CodebookSpec(mine, List.of(new ColumnOperator.Puncture(List.of(3))), IDENTITY, 0);
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> Codebook.build(bad, 3, folder, Progress.NONE))
                .withMessageContaining("Column 3 was named; the codewords have columns 0 to 2");
    }

    @Test
    void aRecipeInItsFileRebuildsTheCodebookBitForBit() {
        CodebookSpec spec = new CodebookSpec(
                new LinearFamily.RandomLinear(40, 5),
                List.of(
                        new Operator.ExtendByParity(),
                        new ColumnOperator.PermuteColumns(List.of()),
                        new Operator.Juxtapose(new RandomFamily.BalancedColumns(20), 7)),
                new Assignment.RandomPermutation(),
                11);
        Codebook codebook = Codebook.build(spec, 777, Path.of(""), Progress.NONE);
        Path file = folder.resolve("book.npz");
        CodebookFiles.write(file, codebook);
        CodebookSpec again = CodebookFiles.read(file).recipe().orElseThrow();
        assertThat(again).isEqualTo(spec);
        assertThat(Codebook.build(again, 777, Path.of(""), Progress.NONE).hash())
                .isEqualTo(codebook.hash());
        assertThat(Json.line(SpecCodec.write(spec))).contains("\"operators\":[{\"type\":\"extend-by-parity\"}");
    }
}
