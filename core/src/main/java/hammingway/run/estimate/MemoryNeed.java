package hammingway.run.estimate;

import hammingway.eval.Evaluator;
import hammingway.head.DecisionLayer;
import hammingway.head.Head;
import hammingway.head.Loss;
import hammingway.model.Backbone;
import hammingway.model.Llama;
import hammingway.model.Opt;
import hammingway.run.RunSpec;
import hammingway.torch.Precision;
import java.util.Comparator;
import java.util.List;

/**
 * The greatest resident memory of a run's worker, by what takes it. The counts of activations follow the operators in
 * {@code resources/torchscript}; the base and the share that the allocator loses were fitted to measured runs (guide, New run).
 */
public record MemoryNeed(List<Part> parts) {
    private static final long FLOAT = 4;

    /** A worker before it has a model: JVM, libtorch, vocabulary, a few megabytes of text. Measured. */
    static final long BASE = 375_000_000L;

    /** What the allocator keeps beyond what is in use, as blocks of changing sizes do not fill each other's place. Measured. */
    static final double LOST = 1.15;

    /** Bytes of Java objects for a byte of text while it is read, joined and encoded. */
    private static final int TEXT = 6;

    /**
     * A part of it.
     *
     * @param name   for people
     * @param bytes  how much
     * @param remedy what makes it smaller, or empty
     */
    public record Part(String name, long bytes, String remedy) {}

    /** Counts what a run needs. */
    public static MemoryNeed of(RunSpec spec, RunSize size) {
        long positions = (long) spec.training().batch() * spec.backbone().context();
        return new MemoryNeed(List.of(
                new Part("Program and engine", BASE, ""),
                new Part("Parameters, gradients, moments", model(spec, size), "a smaller backbone or decision layer"),
                new Part("Activations", lost(activations(spec)), "a smaller training.batch, with more accumulation"),
                new Part(
                        "Logits and loss",
                        lost(headBytes(spec, size, positions)),
                        "a smaller training.batch, or a loss over bits"),
                new Part("Codebook", FLOAT * size.vocabulary() * size.bits(), "shorter codewords"),
                new Part("Evaluation", evaluation(spec, size), "a smaller evaluation.batch"),
                new Part("Text", text(spec), "less text")));
    }

    public long total() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    /** The part that is best made smaller. */
    public Part greatest() {
        return parts.stream()
                .filter(p -> !p.remedy().isEmpty())
                .max(Comparator.comparingLong(Part::bytes))
                .orElseThrow();
    }

    private static long lost(long bytes) {
        return (long) (bytes * LOST);
    }

    /** With the original's own output matrix, where the loss asks what it says. */
    private static long model(RunSpec spec, RunSize size) {
        long teacher = spec.head().loss().distils()
                ? (long) size.vocabulary() * spec.backbone().width() * (narrow(spec) ? 2 : FLOAT)
                : 0;
        return ModelBytes.of(spec, size) + teacher;
    }

    private static boolean narrow(RunSpec spec) {
        return spec.training().precision() == Precision.BFLOAT16;
    }

    /** What the forward pass of the trunk keeps for the backward pass: of a block that is not kept, one at a time. */
    private static long activations(RunSpec spec) {
        long positions = (long) spec.training().batch() * spec.backbone().context();
        long block = positions * (block(spec) - ModelBytes.inputsOfFrozen(spec) * (narrow(spec) ? 2 : FLOAT));
        int back = ModelBytes.blocksBack(spec);
        if (spec.training().recompute()) {
            // what enters each block; one computed again, its gradients, and what is left of the one before
            return 3 * block
                    + spec.backbone().layers() * positions * spec.backbone().width() * FLOAT;
        }
        return Math.max(1, back) * block;
    }

