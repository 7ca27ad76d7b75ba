package hammingway.report;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.WorkbenchException;
import hammingway.math.Npy;
import hammingway.run.RunFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a run's evaluation wrote of each position, in windows of {@code context} tokens: {@code evaluation/traces}.
 *
 * @param targets  the token that came
 * @param ranks    tokens that the head's decoder ranked above it
 * @param logProbs nats; heads trained bit by bit with the factor fitted on all windows
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TokenTraces(int context, int[] targets, int[] ranks, float[] logProbs) {

    static boolean exist(RunFolder run) {
        return Files.exists(file(run, "ranks")) && Files.exists(file(run, "logprobs"));
    }

    private static Path file(RunFolder run, String name) {
        return run.evaluation().resolve("traces").resolve(name + ".npy");
    }

    /** @throws WorkbenchException where they are missing, damaged or of different lengths */
    static TokenTraces read(RunFolder run, int context) {
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
        return new TokenTraces(context, targets, ranks, logProbs);
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
        return new TokenTraces(context, Arrays.copyOf(targets, n), Arrays.copyOf(ranks, n), Arrays.copyOf(logProbs, n));
    }

    /** Share of each window's tokens that are ranked among the first {@code k}. */
    double[] top(int k) {
        double[] shares = new double[windows()];
        for (int i = 0; i < ranks.length; i++) {
            shares[i / context] += ranks[i] < k ? 1 : 0;
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
