package hammingway.eval.trace;

import hammingway.base.FileFormatException;
import hammingway.base.SpecCodec;
import hammingway.math.MappedArray;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The traces of one evaluation, {@code evaluation/traces}, mapped: opening costs the same for a thousand positions and for ten
 * million. Position i is token {@code i % context} of window {@code i / context}. Thread-safe; it needs no closing, and the files are
 * let go when nothing refers to it.
 */
public final class Trace {
    private static final String REMEDY =
            "It belongs to the traces of an evaluation, as trace.json beside it tells: delete the evaluation folder and evaluate the run again.";

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final String TARGETS = "targets.npy";
    private static final String PREDICTED = "predicted.npy";
    private static final String RANKS = "ranks.npy";

    private final Path folder;
    private final TraceFacts facts;
    private final int positions;
    private final MemorySegment starts;
    private final MemorySegment targets;
    private final MemorySegment predicted;
    private final MemorySegment ranks;
    private final MemorySegment logProbabilities;
    private final MemorySegment logits;
    private final Optional<MemorySegment> rightBits;
    private final Optional<MemorySegment> inputs;

    private Trace(Path folder, TraceFacts facts) {
        this.folder = folder;
        this.facts = facts;
        this.positions = Math.toIntExact(facts.positions());
        starts = MappedArray.open(folder.resolve("starts.npy"), REMEDY, "<i4", facts.windows());
        targets = MappedArray.open(folder.resolve(TARGETS), REMEDY, "<i4", positions);
        predicted = MappedArray.open(folder.resolve(PREDICTED), REMEDY, "<i4", positions);
        ranks = MappedArray.open(folder.resolve(RANKS), REMEDY, "<i4", positions);
        logProbabilities = MappedArray.open(folder.resolve("logprobs.npy"), REMEDY, "<f4", positions);
        logits = MappedArray.open(folder.resolve("logits.npy"), REMEDY, "<f2", positions, facts.logits());
        inputs = facts.judged().map(j -> MappedArray.open(folder.resolve("inputs.npy"), REMEDY, "<i4", positions));
        rightBits = facts.codebookSha256()
                .map(sha -> MappedArray.open(folder.resolve("right-bits.npy"), REMEDY, "<i4", positions));
    }

    /**
     * Maps the arrays; nothing is read of them.
     *
     * @param folder {@code evaluation/traces} of a run
     * @throws FileFormatException where a file is missing, truncated or does not fit the others
     */
    public static Trace open(Path folder) {
        Path file = folder.resolve("trace.json");
        if (!Files.isRegularFile(file)) {
            throw new FileFormatException(
                    file,
                    "",
                    Files.isDirectory(folder) ? "no such file" : "no traces",
                    "The run was evaluated by an earlier version, or with evaluation.traces = false. Evaluate it again: "
                            + "hammingway errors evaluate RUN --text FILE.");
        }
        TraceFacts facts = SpecCodec.read(TraceFacts.class, file);
        if (facts.positions() > Integer.MAX_VALUE) {
            throw new FileFormatException(
                    file,
                    "windows",
                    facts.windows() + " windows of " + facts.context() + " tokens",
                    "At most " + Integer.MAX_VALUE + " positions are read.");
        }
        return new Trace(folder, facts);
    }

    public TraceFacts facts() {
        return facts;
    }

    /** N. */
    public int positions() {
        return positions;
    }

    public int windows() {
        return facts.windows();
    }

    public int context() {
        return facts.context();
    }

    /** Numbers of a position's logits: n bits, or V tokens without a codebook. */
    public int logitCount() {
        return facts.logits();
    }

    public boolean hasCodebook() {
        return rightBits.isPresent();
    }

    /** The token that came. @throws FileFormatException where the file holds no token of the vocabulary: so do all readers below */
    public int target(int position) {
        return below(facts.vocabulary(), targets.get(INT, 4L * position), TARGETS, position);
    }

    /** The token that the head's decoder ranked first. */
    public int predicted(int position) {
        return below(facts.vocabulary(), predicted.get(INT, 4L * position), PREDICTED, position);
    }

