package hammingway.eval.errors;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.code.Codebook;
import hammingway.code.decode.Algorithm;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.LogSum;
import hammingway.code.decode.SampleLogits;
import hammingway.code.decode.Scoring;
import hammingway.code.decode.TokenDecoder;
import hammingway.code.decode.TopK;
import hammingway.eval.errors.whatif.TracedCode;
import hammingway.eval.errors.whatif.WhatIf;
import hammingway.eval.errors.whatif.WhatIfs;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A what-if of 100,000 positions, 64 random bits: {@link #decoder} changes the ranking alone, {@link #masked} the probabilities too. {@link #peers} does a
 * hundredth of the latter plainly, top-5 by a product and normalisers by byte tables, on one thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
public class WhatIfBenchmark {
    private static final int BITS = 64;
    private static final int CONTEXT = 250;
    private static final int POSITIONS = 100_000;
    private static final int PART = 100;

    /** V. */
    @Param({"1000", "50257"})
    public int tokens;

    @Param({"UNCERTAIN"})
    public SampleLogits logits;

    private Path folder;
    private Codebook codebook;
    private float[] all;
    private WhatIfs whatIfs;

    /** Writes a trace and lets the run's own decoding be computed, which is kept. */
    @Setup
    public void setUp() throws IOException {
        SplitRandom random = new SplitRandom(1);
        codebook = Codebook.of(BitMatrix.of(tokens, BITS, (v, b) -> random.nextBoolean()), Optional.empty());
        all = logits.draw(codebook, POSITIONS, 1);
        folder = Files.createTempDirectory("what-if");
        int[] targets =
                IntStream.range(0, POSITIONS).map(i -> random.nextInt(tokens)).toArray();
        for (String name : List.of("targets", "predicted", "ranks", "right-bits")) {
            AtomicFiles.write(folder.resolve(name + ".npy"), out -> Npy.writeInts(out, targets, POSITIONS));
        }
        int windows = POSITIONS / CONTEXT;
        AtomicFiles.write(folder.resolve("starts.npy"), out -> Npy.writeInts(out, new int[windows], windows));
        AtomicFiles.write(folder.resolve("logprobs.npy"), out -> Npy.writeFloats(out, new float[POSITIONS], POSITIONS));
        ByteBuffer halves = ByteBuffer.allocate(2 * all.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float z : all) {
            halves.putShort(Float.floatToFloat16(z));
        }
        AtomicFiles.write(folder.resolve("logits.npy"), out -> {
            out.write(Npy.header("<f2", POSITIONS, BITS));
            out.write(halves.array());
        });
        TraceFacts facts = new TraceFacts(
                TraceFacts.FORMAT,
                CONTEXT,
                windows,
                BITS,
                tokens,
                true,
                "0",
                Optional.of(codebook.hash()),
                new Decoder.LogLikelihood(),
                false,
                1,
                1);
        Json.write(folder.resolve("trace.json"), SpecCodec.write(facts));
        whatIfs = WhatIfs.of(
                new TracedCode(Trace.open(folder), codebook, new long[0], 768, Optional.empty()), Long.MAX_VALUE);
        whatIfs.answer(WhatIf.AS_RUN, Progress.NONE);
    }

    /** Deletes the trace. */
    @TearDown(Level.Trial)
    public void tearDown() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Benchmark
    public WhatIfs.Answer decoder() {
        return whatIfs.answer(WhatIf.AS_RUN.decoder(new Decoder.L1()), Progress.NONE);
    }

    @Benchmark
    public WhatIfs.Answer masked() {
        return whatIfs.answer(WhatIf.AS_RUN.masked(List.of(3, 7)), Progress.NONE);
    }

    @Benchmark
    public double peers() {
        TokenDecoder product = TokenDecoder.of(codebook, Scoring.of(new Decoder.LogLikelihood()))
                .using(Algorithm.PRODUCT);
        LogSum tables = LogSum.of(codebook, new double[0]);
        TopK top = new TopK();
        double sum = 0;
        for (int i = 0; i < POSITIONS / PART; i++) {
            float[] z = Arrays.copyOfRange(all, i * BITS, (i + 1) * BITS);
            product.decode(z, 5, top);
            sum += tables.value(z, 1) + top.token(0);
        }
        return sum;
    }
}
