package hammingway.eval.errors;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Ranking;
import hammingway.code.decode.Scoring;
import hammingway.eval.trace.Trace;
import hammingway.eval.trace.TraceFacts;
import hammingway.math.BitMatrix;
import hammingway.math.Npy;
import hammingway.vocab.TokenizerSource;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularyFolder;
import hammingway.vocab.VocabularySpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A small run whose every figure can be computed by hand: random words, targets and logits in steps of a half, so that scores tie. */
final class TextTrace {
    static final int CONTEXT = 8;
    static final int WINDOWS = 24;
    static final int N = CONTEXT * WINDOWS;
    private static final int BITS = 9;

    final Codebook codebook;
    final Trace trace;
    final Vocabulary vocabulary;
    final float[][] logits = new float[N][BITS];
    final int[] targets = new int[N];

    TextTrace(Path folder, Decoder decoder, List<String> tokens, long seed) throws IOException {
        Random random = new Random(seed);
        int size = tokens.size();
        codebook = Codebook.of(words(size, random), Optional.empty());
        int[] predicted = new int[N];
        int[] ranks = new int[N];
        int[] right = new int[N];
        float[] zeros = new float[N];
        for (int i = 0; i < N; i++) {
            targets[i] = random.nextInt(size);
            for (int b = 0; b < BITS; b++) {
                int sign = codebook.bits().get(targets[i], b) != random.nextInt(4) < 1 ? 1 : -1;
                logits[i][b] = sign * random.nextInt(6) / 2f;
                right[i] += logits[i][b] > 0 == codebook.bits().get(targets[i], b) ? 1 : 0;
            }
            int[] order = Ranking.top(Ranking.scores(Scoring.of(decoder), codebook, logits[i]), size);
            predicted[i] = order[0];
            while (order[ranks[i]] != targets[i]) {
                ranks[i]++;
            }
        }
        ints(folder, "starts", new int[WINDOWS]);
        ints(folder, "targets", targets);
        ints(folder, "predicted", predicted);
        ints(folder, "ranks", ranks);
        ints(folder, "right-bits", right);
        AtomicFiles.write(folder.resolve("logprobs.npy"), out -> Npy.writeFloats(out, zeros, N));
        AtomicFiles.write(folder.resolve("logits.npy"), out -> {
            out.write(Npy.header("<f2", N, BITS));
            for (float[] row : logits) {
                for (float z : row) {
                    int half = Float.floatToFloat16(z);
                    out.write(half & 255);
                    out.write(half >> 8 & 255);
                }
            }
        });
        TraceFacts facts = new TraceFacts(
                1, CONTEXT, WINDOWS, BITS, size, true, "00", Optional.of(codebook.hash()), decoder, false, 1, 0.5);
        Json.write(folder.resolve("trace.json"), SpecCodec.write(facts));
        trace = Trace.open(folder);
        vocabulary = vocabulary(folder, tokens);
    }

    private static BitMatrix words(int size, Random random) {
        List<Integer> all = new java.util.ArrayList<>();
        for (int w = 0; w < 1 << BITS; w++) {
            all.add(w);
        }
        java.util.Collections.shuffle(all, random);
        return BitMatrix.of(size, BITS, (v, b) -> (all.get(v) >> b & 1) != 0);
    }

    private static void ints(Path folder, String name, int[] values) {
        AtomicFiles.write(folder.resolve(name + ".npy"), out -> Npy.writeInts(out, values, values.length));
    }

    private static Vocabulary vocabulary(Path folder, List<String> tokens) throws IOException {
        StringBuilder csv = new StringBuilder("id,tokenizer_id,count,bytes_hex,text\n");
        for (int v = 0; v < tokens.size(); v++) {
            String hex = HexFormat.of().formatHex(tokens.get(v).getBytes(StandardCharsets.ISO_8859_1));
            csv.append(v + "," + v + ",1," + hex + ",\"\"\n");
        }
        Files.writeString(folder.resolve("counts.csv"), csv);
        VocabularySpec spec = new VocabularySpec(
                new TokenizerSource.TrainBpe(512, TokenizerSource.TrainBpe.TrainedOn.TRAINING),
                VocabularySpec.TokenOrder.TOKENIZER,
                0);
        return VocabularyFolder.read(spec, folder);
    }
}
