package hammingway.eval.errors.whatif;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
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
import java.util.stream.IntStream;

/** A small trace: a code's, or a softmax's of the same tokens. */
final class SyntheticTrace {
    static final int TOKENS = 70;
    static final int WINDOWS = 7;
    static final int CONTEXT = 9;
    static final int POSITIONS = WINDOWS * CONTEXT;

    private SyntheticTrace() {}

    static Codebook codebook(int bits, long seed) {
        SplitRandom random = new SplitRandom(seed);
        return Codebook.of(
                BitMatrix.of(
                        TOKENS,
                        bits,
                        (v, b) -> b < 7 ? (v >>> b & 1) != 0 : random.nextBoolean()), // seven bits keep words apart
                Optional.empty());
    }

    static long[] counts() {
        return IntStream.range(0, TOKENS)
                .mapToLong(v -> 1000 / (1 + v * 37 % TOKENS))
                .toArray();
    }

    /** Logits are multiples of a quarter, so that scores tie often; some are 0. */
    static Trace code(Path folder, Codebook codebook, Decoder decoder, boolean prior, long seed) {
        SplitRandom random = new SplitRandom(seed);
        int n = codebook.length();
        int[] targets = targets();
        float[] logits = new float[POSITIONS * n];
        for (int i = 0; i < POSITIONS; i++) {
            for (int b = 0; b < n; b++) {
                double sign = codebook.bits().get(targets[i], b) ? 1 : -1;
                logits[i * n + b] = (float) (Math.rint(4 * (sign * (0.3 + 0.1 * b) + 1.5 * random.nextGaussian())) / 4);
            }
        }
        return write(folder, logits, n, Optional.of(codebook.hash()), decoder, prior);
    }

    static Trace softmax(Path folder, long seed) {
        SplitRandom random = new SplitRandom(seed);
        int[] targets = targets();
        float[] logits = new float[POSITIONS * TOKENS];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) random.nextGaussian() + (i % TOKENS == targets[i / TOKENS] ? 2 : 0);
        }
        return write(folder, logits, TOKENS, Optional.empty(), new Decoder.LogLikelihood(), false);
    }

    private static int[] targets() {
        SplitRandom random = new SplitRandom(5);
        return IntStream.range(0, POSITIONS).map(i -> random.nextInt(TOKENS)).toArray();
    }

    private static Trace write(
            Path folder, float[] logits, int n, Optional<String> hash, Decoder decoder, boolean prior) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot create", folder, e);
        }
        int[] targets = targets();
        for (String name : new String[] {"targets", "predicted", "ranks"}) {
            AtomicFiles.write(folder.resolve(name + ".npy"), out -> Npy.writeInts(out, targets, POSITIONS));
        }
        AtomicFiles.write(folder.resolve("starts.npy"), out -> Npy.writeInts(out, new int[WINDOWS], WINDOWS));
        AtomicFiles.write(folder.resolve("right-bits.npy"), out -> Npy.writeInts(out, new int[POSITIONS], POSITIONS));
        AtomicFiles.write(folder.resolve("logprobs.npy"), out -> Npy.writeFloats(out, new float[POSITIONS], POSITIONS));
        ByteBuffer halves = ByteBuffer.allocate(2 * logits.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float z : logits) {
            halves.putShort(Float.floatToFloat16(z));
        }
        AtomicFiles.write(folder.resolve("logits.npy"), out -> {
            out.write(Npy.header("<f2", POSITIONS, n));
            out.write(halves.array());
        });
        TraceFacts facts = new TraceFacts(
                TraceFacts.FORMAT, CONTEXT, WINDOWS, n, TOKENS, true, "0", hash, decoder, prior, 0.5, 0.75);
        Json.write(folder.resolve("trace.json"), SpecCodec.write(facts));
        return Trace.open(folder);
    }
}
