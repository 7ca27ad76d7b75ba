package hammingway.errors.tokens;

import hammingway.errors.figures.BarChart;
import hammingway.errors.figures.Saving;
import hammingway.errors.subject.Selection;
import hammingway.errors.subject.Subject;
import hammingway.eval.errors.ConfusedPair;
import hammingway.eval.errors.ConfusedPairs;
import hammingway.eval.errors.ConfusionClusters;
import hammingway.eval.errors.Observations;
import hammingway.eval.errors.Occurrences;
import hammingway.eval.errors.TokenErrors;
import hammingway.eval.errors.TokenFigures;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Which tokens of the subject are lost and what they are taken for, in the user's order; computed once someone looks. */
public final class TokensViewModel {
    private final ReadOnlyObjectProperty<Optional<Subject>> subject;
    private final Selection selection;
    private final Saving saving;
    private final Latest counting;
    private final Latest pairing;
    private final Latest sorting;
    private final Latest listing;
    private final Latest seeking;
    private final ReadOnlyObjectWrapper<Optional<TokensFound>> found = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<BarChart>> neighbours = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ObjectProperty<TokenErrors.Order> tokenOrder = new SimpleObjectProperty<>(TokenErrors.Order.LOST);
    private final IntegerProperty minimum = new SimpleIntegerProperty(10);
    private final ObjectProperty<ConfusedPairs.Order> pairOrder = new SimpleObjectProperty<>(ConfusedPairs.Order.COUNT);
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<List<TokenFigures>> tokens = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<ConfusedPair>> pairs = new ReadOnlyObjectWrapper<>(List.of());
    private Optional<Subject> counted = Optional.empty();

    public TokensViewModel(
            Background background, ReadOnlyObjectProperty<Optional<Subject>> subject, Selection selection) {
        this.subject = subject;
        this.selection = selection;
        this.saving = new Saving(background, subject);
        counting = new Latest(background);
        pairing = new Latest(background);
        sorting = new Latest(background);
        listing = new Latest(background);
        seeking = new Latest(background);
        tokenOrder.addListener((o, was, is) -> list());
        minimum.addListener((o, was, is) -> list());
        pairOrder.addListener((o, was, is) -> sort());
        filter.addListener((o, was, is) -> sort());
    }

    /** Counts the subject as it is now, unless that is done. */
    void look() {
        Optional<Subject> wanted = subject.get();
        if (wanted.equals(counted)) {
            return;
        }
        counted = wanted;
        counting.cancel();
        pairing.cancel();
        found.set(Optional.empty());
        neighbours.set(Optional.empty());
        tokens.set(List.of());
        pairs.set(List.of());
        wanted.ifPresent(s -> {
            message.set("Counting\u2026");
            counting.start("Count errors of tokens", p -> TokensFound.of(s, p), this::found, message::set);
        });
    }

    private void found(TokensFound made) {
        message.set("");
        found.set(Optional.of(made));
        if (made.other().isEmpty() && tokenOrder.get() == TokenErrors.Order.EXCESS) {
            tokenOrder.set(TokenErrors.Order.LOST);
        } else {
            list();
        }
        if (!orders().contains(pairOrder.get())) {
            pairOrder.set(ConfusedPairs.Order.COUNT);
        } else {
            sort();
        }
        if (made.query().observed().codebook().isPresent()) {
            pairing.start("Count neighbours", made::neighbours, chart -> neighbours.set(Optional.of(chart)));
        }
    }

    /** What pairs can be ordered by: by distance with a codebook alone, by excess beside another run alone. */
    List<ConfusedPairs.Order> orders() {
        boolean coded = found.get().flatMap(f -> f.pairs().codebook()).isPresent();
        boolean compared = found.get().flatMap(TokensFound::other).isPresent();
        return List.of(ConfusedPairs.Order.values()).stream()
                .filter(o -> switch (o) {
                    case COUNT -> true;
                    case EXCESS -> compared;
                    case DISTANCE, NEAR -> coded;
                })
                .toList();
    }

    /** What tokens can be ordered by. */
    List<TokenErrors.Order> tokenOrders() {
        boolean compared = found.get().flatMap(TokensFound::other).isPresent();
        return List.of(TokenErrors.Order.values()).stream()
                .filter(o -> compared || o != TokenErrors.Order.EXCESS)
                .toList();
    }

