package hammingway.eval;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.decode.Decoder;
import hammingway.data.Batch;
import hammingway.eval.trace.TraceFacts;
import hammingway.head.Head;
import hammingway.math.Npy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What was measured at each evaluated position, position i being token {@code i % context} of window {@code i / context}. Of answers
 * alone, windows are those of {@link JudgedTargets}.
 */
final class Positions {
    /** Factors t tried for heads trained bit by bit: geometric from 0.02 to 1.5. */
    static final int FACTORS = 25;

    private static final double LEAST_FACTOR = 0.02;
    private static final double GREATEST_FACTOR = 1.5;

    private final int context;
    private final int count;
    private final boolean everyTarget;
    private final int logits;
    private final int bitsPerWord;
    private final List<Decoder> decoders;
    private final double[] factors;
    private final int[] inputs;
    private final int[] targets;
    private final int[] predicted;
    private final int[][] ranks;
    private final float[][] logProbabilities;
    private final float[][] confidences;
    private final List<Integer> batchEnds = new ArrayList<>();
    private double lossSum;
    private final long[] rightOfBits;
    private final int[] rightBitsAt;
    private int words;
    private long rightBits;
    private long validWords;
    private long tiedWords;
    private long exactWords;

    /** @param judged what counts, and in which windows */
    Positions(JudgedTargets judged, Head head) {
        this.context = judged.length();
        this.count = judged.count();
        this.everyTarget = judged.every();
        this.logits = head.logitCount();
        this.bitsPerWord = logits;
        this.rightOfBits = new long[head.hasCodebook() ? logits : 0];
        this.rightBitsAt = new int[head.hasCodebook() ? count : 0];
        this.decoders = decoders(head);
        this.factors = head.needsTemperature() ? factorGrid() : new double[] {1};
        this.inputs = new int[count];
        this.targets = new int[count];
        this.predicted = new int[count];
        this.ranks = new int[decoders.size()][count];
        this.logProbabilities = new float[factors.length][count];
        this.confidences = new float[factors.length][count];
    }

    /** The head's own decoder first; softmax has one ranking only. */
    private static List<Decoder> decoders(Head head) {
        List<Decoder> all = new ArrayList<>(List.of(head.spec().decoder()));
        if (!head.isSoftmax()) {
            for (Decoder d : List.of(new Decoder.LogLikelihood(), new Decoder.L1(), new Decoder.Hamming())) {
                if (!all.contains(d)) {
                    all.add(d);
                }
            }
        }
        return all;
    }

    private static double[] factorGrid() {
        double[] grid = new double[FACTORS];
        for (int i = 0; i < FACTORS; i++) {
            grid[i] = LEAST_FACTOR * Math.pow(GREATEST_FACTOR / LEAST_FACTOR, i / (FACTORS - 1.0));
        }
        return grid;
    }

    int count() {
        return count;
    }

    int windows() {
        return count / context;
    }

    int context() {
        return context;
    }

    int logits() {
        return logits;
    }

    List<Decoder> decoders() {
        return decoders;
    }

    double[] factors() {
        return factors;
    }

    int target(int i) {
        return targets[i];
    }

    int input(int i) {
        return inputs[i];
    }

    boolean rightAt(int i) {
        return predicted[i] == targets[i];
    }

    float confidence(int factor, int i) {
        return confidences[factor][i];
    }

    void batch(int at, Batch batch, double loss) {
        for (int i = 0; i < batch.inputs().length; i++) {
            inputs[at + i] = (int) batch.inputs()[i];
            targets[at + i] = (int) batch.targets()[i];
        }
        lossSum += loss * batch.inputs().length;
        batchEnds.add(at + batch.inputs().length);
    }

    void ranks(int decoder, int at, long[] values) {
        for (int i = 0; i < values.length; i++) {
            ranks[decoder][at + i] = (int) values[i];
        }
    }

    void predicted(int at, long[] values) {
        for (int i = 0; i < values.length; i++) {
            predicted[at + i] = (int) values[i];
        }
    }

    /**
     * Log-probabilities of a block.
     *
     * @param ofTargets (factors, positions), row-major, nats
     * @param ofBest    the same, of the most probable token
     */
    void logProbabilities(int at, float[] ofTargets, float[] ofBest) {
        int n = ofTargets.length / factors.length;
        for (int f = 0; f < factors.length; f++) {
            System.arraycopy(ofTargets, f * n, logProbabilities[f], at, n);
            System.arraycopy(ofBest, f * n, confidences[f], at, n);
        }
    }

    /**
     * Bits of a block.
     *
     * @param right     right bits at each position
     * @param agreement n - 2 distance to the nearest codeword
     * @param nearest   codewords at that distance
     */
    void bits(long[] right, float[] agreement, long[] nearest) {
        for (int i = 0; i < right.length; i++) {
            rightBitsAt[words++] = (int) right[i]; // blocks come in the order of positions
            rightBits += right[i];
            exactWords += right[i] == bitsPerWord ? 1 : 0;
            validWords += agreement[i] >= bitsPerWord - 0.5f ? 1 : 0;
            tiedWords += nearest[i] > 1 ? 1 : 0;
        }
    }

    /** @param right positions of a block that have each bit right */
    void bitsRight(long[] right) {
        for (int b = 0; b < right.length; b++) {
            rightOfBits[b] += right[b];
        }
    }

