package hammingway.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.Engine;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookSpec;
import hammingway.code.decode.Decoder;
import hammingway.data.Batch;
import hammingway.data.DataPreparation;
import hammingway.data.DataSpec;
import hammingway.data.PreparedData;
import hammingway.data.TextSource;
import hammingway.head.DecisionLayer;
import hammingway.head.Head;
import hammingway.head.HeadSpec;
import hammingway.head.Loss;
import hammingway.head.PlainHead;
import hammingway.math.Interval;
import hammingway.math.Npy;
import hammingway.math.SplitRandom;
import hammingway.model.Backbone;
import hammingway.model.Trunk;
import hammingway.torch.ParameterSet;
import hammingway.torch.Precision;
import hammingway.torch.Torch;
import hammingway.train.Trainer;
import hammingway.train.TrainingSpec;
import hammingway.vocab.TokenizerSource;
import hammingway.vocab.VocabularySpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every figure of an evaluation, recomputed from hidden states one position at a time in double precision. */
class EvaluatorTest {
    private static final int CONTEXT = 8;
    private static final int WIDTH = 8;
    private static final int WINDOWS = 13;
    private static final int BATCH = 4;

    @TempDir
    static Path project;

    private static PreparedData data;

    @TempDir
    Path folder;

    private final Torch torch = Engine.torch();

    @BeforeAll
    static void prepare() {
        data = DataPreparation.prepare(
                project,
                new VocabularySpec(
                        new TokenizerSource.TrainBpe(400, TokenizerSource.TrainBpe.TrainedOn.TRAINING),
                        VocabularySpec.TokenOrder.FREQUENCY,
                        130),
                new DataSpec(
                        new TextSource.Stories(0.03, 3), 0.2, DataSpec.Split.DOCUMENTS, 1, DataSpec.Packing.STREAM),
                CONTEXT,
                Progress.NONE);
    }

    static Stream<HeadSpec> heads() {
        DecisionLayer code = new DecisionLayer.LinearCode(true);
        return Stream.of(
                new HeadSpec(
                        new DecisionLayer.Softmax(false, true),
                        new Loss.CrossEntropy(),
                        false,
                        new Decoder.LogLikelihood()),
                new HeadSpec(code, new Loss.BceMean(), false, new Decoder.L1()),
                new HeadSpec(code, new Loss.BceSum(), true, new Decoder.LogLikelihood()),
                new HeadSpec(code, new Loss.CodeNll(), true, new Decoder.Hamming()),
                new HeadSpec(new DecisionLayer.OneVsAll(true), new Loss.BceSum(), false, new Decoder.LogLikelihood()));
    }

    private record Built(Trainer.Model model, PlainHead plain, Optional<Codebook> codebook) implements AutoCloseable {
        @Override
        public void close() {
            model.parameters().close();
        }
    }

    /** A model that was trained a little, so that it is sometimes right. */
    private Built built(HeadSpec spec) {
        ParameterSet parameters = new ParameterSet(torch, Precision.FLOAT32);
        Backbone backbone = new Backbone.Gpt2(
                1,
                2,
                WIDTH,
                CONTEXT,
                0,
                0,
                Backbone.Gpt2.Activation.GELU_TANH,
                true,
                Backbone.Gpt2.Initialisation.GPT2,
                Optional.empty());
        int v = data.vocabulary().size();
        Trunk trunk = Trunk.create(torch, backbone, v, parameters, new SplitRandom(1), project);
        boolean plainLayer =
                spec.layer() instanceof DecisionLayer.Softmax || spec.layer() instanceof DecisionLayer.OneVsAll;
        Optional<Codebook> codebook = plainLayer
                ? Optional.empty()
                : Optional.of(Codebook.build(
                        new CodebookSpec(new CodeFamily.NaturalBinary(), new Assignment.Identity(), 1),
                        v,
                        project,
                        Progress.NONE));
        Head head = Head.create(
                torch,
                spec,
                codebook,
                new Head.Frame(WIDTH, trunk.embedding(), data.vocabulary().counts()),
                parameters,
                new SplitRandom(2));
        Trainer.Model model = new Trainer.Model(trunk, head, parameters);
        Trainer trainer = new Trainer(torch, model, training(), data, 1);
        for (int step = 1; step <= 60; step++) {
            trainer.step(step);
        }
        return new Built(model, plain(spec, parameters, codebook), codebook);
    }