    /** Bytes that a block keeps of a position when all of it is trained. */
    private static long block(RunSpec spec) {
        boolean narrow = narrow(spec);
        return switch (spec.backbone()) {
            case Backbone.Gpt2 g -> {
                // norm, queries, keys and values and their copies by head, output twice, projection, norm, up, gelu,
                // down
                // in bfloat16 norms are kept in both types
                long products = (narrow ? 20L : 16L) * g.width() * (narrow ? 2 : FLOAT);
                long dropped = g.dropout() > 0 ? 3L * g.width() * (narrow ? 2 : FLOAT) : 0;
                yield products + dropped + kept(g, g.width(), g.dropout() > 0, narrow);
            }
            case Opt o -> {
                // the same, with an inner layer of any width and its ReLU
                long products = ((narrow ? 12L : 8L) * o.blocks() + 2L * o.units()) * (narrow ? 2 : FLOAT);
                long dropped = o.dropout() > 0 ? 2L * o.blocks() * (narrow ? 2 : FLOAT) : 0;
                yield products + dropped + kept(o, o.blocks(), false, narrow);
            }
            case Llama l -> {
                long attention = l.queryWidth();
                // norms three times, queries, keys and values, turned and by head, gate, its silu, up, their product
                long products =
                        ((narrow ? 8L : 6L) * l.width() + 6L * attention + 4L * l.units()) * (narrow ? 2 : FLOAT);
                long dropped = l.dropout() > 0 ? 2L * l.width() * (narrow ? 2 : FLOAT) : 0;
                yield products + dropped + kept(l, attention, false, narrow);
            }
        };
    }

    /**
     * What a block keeps of the sums and of attention, a position.
     *
     * @param width   of all heads together
     * @param dropout whether weights of attention are dropped
     */
    private static long kept(Backbone b, long width, boolean dropout, boolean narrow) {
        boolean byBlocks = dropout || b.context() <= 64 || (narrow && b.context() <= 256);
        long weights = b.heads() * (b.context() + 64L) / 2 * (narrow ? 2 : FLOAT) * (dropout ? 2 : 1);
        return 4 * width * FLOAT + (byBlocks ? weights : 4 * width * FLOAT);
    }

    /** From the hidden states to the loss and back. */
    private static long headBytes(RunSpec spec, RunSize size, long positions) {
        boolean stays = spec.head().layer() instanceof DecisionLayer.Softmax s
                && s.tied()
                && spec.head().loss() instanceof Loss.CrossEntropy
                && !spec.training().tuning().trains("wte", spec.backbone().layers());
        if (stays) { // scores and probabilities of a block of positions, in bfloat16 beside
            return Math.min(positions, Head.POSITIONS_AT_ONCE) * size.vocabulary() * (narrow(spec) ? 12 : 8);
        }
        return positions * FLOAT * headNumbers(spec, size);
    }

    /** Numbers of float32 for a position, from the hidden state to the loss and back. */
    private static long headNumbers(RunSpec spec, RunSize size) {
        long v = size.vocabulary();
        long n = size.bits();
        long layer = switch (spec.head().layer()) {
            case DecisionLayer.Softmax s -> v;
            case DecisionLayer.OneVsAll o -> v;
            case DecisionLayer.LinearCode l -> n;
            case DecisionLayer.MtlPerBit m -> n * m.hidden() * 4;
            case DecisionLayer.MtlShared m -> m.hidden() * 3L + n;
        };
        long loss = switch (spec.head().loss()) {
            case Loss.CrossEntropy c -> 2 * v;
            case Loss.CodeNll c -> (n > 0 ? 4 : 3) * v;
            case Loss.BceMean b -> n > 0 ? 4 * n : 3 * v;
            case Loss.BceSum b -> n > 0 ? 4 * n : 3 * v;
            case Loss.DistilTokens d -> 9 * v;
            case Loss.DistilBits d -> 3 * v + 4 * n;
        };
        return layer + loss;
    }

    /** Beyond what training left free: the loss of a whole batch is computed at once, scores in blocks. */
    private static long evaluation(RunSpec spec, RunSize size) {
        int t = spec.backbone().context();
        long positions = (long) spec.evaluation().batch() * t;
        long block = 4L * Evaluator.MAX_SCORES * FLOAT;
        long pass = headBytes(spec, size, positions)
                + positions * FLOAT * 12L * spec.backbone().width();
        long training = headBytes(spec, size, (long) spec.training().batch() * t) + activations(spec);
        long results = (long) spec.evaluation().windows() * t * 8 * 30;
        return Math.max(0, pass + block - training) + results;
    }

    /** A file's part that is read; the embedded stories tell their size. */
    private static long text(RunSpec spec) {
        double megabytes = switch (spec.data().source()) {
            case hammingway.data.TextSource.Stories s -> s.megabytes();
            case hammingway.data.TextSource.TextFile f -> f.megabytes();
            case hammingway.data.TextSource.JsonLines j -> 0;
            case hammingway.data.TextSource.Instructions i -> 0;
        };
        return (long) (megabytes * 1e6 * TEXT);
    }
}
