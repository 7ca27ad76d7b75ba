package hammingway.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hammingway.base.WorkbenchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunFilterTest {
    private static final List<RunLine> LINES = List.of(
            Lines.line(
                    "alpha",
                    "head",
                    "linear code",
                    "top5",
                    "61.5",
                    "params",
                    "6450",
                    "tags",
                    "draft, paper",
                    "state",
                    "finished"),
            Lines.line("beta", "head", "softmax, tied", "top5", "87.4", "params", "129000", "note", "the reference"),
            Lines.line("gamma ray", "head", "softmax", "top5", "40", "tags", "draft", "training.steps", "300"),
            Lines.line("delta", "state", "failed", "training.steps", "100", "training.schedule.warmup", "5"));

    private static List<String> accepted(String filter) {
        RunFilter parsed = RunFilter.parse(filter, Lines.COLUMNS);
        return LINES.stream().filter(parsed::accepts).map(RunLine::name).toList();
    }

    @Test
    void readsAsPeopleWrite() {
        assertThat(accepted("")).hasSize(4);
        assertThat(accepted("top5>60 & params<1e5 & head=linear-code & tag:paper & !failed"))
                .containsExactly("alpha");
        assertThat(accepted("params>=6.45k params<=129k")).containsExactly("alpha", "beta");
        assertThat(accepted("reference | GAMMA")).containsExactly("beta", "gamma ray");
        assertThat(accepted("tag=draft !(tag=paper)")).containsExactly("gamma ray");
        assertThat(accepted("head=softmax")).containsExactly("gamma ray");
        assertThat(accepted("head:softmax")).containsExactly("beta", "gamma ray");
        assertThat(accepted("head=\"softmax, tied\"")).containsExactly("beta");
        assertThat(accepted("head=none")).containsExactly("delta");
        assertThat(accepted("steps=300")).containsExactly("gamma ray");
        assertThat(accepted("steps=none & !failed")).containsExactly("alpha", "beta");
        assertThat(accepted("schedule.warmup=5")).containsExactly("delta");
        assertThat(accepted("top5>60%")).containsExactly("alpha", "beta");
        assertThat(accepted("\"gamma ray\"")).containsExactly("gamma ray");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = ';', textBlock = """
            top6>1; 0; top5
            top5>; 5; value is missing
            top5>much; 5; no number
            head<3; 4; holds words
            (top5>1; 0; never closed
            top5>1); 6; No parenthesis is open
            'a & '; 4; missing at the end
            & a; 0; needs something before it
            '"abc'; 0; never closed
            warmup>1; 0; No figure or field
            a | | b; 4; needs something before it
            top5=1=2; 6; does not belong here
            """)
    void tellsWhereAndWhatIsAllowed(String filter, int position, String said) {
        FilterException told =
                catchThrowableOfType(FilterException.class, () -> RunFilter.parse(filter, Lines.COLUMNS));
        assertThat(told.position()).isEqualTo(position);
        assertThat(told.problem()).contains(said);
        assertThat(String.valueOf(told.getMessage()).lines().toList().getLast())
                .isEqualTo("  " + " ".repeat(position) + "^");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000})
    void deepNestingIsAProblemAndNoCrash(int depth) {
        for (String sign : List.of("!", "(")) {
            FilterException told = catchThrowableOfType(
                    FilterException.class, () -> RunFilter.parse(sign.repeat(depth) + "a", Lines.COLUMNS));
            assertThat(told.problem()).contains("Simplify");
        }
    }

    @Test
    void anythingTypedIsReadOrTold() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String signs = "ab5.k%&|!()<>=:\" \t\u00e9";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(14); n > 0; n--) {
                text.append(random.nextInt(6) == 0 ? "top5" : signs.charAt(random.nextInt(signs.length())));
            }
            try {
                RunFilter filter = RunFilter.parse(text.toString(), Lines.COLUMNS);
                LINES.forEach(filter::accepts);
            } catch (FilterException e) {
                assertThat(e.position()).as("seed %d: %s", seed, text).isBetween(0, text.length());
            }
        }
    }

    /** A filter as text beside what it means, in plain Java. */
    private record Made(String text, Predicate<RunLine> meaning) {}

    @Test
    void agreesWithPlainJavaOnRandomExpressions() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<RunLine> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lines.add(random(random, "run" + i));
        }
        for (int i = 0; i < 5_000; i++) {
            Made made = or(random, 4);
            RunFilter filter = RunFilter.parse(made.text(), Lines.COLUMNS);
            for (RunLine line : lines) {
                assertThat(filter.accepts(line))
                        .as("seed %d: %s on %s", seed, made.text(), line)
                        .isEqualTo(made.meaning().test(line));
            }
        }
    }

    private static RunLine random(Random random, String name) {
        List<String> cells = new ArrayList<>();
        if (random.nextBoolean()) {
            cells.addAll(List.of("top5", Integer.toString(random.nextInt(6))));
        }
        if (random.nextBoolean()) {
            cells.addAll(List.of(
                    "head", List.of("Linear Code", "softmax", "softmax, tied").get(random.nextInt(3))));
        }
        if (random.nextBoolean()) {
            cells.addAll(List.of("tags", List.of("x", "y", "x, y").get(random.nextInt(3))));
        }
        return Lines.line(name, cells.toArray(String[]::new));
    }

    private static Made or(Random random, int depth) {
        Made made = and(random, depth);
        for (int n = random.nextInt(3); n > 0; n--) {
            Made left = made;
            Made right = and(random, depth);
            made = new Made(
                    left.text() + space(random) + "|" + space(random) + right.text(),
                    l -> left.meaning().test(l) || right.meaning().test(l));
        }
        return made;
    }

    private static Made and(Random random, int depth) {
        Made made = not(random, depth);
        for (int n = random.nextInt(3); n > 0; n--) {
            Made left = made;
            Made right = not(random, depth);
            String between = random.nextBoolean() ? " " : space(random) + "&" + space(random);
            made = new Made(
                    left.text() + between + right.text(),
                    l -> left.meaning().test(l) && right.meaning().test(l));
        }
        return made;
    }

    private static Made not(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            Made inner = or(random, depth - 1);
            return new Made("(" + space(random) + inner.text() + space(random) + ")", inner.meaning());
        }
        if (depth > 0 && random.nextInt(3) == 0) {
            Made inner = not(random, depth - 1);
            return new Made(
                    "!" + space(random) + inner.text(), l -> !inner.meaning().test(l));
        }
        return leaf(random);
    }

    private static Made leaf(Random random) {
        int value = random.nextInt(6);
        int kind = random.nextInt(9);
        return switch (kind) {
            case 0 -> new Made("top5<" + value, l -> top5(l) < value);
            case 1 -> new Made("top5 <= " + value, l -> top5(l) <= value);
            case 2 -> new Made("TOP5>" + value, l -> top5(l) > value);
            case 3 -> new Made("top5>=" + value, l -> top5(l) >= value);
            case 4 -> new Made("top5!=" + value, l -> top5(l) != value);
            case 5 -> new Made("head=softmax", l -> l.cell("head").text().equals("softmax"));
            case 6 -> new Made("head:code", l -> l.cell("head").text().equals("Linear Code"));
            case 7 -> new Made("tag=x", l -> l.tags().contains("x"));
            default -> new Made("Run" + value, l -> l.name().contains("run" + value));
        };
    }

    private static double top5(RunLine line) {
        return line.cell("top5").number();
    }

    private static String space(Random random) {
        return " ".repeat(random.nextInt(3));
    }

    @Test
    void suggestsNamesAndThenValues() {
        RunTable table = new RunTable(LINES, Lines.COLUMNS);
        assertThat(FilterSuggestions.at("top5>60 & hea", 13, table))
                .extracting(FilterSuggestions.Suggestion::text)
                .containsExactly("head=");
        assertThat(FilterSuggestions.at("head=so", 7, table))
                .containsExactly(
                        new FilterSuggestions.Suggestion(5, "softmax", "head"),
                        new FilterSuggestions.Suggestion(5, "\"softmax, tied\"", "head"));
        assertThat(FilterSuggestions.at("!tag:", 5, table))
                .extracting(FilterSuggestions.Suggestion::text)
                .containsExactly("draft", "paper");
        assertThat(FilterSuggestions.at("top5>", 5, table)).isEmpty();
        assertThat(FilterSuggestions.at("", 0, table)).isEmpty();
    }

    @Test
    void columnsAreFoundByTheEndOfTheirPathWhereThatIsPlain() {
        assertThat(Lines.COLUMNS.find("STEPS").map(Column::key)).contains("training.steps");
        assertThat(Lines.COLUMNS.find("warmup")).isEmpty();
        assertThat(Lines.COLUMNS.find("tag").map(Column::key)).contains("tags");
        assertThat(Lines.COLUMNS.near("parms").getFirst()).isEqualTo("params");
    }

    @Test
    void onlyColumnsThatDiffer() {
        List<Column> all = Lines.COLUMNS.all();
        assertThat(Columns.differing(all, LINES.subList(1, 2))).isEmpty();
        assertThat(Columns.differing(
                        all, List.of(LINES.get(0), Lines.line("other", "head", "linear code", "top5", "61.5"))))
                .extracting(Column::key)
                .containsExactly("name", "tags", "state", "params");
    }

    @Test
    void sortsBySeveralColumnsWithNothingLast() {
        List<SortKey> keys = List.of(SortKey.parse("-steps", Lines.COLUMNS), SortKey.parse("top5", Lines.COLUMNS));
        assertThat(LINES.stream().sorted(SortKey.order(keys)).map(RunLine::name))
                .containsExactly("gamma ray", "delta", "alpha", "beta");
        WorkbenchException told =
                catchThrowableOfType(WorkbenchException.class, () -> SortKey.parse("-stepz", Lines.COLUMNS));
        assertThat(told).hasMessageContaining("stepz").hasMessageContaining("training.steps");
    }
}
