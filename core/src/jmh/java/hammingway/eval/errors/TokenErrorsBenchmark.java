package hammingway.eval.errors;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import hammingway.eval.trace.Trace;
import hammingway.eval.trace.TraceFacts;
import hammingway.math.BitMatrix;
import hammingway.math.Npy;
import hammingway.math.SplitRandom;
import hammingway.vocab.TokenizerSource;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularyFolder;
import hammingway.vocab.VocabularySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Every aggregate of a million tokens of GPT-2's vocabulary with 64 bits each, half of them lost; the bar is a second each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class TokenErrorsBenchmark {
    private static final int V = 50_257;
    private static final int BITS = 64;
    private static final int CONTEXT = 1000;
    private static final int POSITIONS = 1_000_000;

    private Optional<TokenQuery> query = Optional.empty();
    private Optional<ConfusedPairs> pairs = Optional.empty();

    @Setup(Level.Trial)
    public void setUp() throws IOException {
        Path folder = Files.createTempDirectory("token-errors");
        SplitRandom random = new SplitRandom(1);
        Codebook codebook = Codebook.of(BitMatrix.of(V, BITS, (r, c) -> random.nextBoolean()), Optional.empty());
        StringBuilder csv = new StringBuilder("id,tokenizer_id,count,bytes_hex,text\n");
        for (int v = 0; v < V; v++) {
            csv.append(v + "," + v + "," + (V - v) + ",20" + String.format("%06x", 0x616161 + v % 9) + ",\"\"\n");
        }
        Files.writeString(folder.resolve("counts.csv"), csv);
        Vocabulary vocabulary = VocabularyFolder.read(
                new VocabularySpec(
                        new TokenizerSource.TokenizerFile("tokenizer.json"), VocabularySpec.TokenOrder.FREQUENCY, 0),
                folder);
        Observations one = new Observations(trace(folder.resolve("a"), codebook, 2), Optional.of(codebook), vocabulary);
        Observations two = new Observations(trace(folder.resolve("b"), codebook, 3), Optional.of(codebook), vocabulary);
        query = Optional.of(TokenQuery.of(one, Optional.of(two)));
        pairs = Optional.of(query.orElseThrow().confused(Progress.NONE));
    }

    /** Zipf's law, near enough: ids by a power of a uniform number. */
    private static int token(SplitRandom random) {
        return (int) Math.pow(V, random.nextDouble()) - 1;
    }

    private static Trace trace(Path folder, Codebook codebook, long seed) {
        int[] targets = new int[POSITIONS];
        int[] predicted = new int[POSITIONS];
        int[] ranks = new int[POSITIONS];
        int[] right = new int[POSITIONS];
        byte[] logits = new byte[2 * BITS * POSITIONS];
        SplitRandom text = new SplitRandom(1);
        SplitRandom random = new SplitRandom(seed);
        for (int i = 0; i < POSITIONS; i++) {
            targets[i] = token(text);
            predicted[i] = random.nextBoolean() ? targets[i] : token(random);
            ranks[i] = predicted[i] == targets[i] ? 0 : 7;
            right[i] = ranks[i] == 0 ? BITS : BITS - 9;
            for (int b = 0; b < BITS; b++) {
                logits[2 * (BITS * i + b) + 1] = (byte) (codebook.bits().get(predicted[i], b) ? 0x38 : 0xB8);
            }
        }
        float[] logProbabilities = new float[POSITIONS];
        write(folder, "targets", targets);
        write(folder, "predicted", predicted);
        write(folder, "ranks", ranks);
        write(folder, "right-bits", right);
        write(folder, "starts", new int[POSITIONS / CONTEXT]);
        AtomicFiles.write(folder.resolve("logprobs.npy"), o -> Npy.writeFloats(o, logProbabilities, POSITIONS));
        AtomicFiles.write(folder.resolve("logits.npy"), o -> {
            o.write(Npy.header("<f2", POSITIONS, BITS));
            o.write(logits);
        });
        TraceFacts facts = new TraceFacts(
                TraceFacts.FORMAT,
                CONTEXT,
                POSITIONS / CONTEXT,
                BITS,
                V,
                true,
                "00",
                Optional.of(codebook.hash()),
                new Decoder.LogLikelihood(),
                false,
                1,
                1);
        Json.write(folder.resolve("trace.json"), SpecCodec.write(facts));
        return Trace.open(folder);
    }

    private static void write(Path folder, String name, int[] values) {
        AtomicFiles.write(folder.resolve(name + ".npy"), o -> Npy.writeInts(o, values, values.length));
    }

    private TokenQuery query() {
        return query.orElseThrow();
    }

    @Benchmark
    public Object tokens() {
        return TokenErrors.of(query().observed(), Progress.NONE);
    }

    @Benchmark
    public Object confusions() {
        return ConfusionTable.of(query().observed(), Progress.NONE);
    }

    @Benchmark
    public Object distances() {
        return DistanceEffect.of(
                pairs.orElseThrow().table(), query().observed().codebook().orElseThrow(), Progress.NONE);
    }

    @Benchmark
    public Object clusters() {
        return ConfusionClusters.of(pairs.orElseThrow().table(), ConfusionClusters.Rule.USUAL);
    }

    @Benchmark
    public Object sortedByNearness() {
        return pairs.orElseThrow().sorted(ConfusedPairs.Order.NEAR, t -> true);
    }

    @Benchmark
    public Object nearButNotConfused() {
        return pairs.orElseThrow().nearButNotConfused(TokenQuery.EXPECTED, 200);
    }

    @Benchmark
    public Object neighbours() {
        return TokenQuery.neighbours(query().observed().codebook().orElseThrow(), Progress.NONE);
    }

    @Benchmark
    public Object twoRuns() {
        return PairErrors.of(query().observed(), query().other().orElseThrow(), Progress.NONE);
    }

    @Benchmark
    public Object summary() {
        return ErrorSummary.of(query().observed(), Progress.NONE);
    }
}
