package hammingway.code.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every algorithm against {@link Ranking}: tokens, scores to the last bit, ties, valid hard words. */
class TokenDecoderTest {
    private static final long SEED = 20;

    /** Logits of many kinds: real, with ties, degenerate. */
    private static float[] logits(SplitRandom random, int n, int kind) {
        float[] z = new float[n];
        for (int b = 0; b < n; b++) {
            double g = random.nextGaussian();
            z[b] = (float)
                    switch (kind) {
                        case 0 -> 3 * g;
                        case 1 -> Math.rint(2 * g); // ties and zeros
                        case 2 -> random.nextBoolean() ? 1 : -1; // the Hamming distance
                        case 3 -> 0;
                        case 4 -> g * Math.pow(10, random.nextInt(12) - 6); // magnitudes far apart
                        case 5 -> 1e-42 * g; // subnormal
                        case 6 -> 1e36 * g; // near the end of single precision
                        case 7 -> 0.1 * Math.rint(3 * g); // ties up to rounding
                        default ->
                            (random.nextInt(8) == 0 ? -1 : 1) * (0.5 + Math.abs(g)); // few bits against the zero word
                    };
        }
        return z;
    }

    private static final int KINDS = 9;

    private static Decoder decoder(SplitRandom random, int n) {
        return switch (random.nextInt(9)) {
            case 0 -> new Decoder.L1();
            case 1 -> new Decoder.L2();
            case 2 -> new Decoder.Hamming();
            case 3 -> new Decoder.Hinge();
            case 4 -> new Decoder.Exponential();
            case 5 -> new Decoder.Logistic();
            case 6 ->
                new Decoder.ReliabilityWeighted(IntStream.range(0, n)
                        .mapToObj(b -> random.nextInt(4) / 2.0)
                        .toList());
            default -> new Decoder.LogLikelihood();
        };
    }

    private static double[] prior(SplitRandom random, int v) {
        return switch (random.nextInt(4)) {
            case 0 -> IntStream.range(0, v).mapToDouble(i -> random.nextInt(3)).toArray();
            case 1 ->
                IntStream.range(0, v)
                        .mapToDouble(i -> 2 * random.nextGaussian())
                        .toArray();
            default -> new double[0];
        };
    }

    @ParameterizedTest
    @EnumSource(TestCodes.Kind.class)
    void everyAlgorithmAgreesWithTheDefinition(TestCodes.Kind kind) {
        SplitRandom random = SplitRandom.of(SEED, kind.name(), 0);
        Set<Algorithm> seen = EnumSet.noneOf(Algorithm.class);
        for (int trial = 0; trial < 40; trial++) {
            Codebook codebook = TestCodes.draw(kind, random);
            int n = codebook.length();
            Scoring scoring =
                    new Scoring(decoder(random, n), random.nextBoolean() ? 1 : 0.3, prior(random, codebook.size()));
            TokenDecoder automatic = TokenDecoder.of(codebook, scoring);
            List<TokenDecoder> all = automatic.algorithms().stream()
                    .map(p -> automatic.using(p.algorithm()))
                    .toList();
            all.forEach(d -> seen.add(d.plan().algorithm()));
            TopK found = new TopK();
            for (int position = 0; position < 12; position++) {
                float[] z = logits(random, n, random.nextInt(KINDS));
                double[] scores = Ranking.scores(scoring, codebook, z);
                int k = switch (position % 3) {
                    case 0 -> 1 + random.nextInt(Math.min(5, codebook.size()));
                    case 1 -> 1 + random.nextInt(codebook.size());
                    default -> 1;
                };
                for (TokenDecoder decoder : all) {
                    decoder.decode(z, k, found);
                    check(
                            found,
                            scores,
                            k,
                            "%s, %s, %s, seed %d, trial %d, position %d"
                                    .formatted(
                                            decoder.plan(), codebook.name(), scoring.decoder(), SEED, trial, position));
                    checkHardWord(found, codebook, z);
                }
            }
        }
        assertThat(seen).containsAll(kind.allows());
    }

