package hammingway.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hammingway.base.Doc;
import hammingway.base.Progress;
import hammingway.data.Batch;
import hammingway.data.PreparedData;
import hammingway.head.Head;
import hammingway.model.Trunk;
import hammingway.model.checkpoint.Original;
import hammingway.torch.Torch;
import java.util.Arrays;

/** {@code evaluation/agreement.json}: how far a fine-tuned model says what the checkpoint's own model says, on the same positions. */
public record Agreement(
        @Doc("Positions compared: those that count in the first of the validation windows")
        long positions,

        @Doc("Share of positions whose best token is the original's")
        double top1,

        @Doc("Share of the original's best five tokens that are among the best five")
        double top5,

        @Doc(value = "Mean divergence of the distribution from the original's, KL(original || model)", unit = "nats")
        double divergence,

        @Doc(value = "Share of positions whose token is among the model's best five", byDefault = "0")
        double ownTop5,

        @Doc(value = "Share of positions whose token is among the original's best five", byDefault = "0")
        double originalTop5) {
    private static final int FIGURES = 5;

    /** The model's top-5 against the original's on the same positions, 0 to 1 and above; NaN where it was not counted. */
    public double top5OfOriginal() {
        return originalTop5 == 0 ? Double.NaN : ownTop5 / originalTop5;
    }

    /**
     * Compares.
     *
     * @param factor of the head's likelihood, as fitted by the evaluation
     */
    public static Agreement measure(
            Torch torch,
            Trunk trunk,
            Head head,
            PreparedData data,
            Original original,
            double factor,
            Progress progress) {
        double[] sums = new double[FIGURES + 1];
        int windows = original.validation().windows();
        for (int w = 0; w < windows; w++) {
            progress.check();
            progress.update((double) w / windows, "Comparing with the original");
            Batch batch = data.validationBatch(w, 1);
            try (NDManager scope = torch.scope()) {
                int n = batch.inputs().length;
                NDArray ids = scope.create(batch.inputs(), new Shape(1, batch.context()));
                NDArray own = trunk.hidden(scope, ids, false).reshape(n, trunk.width());
                NDArray theirs = torch.call(scope, "flat", original.validation().read(scope, w));
                int rows = Math.max(
                        1, Math.min(n, Evaluator.MAX_SCORES / data.vocabulary().size()));
                for (int from = 0; from < n; from += rows) {
                    int to = Math.min(n, from + rows);
                    float[] weights = Arrays.copyOfRange(batch.weights(), from, to);
                    try (NDManager block = torch.scope()) {
                        NDList found = compared(
                                torch,
                                head,
                                original,
                                new NDList(
                                        torch.call(block, "rows", own, from, to),
                                        torch.call(block, "rows", theirs, from, to),
                                        block.create(Arrays.copyOfRange(batch.targets(), from, to))),
                                factor,
                                block);
                        add(found, weights, sums);
                    }
                }
            }
        }
        double positions = Math.max(1, sums[FIGURES]); // none where the windows hold no answer
        return new Agreement(
                (long) sums[FIGURES],
                sums[0] / positions,
                sums[1] / positions,
                sums[2] / positions,
                sums[3] / positions,
                sums[4] / positions);
    }

    private static NDList compared(
            Torch torch, Head head, Original original, NDList states, double factor, NDManager scope) {
        NDArray logits = head.logits(scope, states.get(0));
        return torch.callAll(
                scope,
                "agreement",
                head.scores(scope, logits, head.spec().decoder()),
                head.logProbabilities(scope, logits, factor),
                original.scores(scope, states.get(1)),
                states.get(2));
    }

    private static void add(NDList found, float[] weights, double[] sums) {
        for (int i = 0; i < FIGURES; i++) {
            float[] each = found.get(i).toFloatArray();
            for (int p = 0; p < weights.length; p++) {
                sums[i] += weights[p] * each[p];
            }
        }
        for (float w : weights) {
            sums[FIGURES] += w;
        }
    }
}
