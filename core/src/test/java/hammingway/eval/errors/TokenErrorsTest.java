package hammingway.eval.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.FileFormatException;
import hammingway.base.Progress;
import hammingway.math.SignTest;
import hammingway.math.Statistics;
import hammingway.vocab.TokenType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of tokens and pairs of a made run, against plain counts over its arrays. */
class TokenErrorsTest {
    private static final long SEED = 7;
    private static final int WINDOWS = 101;
    private static final int V = TokenTrace.TOKENS.length;

    @TempDir
    Path folder;

    private final TokenTrace a = new TokenTrace(WINDOWS, SEED, SEED + 1, TokenTrace.codebook(SEED));
    private final TokenTrace b = new TokenTrace(WINDOWS, SEED, SEED + 2, TokenTrace.codebook(SEED));
    private TokenQuery query;

    @BeforeEach
    void open() throws Exception {
        var vocabulary = TokenTrace.vocabulary(folder.resolve("vocabulary"));
        query = TokenQuery.of(
                new Observations(a.open(folder.resolve("a")), Optional.of(a.codebook), vocabulary),
                Optional.of(new Observations(b.open(folder.resolve("b")), Optional.of(b.codebook), vocabulary)));
    }

    private int count(IntPredicate wanted) {
        return (int) IntStream.range(0, a.targets.length).filter(wanted).count();
    }

    private int confused(int target, int other) {
        return count(i -> a.targets[i] == target && a.predicted[i] == other && a.ranks[i] > 0);
    }

    @Test
    void tokensAndTheirGroupsAreThoseOfAPlainCount() {
        TokenErrors errors = TokenErrors.of(query.observed(), Progress.NONE);
        for (int v = 0; v < V - 1; v++) {
            int token = v;
            TokenFigures figures = errors.of(v);
            assertThat(figures.occurrences()).isEqualTo(count(i -> a.targets[i] == token));
            assertThat(figures.top1()).isEqualTo(count(i -> a.targets[i] == token && a.ranks[i] == 0));
            assertThat(figures.top5()).isEqualTo(count(i -> a.targets[i] == token && a.ranks[i] < 5));
            double bits = IntStream.range(0, a.targets.length)
                    .filter(i -> a.targets[i] == token)
                    .map(i -> a.wrong[i])
                    .average()
                    .orElseThrow();
            assertThat(figures.wrongBits()).isCloseTo(bits, within(1e-12));
        }
        assertThat(errors.of(V - 1).errorRate()).as("never came").isNaN();
        List<TokenGroup> types = errors.groups(Grouping.byType(query.observed().vocabulary()));
        assertThat(types).extracting(TokenGroup::label).contains("word start", "capital", "digits", "white space");
        assertThat(types.stream().mapToInt(TokenGroup::positions).sum()).isEqualTo(a.targets.length);
        TokenGroup capitals = types.stream()
                .filter(g -> g.label().equals("capital"))
                .findFirst()
                .orElseThrow();
        assertThat(capitals.top1())
                .isEqualTo(Statistics.wilson(
                        count(i -> (a.targets[i] == 2 || a.targets[i] == 8) && a.ranks[i] == 0), capitals.positions()));
        List<TokenFigures> worst =
                errors.worst(TokenErrors.Order.EXCESS, Optional.of(TokenErrors.of(other(), Progress.NONE)), 1, 3);
        int first = worst.getFirst().token();
        assertThat(IntStream.range(0, V).map(this::excess).max()).hasValue(excess(first));
    }

    private Observations other() {
        return query.other().orElseThrow();
    }

    private int excess(int token) {
        return count(i -> a.targets[i] == token && a.ranks[i] > 0)
                - count(i -> b.targets[i] == token && b.ranks[i] > 0);
    }

    @Test
    void confusionsAndWhatDistanceTellsOfThemAreThoseOfThePlainTable() {
        ConfusedPairs pairs = query.confused(Progress.NONE);
        ConfusionTable table = pairs.table();
        int errors = count(i -> a.ranks[i] > 0);
        assertThat(table.errors()).isEqualTo(errors);
        DistanceEffect effect = pairs.effect().orElseThrow();
        double[] observed = new double[TokenTrace.BITS + 1];
        double[] byChance = new double[TokenTrace.BITS + 1];
        for (int t = 0; t < V; t++) {
            int target = t;
            int lost = count(i -> a.targets[i] == target && a.ranks[i] > 0);
            int own = count(i -> a.predicted[i] == target && a.ranks[i] > 0);
            for (int o = 0; o < V; o++) {
                int other = o;
                int taken = count(i -> a.predicted[i] == other && a.ranks[i] > 0);
                assertThat(table.count(t, o)).isEqualTo(confused(t, o));
                if (t != o) {
                    int d = a.codebook.bits().distance(t, o);
                    observed[d] += confused(t, o);
                    byChance[d] += (double) lost * taken / (errors - own);
                    assertThat(table.byChance(t, o)).isCloseTo((double) lost * taken / (errors - own), within(1e-9));
                }
            }
        }
        assertThat(effect.curve()).isNotEmpty().allSatisfy(d -> {
            assertThat((double) d.observed()).isEqualTo(observed[d.distance()]);
            assertThat(d.byChance()).isCloseTo(byChance[d.distance()], within(1e-9));
        });
        double noise = java.util.Arrays.stream(byChance)
                        .map(m -> Math.sqrt(m / 2 / Math.PI))
                        .sum()
                / errors;
        assertThat(effect.shareByNoise()).isCloseTo(noise, within(1e-9));
        assertThat(effect.nearest().getLast().k()).isEqualTo(5);
        int nearest = count(i -> a.ranks[i] > 0 && nearer(a.targets[i], a.predicted[i]) < 2);
        assertThat(effect.nearest().get(1).share()).isEqualTo((double) nearest / errors);
        List<ConfusedPair> sorted = pairs.sorted(ConfusedPairs.Order.EXCESS, t -> true);
        assertThat(sorted).isSortedAccordingTo((x, y) -> y.excess() - x.excess());
        ConfusedPair first = sorted.getFirst();
        assertThat(first.other())
                .hasValue(count(
                        i -> b.targets[i] == first.target() && b.predicted[i] == first.predicted() && b.ranks[i] > 0));
        assertThat(pairs.takenInsteadOf(3))
                .allMatch(p -> p.predicted() == 3)
                .hasSameSizeAs(IntStream.range(0, V)
                        .filter(t -> confused(t, 3) > 0)
                        .boxed()
                        .toList());
        assertThat(Occurrences.next(query.observed(), -1, Occurrences.confused(query.observed(), 0, 3)))
                .isEqualTo(IntStream.range(0, a.targets.length)
                        .filter(i -> a.targets[i] == 0 && a.predicted[i] == 3)
                        .findFirst());
    }