    private static void check(TopK found, double[] scores, int k, String what) {
        int[] expected = Ranking.top(scores, k);
        assertThat(found.tokens()).as(what).containsExactly(expected);
        for (int r = 0; r < k; r++) {
            assertThat(found.score(r)).as(what).isEqualTo(scores[expected[r]]);
        }
        assertThat(found.tiesAtTop()).as(what).isEqualTo(equal(scores, scores[expected[0]]));
        assertThat(found.tiesAtLast()).as(what).isEqualTo(equal(scores, scores[expected[k - 1]]));
    }

    private static long equal(double[] scores, double score) {
        return java.util.Arrays.stream(scores).filter(s -> s == score).count();
    }

    private static void checkHardWord(TopK found, Codebook codebook, float[] z) {
        int token = -1;
        for (int v = 0; v < codebook.size(); v++) {
            boolean same = true;
            for (int b = 0; b < z.length; b++) {
                same &= codebook.bits().get(v, b) == (z[b] > 0);
            }
            token = same ? v : token;
        }
        assertThat(found.hardToken()).isEqualTo(token);
        assertThat(found.hardWordIsValid()).isEqualTo(token >= 0);
    }

    @Test
    void servesAllLengthsFrom1To520() {
        SplitRandom random = new SplitRandom(SEED);
        TopK found = new TopK();
        for (int n = 1; n <= 520; n += n < 70 ? 1 : 9) {
            int length = n;
            int v = 2 + random.nextInt(Math.min(60, (1 << Math.min(n, 20)) - 1));
            Codebook codebook = TestCodes.distinct(random, v, length, (r, c) -> random.nextBoolean());
            TokenDecoder automatic = TokenDecoder.of(codebook, Scoring.of(new Decoder.LogLikelihood()));
            for (Plan plan : automatic.algorithms()) {
                for (int kind = 0; kind < KINDS; kind++) {
                    float[] z = logits(random, n, kind);
                    automatic.using(plan.algorithm()).decode(z, Math.min(v, 3), found);
                    check(
                            found,
                            Ranking.scores(new Decoder.LogLikelihood(), codebook, z),
                            Math.min(v, 3),
                            plan + ", n = " + n + ", logits " + kind + ", seed " + SEED);
                }
            }
        }
    }

    @Test
    void manyThreadsFindWhatOneFinds() {
        SplitRandom random = new SplitRandom(SEED);
        List<Codebook> codebooks = new ArrayList<>();
        for (TestCodes.Kind kind : TestCodes.Kind.values()) {
            codebooks.add(TestCodes.draw(kind, random));
        }
        for (Codebook codebook : codebooks) {
            TokenDecoder automatic = TokenDecoder.of(codebook, Scoring.of(new Decoder.LogLikelihood()));
            int n = codebook.length();
            int positions = 200;
            float[] z = new float[positions * n];
            for (int i = 0; i < positions; i++) {
                System.arraycopy(logits(random, n, i % KINDS), 0, z, i * n, n);
            }
            for (Plan plan : automatic.algorithms()) {
                TopK[] found =
                        IntStream.range(0, positions).mapToObj(i -> new TopK()).toArray(TopK[]::new);
                automatic.using(plan.algorithm()).decodeAll(z, 2, found, 4);
                for (int i = 0; i < positions; i++) {
                    float[] own = java.util.Arrays.copyOfRange(z, i * n, (i + 1) * n);
                    check(
                            found[i],
                            Ranking.scores(new Decoder.LogLikelihood(), codebook, own),
                            2,
                            plan + ", position " + i + ", seed " + SEED);
                }
            }
        }
    }

