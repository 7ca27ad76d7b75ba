package hammingway.errors.tokens;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import hammingway.eval.EvaluationResult;
import hammingway.eval.trace.Trace;
import hammingway.eval.trace.TraceFacts;
import hammingway.head.HeadCost;
import hammingway.math.BitMatrix;
import hammingway.math.Interval;
import hammingway.math.Npy;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import hammingway.run.TracedRun;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularyFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Runs whose errors are known by rule: position i has token i mod 5 as its target. */
final class TokenRuns {
    static final int POSITIONS = 80;
    private static final String[] TOKENS = {" he", " she", ".", "The", "ing"};
    private static final int CONTEXT = 8;
    private static final int BITS = 4;

    private final Path folder;
    private final RunSpec spec = Study.load("quickstart", new Study.Options("", 1, 1, Map.of()))
            .runs()
            .getFirst();

    TokenRuns(Path folder) {
        this.folder = folder;
    }

    /** @param predicted by position */
    TracedRun run(String name, boolean coded, IntUnaryOperator predicted) throws Exception {
        Path run = folder.resolve("runs").resolve(name);
        Path traces = run.resolve("evaluation/traces");
        Codebook codebook =
                Codebook.of(BitMatrix.of(TOKENS.length, BITS, (r, c) -> (((r + 1) >> c) & 1) != 0), Optional.empty());
        int[] targets = new int[POSITIONS];
        int[] first = new int[POSITIONS];
        int[] ranks = new int[POSITIONS];
        for (int i = 0; i < POSITIONS; i++) {
            targets[i] = i % TOKENS.length;
            first[i] = predicted.applyAsInt(i);
            ranks[i] = first[i] == targets[i] ? 0 : 1;
        }
        int width = coded ? BITS : TOKENS.length;
        write(traces, "targets", targets);
        write(traces, "predicted", first);
        write(traces, "ranks", ranks);
        write(traces, "starts", new int[POSITIONS / CONTEXT]);
        if (coded) {
            write(traces, "right-bits", new int[POSITIONS]);
        }
        AtomicFiles.write(traces.resolve("logprobs.npy"), o -> Npy.writeFloats(o, new float[POSITIONS], POSITIONS));
        AtomicFiles.write(traces.resolve("logits.npy"), o -> {
            o.write(Npy.header("<f2", POSITIONS, width));
            o.write(new byte[2 * POSITIONS * width]);
        });
        TraceFacts facts = new TraceFacts(
                TraceFacts.FORMAT,
                CONTEXT,
                POSITIONS / CONTEXT,
                width,
                TOKENS.length,
                true,
                "00",
                coded ? Optional.of(codebook.hash()) : Optional.empty(),
                new Decoder.LogLikelihood(),
                false,
                1,
                1);
        Json.write(traces.resolve("trace.json"), SpecCodec.write(facts));
        Json.write(run.resolve("evaluation/metrics.json"), SpecCodec.write(result()));
        return new TracedRun(
                new RunFolder(run),
                spec,
                run.resolve("evaluation"),
                Trace.open(traces),
                coded ? Optional.of(codebook) : Optional.empty(),
                vocabulary());
    }

    /** As an evaluation leaves it; what of it is compared is the number of tokens and windows alone. */
    private static EvaluationResult result() {
        EvaluationResult.Accuracy all = new EvaluationResult.Accuracy(0.5, 0.9, POSITIONS);
        Interval interval = new Interval(0.5, 0.4, 0.6, 0.1, POSITIONS / CONTEXT);
        return new EvaluationResult(
                POSITIONS,
                POSITIONS / CONTEXT,
                1,
                all,
                all,
                all,
                0.9,
                interval,
                interval,
                List.of(),
                new EvaluationResult.Likelihood(1, Math.E, 1, 1, Math.E, 0),
                Optional.empty(),
                List.of(new EvaluationResult.Band(0, TOKENS.length, 1, 0.5, 0.9)),
                new HeadCost(1, 1, 0, 1, 1, 1),
                Optional.empty());
    }

    private Vocabulary vocabulary() throws Exception {
        StringBuilder csv = new StringBuilder("id,tokenizer_id,count,bytes_hex,text\n");
        for (int v = 0; v < TOKENS.length; v++) {
            String hex = HexFormat.of().formatHex(TOKENS[v].getBytes(StandardCharsets.UTF_8));
            csv.append(v + "," + v + "," + (9 - v) + "," + hex + ",\"\"\n");
        }
        Files.writeString(folder.resolve("counts.csv"), csv);
        return VocabularyFolder.read(spec.vocabulary(), folder);
    }

    private static void write(Path traces, String name, int[] values) {
        AtomicFiles.write(traces.resolve(name + ".npy"), o -> Npy.writeInts(o, values, values.length));
    }
}
