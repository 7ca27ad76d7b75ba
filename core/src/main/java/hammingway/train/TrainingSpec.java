package hammingway.train;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.model.Tuning;
import hammingway.torch.Precision;
import java.util.ArrayList;
import java.util.List;

/** How a model is trained. A step is one change of the weights, from {@code batch x accumulation} windows. */
public record TrainingSpec(
        @Doc(value = "Number of optimiser steps", unit = "steps", min = 1, max = 100_000_000)
        int steps,

        @Doc(value = "Windows of text in one forward pass", unit = "windows", min = 1, max = 65_536)
        int batch,

        @Doc(
                value = "Forward passes whose gradients are added before one optimiser step",
                min = 1,
                max = 65_536,
                byDefault = "1")
        int accumulation,

        @Doc(value = "Which weights are trained", byDefault = "{\"type\":\"full\"}")
        Tuning tuning,

        @Doc(
                value =
                        "Keep only what enters each block and compute the rest a second time on the way back (gradient checkpointing): less memory, a third more time",
                byDefault = "false")
        boolean recompute,

        @Doc(
                value =
                        "Compute what the checkpoint's own backbone gives for each window once, and keep it on disk; windows then lie side by side. The decision layer alone trains without the backbone, and a distilled one knows what the original says",
                byDefault = "false")
        boolean keepHiddenStates,

        @Doc("The optimiser: Adam with decoupled weight decay; decay 0 is plain Adam")
        OptimiserSpec optimiser,

        @Doc("How the learning rate moves over the steps") ScheduleSpec schedule,

        @Doc(
                value = "Gradients are scaled down to this global norm; 0 switches clipping off",
                min = 0,
                max = 1e6,
                byDefault = "1.0")
        double clipNorm,

        @Doc(value = "Arithmetic of the trunk: float32, or bfloat16 with float32 master weights", byDefault = "float32")
        Precision precision,

        @Doc(
                value = "Evaluate on some validation windows every so many steps; 0: only at the end",
                unit = "steps",
                min = 0,
                max = 1e9)
        int evaluateEvery,

        @Doc(value = "Write a checkpoint every so many steps; 0: only at the end", unit = "steps", min = 0, max = 1e9)
        int checkpointEvery,

        @Doc(value = "Checkpoints kept; older ones are deleted", min = 1, max = 1000, byDefault = "2")
        int keepCheckpoints,

        @Doc(
                value = "Positions whose target is the folded id (rare tokens and padding) are left out of the loss",
                byDefault = "false")
        boolean maskFolded,

        @Doc(
                value = "Repeat a flaw of the published scripts: dropout stays off after the first validation",
                byDefault = "false")
        boolean dropoutEndsAtFirstValidation)
        implements Checked {

    /** Adam's constants; decoupled weight decay (AdamW, Loshchilov and Hutter 2019). */
    public record OptimiserSpec(
            @Doc(value = "Decay of the mean of gradients", min = 0, max = 0.9999999, byDefault = "0.9")
            double beta1,

            @Doc(value = "Decay of the mean of squared gradients", min = 0, max = 0.9999999, byDefault = "0.95")
            double beta2,

            @Doc(value = "Added to the root of the second moment", min = 0, max = 1, byDefault = "1e-8")
            double epsilon,

            @Doc(value = "Weight decay per step and learning rate", min = 0, max = 10, byDefault = "0.1")
            double weightDecay,

            @Doc(value = "Decay biases, norms and embeddings too, not only matrices", byDefault = "false")
            boolean decayAll) {}

    /** The learning rate over the steps. */
    public record ScheduleSpec(
            @Doc("cosine: warm-up, then half a cosine down to the final share; constant: warm-up, then the peak")
            Shape shape,

            @Doc(value = "Highest learning rate", min = 0, max = 10)
            double peak,

            @Doc(value = "Steps of linear warm-up from 0", unit = "steps", min = 0, max = 1e9, byDefault = "0")
            int warmup,

            @Doc(value = "Last learning rate as a share of the peak (cosine)", min = 0, max = 1, byDefault = "0.05")
            double finalShare) {
        /** The form of the curve after warm-up. */
        public enum Shape {
            COSINE,
            CONSTANT
        }

        /**
         * The learning rate of a step.
         *
         * @param step  1 to {@code steps}
         * @param steps the run's length
         */
        public double rate(long step, long steps) {
            if (step <= warmup) {
                return peak * step / warmup;
            }
            if (shape == Shape.CONSTANT || steps <= warmup) {
                return peak;
            }
            double progress = Math.min(1, (double) (step - warmup) / (steps - warmup));
            return peak * (finalShare + (1 - finalShare) * 0.5 * (1 + Math.cos(Math.PI * progress)));
        }
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (schedule.warmup() > steps) {
            problems.add(new Problem(
                    "schedule.warmup",
                    Integer.toString(schedule.warmup()),
                    "at most the number of steps, " + steps,
                    "Shorten the warm-up or train longer"));
        }
        return problems;
    }

    /** The same with another number of steps, warm-up shortened in proportion. */
    public TrainingSpec withSteps(int newSteps) {
        int warmup = (int) Math.min(newSteps, Math.round((double) schedule.warmup() * newSteps / steps));
        return new TrainingSpec(
                newSteps,
                batch,
                accumulation,
                tuning,
                recompute,
                keepHiddenStates,
                optimiser,
                new ScheduleSpec(schedule.shape(), schedule.peak(), warmup, schedule.finalShare()),
                clipNorm,
                precision,
                evaluateEvery,
                checkpointEvery,
                keepCheckpoints,
                maskFolded,
                dropoutEndsAtFirstValidation);
    }
}
