package hammingway.eval.errors;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Scoring;
import hammingway.eval.trace.Trace;
import hammingway.eval.trace.TraceFacts;
import hammingway.math.BitMatrix;
import hammingway.math.Npy;
import hammingway.math.SplitRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A trace of random logits whose bits err together, a fifth of them wrong; every aggregate of it alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 3, time = 2)
public class BitErrorsBenchmark {
    private static final int CONTEXT = 64;

    @Param("1000000")
    public int positions;

    @Param("64")
    public int bits;

    @Param("1000")
    public int tokens;

    private Codebook codebook;
    private Trace trace;
    private ErrorPatterns patterns;

    @Setup(Level.Trial)
    public void setUp() throws IOException {
        SplitRandom random = new SplitRandom(1);
        codebook = Codebook.of(BitMatrix.of(tokens, bits, (r, c) -> random.nextBoolean()), Optional.empty());
        Path folder = Files.createTempDirectory("bits");
        int windows = positions / CONTEXT;
        int n = windows * CONTEXT;
        int[] targets = new int[n];
        int[] right = new int[n];
        int[] ranks = new int[n];
        AtomicFiles.write(folder.resolve("logits.npy"), out -> {
            out.write(Npy.header("<f2", n, bits));
            for (int i = 0; i < n; i++) {
                targets[i] = (int) (tokens * random.nextDouble() * random.nextDouble());
                double wrong = 0.5 * random.nextDouble() * random.nextDouble() * 2;
                ByteBuffer row = ByteBuffer.allocate(2 * bits).order(ByteOrder.LITTLE_ENDIAN);
                for (int b = 0; b < bits; b++) {
                    boolean hit = random.nextDouble() >= wrong;
                    right[i] += hit ? 1 : 0;
                    float size = (float) (3 * random.nextDouble() + 1e-3);
                    row.putShort(Float.floatToFloat16(codebook.bits().get(targets[i], b) == hit ? size : -size));
                }
                ranks[i] = right[i] > 0.65 * bits ? 0 : 1;
                out.write(row.array());
            }
        });
        ints(folder.resolve("starts.npy"), new int[windows]);
        ints(folder.resolve("targets.npy"), targets);
        ints(folder.resolve("predicted.npy"), targets);
        ints(folder.resolve("ranks.npy"), ranks);
        ints(folder.resolve("right-bits.npy"), right);
        AtomicFiles.write(folder.resolve("logprobs.npy"), out -> Npy.writeFloats(out, new float[n], n));
        TraceFacts facts = new TraceFacts(
                TraceFacts.FORMAT,
                CONTEXT,
                windows,
                bits,
                tokens,
                true,
                "0".repeat(64),
                Optional.of(codebook.hash()),
                new Decoder.LogLikelihood(),
                false,
                1,
                1);
        Json.write(folder.resolve("trace.json"), SpecCodec.write(facts));
        trace = Trace.open(folder);
        patterns = ErrorPatterns.of(trace, codebook, Progress.NONE);
    }

    private static void ints(Path file, int[] values) {
        AtomicFiles.write(file, out -> Npy.writeInts(out, values, values.length));
    }

    @Benchmark
    public BitErrors errors() {
        return BitErrors.of(trace, codebook, Progress.NONE);
    }

    @Benchmark
    public Object together() {
        return ErrorPatterns.of(trace, codebook, Progress.NONE);
    }

    @Benchmark
    public BitPairs pairs() {
        return BitPairs.of(patterns, trace, codebook, Progress.NONE);
    }

    @Benchmark
    public WrongBits wrongBits() {
        return WrongBits.of(patterns, trace, codebook, Progress.NONE);
    }

    @Benchmark
    public FirstBits firstBits() {
        return FirstBits.of(patterns, trace, codebook, Scoring.of(new Decoder.LogLikelihood()), Progress.NONE);
    }

    @Benchmark
    public Object tokensOfABit() {
        return TokenOfBit.of(trace, codebook, 0, Progress.NONE);
    }
}
