package hammingway.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hammingway.eval.GenerationClock.Part;
import hammingway.head.Head;
import hammingway.torch.Torch;
import java.util.Optional;

/** Chooses the tokens that texts go on with, and knows what to tell of them. */
final class Chooser {
    private final Torch torch;
    private final Head head;
    private final double factor;
    private final GenerationSpec.Choice choice;
    private final Optional<NextToken> greedy;
    private final GenerationClock clock;

    /**
     * A way of choosing.
     *
     * @param factor t of probabilities
     * @param greedy there where the choice is greedy
     */
    Chooser(
            Torch torch,
            Head head,
            double factor,
            GenerationSpec.Choice choice,
            Optional<NextToken> greedy,
            GenerationClock clock) {
        this.torch = torch;
        this.head = head;
        this.factor = factor;
        this.choice = choice;
        this.greedy = greedy;
        this.clock = clock;
    }

    /**
     * Chosen tokens.
     *
     * @param logits        (B, n)
     * @param distributions log-probabilities (B, V), where the choice needed them
     */
    record Chosen(int[] tokens, NDArray logits, Optional<float[]> distributions) {}

    /**
     * A token for each text; texts that ended get one that means nothing.
     *
     * @param hidden (B, d)
     */
    Chosen choose(NDManager scope, NDArray hidden, Answering[] texts) {
        NDArray logits = head.logits(scope, hidden);
        clock.lap(Part.HEAD, logits);
        Chosen chosen = switch (choice) {
            case GenerationSpec.Greedy g ->
                new Chosen(greedy.orElseThrow().best(scope, logits), logits, Optional.empty());
            case GenerationSpec.Drawn d -> drawn(scope, logits, d, texts);
        };
        clock.chosen(texts.length);
        clock.lap(Part.DECODE);
        return chosen;
    }

    private Chosen drawn(NDManager scope, NDArray logits, GenerationSpec.Drawn how, Answering[] texts) {
        float[] values = head.logProbabilities(scope, logits, factor).toFloatArray();
        int[] tokens = new int[texts.length];
        for (int i = 0; i < tokens.length; i++) {
            if (texts[i].open()) {
                tokens[i] = distribution(values, i, tokens.length).draw(how, texts[i].random());
            }
        }
        return new Chosen(tokens, logits, Optional.of(values));
    }

    private static Distribution distribution(float[] values, int row, int rows) {
        int size = values.length / rows;
        return new Distribution(values, row * size, size);
    }

    /** What the model thought of the token of a text. */
    TokenDetails.Thought thought(NDManager scope, Chosen chosen, int row) {
        int rows = chosen.tokens().length;
        NDArray logits = torch.call(scope, "rows", chosen.logits(), row, row + 1);
        Distribution distribution = chosen.distributions()
                .map(d -> distribution(d, row, rows))
                .orElseGet(() -> distribution(
                        head.logProbabilities(scope, logits, factor).toFloatArray(), 0, 1));
        return new TokenDetails.Thought(distribution, rank(scope, logits, chosen.tokens()[row]), logits.toFloatArray());
    }

    /** The greedy choice has rank 0 by its definition. */
    private int rank(NDManager scope, NDArray logits, int token) {
        if (greedy.isPresent()) {
            return 0;
        }
        NDArray scores = head.scores(scope, logits, head.spec().decoder());
        return (int) torch.call(scope, "ranks", scores, scope.create(new long[] {token}))
                .toLongArray()[0];
    }
}
