package hammingway.run;

import hammingway.head.HeadCost;
import hammingway.model.Adapters;
import hammingway.model.Trunk;
import hammingway.model.Tuning;
import hammingway.model.Weight;

/** How many values a run trains: the one place where they are counted for all ways of tuning. */
public final class TrainedParameters {
    private TrainedParameters() {}

    /**
     * Counts them.
     *
     * @param vocabulary V
     * @param bits       n; 0 without a code
     */
    public static long of(RunSpec spec, int vocabulary, int bits) {
        Tuning tuning = spec.training().tuning();
        int blocks = spec.backbone().layers();
        long trunk = Trunk.weights(spec.backbone(), vocabulary).all().stream()
                .filter(w -> w.use().trainable() && tuning.trains(w.name(), blocks))
                .mapToLong(Weight::items)
                .sum();
        return trunk
                + Adapters.parameters(spec.backbone(), tuning)
                + HeadCost.of(spec.head().layer(), spec.backbone().width(), vocabulary, bits)
                        .trainable();
    }
}
