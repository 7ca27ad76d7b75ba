package hammingway.errors.text;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Ranking;
import hammingway.errors.subject.Subject;
import hammingway.eval.trace.Trace;
import hammingway.eval.trace.TraceFacts;
import hammingway.math.BitMatrix;
import hammingway.math.Npy;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import hammingway.run.TracedRun;
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

/** A small evaluated run of known words, for tests of what shows it. */
final class TextSubject {
    static final int CONTEXT = 16;
    static final List<String> TOKENS =
            List.of("a", " the", "\n", " cat", "s", " sat", ".", "\n\n", " ", "extraordinarily");
    private static final int BITS = 6;

    private TextSubject() {}

    static Subject of(Path folder, int windows, long seed) throws IOException {
        Random random = new Random(seed);
        int size = TOKENS.size();
        int n = windows * CONTEXT;
        Codebook codebook =
                Codebook.of(BitMatrix.of(size, BITS, (v, b) -> ((5 * v + 3) % 64 >> b & 1) != 0), Optional.empty());
        int[] targets = random.ints(n, 0, size).toArray();
        int[] predicted = new int[n];
        int[] ranks = new int[n];
        int[] right = new int[n];
        float[][] logits = new float[n][BITS];
        for (int i = 0; i < n; i++) {
            for (int b = 0; b < BITS; b++) {
                boolean good = random.nextInt(5) > 0;
                logits[i][b] = (codebook.bits().get(targets[i], b) == good ? 1 : -1) * (1 + random.nextInt(8)) / 4f;
                right[i] += good ? 1 : 0;
            }
            int[] order = Ranking.top(Ranking.scores(new Decoder.LogLikelihood(), codebook, logits[i]), size);
            predicted[i] = order[0];
            while (order[ranks[i]] != targets[i]) {
                ranks[i]++;
            }
        }
        ints(folder, "starts", new int[windows]);
        ints(folder, "targets", targets);
        ints(folder, "predicted", predicted);
        ints(folder, "ranks", ranks);
        ints(folder, "right-bits", right);
        AtomicFiles.write(folder.resolve("logprobs.npy"), out -> Npy.writeFloats(out, new float[n], n));
        AtomicFiles.write(folder.resolve("logits.npy"), out -> {
            out.write(Npy.header("<f2", n, BITS));
            for (float[] row : logits) {
                for (float z : row) {
                    int half = Float.floatToFloat16(z);
                    out.write(half & 255);
                    out.write(half >> 8 & 255);
                }
            }
        });
        TraceFacts facts = new TraceFacts(
                1,
                CONTEXT,
                windows,
                BITS,
                size,
                true,
                "00",
                Optional.of(codebook.hash()),
                new Decoder.LogLikelihood(),
                false,
                1,
                1);
        Json.write(folder.resolve("trace.json"), SpecCodec.write(facts));
        RunSpec spec = Study.load("quickstart", Study.Options.NONE).runs().getFirst();
        return new Subject(
                new TracedRun(
                        new RunFolder(folder),
                        spec,
                        folder,
                        Trace.open(folder),
                        Optional.of(codebook),
                        vocabulary(folder)),
                Optional.empty());
    }

    private static void ints(Path folder, String name, int[] values) {
        AtomicFiles.write(folder.resolve(name + ".npy"), out -> Npy.writeInts(out, values, values.length));
    }

    private static Vocabulary vocabulary(Path folder) throws IOException {
        StringBuilder csv = new StringBuilder("id,tokenizer_id,count,bytes_hex,text\n");
        for (int v = 0; v < TOKENS.size(); v++) {
            String hex = HexFormat.of().formatHex(TOKENS.get(v).getBytes(StandardCharsets.UTF_8));
            csv.append(v + "," + v + ",1," + hex + ",\"\"\n");
        }
        Files.writeString(folder.resolve("counts.csv"), csv);
        TokenizerSource source = new TokenizerSource.TrainBpe(512, TokenizerSource.TrainBpe.TrainedOn.TRAINING);
        return VocabularyFolder.read(new VocabularySpec(source, VocabularySpec.TokenOrder.TOKENIZER, 0), folder);
    }
}
