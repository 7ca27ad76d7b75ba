package hammingway.eval.errors;

import hammingway.code.analysis.Neighbours;
import hammingway.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Figures of tokens, pairs and clusters as listings. Shares are 0 to 1, as everywhere in files. */
public final class TokenListings {
    private static final double NONE = Double.NaN;

    private TokenListings() {}

    private static Object number(OptionalInt value) {
        return value.isPresent() ? (Object) value.getAsInt() : (Object) NONE;
    }

    /** @param other the same groups of another run */
    public static Listing groups(List<TokenGroup> groups, Optional<List<TokenGroup>> other) {
        Listing.Builder listing = new Listing.Builder()
                .column("group", "group")
                .column("tokens", "tokens")
                .column("positions", "positions")
                .column("top1", "top-1", 4)
                .column("top1Low", "low", 4)
                .column("top1High", "high", 4)
                .column("top5", "top-5", 4)
                .column("top5Low", "low", 4)
                .column("top5High", "high", 4)
                .column("nats", "nats", 3)
                .column("wrongBits", "wrong bits", 2);
        if (other.isPresent()) {
            listing.column("otherTop1", "other top-1", 4)
                    .column("otherTop5", "other top-5", 4)
                    .column("otherNats", "other nats", 3);
        }
        for (int g = 0; g < groups.size(); g++) {
            TokenGroup group = groups.get(g);
            List<Object> row = new ArrayList<>(List.of(
                    group.label(),
                    group.tokens(),
                    group.positions(),
                    group.top1().mean(),
                    group.top1().low(),
                    group.top1().high(),
                    group.top5().mean(),
                    group.top5().low(),
                    group.top5().high(),
                    group.nats(),
                    group.wrongBits()));
            int at = g;
            other.map(o -> o.get(at))
                    .ifPresent(o -> row.addAll(List.of(o.top1().mean(), o.top5().mean(), o.nats())));
            listing.row(row);
        }
        return listing.build();
    }

    /** @param other on the same positions */
    public static Listing tokens(
            List<TokenFigures> tokens,
            Vocabulary vocabulary,
            Optional<TokenErrors> other,
            Optional<Neighbours.Closest> neighbours) {
        Listing.Builder listing = new Listing.Builder()
                .column("token", "id")
                .column("text", "token")
                .column("type", "type")
                .column("frequencyRank", "rank")
                .column("occurrences", "came")
                .column("lost", "lost")
                .column("errorRate", "error rate", 4)
                .column("top5", "in top-5")
                .column("nats", "nats", 3)
                .column("wrongBits", "wrong bits", 2)
                .column("weight", "weight");
        if (neighbours.isPresent()) {
            listing.column("neighbours", "neighbours");
        }
        if (other.isPresent()) {
            listing.column("otherLost", "other lost").column("excess", "excess");
        }
        for (TokenFigures t : tokens) {
            List<Object> row = new ArrayList<>(List.of(
                    t.token(),
                    vocabulary.display(t.token()),
                    t.type().label(),
                    t.frequencyRank() + 1,
                    t.occurrences(),
                    t.lost(),
                    t.errorRate(),
                    t.top5(),
                    t.nats(),
                    t.wrongBits(),
                    number(t.weight())));
            if (neighbours.isPresent()) {
                row.add(neighbours.orElseThrow().kissing()[t.token()]);
            }
            other.ifPresent(o -> row.addAll(List.of(o.lost(t.token()), t.lost() - o.lost(t.token()))));
            listing.row(row);
        }
        return listing.build();
    }

    public static Listing pairs(List<ConfusedPair> pairs, Vocabulary vocabulary) {
        Listing.Builder listing = new Listing.Builder()
                .column("target", "id")
                .column("targetText", "target")
                .column("predicted", "id")
                .column("predictedText", "taken for")
                .column("count", "count")
                .column("distance", "distance")
                .column("byChance", "by chance", 2)
                .column("byDistance", "by distance", 2)
                .column("becauseNear", "because near", 2);
        boolean compared = pairs.stream().anyMatch(p -> p.other().isPresent());
        if (compared) {
            listing.column("other", "other").column("excess", "excess");
        }
        for (ConfusedPair p : pairs) {
            List<Object> row = new ArrayList<>(List.of(
                    p.target(),
                    vocabulary.display(p.target()),
                    p.predicted(),
                    vocabulary.display(p.predicted()),
                    p.count(),
                    number(p.distance()),
                    p.byChance(),
                    p.byDistance(),
                    p.becauseNear()));
            if (compared) {
                row.add(number(p.other()));
                row.add(p.excess());
            }
            listing.row(row);
        }
        return listing.build();
    }

    public static Listing clusters(ConfusionClusters clusters, Vocabulary vocabulary, int limit) {
        Listing.Builder listing = new Listing.Builder()
                .column("size", "tokens")
                .column("within", "confusions within")
                .column("share", "share of all", 4)
                .column("tokens", "ids")
                .column("texts", "taken for each other");
        clusters.clusters().stream()
                .limit(limit)
                .forEach(c -> listing.row(List.of(
                        c.tokens().size(),
                        c.within(),
                        c.share(),
                        c.tokens().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                        c.tokens().stream().map(vocabulary::display).collect(Collectors.joining(" ")))));
        return listing.build();
    }

    public static Listing distances(DistanceEffect effect) {
        Listing.Builder listing = new Listing.Builder()
                .column("distance", "distance")
                .column("pairs", "pairs")
                .column("observed", "confusions")
                .column("byChance", "by chance", 1)
                .column("lift", "times chance", 3);
        effect.curve()
                .forEach(d -> listing.row(List.of(d.distance(), d.pairs(), d.observed(), d.byChance(), d.lift())));
        return listing.build();
    }

    public static Listing changes(List<PairErrors.TokenChange> changes, Vocabulary vocabulary) {
        Listing.Builder listing = new Listing.Builder()
                .column("token", "id")
                .column("text", "token")
                .column("occurrences", "came")
                .column("onlyFirst", "only A right")
                .column("onlySecond", "only B right")
                .column("net", "net")
                .column(Listing.P_VALUE, "p", 4);
        changes.forEach(c -> listing.row(List.of(
                c.token(),
                vocabulary.display(c.token()),
                c.occurrences(),
                c.gained(),
                c.missed(),
                c.net(),
                c.pValue())));
        return listing.build();
    }
}