    private static TrainingSpec training() {
        ObjectNode json = (ObjectNode) Json.parse(
                Path.of("training"),
                "{\"steps\":60,\"batch\":16,\"optimiser\":{},\"evaluateEvery\":0,\"checkpointEvery\":0,"
                        + "\"schedule\":{\"shape\":\"constant\",\"peak\":0.02}}");
        return SpecCodec.read(TrainingSpec.class, json, "training");
    }

    private static PlainHead plain(HeadSpec spec, ParameterSet parameters, Optional<Codebook> codebook) {
        int v = data.vocabulary().size();
        double[][] codes = new double[v][codebook.map(Codebook::length).orElse(v)];
        for (int t = 0; t < v; t++) {
            for (int b = 0; b < codes[t].length; b++) {
                boolean one = codebook.isPresent() ? codebook.get().bits().get(t, b) : t == b;
                codes[t][b] = one ? 1 : 0;
            }
        }
        double mean = IntStream.range(0, v)
                .mapToDouble(t -> Math.log(data.vocabulary().count(t) + 1.0))
                .average()
                .orElseThrow();
        double[] prior = IntStream.range(0, v)
                .mapToDouble(
                        t -> spec.unigramPrior() ? Math.log(data.vocabulary().count(t) + 1.0) - mean : 0)
                .toArray();
        Map<String, double[]> tensors = new HashMap<>();
        for (String name : List.of("weight", "bias")) {
            tensors.put(name, doubles(parameters.values("head." + name)));
        }
        return new PlainHead(spec, tensors, codes, prior);
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    /** The positions of an evaluation, as lists that anybody can follow. */
    private final class Plain {
        final Built built;
        final int windows;
        final List<double[]> hidden = new ArrayList<>();
        final List<double[]> logits = new ArrayList<>();
        final Map<String, int[]> ranks = new HashMap<>();
        final int[] inputs;
        final int[] targets;

        Plain(Built built, int windows) {
            this.built = built;
            this.windows = windows;
            this.inputs = new int[windows * CONTEXT];
            this.targets = new int[windows * CONTEXT];
            for (int w = 0; w < windows; w++) {
                Batch window = data.validationBatch(w, 1);
                try (NDManager scope = torch.scope()) {
                    float[] states = built.model()
                            .trunk()
                            .hidden(scope, scope.create(window.inputs(), new Shape(1, CONTEXT)), false)
                            .toFloatArray();
                    for (int t = 0; t < CONTEXT; t++) {
                        hidden.add(java.util.Arrays.copyOfRange(doubles(states), t * WIDTH, (t + 1) * WIDTH));
                        logits.add(built.plain().logits(hidden.getLast()));
                        inputs[w * CONTEXT + t] = (int) window.inputs()[t];
                        targets[w * CONTEXT + t] = (int) window.targets()[t];
                    }
                }
            }
        }

        int count() {
            return targets.length;
        }

        /** Smaller is better. */
        double badness(Decoder decoder, int i, int token) {
            PlainHead head = built.plain();
            double[] z = logits.get(i);
            if (head.spec().layer() instanceof DecisionLayer.Softmax) {
                return -z[token];
            }
            double sum = decoder instanceof Decoder.LogLikelihood ? -head.prior()[token] : 0;
            for (int b = 0; b < z.length; b++) {
                double p = 1 / (1 + Math.exp(-z[b]));
                double c = head.codes()[token][b];
                sum += switch (decoder) {
                    case Decoder.L1 d -> Math.abs(p - c);
                    case Decoder.L2 d -> (p - c) * (p - c);
                    case Decoder.LogLikelihood d -> -(c * Math.log(p) + (1 - c) * Math.log(1 - p));
                    case Decoder.Hamming d -> Math.abs((z[b] > 0 ? 1 : 0) - c);
                    case Decoder.Hinge d -> Math.max(0, 1 - (2 * c - 1) * z[b]);
                    case Decoder.Exponential d -> Math.exp(-(2 * c - 1) * z[b]);
                    case Decoder.Logistic d -> Math.log1p(Math.exp(-(2 * c - 1) * z[b]));
                    case Decoder.ReliabilityWeighted d -> -d.weights().get(b) * c * z[b];
                };
            }
            return sum;
        }

        int rank(Decoder decoder, int i, int token) {
            double own = badness(decoder, i, token);
            int rank = 0;
            for (int v = 0; v < data.vocabulary().size(); v++) {
                double other = badness(decoder, i, v);
                boolean tie = Math.abs(other - own) < 1e-9;
                rank += (tie ? v < token : other < own) ? 1 : 0;
            }
            return rank;
        }

        int predicted(Decoder decoder, int i) {
            double[] all = IntStream.range(0, data.vocabulary().size())
                    .mapToDouble(v -> badness(decoder, i, v))
                    .toArray();
            double least = java.util.Arrays.stream(all).min().orElseThrow();
            return IntStream.range(0, all.length)
                    .filter(v -> all[v] < least + 1e-9)
                    .findFirst()
                    .orElseThrow();
        }

        EvaluationResult.Accuracy accuracy(Decoder decoder, IntPredicate of) {
            int[] all = ranks.computeIfAbsent(
                    decoder.label(),
                    d -> IntStream.range(0, count())
                            .map(i -> rank(decoder, i, targets[i]))
                            .toArray());
            int[] some = IntStream.range(0, count()).filter(of).map(i -> all[i]).toArray();
            double n = Math.max(1, some.length);
            return new EvaluationResult.Accuracy(
                    IntStream.of(some).filter(r -> r < 1).count() / n,
                    IntStream.of(some).filter(r -> r < 5).count() / n,
                    some.length);
        }

        double nats(double factor, IntPredicate of) {
            return IntStream.range(0, count())
                    .filter(of)
                    .mapToDouble(i -> -built.plain().logProbabilities(logits.get(i), factor)[targets[i]])
                    .average()
                    .orElseThrow();
        }

        /** Factors are tried at 25 points, geometrically from 0.02 to 1.5. */
        double bestFactor(IntPredicate of) {
            if (!built.model().head().needsTemperature()) {
                return 1;
            }
            double best = 0;
            for (int i = 0; i < 25; i++) {
                double factor = 0.02 * Math.pow(1.5 / 0.02, i / 24.0);
                best = best == 0 || nats(factor, of) < nats(best, of) ? factor : best;
            }
            return best;
        }

        double loss() {
            double[] ones = new double[count()];
            java.util.Arrays.fill(ones, 1);
            return built.plain().loss(hidden.toArray(double[][]::new), targets, ones);
        }
    }

    private static boolean even(int position) {
        return position / CONTEXT % 2 == 0;
    }

    private static void assertAccuracy(EvaluationResult.Accuracy found, EvaluationResult.Accuracy expected) {
        assertThat(found.tokens()).isEqualTo(expected.tokens());
        assertThat(found.top1()).isCloseTo(expected.top1(), within(1e-12));
        assertThat(found.top5()).isCloseTo(expected.top5(), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void agreesWithAPlainTwin(HeadSpec spec) {
        try (Built built = built(spec)) {
            Head head = built.model().head();
            Evaluator evaluator = new Evaluator(torch, built.model().trunk(), head, data);
            EvaluationResult found = evaluator.evaluate(
                    new EvaluationSpec(WINDOWS, 1, BATCH, true, false), Optional.of(folder), Progress.NONE);
            Plain plain = new Plain(built, WINDOWS);
            Decoder own = spec.decoder();
            int folded = data.vocabulary().foldedId().orElseThrow();

            assertThat(found.windows()).isEqualTo(WINDOWS);
            assertThat(found.tokens()).isEqualTo(WINDOWS * CONTEXT);
            assertThat(found.lossNats()).isCloseTo(plain.loss(), within(1e-4));
            assertAccuracy(found.accuracy(), plain.accuracy(own, i -> true));
            assertThat(found.accuracy().top5())
                    .as("a trained model is right at times")
                    .isGreaterThan(0.05);
            assertAccuracy(found.withoutFolded(), plain.accuracy(own, i -> plain.targets[i] != folded));
            assertThat(found.withoutFolded().tokens()).isBetween(1L, found.tokens() - 1);
            assertAccuracy(
                    found.withoutFoldedContext(),
                    plain.accuracy(own, i -> plain.targets[i] != folded && plain.inputs[i] != folded));
            double batches = IntStream.of(0, 1, 2, 3)
                    .mapToDouble(b ->
                            plain.accuracy(own, i -> i / CONTEXT / BATCH == b).top5())
                    .average()
                    .orElseThrow();
            assertThat(found.top5BatchMean()).isCloseTo(batches, within(1e-12));
            assertInterval(found.top1OfWindows(), windows(plain, own, EvaluationResult.Accuracy::top1));
            assertInterval(found.top5OfWindows(), windows(plain, own, EvaluationResult.Accuracy::top5));
            checkDecoders(found, plain, spec);
            checkLikelihood(found.likelihood(), plain, own);
            checkBits(found.bits(), plain);
            checkBands(found.bands(), plain, own);
            assertThat(found.cost()).isEqualTo(head.cost());
            assertThat(found.latency()).isEmpty();
            checkTraces(plain, own);
            Evaluator.Quick quick = evaluator.quick(5, 3);
            Plain few = new Plain(built, 5);
            assertThat(quick.loss()).isCloseTo(few.loss(), within(1e-4));
            assertThat(quick.nats()).isCloseTo(few.nats(few.bestFactor(i -> true), i -> true), within(1e-4));
            assertThat(quick.top5()).isCloseTo(few.accuracy(own, i -> true).top5(), within(1e-12));

            checkQuickBits(quick, few);

            Path file = folder.resolve("metrics.json");
            Json.write(file, SpecCodec.write(found));
            assertThat(SpecCodec.read(EvaluationResult.class, file)).isEqualTo(found);
        }
    }

    private static double[] windows(
            Plain plain, Decoder own, java.util.function.ToDoubleFunction<EvaluationResult.Accuracy> figure) {
        return IntStream.range(0, plain.windows)
                .mapToDouble(w -> figure.applyAsDouble(plain.accuracy(own, i -> i / CONTEXT == w)))
                .toArray();
    }

    private static void assertInterval(Interval found, double[] x) {
        double mean = java.util.Arrays.stream(x).average().orElseThrow();
        double sd = Math.sqrt(
                java.util.Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1));
        double half = 2.179 * sd / Math.sqrt(x.length); // Student's t, 12 degrees of freedom, 97.5%
        assertThat(found.n()).isEqualTo(x.length);
        assertThat(found.mean()).isCloseTo(mean, within(1e-12));
        assertThat(found.sd()).isCloseTo(sd, within(1e-12));
        assertThat(found.low()).isCloseTo(mean - half, within(1e-9));
        assertThat(found.high()).isCloseTo(mean + half, within(1e-9));
    }

    private static void checkDecoders(EvaluationResult found, Plain plain, HeadSpec spec) {
        if (spec.layer() instanceof DecisionLayer.Softmax) {
            assertThat(found.decoders()).hasSize(1);
            return;
        }
        Map<String, Decoder> all = Map.of(
                "L1",
                new Decoder.L1(),
                "log-likelihood",
                new Decoder.LogLikelihood(),
                "hard Hamming",
                new Decoder.Hamming());
        assertThat(found.decoders()).hasSize(3);
        assertThat(found.decoders().getFirst().decoder())
                .isEqualTo(spec.decoder().label());
        for (EvaluationResult.ByDecoder by : found.decoders()) {
            Decoder decoder = all.getOrDefault(by.decoder(), new Decoder.L2());
            EvaluationResult.Accuracy expected = plain.accuracy(decoder, i -> true);
            assertThat(by.top1()).as(by.decoder()).isCloseTo(expected.top1(), within(1e-12));
            assertThat(by.top5()).as(by.decoder()).isCloseTo(expected.top5(), within(1e-12));
        }
    }

    private static void checkLikelihood(EvaluationResult.Likelihood found, Plain plain, Decoder own) {
        double forEven = plain.bestFactor(i -> !even(i));
        double forOdd = plain.bestFactor(EvaluatorTest::even);
        double sum = 0;
        double[] confidence = new double[15];
        double[] right = new double[15];
        for (int i = 0; i < plain.count(); i++) {
            double[] log = plain.built.plain().logProbabilities(plain.logits.get(i), even(i) ? forEven : forOdd);
            sum -= log[plain.targets[i]];
            double p = Math.exp(java.util.Arrays.stream(log).max().orElseThrow());
            int bin = Math.min(14, (int) (15 * p));
            confidence[bin] += p;
            right[bin] += plain.rank(own, i, plain.targets[i]) == 0 ? 1 : 0;
        }
        double error = 0;
        for (int b = 0; b < 15; b++) {
            error += Math.abs(confidence[b] - right[b]) / plain.count();
        }
        double nats = sum / plain.count();
        assertThat(found.nats()).isCloseTo(nats, within(1e-5));
        assertThat(found.perplexity()).isCloseTo(Math.exp(nats), within(1e-3));
        assertThat(found.bitsPerByte()).isCloseTo(nats / Math.log(2) / data.bytesPerToken(), within(1e-5));
        assertThat(found.factor()).isCloseTo((forEven + forOdd) / 2, within(1e-9));
        assertThat(found.perplexityFittedHere())
                .isCloseTo(Math.exp(plain.nats(plain.bestFactor(i -> true), i -> true)), within(1e-3));
        assertThat(found.calibrationError()).isCloseTo(error, within(1e-5));
    }

    /** Some logits are so near to 0 that the plain sum decides otherwise; a bit of one position in a hundred may. */
    private static void checkQuickBits(Evaluator.Quick found, Plain plain) {
        if (plain.built.codebook().isEmpty()) {
            assertThat(found.bits()).isEmpty();
            return;
        }
        double[][] codes = plain.built.plain().codes();
        assertThat(found.bits()).hasSize(codes[0].length);
        for (int b = 0; b < found.bits().length; b++) {
            int right = 0;
            for (int i = 0; i < plain.count(); i++) {
                right += (plain.logits.get(i)[b] > 0) == (codes[plain.targets[i]][b] > 0) ? 1 : 0;
            }
            assertThat(found.bits()[b]).as("bit %d", b).isCloseTo((double) right / plain.count(), within(0.01));
        }
    }

    private static void checkBits(Optional<EvaluationResult.Bits> found, Plain plain) {
        assertThat(found.isPresent()).isEqualTo(plain.built.codebook().isPresent());
        if (found.isEmpty()) {
            return;
        }
        double[][] codes = plain.built.plain().codes();
        int n = codes[0].length;
        double right = 0;
        double exact = 0;
        double valid = 0;
        double ties = 0;
        for (int i = 0; i < plain.count(); i++) {
            int[] distances = new int[codes.length];
            for (int v = 0; v < codes.length; v++) {
                for (int b = 0; b < n; b++) {
                    distances[v] += (plain.logits.get(i)[b] > 0) == (codes[v][b] > 0) ? 0 : 1;
                }
            }
            int own = distances[plain.targets[i]];
            int least = IntStream.of(distances).min().orElseThrow();
            right += n - own;
            exact += own == 0 ? 1 : 0;
            valid += least == 0 ? 1 : 0;
            ties += IntStream.of(distances).filter(d -> d == least).count() > 1 ? 1 : 0;
        }
        double count = plain.count();
        EvaluationResult.Bits bits = found.get();
        assertThat(bits.accuracy()).isCloseTo(right / count / n, within(1e-12));
        assertThat(bits.exact()).isCloseTo(exact / count, within(1e-12));
        assertThat(bits.validWords()).isCloseTo(valid / count, within(1e-12));
        assertThat(bits.ties()).isCloseTo(ties / count, within(1e-12));
    }

    private static void checkBands(List<EvaluationResult.Band> found, Plain plain, Decoder own) {
        int v = data.vocabulary().size();
        assertThat(found.stream().map(b -> b.from() + "-" + b.to())).containsExactly("0-10", "10-100", "100-" + v);
        for (EvaluationResult.Band band : found) {
            EvaluationResult.Accuracy expected = plain.accuracy(own, i -> {
                long count = data.vocabulary().count(plain.targets[i]);
                long rank = IntStream.range(0, v)
                        .filter(t -> data.vocabulary().count(t) > count
                                || (data.vocabulary().count(t) == count && t < plain.targets[i]))
                        .count();
                return rank >= band.from() && rank < band.to();
            });
            assertThat(band.share()).isCloseTo((double) expected.tokens() / plain.count(), within(1e-12));
            assertThat(band.top1()).isCloseTo(expected.top1(), within(1e-12));
            assertThat(band.top5()).isCloseTo(expected.top5(), within(1e-12));
        }
        assertThat(found.stream().mapToDouble(EvaluationResult.Band::share).sum())
                .isCloseTo(1, within(1e-12));
    }

    private ByteBuffer array(String name, String type, Integer... shape) {
        try {
            Path file = folder.resolve("traces").resolve(name);
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            Npy header = Npy.header(file, bytes, bytes.remaining());
            assertThat(header.type()).as(name).isEqualTo(type);
            assertThat(header.shape()).as(name).containsExactly(shape);
            assertThat(header.fortran()).isFalse();
            return bytes.position(header.dataOffset());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void checkTraces(Plain plain, Decoder own) {
        int count = plain.count();
        int n = plain.logits.getFirst().length;
        ByteBuffer targets = array("targets.npy", "<i4", count);
        ByteBuffer ranks = array("ranks.npy", "<i4", count);
        ByteBuffer predicted = array("predicted.npy", "<i4", count);
        ByteBuffer logProbability = array("logprobs.npy", "<f4", count);
        ByteBuffer logits = array("logits.npy", "<f2", count, n);
        double forEven = plain.bestFactor(i -> !even(i));
        double forOdd = plain.bestFactor(EvaluatorTest::even);
        Map<String, Integer> wrong = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int target = plain.targets[i];
            int best = plain.predicted(own, i);
            double factor = even(i) ? forEven : forOdd;
            assertThat(targets.getInt()).isEqualTo(target);
            assertThat(ranks.getInt()).isEqualTo(plain.rank(own, i, target));
            assertThat(predicted.getInt()).isEqualTo(best);
            assertThat((double) logProbability.getFloat())
                    .isCloseTo(plain.built.plain().logProbabilities(plain.logits.get(i), factor)[target], within(1e-4));
            for (int b = 0; b < n; b++) {
                double z = plain.logits.get(i)[b];
                // float16 has 11 significant bits
                assertThat((double) Float.float16ToFloat(logits.getShort()))
                        .isCloseTo(z, within(1e-4 + Math.abs(z) / 2000));
            }
            if (best != target) {
                wrong.merge(target + "," + best, 1, Integer::sum);
            }
        }
        checkConfusions(wrong);
        checkRightBits(plain);
    }

    private void checkRightBits(Plain plain) {
        boolean coded = plain.built.model().head().hasCodebook();
        assertThat(Files.exists(folder.resolve("traces/right-bits.npy"))).isEqualTo(coded);
        if (!coded) {
            return;
        }
        ByteBuffer found = array("right-bits.npy", "<i4", plain.count());
        for (int i = 0; i < plain.count(); i++) {
            double[] z = plain.logits.get(i);
            double[] codeword = plain.built.plain().codes()[plain.targets[i]];
            int right = 0;
            for (int b = 0; b < z.length; b++) {
                right += z[b] > 0 == codeword[b] > 0.5 ? 1 : 0;
            }
            assertThat(found.getInt()).isEqualTo(right);
        }
    }

    private void checkConfusions(Map<String, Integer> wrong) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("confusions.csv"));
            assertThat(lines.getFirst()).isEqualTo("target,predicted,count");
            List<String> rows = lines.subList(1, lines.size());
            assertThat(rows)
                    .containsExactlyInAnyOrderElementsOf(wrong.entrySet().stream()
                            .map(e -> e.getKey() + "," + e.getValue())
                            .toList());
            assertThat(rows.stream().map(r -> -Integer.parseInt(r.substring(r.lastIndexOf(',') + 1))))
                    .isSorted();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void measuresTimesAndTakesAsManyWindowsAsThereAre() {
        try (Built built = built(heads().toList().get(1))) {
            EvaluationResult found = new Evaluator(
                            torch, built.model().trunk(), built.model().head(), data)
                    .evaluate(new EvaluationSpec(1_000_000, 1, BATCH, false, true), Optional.of(folder), Progress.NONE);
            assertThat(found.windows()).isEqualTo(data.validationWindows());
            EvaluationResult.Latency latency = found.latency().orElseThrow();
            for (EvaluationResult.Latency.Split split : List.of(latency.single(), latency.batched())) {
                assertThat(split.trunkMicros()).isPositive();
                assertThat(split.headMicros()).isPositive();
                assertThat(split.decodeMicros()).isPositive();
            }
            assertThat(latency.batch()).isEqualTo(BATCH);
            assertThat(latency.exactDecoder().isPresent())
                    .isEqualTo(built.model().head().hasCodebook());
            latency.exactDecoder().ifPresent(exact -> {
                assertThat(exact.micros()).isPositive();
                assertThat(exact.operations()).isPositive();
                assertThat(exact.algorithm()).isNotBlank();
            });
            ObjectNode old = SpecCodec.write(found);
            ((ObjectNode) old.path("latency")).remove("exactDecoder");
            assertThat(SpecCodec.read(EvaluationResult.class, old, "metrics of an older version")
                            .latency()
                            .orElseThrow()
                            .exactDecoder())
                    .isEmpty();
            assertThat(folder.resolve("traces")).doesNotExist();
        }
    }
}
