package hammingway.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import hammingway.model.Trunk;
import hammingway.model.Tuning;
import hammingway.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A backward pass that keeps what enters each block, and computes the rest of the block again when its turn comes (Chen et al. 2016):
 * memory for one block instead of all.
 */
final class Recomputation {
    private final Torch torch;
    private final Trainer.Model model;
    private final int lowest;

    Recomputation(Torch torch, Trainer.Model model) {
        this.torch = torch;
        this.model = model;
        this.lowest = model.parameters().names().stream()
                .filter(model.parameters()::trainable)
                .mapToInt(n -> Tuning.place(n, model.trunk().blocks()))
                .min()
                .orElse(model.trunk().blocks());
    }

    /**
     * Adds to the gradients of all trained tensors.
     *
     * @param seed   of this pass: each block draws its dropout from a seed of its own, the same both times
     * @param loss   from the hidden states (B, T, d)
     * @param factor of the loss
     * @return the loss, not multiplied
     */
    double backward(NDManager scope, Trunk.Pass pass, long seed, UnaryOperator<NDArray> loss, float factor) {
        int blocks = model.trunk().blocks();
        List<NDArray> entered = new ArrayList<>();
        torch.seed(seed);
        entered.add(pass.enter(scope));
        for (int i = 0; i < blocks; i++) {
            torch.seed(seed + i + 1);
            entered.add(pass.block(scope, i, entered.get(i)));
        }
        NDArray last = entered.get(blocks);
        double value;
        last.setRequiresGradient(true);
        try (NDManager one = torch.scope();
                GradientCollector recording = torch.gradients()) {
            NDArray found = loss.apply(pass.leave(one, last));
            recording.backward(found.mul(factor));
            value = found.getFloat();
        }
        for (int i = blocks - 1; i >= Math.max(0, lowest); i--) {
            throughBlock(pass, i, entered, seed);
        }
        if (lowest < 0) {
            throughTables(pass, entered.getFirst(), seed);
        }
        return value;
    }

    private void throughBlock(Trunk.Pass pass, int i, List<NDArray> entered, long seed) {
        NDArray x = entered.get(i);
        x.setRequiresGradient(true);
        try (NDManager one = torch.scope();
                GradientCollector recording = torch.gradients()) {
            torch.seed(seed + i + 1);
            recording.backward(dot(one, pass.block(one, i, x), entered.get(i + 1)));
        }
        entered.get(i + 1).close();
    }

    private void throughTables(Trunk.Pass pass, NDArray first, long seed) {
        try (NDManager one = torch.scope();
                GradientCollector recording = torch.gradients()) {
            torch.seed(seed);
            recording.backward(dot(one, pass.enter(one), first));
        }
    }

    private NDArray dot(NDManager scope, NDArray again, NDArray before) {
        NDArray gradient = before.getGradient();
        gradient.attach(scope);
        return torch.call(scope, "dot", again, gradient);
    }
}