    /** Tokens that the head's decoder ranked above the target: 0 is right. */
    public int rank(int position) {
        return below(facts.vocabulary(), ranks.get(INT, 4L * position), RANKS, position);
    }

    /** Of the target, nats, with the factor of {@link #factor}. */
    public float logProbability(int position) {
        return logProbabilities.get(FLOAT, 4L * position);
    }

    /** Bits of the target's codeword that were decided wrong; not without a codebook. */
    public int wrongBits(int position) {
        int right = rightBits.orElseThrow().get(INT, 4L * position);
        return facts.logits() - below(facts.logits() + 1, right, "right-bits.npy", position);
    }

    /** The token before the first target of a window. */
    public int start(int window) {
        return below(facts.vocabulary(), starts.get(INT, 4L * window), "starts.npy", window);
    }

    /** The token before a position's target. */
    public int before(int position) {
        if (inputs.isPresent()) {
            return below(facts.vocabulary(), inputs.get().get(INT, 4L * position), "inputs.npy", position);
        }
        return position % context() == 0 ? start(position / context()) : target(position - 1);
    }

    /** The factor t of P(v) = exp(t sum_b c_vb z_b + prior_v) / Z at a position; 1 for heads trained on that very distribution. */
    public double factor(int position) {
        return position / context() % 2 == 0 ? facts.factorOfEven() : facts.factorOfOdd();
    }

    /** One logit, as it was kept: float16. */
    public float logit(int position, int number) {
        return Float.float16ToFloat(logits.get(SHORT, 2L * ((long) position * facts.logits() + number)));
    }

    /** A position's logits, into at least as many numbers as {@link #logitCount}. */
    public void logits(int position, float[] out) {
        logits(position, out, 0);
    }

    /** A position's logits, put into an array from an index on. */
    public void logits(int position, float[] out, int from) {
        int n = facts.logits();
        long at = 2L * n * position;
        for (int b = 0; b < n; b++) {
            out[from + b] = Float.float16ToFloat(logits.get(SHORT, at + 2L * b));
        }
    }

    /**
     * The decided word of a position: bit {@code b & 63} of word {@code b >> 6} is one where logit b is above 0.
     *
     * @param words overwritten, as many as hold the bits, from an index on
     */
    public void decided(int position, long[] words, int from) {
        int n = facts.logits();
        long at = 2L * n * position;
        for (int w = 0; w << 6 < n; w++) {
            int bits = Math.min(64, n - (w << 6));
            long word = 0;
            for (int b = 0; b < bits; b++) {
                // a half is positive exactly where its 16 bits are as a signed integer
                long one = logits.get(SHORT, at + 2L * ((w << 6) + b)) > 0 ? 1 : 0;
                word |= one << b;
            }
            words[from + w] = word;
        }
    }

    /** A stretch of the targets. */
    public int[] targets(int from, int to) {
        return stretch(targets, TARGETS, from, to);
    }

    /** A stretch of what was ranked first. */
    public int[] predicted(int from, int to) {
        return stretch(predicted, PREDICTED, from, to);
    }

    /** A stretch of the ranks. */
    public int[] ranks(int from, int to) {
        return stretch(ranks, RANKS, from, to);
    }

    private int[] stretch(MemorySegment ints, String file, int from, int to) {
        int[] values = ints.asSlice(4L * from, 4L * (to - from)).toArray(INT);
        for (int i = 0; i < values.length; i++) {
            below(facts.vocabulary(), values[i], file, from + i);
        }
        return values;
    }

    /** A damaged file must not become an index of anything. */
    private int below(int end, int value, String file, int at) {
        if (value < 0 || value >= end) {
            throw new FileFormatException(
                    folder.resolve(file),
                    "number " + at,
                    Integer.toString(value),
                    "By trace.json beside it, allowed are 0 to " + (end - 1)
                            + ". Delete the evaluation folder and evaluate the run again.");
        }
        return value;
    }
}
