package hammingway.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import hammingway.base.WorkbenchException;
import hammingway.data.Batch;
import hammingway.data.PreparedData;
import hammingway.head.Head;
import hammingway.math.SplitRandom;
import hammingway.model.Trunk;
import hammingway.model.Tuning;
import hammingway.model.checkpoint.HiddenStates;
import hammingway.model.checkpoint.Original;
import hammingway.torch.AdamW;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Carries out optimiser steps. A step depends on the weights, the optimiser's state, the seed and the step's number alone, so
 * that a run continued from a checkpoint gives the same bits as one that was not interrupted (with the same threads).
 */
public final class Trainer {
    private final Torch torch;
    private final Model model;
    private final TrainingSpec spec;
    private final PreparedData data;
    private final long seed;
    private final AdamW optimiser;
    private final Recomputation recomputation;
    private final Optional<Original> original;
    private boolean dropout;

    /** What is trained. */
    public record Model(Trunk trunk, Head head, ParameterSet parameters) {}

    /** A step's figures: loss in nats as the head defines it, the gradient's norm before clipping. */
    public record Step(double loss, double learningRate, double gradientNorm, long tokens) {}

    public Trainer(Torch torch, Model model, TrainingSpec spec, PreparedData data, long seed) {
        this(torch, model, spec, data, seed, Optional.empty());
    }

    /** @param original what the checkpoint's own model says; with its training windows where the specification keeps hidden states */
    public Trainer(
            Torch torch, Model model, TrainingSpec spec, PreparedData data, long seed, Optional<Original> original) {
        this.original = original;
        this.dropout = !headOnly(spec); // a backbone that does not learn is asked as it is
        this.torch = torch;
        this.model = model;
        this.spec = spec;
        this.data = data;
        this.seed = seed;
        this.recomputation = new Recomputation(torch, model);
        TrainingSpec.OptimiserSpec o = spec.optimiser();
        this.optimiser = new AdamW(
                torch,
                model.parameters(),
                new AdamW.Settings(o.beta1(), o.beta2(), o.epsilon(), o.weightDecay(), o.decayAll()));
    }

    public AdamW optimiser() {
        return optimiser;
    }

    /** For the flaw of the published scripts that {@link TrainingSpec#dropoutEndsAtFirstValidation} repeats. */
    public void endDropout() {
        dropout = false;
    }

    /**
     * One step.
     *
     * @param number 1 for the first
     * @throws WorkbenchException when the loss or the gradient is not finite; weights are then as before the step
     */
    public Step step(long number) {
        double loss = 0;
        long tokens = 0;
        for (int part = 0; part < spec.accumulation(); part++) {
            int[] windows = kept().isPresent() ? data.drawn(spec.batch(), seed, number, part) : new int[0];
            Batch batch = kept().isPresent()
                    ? data.trainingWindows(windows)
                    : data.trainingBatch(spec.batch(), seed, number, part);
            long dice = SplitRandom.of(seed, "dropout", number * 65_536 + part).nextLong();
            loss += backward(batch, windows, dice) / spec.accumulation();
            tokens += batch.inputs().length;
        }
        if (!Double.isFinite(loss)) {
            throw new WorkbenchException(
                    "The loss of step " + number + " is " + loss
                            + ": training diverged. Lower training.schedule.peak, lengthen the warm-up, or clip (training.clipNorm).");
        }
        double rate = spec.schedule().rate(number, spec.steps());
        float norm = optimiser.step(rate, spec.clipNorm());
        if (!Float.isFinite(norm)) {
            throw new WorkbenchException("The gradient's norm at step " + number + " is " + norm
                    + ": training diverged. Lower training.schedule.peak, or use precision float32.");
        }
        return new Step(loss, rate, norm, tokens);
    }

    private static boolean headOnly(TrainingSpec spec) {
        return spec.tuning() instanceof Tuning.HeadOnly;
    }

    private Optional<HiddenStates> kept() {
        return original.flatMap(Original::training);
    }

    /**
     * @param windows of the kept hidden states; none where they are not kept
     * @param dice    seed of dropout
     */
    private double backward(Batch batch, int[] windows, long dice) {
        torch.seed(dice);
        try (NDManager scope = torch.scope()) {
            NDArray ids = scope.create(batch.inputs(), new Shape(batch.size(), batch.context()));
            NDArray targets = scope.create(batch.targets());
            NDArray weights = scope.create(weights(batch));
            boolean head = headOnly(spec);
            boolean wanted = head || model.head().spec().loss().distils();
            Optional<NDArray> kept = kept().filter(k -> wanted).map(k -> k.read(scope, windows));
            UnaryOperator<NDArray> loss = states -> {
                NDArray flat = torch.call(scope, "flat", states);
                return model.head().loss(scope, flat, targets, weights, teaching(scope, kept, flat));
            };
            if (spec.recompute() && !head) {
                Trunk.Pass pass = model.trunk().pass(scope, ids, dropout);
                return recomputation.backward(scope, pass, dice, loss, 1f / spec.accumulation());
            }
            try (GradientCollector recording = torch.gradients()) {
                NDArray states =
                        kept.filter(k -> head).orElseGet(() -> model.trunk().hidden(scope, ids, dropout));
                NDArray found = loss.apply(states);
                recording.backward(scaled(found));
                return found.getFloat();
            }
        }
    }

    /** Scores of the original, where the loss wants them: from its states, which with a backbone that is not trained are our own. */
    private Optional<NDArray> teaching(NDManager scope, Optional<NDArray> kept, NDArray own) {
        return original.filter(o -> model.head().spec().loss().distils())
                .map(o -> o.scores(
                        scope, kept.map(k -> torch.call(scope, "flat", k)).orElse(own)));
    }

    private NDArray scaled(NDArray loss) {
        return spec.accumulation() == 1 ? loss : loss.mul(1f / spec.accumulation());
    }

    /** 0 at positions that the loss leaves out: prompts and padding of instructions, the folded id where it is asked for. */
    private float[] weights(Batch batch) {
        float[] weights = batch.weights().clone();
        int folded = data.vocabulary().foldedId().orElse(-1);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = spec.maskFolded() && batch.targets()[i] == folded ? 0 : weights[i];
        }
        return weights;
    }
}
