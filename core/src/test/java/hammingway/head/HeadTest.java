package hammingway.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import hammingway.Engine;
import hammingway.base.SpecCodec;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import hammingway.torch.ParameterSet;
import hammingway.torch.Precision;
import hammingway.torch.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadTest {
    private static final int WIDTH = 5;
    private static final int TOKENS = 23;
    private static final int BITS = 9;
    private static final int POSITIONS = 7;
    private static final List<DecisionLayer> LAYERS = List.of(
            new DecisionLayer.Softmax(false, true),
            new DecisionLayer.Softmax(false, false),
            new DecisionLayer.Softmax(true, false),
            new DecisionLayer.OneVsAll(true),
            new DecisionLayer.OneVsAll(false),
            new DecisionLayer.LinearCode(true),
            new DecisionLayer.LinearCode(false),
            new DecisionLayer.MtlPerBit(3, true),
            new DecisionLayer.MtlPerBit(3, false),
            new DecisionLayer.MtlShared(4, true),
            new DecisionLayer.MtlShared(4, false));
    private static final List<Loss> LOSSES =
            List.of(new Loss.CrossEntropy(), new Loss.BceMean(), new Loss.BceSum(), new Loss.CodeNll());
    private static final List<Loss> DISTILLING = List.of(
            new Loss.DistilTokens(1, 1),
            new Loss.DistilTokens(2.5, 0.7),
            new Loss.DistilBits(1),
            new Loss.DistilBits(0.4));

    /** Every layer with every loss and with or without a prior that a specification allows. */
    static Stream<HeadSpec> allowed() {
        return LAYERS.stream()
                .flatMap(layer -> LOSSES.stream()
                        .flatMap(loss -> Stream.of(false, true)
                                .map(prior -> new HeadSpec(layer, loss, prior, new Decoder.LogLikelihood()))))
                .filter(spec -> SpecCodec.problems(spec).isEmpty());
    }

    @Test
    void allowsCrossEntropyWithSoftmaxAndTheOtherLossesElsewhere() {
        // 3 softmax layers with one loss; 8 other layers with three losses, with and without a prior
        assertThat(allowed()).hasSize(3 + 8 * 3 * 2);
    }

    @Test
    void distillationIsThatOfItsFormulas() {
        int told = 0;
        for (DecisionLayer layer : LAYERS) {
            for (Loss loss : DISTILLING) {
                HeadSpec spec = new HeadSpec(layer, loss, false, new Decoder.LogLikelihood());
                if (!SpecCodec.problems(spec).isEmpty()) {
                    continue;
                }
                try (Case c = new Case(spec, 11)) {
                    SplitRandom random = new SplitRandom(12);
                    float[] scores = new float[POSITIONS * TOKENS];
                    double[][] plain = new double[POSITIONS][TOKENS];
                    for (int i = 0; i < scores.length; i++) {
                        scores[i] = (float) (3 * random.nextGaussian());
                        plain[i / TOKENS][i % TOKENS] = scores[i];
                    }
                    NDArray other = c.scope.create(scores, new Shape(POSITIONS, TOKENS));
                    double expected = c.plain.distilled(
                            c.plainStates(),
                            Arrays.stream(c.targets).mapToInt(t -> (int) t).toArray(),
                            doubles(c.weights),
                            plain);
                    NDArray found = c.head.loss(
                            c.scope,
                            c.states(),
                            c.scope.create(c.targets),
                            c.scope.create(c.weights),
                            Optional.of(other));
                    assertThat(found.getFloat()).as("%s", spec).isCloseTo((float) expected, within(2e-4f));
                    told++;
                }
            }
        }
        // 3 softmax and 2 one-hot layers distil tokens; 6 code layers distil bits as well
        assertThat(told).isEqualTo(5 * 2 + 6 * 4);
    }

    /** A head with its twin and random hidden states. */
    private static final class Case implements AutoCloseable {
        final Torch torch = Engine.torch();
        final NDManager scope = torch.scope();
        final ParameterSet parameters = new ParameterSet(torch, Precision.FLOAT32);
        final long[] counts = new long[TOKENS];
        final float[] hidden = new float[POSITIONS * WIDTH];
        final long[] targets = new long[POSITIONS];
        final float[] weights = new float[POSITIONS];
        final Head head;
        final PlainHead plain;

        Case(HeadSpec spec, long seed) {
            this(spec, seed, BITS);
        }

        Case(HeadSpec spec, long seed, int bits) {
            SplitRandom random = new SplitRandom(seed);
            Optional<Codebook> codebook = usesCode(spec) ? Optional.of(codebook(random, bits)) : Optional.empty();
            parameters.add(
                    "wte", new ParameterSet.Init.Normal(1), random, ParameterSet.Use.EXACT_MATRIX, TOKENS, WIDTH);
            for (int v = 0; v < TOKENS; v++) {
                counts[v] = random.nextInt(100);
            }
            head = Head.create(torch, spec, codebook, new Head.Frame(WIDTH, "wte", counts), parameters, random);
            for (int i = 0; i < hidden.length; i++) {
                hidden[i] = (float) (2 * random.nextGaussian());
            }
            for (int i = 0; i < POSITIONS; i++) {
                targets[i] = random.nextInt(TOKENS);
                weights[i] = random.nextInt(4) == 0 ? 0 : 1;
            }
            plain = plain(spec, codebook);
        }

        private PlainHead plain(HeadSpec spec, Optional<Codebook> codebook) {
            double[][] codes = new double[TOKENS][codebook.map(Codebook::length).orElse(TOKENS)];
            for (int v = 0; v < TOKENS; v++) {
                for (int b = 0; b < codes[v].length; b++) {
                    boolean one = codebook.isPresent() ? codebook.get().bits().get(v, b) : v == b;
                    codes[v][b] = one ? 1 : 0;
                }
            }
            double mean = IntStream.range(0, TOKENS)
                    .mapToDouble(v -> Math.log(counts[v] + 1.0))
                    .average()
                    .orElseThrow();
            double[] prior = IntStream.range(0, TOKENS)
                    .mapToDouble(v -> spec.unigramPrior() ? Math.log(counts[v] + 1.0) - mean : 0)
                    .toArray();
            Map<String, double[]> tensors = new HashMap<>();
            for (String name : parameters.names()) {
                tensors.put(
                        name.equals("wte") ? "embedding" : name.substring("head.".length()),
                        doubles(parameters.values(name)));
            }
            return new PlainHead(spec, tensors, codes, prior);
        }

        NDArray states() {
            return scope.create(hidden, new Shape(POSITIONS, WIDTH));
        }

        double[][] plainStates() {
            double[][] rows = new double[POSITIONS][];
            for (int i = 0; i < POSITIONS; i++) {
                rows[i] = java.util.Arrays.copyOfRange(doubles(hidden), i * WIDTH, (i + 1) * WIDTH);
            }
            return rows;
        }

        double plainLoss() {
            return plain.loss(
                    plainStates(),
                    IntStream.range(0, POSITIONS).map(i -> (int) targets[i]).toArray(),
                    doubles(weights));
        }

        @Override
        public void close() {
            scope.close();
            parameters.close();
        }
    }

    private static boolean usesCode(HeadSpec spec) {
        return !(spec.layer() instanceof DecisionLayer.Softmax || spec.layer() instanceof DecisionLayer.OneVsAll);
    }

    private static Codebook codebook(SplitRandom random, int bits) {
        int[] words = random.permutation(1 << bits);
        return Codebook.of(BitMatrix.of(TOKENS, bits, (v, b) -> (words[v] >> b & 1) != 0), Optional.empty());
    }

    private static double[] doubles(float[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i];
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void agreesWithItsDefinitionInLossAndGradients(HeadSpec spec) {
        for (long seed = 1; seed <= 3; seed++) {
            try (Case c = new Case(spec, seed)) {
                NDArray states = c.states();
                states.setRequiresGradient(true);
                double loss;
                try (GradientCollector recording = c.torch.gradients()) {
                    NDArray value = c.head.loss(c.scope, states, c.scope.create(c.targets), c.scope.create(c.weights));
                    recording.backward(value);
                    loss = value.getFloat();
                }
                assertThat(loss).as("seed %d", seed).isCloseTo(c.plainLoss(), within(2e-5 * (1 + loss)));
                float[] ofStates = states.getGradient().toFloatArray();
                for (int i = 0; i < ofStates.length; i += 3) {
                    float kept = c.hidden[i];
                    c.hidden[i] = kept + 0x1p-10f; // exact in float32
                    double above = c.plainLoss();
                    c.hidden[i] = kept - 0x1p-10f;
                    double below = c.plainLoss();
                    c.hidden[i] = kept;
                    // the step is coarse for a second derivative, so the tolerance is that of a look for wrong formulas
                    assertThat(ofStates[i])
                            .as("hidden %d, seed %d", i, seed)
                            .isCloseTo((float) ((above - below) / 0x1p-9), within(2e-3f));
                }
                for (String name : c.parameters.names()) {
                    checkGradient(c, name, seed);
                }
            }
        }
    }

    private static void checkGradient(Case c, String name, long seed) {
        boolean embedding = name.equals("wte");
        boolean used = !embedding || (c.head.spec().layer() instanceof DecisionLayer.Softmax s && s.tied());
        if (!c.parameters.trainable(name) || !used) {
            return;
        }
        float[] gradient = c.parameters.get(name).getGradient().toFloatArray();
        double[] values = c.plain.tensor(embedding ? "embedding" : name.substring("head.".length()));
        double step = 1e-5;
        for (int i = 0; i < values.length; i += 1 + values.length / 12) {
            double kept = values[i];
            values[i] = kept + step;
            double above = c.plainLoss();
            values[i] = kept - step;
            double below = c.plainLoss();
            values[i] = kept;
            assertThat(gradient[i])
                    .as("%s[%d], seed %d", name, i, seed)
                    .isCloseTo((float) ((above - below) / (2 * step)), within(1e-4f));
        }
    }

    /** More positions than one block of them, of which the last is not full; scores up to 200 apart; some weigh nothing, or all. */
    @ParameterizedTest
    @CsvSource({"FLOAT32, 0.75", "FLOAT32, 0", "BFLOAT16, 0.75"})
    void aMatrixThatIsNotTrainedHasTheSameLossAndGradients(Precision precision, double weighing) {
        Torch torch = Engine.torch();
        int n = 600;
        SplitRandom random = new SplitRandom(3);
        float[] hidden = new float[n * WIDTH];
        long[] targets = new long[n];
        float[] weights = new float[n];
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = (float) ((i < WIDTH * 20 ? 30 : 1) * random.nextGaussian());
        }
        for (int i = 0; i < n; i++) {
            targets[i] = random.nextInt(TOKENS);
            weights[i] = random.nextDouble() < weighing ? 1 : 0;
        }
        HeadSpec spec = new HeadSpec(
                new DecisionLayer.Softmax(true, false), new Loss.CrossEntropy(), false, new Decoder.LogLikelihood());
        List<float[]> gradients = new ArrayList<>();
        List<Float> losses = new ArrayList<>();
        for (boolean trained : new boolean[] {true, false}) {
            try (NDManager scope = torch.scope();
                    ParameterSet parameters = new ParameterSet(torch, precision, name -> trained)) {
                parameters.add(
                        "wte",
                        new ParameterSet.Init.Normal(1),
                        new SplitRandom(4),
                        ParameterSet.Use.EXACT_MATRIX,
                        TOKENS,
                        WIDTH);
                Head.Frame frame = new Head.Frame(WIDTH, "wte", new long[TOKENS]);
                Head head = Head.create(torch, spec, Optional.empty(), frame, parameters, random);
                NDArray states = scope.create(hidden, new Shape(n, WIDTH));
                NDArray ids = scope.create(targets);
                NDArray counted = scope.create(weights);
                float alone = head.loss(scope, states, ids, counted).getFloat();
                states.setRequiresGradient(true);
                try (GradientCollector recording = torch.gradients()) {
                    NDArray loss = head.loss(scope, states, ids, counted);
                    recording.backward(loss);
                    losses.add(loss.getFloat());
                }
                assertThat(alone).as("without a gradient").isCloseTo(losses.getLast(), withinPercentage(0.001));
                gradients.add(states.getGradient().toFloatArray());
            }
        }
        boolean exact = precision == Precision.FLOAT32;
        assertThat(losses.get(1)).isCloseTo(losses.get(0), withinPercentage(exact ? 0.001 : 1));
        if (weighing > 0) {
            assertThat(losses.get(0)).isGreaterThan(1);
        }
        for (int i = 0; i < hidden.length; i++) {
            assertThat(gradients.get(1)[i])
                    .as("hidden %d", i)
                    .isCloseTo(gradients.get(0)[i], within(exact ? 2e-7f : 1e-4f));
        }
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void givesProbabilitiesThatSumToOne(HeadSpec spec) {
        for (double factor : new double[] {1, 0.1, 1.5}) {
            try (Case c = new Case(spec, 5)) {
                NDArray logits = c.head.logits(c.scope, c.states());
                float[] found = c.head.logProbabilities(c.scope, logits, factor).toFloatArray();
                for (int i = 0; i < POSITIONS; i++) {
                    double[] expected = c.plain.logProbabilities(c.plain.logits(c.plainStates()[i]), factor);
                    double sum = 0;
                    for (int v = 0; v < TOKENS; v++) {
                        assertThat((double) found[i * TOKENS + v]).isCloseTo(expected[v], within(2e-5));
                        sum += Math.exp(found[i * TOKENS + v]);
                    }
                    assertThat(sum).isCloseTo(1, within(1e-5));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void countsTheParametersThatItAdds(HeadSpec spec) {
        try (Case c = new Case(spec, 6)) {
            long embedding = (long) TOKENS * WIDTH;
            HeadCost cost = c.head.cost();
            assertThat(c.parameters.trainableCount() - embedding)
                    .isEqualTo(cost.trainable())
                    .isEqualTo(cost.stored());
            boolean tied = spec.layer() instanceof DecisionLayer.Softmax s && s.tied();
            assertThat(cost.shared()).isEqualTo(tied ? embedding : 0);
            assertThat(c.head.logitCount()).isEqualTo(c.plain.logits(c.plainStates()[0]).length);
        }
    }

    /** Distances by definition; the smaller, the better. */
    private static double distance(Decoder decoder, double[] logits, double[] code, double prior) {
        double sum = 0;
        for (int b = 0; b < logits.length; b++) {
            double p = 1 / (1 + Math.exp(-logits[b]));
            sum += switch (decoder) {
                case Decoder.L1 d -> Math.abs(p - code[b]);
                case Decoder.L2 d -> (p - code[b]) * (p - code[b]);
                case Decoder.LogLikelihood d -> -(code[b] * Math.log(p) + (1 - code[b]) * Math.log(1 - p));
                case Decoder.Hamming d -> Math.abs((p > 0.5 ? 1 : 0) - code[b]);
                case Decoder.Hinge d -> Math.max(0, 1 - (2 * code[b] - 1) * logits[b]);
                case Decoder.Exponential d -> Math.exp(-(2 * code[b] - 1) * logits[b]);
                case Decoder.Logistic d -> Math.log1p(Math.exp(-(2 * code[b] - 1) * logits[b]));
                case Decoder.ReliabilityWeighted d -> -d.weights().get(b) * code[b] * logits[b];
            };
        }
        double total = decoder instanceof Decoder.L2 ? Math.sqrt(sum) : sum;
        return decoder instanceof Decoder.LogLikelihood ? total - prior : total;
    }

    /** Logits of which some are zero, so that codewords tie exactly. */
    private static float[] logitsWithTies(SplitRandom random, int n) {
        float[] logits = new float[n];
        for (int i = 0; i < n; i++) {
            // multiples of 1/64, whose sums are exact in single precision: the product adds them in different orders
            // for different tokens
            logits[i] = random.nextInt(4) == 0 ? 0 : (float) (Math.rint(192 * random.nextGaussian()) / 64);
        }
        return logits;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ranksTokensAsEachDecodersDefinitionSays(long seed) {
        boolean prior = seed % 2 == 0;
        HeadSpec spec = new HeadSpec(new DecisionLayer.LinearCode(true), new Loss.BceSum(), prior, new Decoder.L1());
        try (Case c = new Case(spec, seed, 6)) {
            float[] values = logitsWithTies(new SplitRandom(seed), POSITIONS * 6);
            NDArray logits = c.scope.create(values, new Shape(POSITIONS, 6));
            List<int[][]> orders = new ArrayList<>();
            for (Decoder decoder : List.of(
                    new Decoder.L1(),
                    new Decoder.L2(),
                    new Decoder.LogLikelihood(),
                    new Decoder.Hamming(),
                    new Decoder.Hinge(),
                    new Decoder.Logistic(),
                    new Decoder.ReliabilityWeighted(List.of(1.0, 0.5, 0.0, 2.0, 0.25, 1.5)))) {
                NDArray scores = c.head.scores(c.scope, logits, decoder);
                int[][] order = ranks(c, scores);
                long[] best = c.torch.call(c.scope, "best", scores).toLongArray();
                for (int i = 0; i < POSITIONS; i++) {
                    double[] z = java.util.Arrays.copyOfRange(doubles(values), 6 * i, 6 * i + 6);
                    // distances that differ by less than rounding are equal, and equals rank by id
                    Integer[] expected = IntStream.range(0, TOKENS)
                            .boxed()
                            .sorted(Comparator.<Integer>comparingLong(v -> Math.round(1e6
                                            * distance(
                                                    decoder,
                                                    z,
                                                    c.plain.codes()[v],
                                                    c.plain.prior()[v])))
                                    .thenComparing(Comparator.naturalOrder()))
                            .toArray(Integer[]::new);
                    for (int r = 0; r < TOKENS; r++) {
                        assertThat(order[i][expected[r]])
                                .as("rank of token %d by %s, seed %d", expected[r], decoder, seed)
                                .isEqualTo(r);
                    }
                    assertThat(best[i]).as("best by %s, seed %d", decoder, seed).isEqualTo((long) expected[0]);
                }
                orders.add(order);
            }
            assertThat(orders.get(0)).isDeepEqualTo(orders.get(1));
        }
    }

    /** The rank of every token at every position. */
    private static int[][] ranks(Case c, NDArray scores) {
        int[][] ranks = new int[POSITIONS][TOKENS];
        for (int v = 0; v < TOKENS; v++) {
            long[] all = new long[POSITIONS];
            java.util.Arrays.fill(all, v);
            long[] found =
                    c.torch.call(c.scope, "ranks", scores, c.scope.create(all)).toLongArray();
            for (int i = 0; i < POSITIONS; i++) {
                ranks[i][v] = (int) found[i];
            }
        }
        return ranks;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void countsRightBitsValidWordsAndTiesAsBruteForceDoes(long seed) {
        HeadSpec spec =
                new HeadSpec(new DecisionLayer.LinearCode(true), new Loss.BceSum(), false, new Decoder.Hamming());
        try (Case c = new Case(spec, seed, 6)) {
            float[] values = logitsWithTies(new SplitRandom(seed), POSITIONS * 6);
            NDArray logits = c.scope.create(values, new Shape(POSITIONS, 6));
            long[] right =
                    c.head.rightBits(c.scope, logits, c.scope.create(c.targets)).toLongArray();
            var best = c.torch.callAll(c.scope, "best_and_ties", c.head.hammingAgreement(c.scope, logits));
            for (int i = 0; i < POSITIONS; i++) {
                int[] distances = new int[TOKENS];
                for (int v = 0; v < TOKENS; v++) {
                    for (int b = 0; b < 6; b++) {
                        distances[v] += (values[6 * i + b] > 0) == (c.plain.codes()[v][b] > 0) ? 0 : 1;
                    }
                }
                int least = IntStream.of(distances).min().orElseThrow();
                assertThat(right[i]).isEqualTo(6 - distances[(int) c.targets[i]]);
                assertThat(best.get(0).toFloatArray()[i]).isEqualTo(6 - 2f * least);
                assertThat(best.get(1).toLongArray()[i])
                        .as("codewords at distance %d, seed %d", least, seed)
                        .isEqualTo(
                                IntStream.of(distances).filter(d -> d == least).count());
            }
        }
    }

    @Test
    void oneVsAllIsTheOneHotCode() {
        BitMatrix unit = BitMatrix.of(TOKENS, TOKENS, (v, b) -> v == b);
        for (Loss loss : List.of(new Loss.BceMean(), new Loss.BceSum(), new Loss.CodeNll())) {
            HeadSpec oneVsAll = new HeadSpec(new DecisionLayer.OneVsAll(true), loss, true, new Decoder.L1());
            HeadSpec code = new HeadSpec(new DecisionLayer.LinearCode(true), loss, true, new Decoder.L1());
            try (Case c = new Case(oneVsAll, 21);
                    ParameterSet set = new ParameterSet(c.torch, Precision.FLOAT32)) {
                Head other = Head.create(
                        c.torch,
                        code,
                        Optional.of(Codebook.of(unit, Optional.empty())),
                        new Head.Frame(WIDTH, "wte", c.counts),
                        set,
                        new SplitRandom(1));
                set.set("head.weight", c.parameters.values("head.weight"));
                set.set("head.bias", c.parameters.values("head.bias"));
                NDArray states = c.states();
                NDArray targets = c.scope.create(c.targets);
                NDArray weights = c.scope.create(c.weights);
                assertThat(other.loss(c.scope, states, targets, weights).getFloat())
                        .isCloseTo(
                                c.head.loss(c.scope, states, targets, weights).getFloat(), within(1e-5f));
                NDArray logits = c.head.logits(c.scope, states);
                assertThat(other.logits(c.scope, states).toFloatArray()).isEqualTo(logits.toFloatArray());
                for (Decoder decoder : List.of(new Decoder.L1(), new Decoder.LogLikelihood(), new Decoder.Hamming())) {
                    assertThat(ranks(c, other.scores(c.scope, logits, decoder)))
                            .isDeepEqualTo(ranks(c, c.head.scores(c.scope, logits, decoder)));
                }
                assertThat(other.logProbabilities(c.scope, logits, 0.5).toFloatArray())
                        .containsExactly(
                                c.head.logProbabilities(c.scope, logits, 0.5).toFloatArray(), within(1e-5f));
            }
        }
    }
}
