package hammingway.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.head.Head;
import hammingway.math.SplitRandom;
import hammingway.model.Trunk;
import hammingway.torch.Torch;
import hammingway.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets a model go on from some tokens, a forward pass over at most the context for each. It draws from Java's numbers and leaves the
 * engine's generator alone: training goes on as if nothing had been written. Used by one thread, the engine's.
 */
public final class Generator {
    private static final int CANDIDATES = 5;

    private final Torch torch;
    private final Trunk trunk;
    private final Head head;
    private final Vocabulary vocabulary;
    private final int context;
    private final double factor;

    /**
     * A generator.
     *
     * @param context tokens that the model is shown at most, T
     * @param factor  t of {@link Head}: that of {@code likelihood.factor} in {@code metrics.json} for heads trained bit by bit, whose
     *     probabilities are those of the evaluation then; 1 for all others
     */
    public Generator(Torch torch, Trunk trunk, Head head, Vocabulary vocabulary, int context, double factor) {
        this.torch = torch;
        this.trunk = trunk;
        this.head = head;
        this.vocabulary = vocabulary;
        this.context = context;
        this.factor = factor;
    }

    /**
     * Writes tokens. The same model, prompt and specification give the same ones.
     *
     * @param prompt ids of the vocabulary, at least one; only the last that fit into the context are shown to the model
     * @param each   gets each token as it is written
     */
    public void write(int[] prompt, GenerationSpec spec, Consumer<GeneratedToken> each, Progress progress) {
        SplitRandom random = SplitRandom.of(spec.seed(), "sample", 0);
        Spelling spelling = new Spelling(vocabulary);
        int shown = Math.min(context, prompt.length);
        int[] window = Arrays.copyOfRange(prompt, prompt.length - shown, prompt.length);
        for (int i = 0; i < spec.tokens(); i++) {
            progress.check();
            GeneratedToken written = next(i, window, spec.choice(), random, spelling);
            each.accept(written);
            window = Arrays.copyOfRange(window, window.length < context ? 0 : 1, window.length + 1);
            window[window.length - 1] = written.token();
        }
    }

    private GeneratedToken next(
            int index, int[] window, GenerationSpec.Choice choice, SplitRandom random, Spelling spelling) {
        try (NDManager scope = torch.scope()) {
            long[] ids = Arrays.stream(window).asLongStream().toArray();
            NDArray input = scope.create(ids, new Shape(1, ids.length));
            NDArray hidden = torch.call(scope, "flat", trunk.hidden(scope, input, false));
            NDArray logits = head.logits(scope, torch.call(scope, "rows", hidden, window.length - 1, window.length));
            NDArray scores = head.scores(scope, logits, head.spec().decoder());
            Distribution distribution = new Distribution(
                    head.logProbabilities(scope, logits, factor).toFloatArray());
            int token = switch (choice) {
                case GenerationSpec.Greedy g ->
                    (int) torch.call(scope, "best", scores).toLongArray()[0];
                case GenerationSpec.Drawn d -> distribution.draw(d, random);
            };
            long rank = torch.call(scope, "ranks", scores, scope.create(new long[] {token}))
                    .toLongArray()[0];
            return new GeneratedToken(
                    index,
                    token,
                    vocabulary.display(token),
                    spelling.add(token),
                    distribution.of(token),
                    (int) rank,
                    candidates(distribution),
                    head.codebook().map(c -> bits(c, token, logits.toFloatArray())));
        }
    }

    private List<GeneratedToken.Candidate> candidates(Distribution distribution) {
        List<GeneratedToken.Candidate> all = new ArrayList<>();
        for (int token : distribution.best(CANDIDATES)) {
            all.add(new GeneratedToken.Candidate(token, vocabulary.display(token), Math.exp(distribution.of(token))));
        }
        return all;
    }

    private static GeneratedToken.Bits bits(Codebook codebook, int token, float[] logits) {
        List<Double> ones = new ArrayList<>(logits.length);
        int disagreeing = 0;
        for (int b = 0; b < logits.length; b++) {
            ones.add(Math.rint(10_000 / (1 + Math.exp(-logits[b]))) / 10_000);
            disagreeing += logits[b] > 0 == codebook.bits().get(token, b) ? 0 : 1;
        }
        return new GeneratedToken.Bits(ones, codebook.bits().text(token), disagreeing);
    }

    /** Log-probabilities of all tokens, and the tokens by them, best first; the lower id of equals. */
    private static final class Distribution {
        private final float[] values;
        private final int[] order;

        Distribution(float[] values) {
            this.values = values;
            long[] keys = new long[values.length];
            for (int i = 0; i < keys.length; i++) {
                int bits = Float.floatToIntBits(values[i]);
                // the order of the bits of floats is that of the numbers once negative ones are turned round
                keys[i] = (long) ~(bits ^ (bits >> 31 & Integer.MAX_VALUE)) << 32 | i;
            }
            Arrays.sort(keys);
            this.order = Arrays.stream(keys).mapToInt(k -> (int) k).toArray();
        }

        double of(int token) {
            return values[token];
        }

        int[] best(int most) {
            return Arrays.copyOf(order, Math.min(most, order.length));
        }

        int draw(GenerationSpec.Drawn how, SplitRandom random) {
            int[] from = how.topK() == 0 ? order : best(how.topK());
            double top = values[order[0]];
            double sum = 0;
            double[] weights = new double[from.length];
            for (int i = 0; i < from.length; i++) {
                // relative to the best, so that a low temperature underflows to "the best only" and not to "none"
                weights[i] = Math.exp((values[from[i]] - top) / how.temperature());
                sum += weights[i];
            }
            double left = random.nextDouble() * sum;
            for (int i = 0; i < from.length; i++) {
                left -= weights[i];
                if (left < 0) {
                    return from[i];
                }
            }
            return order[0];
        }
    }
}
