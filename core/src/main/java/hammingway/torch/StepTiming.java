package hammingway.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The time of a step like those of training: the feed-forward products of a transformer block of width 256 over 1024 positions,
 * forwards and backwards (2.1 GFLOP forwards, twice that backwards), and the update of its two weight matrices.
 */
public final class StepTiming {
    private static final int POSITIONS = 1024;
    private static final int WIDTH = 256;
    private static final int WARM_UP = 3;
    private static final int LEAST = 5;

    private StepTiming() {}

    /**
     * Measures for about so long.
     *
     * @return the median time of a step in milliseconds
     */
    public static double millis(Torch torch, double seconds) {
        try (NDManager scope = torch.scope()) {
            NDArray x = scope.randomNormal(new Shape(POSITIONS, WIDTH));
            NDArray in = scope.randomNormal(new Shape(WIDTH, 4 * WIDTH)).mul(0.05f);
            NDArray out = scope.randomNormal(new Shape(4 * WIDTH, WIDTH)).mul(0.05f);
            in.setRequiresGradient(true);
            out.setRequiresGradient(true);
            for (int i = 0; i < WARM_UP; i++) {
                step(torch, x, in, out);
            }
            List<Double> times = new ArrayList<>();
            long end = System.nanoTime() + (long) (seconds * 1e9);
            while (times.size() < LEAST || System.nanoTime() < end) {
                long begin = System.nanoTime();
                step(torch, x, in, out);
                times.add((System.nanoTime() - begin) * 1e-6);
            }
            times.sort(null);
            return times.get(times.size() / 2);
        }
    }

    private static void step(Torch torch, NDArray x, NDArray in, NDArray out) {
        try (NDManager scope = torch.scope()) {
            NDArray here = x.duplicate();
            here.attach(scope);
            try (GradientCollector collector = torch.gradients()) {
                NDArray hidden = here.matMul(in);
                NDArray loss = hidden.maximum(0f).matMul(out).square().mean();
                collector.backward(loss);
            }
            for (NDArray weights : List.of(in, out)) {
                NDArray gradient = weights.getGradient();
                gradient.attach(scope);
                if (!Float.isFinite(gradient.sum().getFloat())) {
                    throw new IllegalStateException(
                            String.format(Locale.ROOT, "a gradient that is not finite, shape %s", gradient.getShape()));
                }
                gradient.subi(gradient.duplicate()); // zero again: gradients add up
            }
        }
    }
}