    private void list() {
        TokenErrors.Order order = tokenOrder.get();
        int least = order == TokenErrors.Order.RATE ? minimum.get() : 1;
        found.get()
                .ifPresent(f -> listing.start(
                        "Order tokens",
                        p -> f.errors().worst(order, f.other(), least, Integer.MAX_VALUE),
                        tokens::set));
    }

    private void sort() {
        String text = filter.get().strip().replace(' ', '\u2423');
        ConfusedPairs.Order order = pairOrder.get();
        found.get()
                .ifPresent(f ->
                        sorting.start("Order confusions", p -> f.pairs().sorted(order, named(f, text)), pairs::set));
    }

    private static IntPredicate named(TokensFound f, String text) {
        if (text.isEmpty()) {
            return t -> true;
        }
        BitSet fitting = new BitSet();
        for (int v = 0; v < f.errors().size(); v++) {
            fitting.set(v, f.display(v).contains(text));
        }
        return fitting::get;
    }

    /** Selects a token, and the first position where it was lost, or else where it came. */
    void choose(TokenFigures token) {
        select(token.token(), o -> lost(o, token), true);
    }

    /** Selects the next position of it. */
    void next(TokenFigures token) {
        select(token.token(), o -> lost(o, token), false);
    }

    private static IntPredicate lost(Observations observed, TokenFigures token) {
        return token.lost() > 0
                ? Occurrences.lost(observed, token.token())
                : i -> observed.trace().target(i) == token.token();
    }

    void choose(ConfusedPair pair) {
        select(pair.target(), o -> Occurrences.confused(o, pair.target(), pair.predicted()), true);
    }

    void next(ConfusedPair pair) {
        select(pair.target(), o -> Occurrences.confused(o, pair.target(), pair.predicted()), false);
    }

    /** Selects the first position where one of a cluster was taken for another of it. */
    void choose(ConfusionClusters.Cluster cluster) {
        select(cluster.tokens().getFirst(), o -> within(o, cluster), true);
    }

    void next(ConfusionClusters.Cluster cluster) {
        select(cluster.tokens().getFirst(), o -> within(o, cluster), false);
    }

    private static IntPredicate within(Observations observed, ConfusionClusters.Cluster cluster) {
        BitSet members = new BitSet();
        cluster.tokens().forEach(members::set);
        return i -> members.get(observed.trace().target(i))
                && observed.lost(i)
                && members.get(observed.trace().predicted(i));
    }

    private void select(
            int token, java.util.function.Function<Observations, IntPredicate> wanted, boolean fromTheFirst) {
        int after = fromTheFirst ? Selection.NONE : selection.position().get();
        selection.token().set(token);
        found.get()
                .map(f -> f.query().observed())
                .ifPresent(o -> seeking.start(
                        "Find a position",
                        p -> Occurrences.next(o, after, wanted.apply(o)),
                        at -> at.ifPresent(i -> selection.position().set(i))));
    }

    Selection selection() {
        return selection;
    }

    Saving saving() {
        return saving;
    }

    ReadOnlyObjectProperty<Optional<Subject>> subject() {
        return subject;
    }

    /** Everything but what is ordered; nothing while it is counted. */
    ReadOnlyObjectProperty<Optional<TokensFound>> found() {
        return found.getReadOnlyProperty();
    }

    /** Follows a while after the rest. */
    ReadOnlyObjectProperty<Optional<BarChart>> neighbours() {
        return neighbours.getReadOnlyProperty();
    }

    /** Why nothing is shown; empty when something is. */
    ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    ObjectProperty<TokenErrors.Order> tokenOrder() {
        return tokenOrder;
    }

    /** Occurrences that a token must have to be ordered by its rate. */
    IntegerProperty minimum() {
        return minimum;
    }

    ObjectProperty<ConfusedPairs.Order> pairOrder() {
        return pairOrder;
    }

    /** Part of a token's text that pairs must have on either side. */
    StringProperty filter() {
        return filter;
    }

    ReadOnlyObjectProperty<List<TokenFigures>> tokens() {
        return tokens.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<ConfusedPair>> pairs() {
        return pairs.getReadOnlyProperty();
    }
}
