package hammingway.run.estimate;

import hammingway.model.Adapters;
import hammingway.model.Trunk;
import hammingway.model.Tuning;
import hammingway.model.Weight;
import hammingway.model.Weights;
import hammingway.run.RunSpec;
import hammingway.torch.ParameterSet.Use;
import hammingway.torch.Precision;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tensors of a run's model, counted one by one as {@link hammingway.torch.ParameterSet} keeps them: what is trained has a float32
 * master, a gradient and two moments, and matrices in bfloat16 a copy of weight and gradient in that type; what is frozen is there once.
 */
final class ModelBytes {
    private static final long MASTER = 16;

    private ModelBytes() {}

    /** Of all tensors. */
    static long of(RunSpec spec, RunSize size) {
        Tuning tuning = spec.training().tuning();
        boolean narrow = spec.training().precision() == Precision.BFLOAT16;
        Weights weights = Trunk.weights(spec.backbone(), size.vocabulary());
        long bytes = MASTER * size.head().trainable();
        for (Weight w : weights.all()) {
            long items = w.items();
            boolean small = narrow && w.use().narrow();
            if (!w.use().trainable()) {
                bytes += items * (small ? 6 : 4);
            } else if (tuning.trains(w.name(), spec.backbone().layers())) {
                bytes += items * (small ? MASTER + 4 : MASTER);
            } else {
                bytes += items * (small || (narrow && w.use() == Use.EXACT_MATRIX) ? 2 : 4);
            }
        }
        long adapters = Adapters.parameters(spec.backbone(), tuning);
        return bytes + adapters * (narrow ? MASTER + 4 : MASTER);
    }

    /** Blocks through which gradients go: those from the lowest that is trained on. */
    static int blocksBack(RunSpec spec) {
        int blocks = spec.backbone().layers();
        Weights weights = Trunk.weights(spec.backbone(), 1);
        Tuning tuning = spec.training().tuning();
        List<Adapters.Layer> targets = Adapters.targets(weights, tuning);
        return blocks
                - Math.max(
                        0,
                        Stream.concat(
                                        weights.all().stream()
                                                .filter(w -> w.use().trainable() && tuning.trains(w.name(), blocks))
                                                .map(Weight::name),
                                        targets.stream().map(Adapters.Layer::a))
                                .mapToInt(n -> Tuning.place(n, blocks))
                                .min()
                                .orElse(blocks));
    }

    /** Numbers a position that the linear layers of a block would keep if they were trained, and do not since they are frozen. */
    static long inputsOfFrozen(RunSpec spec) {
        if (!(spec.training().tuning() instanceof Tuning.Lora lora)) {
            return 0;
        }
        Weights weights = Trunk.weights(spec.backbone(), 1);
        List<String> adapted = Adapters.targets(weights, lora).stream()
                .map(Adapters.Layer::weight)
                .toList();
        return Adapters.layers(weights).stream()
                .filter(l -> Tuning.place(l.weight(), spec.backbone().layers()) == 0 && !adapted.contains(l.weight()))
                .filter(l -> l.first() == 0) // layers that are one matrix here share their input
                .mapToLong(Adapters.Layer::inputs)
                .sum();
    }
}
