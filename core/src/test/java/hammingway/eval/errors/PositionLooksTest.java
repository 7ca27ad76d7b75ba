package hammingway.eval.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Progress;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Ranking;
import hammingway.eval.errors.PositionLook.BitLook;
import hammingway.eval.errors.PositionLook.Candidate;
import hammingway.eval.errors.TokenFilter.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks, filters and searches beside a plain computation of the same. */
class PositionLooksTest {
    /** The bytes of letters, of a line feed, of a capital, and an umlaut in two parts. */
    private static final List<String> TOKENS =
            List.of("a", "b", "ab", "A", " a", "\n", "ba", "\u00c3", "\u00a4", "b\n", "aa", "Ba", "c", "d", "e", "f");

    private final long seed = System.nanoTime();

    @TempDir
    Path folder;

    @Test
    void aLookAgreesWithThePlainRankingAndItsRepairsWithDecodingAgain() throws IOException {
        System.out.println("seed " + seed);
        for (Decoder decoder : List.of(new Decoder.LogLikelihood(), new Decoder.L1(), new Decoder.Hinge())) {
            TextTrace run = new TextTrace(folder.resolve(decoder.label()), decoder, TOKENS, seed);
            PositionLooks looks = PositionLooks.of(run.trace, Optional.of(run.codebook), new double[0]);
            int repairs = 0;
            for (int i = 0; i < TextTrace.N; i++) {
                PositionLook look = looks.look(i, 4);
                double[] scores = Ranking.scores(decoder, run.codebook, run.logits[i]);
                assertThat(look.best().stream().limit(4).map(Candidate::token))
                        .containsExactlyElementsOf(boxed(Ranking.top(scores, 4)));
                assertThat(look.again().rankedAbove()).isEqualTo(look.run().rankedAbove());
                assertThat(look.word().orElseThrow().wrong()).isEqualTo(run.trace.wrongBits(i));
                for (BitLook bit : look.word().orElseThrow().bits()) {
                    assertThat(bit.winsIfRight()).isEqualTo(wins(run, decoder, i, bit, -1));
                    assertThat(bit.winsIfErased()).isEqualTo(wins(run, decoder, i, bit, 0));
                    repairs += bit.winsIfRight() ? 1 : 0;
                }
                nearestAreNearest(run, look);
            }
            assertThat(repairs).isPositive();
        }
    }

