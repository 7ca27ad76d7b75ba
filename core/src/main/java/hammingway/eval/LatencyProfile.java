package hammingway.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hammingway.code.decode.DecodeProfile;
import hammingway.code.decode.TokenDecoder;
import hammingway.data.Batch;
import hammingway.data.PreparedData;
import hammingway.head.Head;
import hammingway.math.Statistics;
import hammingway.model.Trunk;
import hammingway.torch.Torch;
import java.util.Optional;

/**
 * Time per token of trunk, head (hidden state to logits) and decoding (logits to the best token), by the engine's product and by the exact
 * decoder of the codebook; medians after a warm-up.
 */
final class LatencyProfile {
    private static final int WARM_UP = 3;
    private static final int REPEATS = 11;
    private static final double MICROS = 1e-3;

    private final Torch torch;
    private final Trunk trunk;
    private final Head head;
    private final PreparedData data;

    LatencyProfile(Torch torch, Trunk trunk, Head head, PreparedData data) {
        this.torch = torch;
        this.trunk = trunk;
        this.head = head;
        this.data = data;
    }

    EvaluationResult.Latency measure(int batch) {
        int size = Math.min(batch, data.validationWindows());
        return new EvaluationResult.Latency(split(1), split(size), size, exactDecoder());
    }

    /** On the logits of one window; nothing where a training step diverged and logits are no numbers. */
    private Optional<EvaluationResult.ExactDecoder> exactDecoder() {
        if (head.codebook().isEmpty()) {
            return Optional.empty();
        }
        Batch batch = data.validationBatch(0, 1);
        float[] logits;
        try (NDManager scope = torch.scope()) {
            NDArray ids = scope.create(batch.inputs(), new Shape(1, batch.context()));
            NDArray hidden = trunk.hidden(scope, ids, false).reshape(batch.inputs().length, trunk.width());
            logits = head.logits(scope, hidden).toFloatArray();
        }
        for (float z : logits) {
            if (!Float.isFinite(z)) {
                return Optional.empty();
            }
        }
        TokenDecoder decoder = TokenDecoder.of(head.codebook().get(), head.scoring());
        DecodeProfile profile = DecodeProfile.measure(decoder, logits, 1);
        return Optional.of(new EvaluationResult.ExactDecoder(
                profile.plan().algorithm().label(),
                profile.microseconds(),
                profile.plan().operations()));
    }

    private EvaluationResult.Latency.Split split(int size) {
        Batch batch = data.validationBatch(0, size);
        int n = batch.inputs().length;
        double[] trunkTimes = new double[REPEATS];
        double[] headTimes = new double[REPEATS];
        double[] decodeTimes = new double[REPEATS];
        for (int r = -WARM_UP; r < REPEATS; r++) {
            try (NDManager scope = torch.scope()) {
                NDArray ids = scope.create(batch.inputs(), new Shape(size, batch.context()));
                long t0 = System.nanoTime();
                NDArray hidden = trunk.hidden(scope, ids, false).reshape(n, trunk.width());
                long t1 = System.nanoTime();
                NDArray logits = head.logits(scope, hidden);
                long t2 = System.nanoTime();
                torch.call(scope, "best", head.scores(scope, logits, head.spec().decoder()));
                long t3 = System.nanoTime();
                if (r >= 0) {
                    trunkTimes[r] = (t1 - t0) * MICROS / n;
                    headTimes[r] = (t2 - t1) * MICROS / n;
                    decodeTimes[r] = (t3 - t2) * MICROS / n;
                }
            }
        }
        return new EvaluationResult.Latency.Split(
                Statistics.quantile(0.5, trunkTimes),
                Statistics.quantile(0.5, headTimes),
                Statistics.quantile(0.5, decodeTimes));
    }
}
