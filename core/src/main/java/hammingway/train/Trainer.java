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
import hammingway.torch.AdamW;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;

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
    private boolean dropout = true;

    /** What is trained. */
    public record Model(Trunk trunk, Head head, ParameterSet parameters) {}

    /** A step's figures: loss in nats as the head defines it, the gradient's norm before clipping. */
    public record Step(double loss, double learningRate, double gradientNorm, long tokens) {}

    public Trainer(Torch torch, Model model, TrainingSpec spec, PreparedData data, long seed) {
        this.torch = torch;
        this.model = model;
        this.spec = spec;
        this.data = data;
        this.seed = seed;
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
            Batch batch = data.trainingBatch(spec.batch(), seed, number, part);
            torch.seed(SplitRandom.of(seed, "dropout", number * 65_536 + part).nextLong());
            loss += backward(batch) / spec.accumulation();
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

    private double backward(Batch batch) {
        try (NDManager scope = torch.scope()) {
            NDArray ids = scope.create(batch.inputs(), new Shape(batch.size(), batch.context()));
            NDArray targets = scope.create(batch.targets());
            NDArray weights = scope.create(weights(batch));
            try (GradientCollector recording = torch.gradients()) {
                NDArray hidden = torch.call(scope, "flat", model.trunk().hidden(scope, ids, dropout));
                NDArray loss = model.head().loss(scope, hidden, targets, weights);
                NDArray scaled = spec.accumulation() == 1 ? loss : loss.mul(1f / spec.accumulation());
                recording.backward(scaled);
                return loss.getFloat();
            }
        }
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
