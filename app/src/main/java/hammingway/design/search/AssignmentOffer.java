package hammingway.design.search;

import hammingway.base.Doc;
import hammingway.base.SpecCodec;
import hammingway.code.Assignment;
import hammingway.code.EmbeddingAssignment;
import hammingway.code.EmbeddingSource;
import hammingway.code.PairSource;
import hammingway.code.RankAssignment;
import hammingway.code.SearchedAssignment;
import hammingway.form.RecipeForm;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An assignment to choose.
 *
 * @param id          for the view, such as {@code local-search-similar-pairs}
 * @param name        for people
 * @param explanation one sentence
 * @param assignment  with the sources that are chosen
 * @param reason      why it cannot be made here, and what to do; empty where it can
 */
record AssignmentOffer(String id, String name, String explanation, Assignment assignment, Optional<String> reason) {
    private static final int NEIGHBOURS = 20;
    /** Of a run without bits of its own, such as softmax. */
    private static final double BIT_ERROR = 0.2;

    private static final long SWAPS = 2_000_000;
    private static final long BALANCE_SWAPS = 200_000;

    private static final String NO_VOCABULARY =
            "Needs the texts and counts of a vocabulary: choose one of the project on the left.";
    private static final String NO_RUN = "Needs a finished run with this vocabulary that was evaluated with traces"
            + " (evaluation/confusions.csv): do one in Runs.";

    /**
     * All kinds.
     *
     * @param now    the recipe's assignment: searches begin with it, unless it was searched for itself
     * @param source of vectors
     * @param run    whose confusions are taken, and whose bit errors they are judged by
     */
    static List<AssignmentOffer> all(
            Assignment now, EmbeddingSource source, Optional<SourceChoices.Run> run, SourceChoices choices) {
        Assignment start = now instanceof SearchedAssignment s ? s.start() : now;
        double bitError = run.map(r -> r.bitError().orElse(BIT_ERROR)).orElse(BIT_ERROR);
        String id = run.map(SourceChoices.Run::id).orElse("");
        PairSource confused = PairSource.ConfusedPairs.measured(id, bitError);
        PairSource together = new PairSource.ConfusedTogether(id);
        return Stream.of(
                        new Assignment.Identity(),
                        new Assignment.RandomPermutation(),
                        new RankAssignment.FrequencyRank(),
                        new RankAssignment.GrayRank(),
                        new RankAssignment.Lexicographic(),
                        new EmbeddingAssignment.BalancedClusters(source),
                        new EmbeddingAssignment.SpectralGray(source),
                        new SearchedAssignment.LocalSearch(
                                new PairSource.SimilarPairs(source, NEIGHBOURS), start, SWAPS),
                        new SearchedAssignment.LocalSearch(confused, start, SWAPS),
                        new SearchedAssignment.LocalSearch(together, start, SWAPS),
                        new SearchedAssignment.ColumnBalance(start, BALANCE_SWAPS))
                .map(a -> of(a, choices))
                .toList();
    }

    private static AssignmentOffer of(Assignment a, SourceChoices choices) {
        String kind = kind(a);
        String doc = doc(a);
        if (a instanceof SearchedAssignment.LocalSearch search) {
            String pairs = kind(search.pairs());
            return new AssignmentOffer(
                    kind + "-" + pairs,
                    "Local search, " + RecipeForm.sentence(pairs).toLowerCase(java.util.Locale.ROOT),
                    doc(search.pairs()),
                    a,
                    reason(a, choices));
        }
        return new AssignmentOffer(kind, RecipeForm.sentence(kind), doc, a, reason(a, choices));
    }

    private static String kind(Object record) {
        return SpecCodec.kebab(record.getClass().getSimpleName());
    }

    private static String doc(Object record) {
        return Optional.ofNullable(record.getClass().getAnnotation(Doc.class))
                .map(Doc::value)
                .orElse("");
    }

    private static Optional<String> reason(Assignment assignment, SourceChoices choices) {
        Optional<String> noWords = choices.vocabulary() ? Optional.empty() : Optional.of(NO_VOCABULARY);
        return switch (assignment) {
            case Assignment.Identity i -> Optional.empty();
            case Assignment.RandomPermutation r -> Optional.empty();
            case RankAssignment.GrayRank g -> Optional.empty(); // without counts, in the order of the ids
            case RankAssignment.FrequencyRank f -> noWords;
            case RankAssignment.Lexicographic l -> noWords;
            case EmbeddingAssignment e -> noWords;
            case SearchedAssignment.ColumnBalance c -> noWords;
            case SearchedAssignment.LocalSearch l ->
                switch (l.pairs()) {
                    case PairSource.SimilarPairs s -> noWords;
                    case PairSource.ConfusedPairs c -> noWords.or(() -> noRun(choices));
                    case PairSource.ConfusedTogether c -> noWords.or(() -> noRun(choices));
                };
        };
    }

    private static Optional<String> noRun(SourceChoices choices) {
        return choices.confused().isEmpty() ? Optional.of(NO_RUN) : Optional.empty();
    }
}