    private long nearer(int target, int other) {
        int d = a.codebook.bits().distance(target, other);
        return IntStream.range(0, V)
                .filter(v -> v != target && a.codebook.bits().distance(target, v) < d)
                .count();
    }

    @Test
    void tokensThatAreTakenForEachOtherAreClusters() {
        for (int i = 0; i < a.targets.length; i++) { // 1 and 7, 2 and 8 for each other, all others right
            int twin = switch (a.targets[i]) {
                case 1 -> 7;
                case 7 -> 1;
                case 2 -> 8;
                case 8 -> 2;
                default -> a.targets[i];
            };
            a.predicted[i] = twin;
            a.ranks[i] = twin == a.targets[i] ? 0 : 1;
        }
        Observations twins = new Observations(
                a.open(folder.resolve("twins")),
                Optional.of(a.codebook),
                query.observed().vocabulary());
        ConfusionClusters clusters =
                ConfusionClusters.of(ConfusionTable.of(twins, Progress.NONE), ConfusionClusters.Rule.USUAL);
        assertThat(clusters.clusters())
                .extracting(c -> List.copyOf(new java.util.TreeSet<>(c.tokens())))
                .containsExactlyInAnyOrder(List.of(1, 7), List.of(2, 8));
        assertThat(clusters.clusters().stream()
                        .mapToDouble(ConfusionClusters.Cluster::share)
                        .sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void twoRunsAgreeWhereAPlainCountSaysSo() {
        PairErrors pair = PairErrors.of(query.observed(), other(), Progress.NONE);
        assertThat(pair.top1().both()).isEqualTo(count(i -> a.ranks[i] == 0 && b.ranks[i] == 0));
        assertThat(pair.top5().onlyFirst()).isEqualTo(count(i -> a.ranks[i] < 5 && b.ranks[i] >= 5));
        assertThat(pair.top1().positions()).isEqualTo(a.targets.length);
        assertThat(pair.of(2).gained()).isEqualTo(count(i -> a.targets[i] == 2 && a.ranks[i] == 0 && b.ranks[i] > 0));
        assertThat(pair.gained(99)).allMatch(c -> c.net() > 0).isSortedAccordingTo((x, y) -> y.net() - x.net());
        assertThat(pair.missed(99)).allMatch(c -> c.net() < 0);
        // by hand: 2 (1 + 8 + 28) / 2^8, and from R: binom.test(40, 100)$p.value
        assertThat(SignTest.pValue(2, 6)).isCloseTo(74.0 / 256, within(1e-12));
        assertThat(SignTest.pValue(60, 40)).isCloseTo(0.05688793, within(1e-8));
        assertThat(SignTest.pValue(5, 5)).isEqualTo(1);
    }

    @Test
    void typesAreReadFromTheBytes() {
        Object[][] known = {
            {" dog", TokenType.WORD_START},
            {"ing", TokenType.CONTINUATION},
            {"'s", TokenType.CONTINUATION},
            {" \"They", TokenType.CAPITAL},
            {"The", TokenType.CAPITAL},
            {" 42", TokenType.DIGITS},
            {"x1", TokenType.CONTINUATION},
            {" ...", TokenType.PUNCTUATION},
            {"\u00e9t\u00e9", TokenType.CONTINUATION},
            {"\n\n", TokenType.WHITESPACE},
            {"\u0000", TokenType.OTHER},
            {"", TokenType.OTHER}
        };
        for (Object[] k : known) {
            assertThat(TokenType.of(k[0].toString().getBytes(StandardCharsets.UTF_8)))
                    .as(k[0].toString())
                    .isEqualTo(k[1]);
        }
        assertThat(TokenType.of(new byte[] {(byte) 0xE2, (byte) 0x96})).isEqualTo(TokenType.OTHER);
    }

    @Test
    void numbersThatNameNoTokenAreRefusedWhenTheyAreRead() {
        a.targets[11] = V;
        a.ranks[12] = -1;
        Observations damaged = new Observations(
                a.open(folder.resolve("damaged")),
                Optional.of(a.codebook),
                query.observed().vocabulary());
        assertThatThrownBy(() -> TokenErrors.of(damaged, Progress.NONE))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("targets.npy, number 11: 10. ")
                .hasMessageContaining("0 to 9");
        assertThatThrownBy(() -> damaged.trace().ranks(8, 16)).hasMessageContaining("ranks.npy, number 12: -1. ");
    }
}
