package hammingway.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hammingway.data.PreparedData;
import hammingway.head.Head;
import hammingway.math.SplitRandom;
import hammingway.model.Trunk;
import hammingway.torch.Torch;
import java.util.Arrays;

/**
 * Lets a model go on from the beginning of the validation text, so that a person sees what it has learnt. It draws from Java's
 * numbers and leaves the engine's generator alone: training goes on as if nothing had been written.
 */
public final class Sampler {
    /** Tokens written at most: some lines for a person, well under a training step of any model in work. */
    private static final int TOKENS = 48;

    /** Tokens of the validation text that it goes on from, at most. */
    private static final int PROMPT = 16;

    /** Only the most probable tokens are drawn from (top-k sampling, Fan et al. 2018, with a k that suits small models). */
    private static final int BEST = 20;

    private final Torch torch;
    private final Trunk trunk;
    private final Head head;
    private final PreparedData data;

    public Sampler(Torch torch, Trunk trunk, Head head, PreparedData data) {
        this.torch = torch;
        this.trunk = trunk;
        this.head = head;
        this.data = data;
    }

    /** What was given and what was written. */
    public record Sample(String prompt, String text) {}

    /**
     * Writes some tokens, a forward pass each. The same model, data and seed give the same text.
     *
     * @param seed of the draws
     */
    public Sample write(long seed) {
        SplitRandom random = SplitRandom.of(seed, "sample", 0);
        int prompt = Math.min(PROMPT, Math.max(1, data.context() / 2));
        int all = Math.min(data.context(), prompt + TOKENS);
        long[] ids = Arrays.copyOf(data.validationBatch(0, 1).inputs(), all);
        for (int at = prompt; at < all; at++) {
            ids[at] = draw(next(ids, at), random);
        }
        int[] tokens = Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
        return new Sample(
                data.vocabulary().text(Arrays.copyOf(tokens, prompt)),
                data.vocabulary().text(Arrays.copyOfRange(tokens, prompt, all)));
    }

    /** Log-probabilities of the token after the first {@code length}. */
    private float[] next(long[] ids, int length) {
        try (NDManager scope = torch.scope()) {
            NDArray input = scope.create(Arrays.copyOf(ids, length), new Shape(1, length));
            NDArray hidden = torch.call(scope, "flat", trunk.hidden(scope, input, false));
            NDArray last = torch.call(scope, "rows", hidden, length - 1, length);
            return head.logProbabilities(scope, head.logits(scope, last), 1).toFloatArray();
        }
    }

    private static int draw(float[] logProbabilities, SplitRandom random) {
        int[] best = best(logProbabilities);
        double sum = 0;
        for (int i : best) {
            sum += Math.exp(logProbabilities[i]);
        }
        double left = random.nextDouble() * sum;
        for (int i : best) {
            left -= Math.exp(logProbabilities[i]);
            if (left < 0) {
                return i;
            }
        }
        return best[0];
    }

    /** The most probable tokens, best first; the lower id of equals. */
    private static int[] best(float[] logProbabilities) {
        int[] best = new int[Math.min(BEST, logProbabilities.length)];
        int found = 0;
        for (int i = 0; i < logProbabilities.length; i++) {
            if (found == best.length && logProbabilities[i] <= logProbabilities[best[found - 1]]) {
                continue;
            }
            int at = found < best.length ? found++ : found - 1;
            for (; at > 0 && logProbabilities[best[at - 1]] < logProbabilities[i]; at--) {
                best[at] = best[at - 1];
            }
            best[at] = i;
        }
        return best;
    }
}
