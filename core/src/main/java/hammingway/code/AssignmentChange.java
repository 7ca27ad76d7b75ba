package hammingway.code;

import hammingway.base.Progress;
import hammingway.code.learn.WeightedPairs;
import hammingway.math.BitMatrix;
import java.util.Optional;

/** Figures of two assignments of the same tokens, for the same pairs. */
public record AssignmentChange(AssignmentReport before, AssignmentReport after) {
    /** As many similar tokens as the search over similar pairs looks at when nothing else is said. */
    private static final int NEIGHBOURS = 20;

    /**
     * Compares codewords as two assignments give them to tokens.
     *
     * @param before row i being the codeword of token i; {@code after} the same
     * @param pairs  whose distances are told; without any, the figures of pairs are 0
     */
    public static AssignmentChange of(
            BitMatrix before, BitMatrix after, Optional<PairSource> pairs, CodeContext context, Progress progress) {
        WeightedPairs weighted = pairs.map(p -> p.pairs(context, progress))
                .orElseGet(() -> WeightedPairs.of(context.size(), new int[0], new int[0], new double[0]));
        double[] frequency = Orders.frequencies(context);
        int[] rows = Orders.counting(context.size());
        return new AssignmentChange(
                AssignmentReport.of(before, rows, weighted, costs(pairs, before), frequency),
                AssignmentReport.of(after, rows, weighted, costs(pairs, after), frequency));
    }

    private static double[] costs(Optional<PairSource> pairs, BitMatrix words) {
        return pairs.map(p -> p.costs(words.columns())).orElseGet(() -> new double[words.columns() + 1]);
    }

    /** The pairs by which an assignment is judged: its own, or similar tokens of its vectors. */
    public static Optional<PairSource> pairs(Assignment assignment) {
        return switch (assignment) {
            case SearchedAssignment.LocalSearch l -> Optional.of(l.pairs());
            case SearchedAssignment.ColumnBalance c -> pairs(c.start());
            case EmbeddingAssignment e -> Optional.of(new PairSource.SimilarPairs(e.source(), NEIGHBOURS));
            case RankAssignment r -> Optional.empty();
            case Assignment.Identity i -> Optional.empty();
            case Assignment.RandomPermutation r -> Optional.empty();
        };
    }

    /** For people, see {@link AssignmentReport#comparedWith}. */
    public String text() {
        return before.comparedWith(after);
    }
}