    private static List<Integer> boxed(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static boolean wins(TextTrace run, Decoder decoder, int i, BitLook bit, int factor) {
        if (run.trace.rank(i) == 0 || !bit.wrong()) {
            return false;
        }
        float[] changed = run.logits[i].clone();
        changed[bit.bit()] *= factor;
        return Ranking.top(Ranking.scores(decoder, run.codebook, changed), 1)[0] == run.targets[i];
    }

    private static void nearestAreNearest(TextTrace run, PositionLook look) {
        List<Candidate> nearest = look.word().orElseThrow().nearest();
        List<Integer> distances = new ArrayList<>();
        for (int v = 0; v < TOKENS.size(); v++) {
            int distance = 0;
            for (int b = 0; b < run.codebook.length(); b++) {
                distance += run.logits[look.position()][b] > 0
                                != run.codebook.bits().get(v, b)
                        ? 1
                        : 0;
            }
            distances.add(distance);
        }
        for (Candidate c : nearest) {
            assertThat(c.toDecided()).isEqualTo(distances.get(c.token()));
        }
        assertThat(nearest.stream().limit(4).map(Candidate::toDecided))
                .containsExactlyElementsOf(distances.stream().sorted().limit(4).toList());
        assertThat(nearest).anyMatch(c -> c.token() == look.run().target() && c.toTarget() == 0);
    }

    @Test
    void theDistributionSumsToOneWithTheFactorOfItsWindow() throws IOException {
        TextTrace run = new TextTrace(folder, new Decoder.LogLikelihood(), TOKENS, seed);
        double[] prior =
                IntStream.range(0, TOKENS.size()).mapToDouble(v -> v / 7.0).toArray();
        TokenDistribution all = TokenDistribution.of(run.trace, Optional.of(run.codebook), prior);
        for (int i : new int[] {0, TextTrace.CONTEXT, TextTrace.N - 1}) {
            double factor = i / TextTrace.CONTEXT % 2 == 0 ? 1 : 0.5;
            double[] plain = Ranking.scores(new Decoder.LogLikelihood(), run.codebook, run.logits[i]);
            double sum = 0;
            for (int v = 0; v < plain.length; v++) {
                plain[v] = factor * plain[v] + prior[v];
                sum += Math.exp(plain[v]);
            }
            double[] found = all.logProbabilities(i);
            double entropy = 0;
            for (int v = 0; v < plain.length; v++) {
                assertThat(found[v]).isCloseTo(plain[v] - Math.log(sum), within(1e-12));
                entropy -= Math.exp(found[v]) * found[v];
            }
            assertThat(TokenDistribution.entropy(found)).isCloseTo(entropy, within(1e-12));
            double best = Arrays.stream(plain).max().orElseThrow();
            int target = run.targets[i];
            if (plain[target] < best) {
                assertThat(TokenDistribution.margin(found, target)).isCloseTo(plain[target] - best, within(1e-12));
            }
        }
    }

    @Test
    void filtersAndTextAreFoundAsAPlainLoopFindsThem() throws IOException {
        System.out.println("seed " + seed);
        TextTrace first = new TextTrace(folder.resolve("a"), new Decoder.LogLikelihood(), TOKENS, seed);
        TextTrace other = new TextTrace(folder.resolve("b"), new Decoder.L1(), TOKENS, seed + 1);
        TokenSearch search = new TokenSearch(first.trace, Optional.of(other.trace));
        TokenFilter lost = TokenFilter.ALL.withOutcome(Outcome.LOST).withWrongBits(1, 2);
        int[] plain = IntStream.range(0, TextTrace.N)
                .filter(i -> first.trace.rank(i) == 0 && other.trace.rank(i) > 0)
                .filter(i -> first.trace.wrongBits(i) >= 1 && first.trace.wrongBits(i) <= 2)
                .toArray();
        assertThat(search.hits(lost, Progress.NONE)).isEqualTo(plain);
        TokenFilter one = TokenFilter.ALL.withTarget(OptionalInt.of(first.targets[100]));
        int[] same = IntStream.range(0, TextTrace.N)
                .filter(i -> first.targets[i] == first.targets[100])
                .toArray();
        assertThat(search.next(one, 99, true, Progress.NONE)).hasValue(100);
        assertThat(search.next(one, same[0], false, Progress.NONE)).isEmpty();

        StringBuilder bytes = new StringBuilder();
        List<Integer> of = new ArrayList<>();
        for (int i = 0; i < TextTrace.N; i++) {
            bytes.append(TOKENS.get(first.targets[i]));
            of.addAll(java.util.Collections.nCopies(TOKENS.get(first.targets[i]).length(), i));
        }
        TokenText text = new TokenText(first.vocabulary);
        TokenText.Stretch whole = text.stretch(TextTrace.N, i -> first.targets[i]);
        assertThat(whole.text())
                .isEqualTo(new String(bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        TextSearch.Hits found = new TextSearch(first.trace, text, TextTrace.N).find("aB", false, Progress.NONE);
        String folded = bytes.toString().toLowerCase(java.util.Locale.ROOT);
        List<Integer> begins = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (int at = folded.indexOf("ab"); at >= 0; at = folded.indexOf("ab", at + 1)) {
            begins.add(of.get(at));
            ends.add(of.get(at + 1));
        }
        assertThat(boxed(found.first())).isEqualTo(begins).isNotEmpty();
        assertThat(boxed(found.last())).isEqualTo(ends);
    }
}
