package hammingway.errors.tokens;

import hammingway.base.Progress;
import hammingway.errors.figures.BarChart;
import hammingway.errors.subject.Subject;
import hammingway.eval.errors.ConfusedPair;
import hammingway.eval.errors.ConfusedPairs;
import hammingway.eval.errors.ConfusionClusters;
import hammingway.eval.errors.ErrorSummary;
import hammingway.eval.errors.Grouping;
import hammingway.eval.errors.Observations;
import hammingway.eval.errors.TokenErrors;
import hammingway.eval.errors.TokenQuery;
import hammingway.report.ErrorComparison;
import hammingway.report.ErrorReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** All that the view of tokens shows of a subject, but for what the user orders and filters. */
record TokensFound(
        TokenQuery query, TokenErrors errors, Optional<TokenErrors> other, ConfusedPairs pairs, Derived derived) {
    /** Of pairs that lie near and are never confused; more nobody reads. */
    private static final int NEAR = 500;

    /** What is made of the counts. */
    record Derived(ConfusionClusters clusters, List<ConfusedPair> near, ErrorReport report, List<BarChart> charts) {}

    static TokensFound of(Subject subject, Progress progress) {
        TokenQuery query = TokenQuery.of(
                ErrorComparison.observations(subject.first()), subject.second().map(ErrorComparison::observations));
        Observations observed = query.observed();
        TokenErrors errors = TokenErrors.of(observed, progress);
        Optional<TokenErrors> other = query.other().map(o -> TokenErrors.of(o, progress));
        ConfusedPairs pairs = query.confused(progress);
        ErrorReport report = new ErrorReport(
                subject.first().run().id(),
                ErrorSummary.of(observed, progress),
                pairs.effect(),
                query.other()
                        .map(o -> OptionalInt.of(ErrorSummary.alsoLost(observed, o)))
                        .orElse(OptionalInt.empty()));
        List<BarChart> charts = new ArrayList<>();
        charts.add(chart(Grouping.byBand(observed.vocabulary()), errors, other));
        charts.add(chart(Grouping.byType(observed.vocabulary()), errors, other));
        observed.codebook().ifPresent(c -> charts.add(chart(Grouping.byWeight(c), errors, other)));
        pairs.effect().ifPresent(e -> charts.add(Charts.distances(e)));
        return new TokensFound(
                query,
                errors,
                other,
                pairs,
                new Derived(
                        ConfusionClusters.of(pairs.table(), ConfusionClusters.Rule.USUAL),
                        pairs.nearButNotConfused(TokenQuery.EXPECTED, NEAR),
                        report,
                        List.copyOf(charts)));
    }

    private static BarChart chart(Grouping grouping, TokenErrors errors, Optional<TokenErrors> other) {
        return Charts.accuracy(grouping, errors.groups(grouping), other.map(o -> o.groups(grouping)));
    }

    /** The chart that needs all pairs of codewords, which takes seconds for a large vocabulary. */
    BarChart neighbours(Progress progress) {
        return chart(
                Grouping.byNeighbours(
                        TokenQuery.neighbours(query.observed().codebook().orElseThrow(), progress)),
                errors,
                other);
    }

    String display(int token) {
        return query.observed().vocabulary().display(token);
    }
}
