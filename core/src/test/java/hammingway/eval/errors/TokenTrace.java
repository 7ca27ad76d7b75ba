package hammingway.eval.errors;

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
import hammingway.vocab.TokenizerSource;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularyFolder;
import hammingway.vocab.VocabularySpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Traces of a made run whose every figure is known: a few tokens, many errors. */
final class TokenTrace {
    static final int CONTEXT = 8;
    static final int BITS = 10;
    static final String[] TOKENS = {"the", " a", " Cat", "7", "!", "\n", "x", " dog", "Is", ","};

    final int[] targets;
    final int[] predicted;
    final int[] ranks;
    final float[] logProbabilities;
    final float[] logits;
    final int[] wrong;
    final Codebook codebook;

    /** @param text seed of the targets, the same for two runs on the same tokens */
    TokenTrace(int windows, long text, long seed, Codebook codebook) {
        this.codebook = codebook;
        int n = windows * CONTEXT;
        int v = TOKENS.length;
        targets = new int[n];
        predicted = new int[n];
        ranks = new int[n];
        logProbabilities = new float[n];
        logits = new float[n * BITS];
        wrong = new int[n];
        SplitRandom words = new SplitRandom(text);
        SplitRandom random = new SplitRandom(seed);
        for (int i = 0; i < n; i++) {
            int one = words.nextInt(v - 1); // the last never comes
            int other = words.nextInt(v - 1);
            targets[i] = Math.min(one, other);
            boolean right = random.nextInt(3) > 0;
            predicted[i] = right ? targets[i] : (targets[i] + 1 + random.nextInt(v - 1)) % v;
            ranks[i] = right ? 0 : 1 + random.nextInt(v - 1);
            logProbabilities[i] = (float) -random.nextDouble();
            for (int b = 0; b < BITS; b++) {
                boolean set = codebook.bits().get(targets[i], b) != (!right && random.nextInt(4) == 0);
                logits[i * BITS + b] = set ? 0.5f : -0.5f;
                wrong[i] += set == codebook.bits().get(targets[i], b) ? 0 : 1;
            }
        }
    }

    static Codebook codebook(long seed) {
        SplitRandom random = new SplitRandom(seed);
        return Codebook.of(
                BitMatrix.of(TOKENS.length, BITS, (r, c) -> c < 4 ? (r >> c & 1) != 0 : random.nextBoolean()),
                Optional.empty());
    }

    static Vocabulary vocabulary(Path folder) throws Exception {
        StringBuilder csv = new StringBuilder("id,tokenizer_id,count,bytes_hex,text\n");
        for (int v = 0; v < TOKENS.length; v++) {
            String hex =
                    java.util.HexFormat.of().formatHex(TOKENS[v].getBytes(java.nio.charset.StandardCharsets.UTF_8));
            csv.append(v + "," + v + "," + (100 - 7 * (v % 4)) + "," + hex + ",\"\"\n");
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("counts.csv"), csv);
        return VocabularyFolder.read(
                new VocabularySpec(
                        new TokenizerSource.TokenizerFile("tokenizer.json"), VocabularySpec.TokenOrder.FREQUENCY, 0),
                folder);
    }

    /** Writes the arrays and opens them. */
    Trace open(Path folder) {
        int n = targets.length;
        AtomicFiles.write(folder.resolve("targets.npy"), o -> Npy.writeInts(o, targets, n));
        AtomicFiles.write(folder.resolve("predicted.npy"), o -> Npy.writeInts(o, predicted, n));
        AtomicFiles.write(folder.resolve("ranks.npy"), o -> Npy.writeInts(o, ranks, n));
        AtomicFiles.write(folder.resolve("logprobs.npy"), o -> Npy.writeFloats(o, logProbabilities, n));
        int[] right = java.util.Arrays.stream(wrong).map(w -> BITS - w).toArray();
        AtomicFiles.write(folder.resolve("right-bits.npy"), o -> Npy.writeInts(o, right, n));
        AtomicFiles.write(folder.resolve("starts.npy"), o -> Npy.writeInts(o, new int[n / CONTEXT], n / CONTEXT));
        AtomicFiles.write(folder.resolve("logits.npy"), o -> {
            o.write(Npy.header("<f2", n, BITS));
            for (float z : logits) {
                short half = Float.floatToFloat16(z);
                o.write(half);
                o.write(half >> 8);
            }
        });
        TraceFacts facts = new TraceFacts(
                TraceFacts.FORMAT,
                CONTEXT,
                n / CONTEXT,
                BITS,
                TOKENS.length,
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
}
