package hammingway.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import hammingway.base.Doc;
import hammingway.code.decode.Decoder;
import hammingway.math.SplitRandom;
import hammingway.torch.AdamW;
import hammingway.torch.Torch;
import hammingway.train.Trainer;
import hammingway.train.TrainingSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures how long the steps of a model take, on tokens drawn at random: real forward and backward passes, a real optimiser step
 * and the work of an evaluation. A large batch is measured by a part of it, so that the whole takes about the time it is given.
 */
public final class ModelTimer {
    /** The first passes unpack code and memory; they would mislead. */
    private static final int WARM_UP = 2;

    private static final int MOST_PASSES = 400;

    private final Torch torch;
    private final Trainer.Model model;
    private final int context;
    private final int vocabulary;
    private final SplitRandom random = SplitRandom.of(1, "calibration", 0);

    /**
     * What was measured; times are seconds.
     *
     * @param windows  in one measured pass
     * @param fast     of a window forward and backward, in the fastest pass
     * @param typical  the median
     * @param slow     the slowest
     * @param update   one step of the optimiser
     * @param evaluate a window of an evaluation
     */
    public record Timing(
            @Doc(value = "Windows in one measured pass", unit = "windows", min = 1)
            int windows,

            @Doc(value = "Seconds for a window, fastest pass", min = 0)
            double fast,

            @Doc(value = "Seconds for a window, median pass", min = 0)
            double typical,

            @Doc(value = "Seconds for a window, slowest pass", min = 0)
            double slow,

            @Doc(value = "Seconds of an optimiser step", min = 0)
            double update,

            @Doc(value = "Seconds for a window of an evaluation", min = 0)
            double evaluate) {}

    public ModelTimer(Torch torch, Trainer.Model model, int context, int vocabulary) {
        this.torch = torch;
        this.model = model;
        this.context = context;
        this.vocabulary = vocabulary;
    }

    /** @param seconds about how long to measure; one pass of one window at the least */
    public Timing measure(TrainingSpec training, double seconds) {
        TrainingSpec.OptimiserSpec o = training.optimiser();
        AdamW.Settings settings = new AdamW.Settings(o.beta1(), o.beta2(), o.epsilon(), o.weightDecay(), o.decayAll());
        try (AdamW optimiser = new AdamW(torch, model.parameters(), settings)) {
            double one = backward(1);
            int windows = Math.clamp((long) (seconds / 8 / Math.max(one, 1e-6)), 1, training.batch());
            for (int i = 0; i < WARM_UP && one < seconds; i++) {
                backward(windows);
            }
            List<Double> passes = new ArrayList<>();
            List<Double> updates = new ArrayList<>();
            long end = System.nanoTime() + (long) (seconds * 1e9);
            do {
                passes.add(backward(windows) / windows);
                long begin = System.nanoTime();
                optimiser.step(0, training.clipNorm()); // a rate of 0 leaves the weights, and takes the same time
                updates.add((System.nanoTime() - begin) * 1e-9);
            } while (System.nanoTime() < end && passes.size() < MOST_PASSES);
            evaluate(windows);
            double evaluation = evaluate(windows) / windows;
            return new Timing(
                    windows,
                    Collections.min(passes),
                    median(passes),
                    Collections.max(passes),
                    median(updates),
                    evaluation);
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private long[] tokens(int n) {
        long[] ids = new long[n];
        for (int i = 0; i < n; i++) {
            ids[i] = random.nextInt(vocabulary);
        }
        return ids;
    }

    private double backward(int windows) {
        long begin = System.nanoTime();
        int n = windows * context;
        try (NDManager scope = torch.scope()) {
            NDArray ids = scope.create(tokens(n), new Shape(windows, context));
            try (GradientCollector recording = torch.gradients()) {
                NDArray hidden = torch.call(scope, "flat", model.trunk().hidden(scope, ids, true));
                NDArray loss = model.head().loss(scope, hidden, scope.create(tokens(n)), scope.ones(new Shape(n)));
                recording.backward(loss);
                loss.getFloat();
            }
        }
        return (System.nanoTime() - begin) * 1e-9;
    }

    /** What {@link Evaluator} does to a batch. */
    private double evaluate(int windows) {
        long begin = System.nanoTime();
        int n = windows * context;
        try (NDManager scope = torch.scope()) {
            NDArray ids = scope.create(tokens(n), new Shape(windows, context));
            NDArray hidden = model.trunk()
                    .hidden(scope, ids, false)
                    .reshape(n, model.trunk().width());
            NDArray targets = scope.create(tokens(n));
            model.head().loss(scope, hidden, targets, scope.ones(new Shape(n))).getFloat();
            int rows = Math.max(1, Math.min(n, Evaluator.MAX_SCORES / vocabulary));
            for (int from = 0; from < n; from += rows) {
                try (NDManager block = torch.scope()) {
                    int to = Math.min(n, from + rows);
                    block(
                            block,
                            torch.call(block, "rows", hidden, from, to),
                            torch.call(block, "rows", targets, from, to));
                }
            }
        }
        return (System.nanoTime() - begin) * 1e-9;
    }

    private void block(NDManager scope, NDArray hidden, NDArray targets) {
        NDArray logits = model.head().logits(scope, hidden);
        for (Decoder decoder : decoders()) {
            NDArray scores = model.head().scores(scope, logits, decoder);
            torch.call(scope, "ranks", scores, targets).toLongArray();
        }
        double[] factors = new double[model.head().needsTemperature() ? Positions.FACTORS : 1];
        java.util.Arrays.fill(factors, 1);
        model.head().likelihoods(scope, logits, targets, factors);
        if (model.head().hasCodebook()) {
            NDList best = torch.callAll(scope, "best_and_ties", model.head().hammingAgreement(scope, logits));
            best.get(0).toFloatArray();
        }
    }

    private List<Decoder> decoders() {
        return model.head().isSoftmax()
                ? List.of(model.head().spec().decoder())
                : List.of(new Decoder.LogLikelihood(), new Decoder.L1(), new Decoder.Hamming());
    }
}
