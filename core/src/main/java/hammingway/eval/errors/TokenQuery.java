package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.analysis.Neighbours;
import hammingway.math.Parallel;
import java.util.List;
import java.util.Optional;

/**
 * Figures of tokens of one run, beside those of another where there is one, each computed when it is asked for.
 *
 * @param other on the same positions
 */
public record TokenQuery(Observations observed, Optional<Observations> other) {
    /** Chance must give so many confusions of a pair before their absence tells anything. */
    public static final double EXPECTED = 3;

    /** Both as far as both go. */
    public static TokenQuery of(Observations observed, Optional<Observations> other) {
        return new TokenQuery(
                observed.first(other.map(Observations::positions).orElse(observed.positions())),
                other.map(o -> o.first(observed.positions())));
    }

    private Codebook codebook() {
        return observed.codebook()
                .orElseThrow(
                        () -> new WorkbenchException(
                                "This run has no codebook: its tokens have no codewords, weights or distances. Choose a run with a code, or list by band, type, token, pair or cluster."));
    }

    public Listing byBand(Progress progress) {
        return groups(Grouping.byBand(observed.vocabulary()), progress);
    }

    public Listing byType(Progress progress) {
        return groups(Grouping.byType(observed.vocabulary()), progress);
    }

    public Listing byWeight(Progress progress) {
        return groups(Grouping.byWeight(codebook()), progress);
    }

    public Listing byNeighbours(Progress progress) {
        return groups(Grouping.byNeighbours(neighbours(codebook(), progress)), progress);
    }

    /** The codewords at minimum distance of each token; V^2 pairs. */
    public static Neighbours.Closest neighbours(Codebook codebook, Progress progress) {
        return Neighbours.closest(codebook, 0, Parallel.all(progress, "Counting neighbours"));
    }

    private Listing groups(Grouping grouping, Progress progress) {
        List<TokenGroup> own = TokenErrors.of(observed, progress).groups(grouping);
        return TokenListings.groups(
                own, other.map(o -> TokenErrors.of(o, progress).groups(grouping)));
    }

    /** @param minimum occurrences of a token that is listed by its rate */
    public Listing tokens(TokenErrors.Order order, int minimum, int limit, Progress progress) {
        TokenErrors own = TokenErrors.of(observed, progress);
        Optional<TokenErrors> second = other.map(o -> TokenErrors.of(o, progress));
        return TokenListings.tokens(
                own.worst(order, second, order == TokenErrors.Order.RATE ? minimum : 1, limit),
                observed.vocabulary(),
                second,
                observed.codebook().map(c -> neighbours(c, progress)));
    }

    public Listing pairs(ConfusedPairs.Order order, int limit, Progress progress) {
        if (order == ConfusedPairs.Order.DISTANCE || order == ConfusedPairs.Order.NEAR) {
            codebook();
        }
        List<ConfusedPair> sorted = confused(progress).sorted(order, t -> true);
        return TokenListings.pairs(sorted.subList(0, Math.min(limit, sorted.size())), observed.vocabulary());
    }

    /** All confusions, with what distances tell of them. */
    public ConfusedPairs confused(Progress progress) {
        ConfusionTable table = ConfusionTable.of(observed, progress);
        return new ConfusedPairs(
                table,
                observed.codebook(),
                observed.codebook().map(c -> DistanceEffect.of(table, c, progress)),
                other.map(o -> ConfusionTable.of(o, progress)));
    }

    public Listing near(int limit, Progress progress) {
        codebook();
        return TokenListings.pairs(
                confused(progress).nearButNotConfused(EXPECTED, Math.min(limit, 100_000)), observed.vocabulary());
    }

    public Listing clusters(int limit, Progress progress) {
        return TokenListings.clusters(
                ConfusionClusters.of(ConfusionTable.of(observed, progress), ConfusionClusters.Rule.USUAL),
                observed.vocabulary(),
                limit);
    }

    public Listing distances(Progress progress) {
        return TokenListings.distances(DistanceEffect.of(ConfusionTable.of(observed, progress), codebook(), progress));
    }
}