    /** Share of positions that have each bit right; none without a codebook. */
    double[] accuracyOfBits() {
        return Arrays.stream(rightOfBits).mapToDouble(r -> (double) r / count).toArray();
    }

    double loss() {
        return lossSum / count;
    }

    EvaluationResult.Bits bits() {
        double n = count;
        return new EvaluationResult.Bits(rightBits / n / bitsPerWord, validWords / n, tiedWords / n, exactWords / n);
    }

    EvaluationResult.Accuracy accuracy(IntPredicate of) {
        return accuracy(0, of);
    }

    /** Token-weighted top-1 and top-5 of the positions that are asked for; NaN-free: 0 where there are none. */
    EvaluationResult.Accuracy accuracy(int decoder, IntPredicate of) {
        long tokens = 0;
        long top1 = 0;
        long top5 = 0;
        for (int i = 0; i < count; i++) {
            if (of.test(i)) {
                tokens++;
                top1 += ranks[decoder][i] < 1 ? 1 : 0;
                top5 += ranks[decoder][i] < 5 ? 1 : 0;
            }
        }
        double n = Math.max(1, tokens);
        return new EvaluationResult.Accuracy(top1 / n, top5 / n, tokens);
    }

    double top5BatchMean() {
        double sum = 0;
        int from = 0;
        for (int end : batchEnds) {
            int begin = from;
            sum += accuracy(i -> i >= begin && i < end).top5();
            from = end;
        }
        return sum / batchEnds.size();
    }

    /** Share of each window's positions ranked above {@code k}. */
    double[] topOfWindows(int k) {
        double[] shares = new double[windows()];
        for (int i = 0; i < count; i++) {
            shares[i / context] += ranks[0][i] < k ? 1.0 / context : 0;
        }
        return shares;
    }

    /** Mean negative log-probability over windows. */
    double meanNats(int factor, IntPredicate windows) {
        double sum = 0;
        long n = 0;
        for (int i = 0; i < count; i++) {
            if (windows.test(i / context)) {
                sum -= logProbabilities[factor][i];
                n++;
            }
        }
        return sum / Math.max(1, n);
    }

    /** The factor of least mean over windows. */
    int bestFactor(IntPredicate windows) {
        int best = 0;
        for (int f = 1; f < factors.length; f++) {
            if (meanNats(f, windows) < meanNats(best, windows)) {
                best = f;
            }
        }
        return best;
    }

    /** The index of the factor that windows are judged with: fitted on the others, so none is judged on what it was fitted to. */
    int factorOf(int window) {
        return window % 2 == 0 ? bestFactor(w -> w % 2 == 1) : bestFactor(w -> w % 2 == 0);
    }

    /** Whether positions follow each other in the text; where prompts are left out, they do not. */
    boolean everyTarget() {
        return everyTarget;
    }

    /** The arrays of {@link hammingway.eval.trace.Trace} but for the logits; {@code trace.json} last, which makes them whole. */
    void writeTraces(Path folder, TraceFacts facts) {
        float[] even = logProbabilities[factorOf(0)];
        float[] odd = logProbabilities[factorOf(1)];
        float[] logProbability = new float[count];
        int[] starts = new int[windows()];
        for (int w = 0; w < starts.length; w++) {
            starts[w] = inputs[w * context];
            System.arraycopy(w % 2 == 0 ? even : odd, w * context, logProbability, w * context, context);
        }
        AtomicFiles.write(folder.resolve("starts.npy"), out -> Npy.writeInts(out, starts, starts.length));
        if (!everyTarget) {
            AtomicFiles.write(folder.resolve("inputs.npy"), out -> Npy.writeInts(out, inputs, count));
        }
        AtomicFiles.write(folder.resolve("targets.npy"), out -> Npy.writeInts(out, targets, count));
        AtomicFiles.write(folder.resolve("predicted.npy"), out -> Npy.writeInts(out, predicted, count));
        AtomicFiles.write(folder.resolve("ranks.npy"), out -> Npy.writeInts(out, ranks[0], count));
        AtomicFiles.write(folder.resolve("logprobs.npy"), out -> Npy.writeFloats(out, logProbability, count));
        if (rightBitsAt.length > 0) {
            AtomicFiles.write(folder.resolve("right-bits.npy"), out -> Npy.writeInts(out, rightBitsAt, count));
        }
        Json.write(folder.resolve("trace.json"), SpecCodec.write(facts));
    }

    /** Wrong predictions: target, predicted, count; the most frequent first. */
    void writeConfusions(Path file) {
        Map<Long, Integer> pairs = new HashMap<>();
        for (int i = 0; i < count; i++) {
            if (predicted[i] != targets[i]) {
                pairs.merge((long) targets[i] << 32 | predicted[i], 1, Integer::sum);
            }
        }
        StringBuilder csv = new StringBuilder("target,predicted,count\n");
        pairs.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Long, Integer>>comparingInt(e -> -e.getValue())
                        .thenComparing(Map.Entry::getKey))
                .forEach(e -> csv.append(e.getKey() >>> 32)
                        .append(',')
                        .append((int) (long) e.getKey())
                        .append(',')
                        .append(e.getValue())
                        .append('\n'));
        AtomicFiles.writeString(file, csv.toString());
    }
}