    @Test
    void takesAProductFromElsewhere() {
        SplitRandom random = new SplitRandom(SEED);
        Codebook codebook = TestCodes.draw(TestCodes.Kind.RANDOM, random);
        BitMatrix bits = codebook.bits();
        TokenDecoder decoder = TokenDecoder.of(codebook, Scoring.of(new Decoder.LogLikelihood()))
                .using((weights, out) -> {
                    for (int v = 0; v < out.length; v++) {
                        out[v] = 0;
                        for (int b = weights.length - 1;
                                b >= 0;
                                b--) { // another order of summation than the definition's
                            out[v] += bits.get(v, b) ? weights[b] : 0;
                        }
                    }
                });
        TopK found = new TopK();
        for (int i = 0; i < 500; i++) {
            float[] z = logits(random, codebook.length(), i % KINDS);
            decoder.decode(z, 2, found);
            check(found, Ranking.scores(new Decoder.LogLikelihood(), codebook, z), 2, "seed " + SEED + ", " + i);
        }
    }

    @Test
    void profilesWhatItChose() {
        for (TestCodes.Kind kind : TestCodes.Kind.values()) {
            Codebook codebook = TestCodes.draw(kind, new SplitRandom(SEED));
            TokenDecoder decoder = TokenDecoder.of(codebook, Scoring.of(new Decoder.LogLikelihood()));
            DecodeProfile profile = DecodeProfile.measure(decoder, SampleLogits.TRAINED.draw(codebook, 3, SEED), 2);
            assertThat(profile.plan()).isEqualTo(decoder.algorithms().getFirst());
            assertThat(profile.microseconds()).isPositive();
        }
        Codebook codebook = TestCodes.draw(TestCodes.Kind.RANDOM, new SplitRandom(SEED));
        TokenDecoder decoder = TokenDecoder.of(codebook, Scoring.of(new Decoder.LogLikelihood()));
        assertThatThrownBy(() -> DecodeProfile.measure(decoder, new float[codebook.length() + 1], 1))
                .isInstanceOf(WorkbenchException.class);
    }

    @Test
    void refusesWhatCannotBeRanked() {
        Codebook codebook = TestCodes.draw(TestCodes.Kind.NATURAL, new SplitRandom(SEED));
        TokenDecoder decoder = TokenDecoder.of(codebook, Scoring.of(new Decoder.LogLikelihood()));
        TopK top = new TopK();
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] z = new float[codebook.length()];
            z[z.length - 1] = bad;
            assertThatThrownBy(() -> decoder.decode(z, 1, top))
                    .isInstanceOf(WorkbenchException.class)
                    .hasMessageContaining("bit " + (z.length - 1))
                    .hasMessageContaining(String.valueOf(bad));
            assertThatThrownBy(() -> decoder.decodeAll(z, 1, new TopK[] {top}, 2))
                    .isInstanceOf(WorkbenchException.class);
        }
        float[] fine = new float[codebook.length()];
        assertThatThrownBy(() -> decoder.decode(fine, 0, top)).isInstanceOf(WorkbenchException.class);
        assertThatThrownBy(() -> decoder.decode(fine, codebook.size() + 1, top)).isInstanceOf(WorkbenchException.class);
        assertThatThrownBy(() -> decoder.decode(new float[1000], 1, top))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("1000");
        assertThatThrownBy(() ->
                        TokenDecoder.of(codebook, new Scoring(new Decoder.LogLikelihood(), 1, new double[] {1, 2, 3})))
                .isInstanceOf(WorkbenchException.class);
        assertThatThrownBy(() -> TokenDecoder.of(codebook, Scoring.of(new Decoder.ReliabilityWeighted(List.of(1.0)))))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("1 weights");
        Codebook random = TestCodes.draw(TestCodes.Kind.RANDOM, new SplitRandom(SEED));
        assertThatThrownBy(() ->
                        TokenDecoder.of(random, Scoring.of(new Decoder.L1())).using(Algorithm.TRELLIS))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("list Viterbi")
                .hasMessageContaining("byte tables");
    }
}
