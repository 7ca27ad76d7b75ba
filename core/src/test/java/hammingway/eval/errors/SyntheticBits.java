package hammingway.eval.errors;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Ranking;
import hammingway.eval.trace.Trace;
import hammingway.eval.trace.TraceFacts;
import hammingway.math.BitMatrix;
import hammingway.math.Npy;
import hammingway.math.SplitRandom;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/** An evaluation whose every logit is known: a random code of two words a row, errors that come together within a position. */
final class SyntheticBits {
    static final int TOKENS = 40;
    static final int LENGTH = 70;
    static final int CONTEXT = 16;
    static final int WINDOWS = 60;

    final Codebook codebook;
    final int[] targets = new int[WINDOWS * CONTEXT];
    final int[] ranks = new int[targets.length];
    final float[][] logits = new float[targets.length][LENGTH];

    /** @param noise 0: no error at all */
    SyntheticBits(long seed, double noise) {
        SplitRandom random = new SplitRandom(seed);
        // column 0 is nearly always zero, and no two rows are alike
        codebook = Codebook.of(
                BitMatrix.of(TOKENS, LENGTH, (r, c) -> c == 0 ? r == 3 : random.nextBoolean()), Optional.empty());
        for (int i = 0; i < targets.length; i++) {
            targets[i] = (int) (TOKENS * random.nextDouble() * random.nextDouble());
            double hard = noise * 2.5 * random.nextDouble();
            for (int b = 0; b < LENGTH; b++) {
                double sign = codebook.bits().get(targets[i], b) ? 1 : -1;
                logits[i][b] =
                        Float.float16ToFloat(Float.floatToFloat16((float) (sign + hard * random.nextGaussian())));
            }
            double[] scores = Ranking.scores(new Decoder.LogLikelihood(), codebook, logits[i]);
            for (int v = 0; v < TOKENS; v++) {
                double own = scores[targets[i]];
                ranks[i] += scores[v] > own || (scores[v] == own && v < targets[i]) ? 1 : 0;
            }
        }
    }

    boolean wrong(int position, int bit) {
        return codebook.bits().get(targets[position], bit) != logits[position][bit] > 0;
    }

    int wrongBits(int position) {
        int sum = 0;
        for (int b = 0; b < LENGTH; b++) {
            sum += wrong(position, b) ? 1 : 0;
        }
        return sum;
    }

    /** Written as an evaluation writes it, and opened. */
    Trace open(Path folder) {
        int n = targets.length;
        int[] right = new int[n];
        ByteBuffer halves = ByteBuffer.allocate(2 * n * LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n; i++) {
            right[i] = LENGTH - wrongBits(i);
            for (float z : logits[i]) {
                halves.putShort(Float.floatToFloat16(z));
            }
        }
        ints(folder.resolve("starts.npy"), new int[WINDOWS]);
        ints(folder.resolve("targets.npy"), targets);
        ints(folder.resolve("predicted.npy"), targets);
        ints(folder.resolve("ranks.npy"), ranks);
        ints(folder.resolve("right-bits.npy"), right);
        AtomicFiles.write(folder.resolve("logprobs.npy"), out -> Npy.writeFloats(out, new float[n], n));
        AtomicFiles.write(folder.resolve("logits.npy"), out -> {
            out.write(Npy.header("<f2", n, LENGTH));
            out.write(halves.array());
        });
        TraceFacts facts = new TraceFacts(
                TraceFacts.FORMAT,
                CONTEXT,
                WINDOWS,
                LENGTH,
                TOKENS,
                true,
                "0".repeat(64),
                Optional.of(codebook.hash()),
                new Decoder.LogLikelihood(),
                false,
                1,
                1);
        Json.write(folder.resolve("trace.json"), SpecCodec.write(facts));
        return Trace.open(folder);
    }

    private static void ints(Path file, int[] values) {
        AtomicFiles.write(file, out -> Npy.writeInts(out, values, values.length));
    }
}
