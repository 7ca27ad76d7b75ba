package hammingway.report;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.eval.trace.Trace;
import hammingway.eval.trace.TraceFacts;
import hammingway.math.Npy;
import hammingway.run.RunFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a run's evaluation wrote of each position, in windows of {@code context} tokens: {@code evaluation/traces}.
 *
 * @param targets  the token that came
 * @param ranks    tokens that the head's decoder ranked above it
 * @param logProbs nats; heads trained bit by bit with the factor fitted on the windows of the other half
 * @param rightBits bits decided right; runs with a codebook that were evaluated by this version or a later one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TokenTraces(int context, int[] targets, int[] ranks, float[] logProbs, Optional<int[]> rightBits) {

    static boolean exist(RunFolder run) {
        return Files.exists(file(run, "ranks")) && Files.exists(file(run, "logprobs"));
    }

    private static Path file(RunFolder run, String name) {
        return run.evaluation().resolve("traces").resolve(name + ".npy");
    }

    /**
     * Reads what there is.
     *
     * @param length tokens of a window, where the traces do not tell
     * @throws WorkbenchException where they are missing, damaged or of different lengths
     */
    static TokenTraces read(RunFolder run, int length) {
        Path facts = run.evaluation().resolve("traces").resolve("trace.json");
        int context =
                Files.exists(facts) ? SpecCodec.read(TraceFacts.class, facts).context() : length;
        int[] targets = ints(run, "targets");
        int[] ranks = ints(run, "ranks");
        Path file = file(run, "logprobs");
        ByteBuffer bytes = bytes(run, file);
        float[] logProbs = header(file, bytes).floats(file, bytes);
        int n = targets.length;
        if (ranks.length != n || logProbs.length != n || n % context != 0) {
            throw new FileFormatException(
                    file.resolveSibling("*.npy"),
                    "",
                    n + " targets, " + ranks.length + " ranks and " + logProbs.length + " log-probabilities",
                    "All must be as many, whole windows of " + context
                            + " tokens: delete the evaluation folder and evaluate the run again.");
        }
        Optional<int[]> rightBits = Files.exists(file(run, "right-bits"))
                ? Optional.of(ints(run, "right-bits")).filter(r -> r.length == n)
                : Optional.empty();
        return new TokenTraces(context, targets, ranks, logProbs, rightBits);
    }

    /** The same from mapped traces. */
    static TokenTraces of(Trace trace) {
        int n = trace.positions();
        float[] logProbs = new float[n];
        for (int i = 0; i < n; i++) {
            logProbs[i] = trace.logProbability(i);
        }
        return new TokenTraces(trace.context(), trace.targets(0, n), trace.ranks(0, n), logProbs, Optional.empty());
    }

    private static int[] ints(RunFolder run, String name) {
        Path file = file(run, name);
        ByteBuffer bytes = bytes(run, file);
        return header(file, bytes).ints(file, bytes);
    }

    private static Npy header(Path file, ByteBuffer bytes) {
        return Npy.header(file, bytes, bytes.limit());
    }

    private static ByteBuffer bytes(RunFolder run, Path file) {
        if (!Files.exists(file)) {
            throw new WorkbenchException(
                    "The run " + run.id() + " has no " + file.getFileName() + " among the traces of its "
                            + "evaluation (" + file.getParent() + "). Run it again with evaluation.traces = true.");
        }
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file));
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
    }

    int windows() {
        return targets.length / context;
    }

    /** The first windows alone. */
    TokenTraces first(int windows) {
        int n = windows * context;
        return new TokenTraces(
                context,
                Arrays.copyOf(targets, n),
                Arrays.copyOf(ranks, n),
                Arrays.copyOf(logProbs, n),
                rightBits.map(r -> Arrays.copyOf(r, n)));
    }

    /** Share of each window's tokens that are ranked among the first {@code k}. */
    double[] top(int k) {
        return top(k, -1);
    }

    /** The same, one token never counted as a hit. */
    double[] top(int k, int butNot) {
        double[] shares = new double[windows()];
        for (int i = 0; i < ranks.length; i++) {
            shares[i / context] += ranks[i] < k && targets[i] != butNot ? 1 : 0;
        }
        return divided(shares);
    }

    /** Mean over each window of counts out of {@code of}. */
    double[] shares(int[] counts, int of) {
        double[] shares = new double[windows()];
        for (int i = 0; i < counts.length; i++) {
            shares[i / context] += (double) counts[i] / of;
        }
        return divided(shares);
    }

    /** Mean negative log-probability of each window. */
    double[] nats() {
        double[] nats = new double[windows()];
        for (int i = 0; i < logProbs.length; i++) {
            nats[i / context] -= logProbs[i];
        }
        return divided(nats);
    }

    private double[] divided(double[] sums) {
        for (int w = 0; w < sums.length; w++) {
            sums[w] /= context;
        }
        return sums;
    }
}
