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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A filter over a million positions, and single positions of a vocabulary of 50,000 tokens and 64 bits. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TokenSearchBenchmark {
    private static final int TOKENS = 50_000;
    private static final int BITS = 64;
    private static final int CONTEXT = 1000;
    private static final int N = 1_000_000;

    private TokenSearch search;
    private TokenDistribution distribution;
    private PositionLooks looks;
    private int next;

    @Setup
    public void setUp() throws IOException {
        Path folder = Files.createTempDirectory("token-search");
        Random random = new Random(1);
        Codebook codebook = Codebook.of(BitMatrix.of(TOKENS, BITS, (v, b) -> random.nextBoolean()), Optional.empty());
        int[] targets = random.ints(N, 0, TOKENS).toArray();
        ints(folder, "starts", new int[N / CONTEXT]);
        ints(folder, "targets", targets);
        ints(folder, "predicted", targets);
        ints(folder, "ranks", random.ints(N, 0, 3).toArray());
        ints(folder, "right-bits", random.ints(N, BITS - 8, BITS).toArray());
        AtomicFiles.write(folder.resolve("logprobs.npy"), out -> Npy.writeFloats(out, new float[N], N));
        AtomicFiles.write(folder.resolve("logits.npy"), out -> {
            out.write(Npy.header("<f2", N, BITS));
            byte[] row = new byte[2 * BITS];
            for (int i = 0; i < N; i++) {
                for (int b = 0; b < BITS; b++) {
                    row[2 * b + 1] = (byte) (random.nextInt() & 0xBF); // halves below 2
                }
                out.write(row);
            }
        });
        TraceFacts facts = new TraceFacts(
                TraceFacts.FORMAT,
                CONTEXT,
                N / CONTEXT,
                BITS,
                TOKENS,
                true,
                "00",
                Optional.of(codebook.hash()),
                new Decoder.LogLikelihood(),
                false,
                1,
                1);
        Json.write(folder.resolve("trace.json"), SpecCodec.write(facts));
        Trace trace = Trace.open(folder);
        search = new TokenSearch(trace, Optional.empty());
        distribution = TokenDistribution.of(trace, Optional.of(codebook), new double[0]);
        looks = PositionLooks.of(trace, Optional.of(codebook), new double[0]);
    }

    private static void ints(Path folder, String name, int[] values) {
        AtomicFiles.write(folder.resolve(name + ".npy"), out -> Npy.writeInts(out, values, values.length));
    }

    @Benchmark
    public int[] filter() {
        return search.hits(
                TokenFilter.ALL.withOutcome(TokenFilter.Outcome.WRONG).withWrongBits(1, 2), Progress.NONE);
    }

    @Benchmark
    public double entropy() {
        return TokenDistribution.entropy(distribution.logProbabilities(next++ % N));
    }

    @Benchmark
    public PositionLook look() {
        return looks.look(next++ % N, 10);
    }
}
