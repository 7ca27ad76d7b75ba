package hammingway.design;

import hammingway.code.Codebook;
import hammingway.code.analysis.Neighbours;
import hammingway.code.analysis.Neighbours.Neighbour;
import hammingway.design.book.Design;
import hammingway.design.book.RowOrder;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.math.BitMatrix;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The codewords of a design as rows: filtered, sorted, with nearest neighbours that are looked for when they are asked for. */
final class CodewordsViewModel {
    /** Neighbours looked for at once: what a screen shows. */
    private static final int BATCH = 64;

    private final ReadOnlyObjectProperty<Optional<Design>> design;
    private final Latest listing;
    private final Latest searching;
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObjectProperty<Sort> sort = new SimpleObjectProperty<>(new Sort(By.ID, false));
    private final ReadOnlyObjectWrapper<List<Integer>> tokens = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyIntegerWrapper found = new ReadOnlyIntegerWrapper();
    private final Map<Integer, Neighbour> nearest = new HashMap<>();
    private final Set<Integer> asked = new LinkedHashSet<>();
    private String prefix = "";
    private boolean looking;
    private boolean closed;

    /** What rows can be ordered by. */
    enum By {
        TOKEN,
        ID,
        COUNT,
        CODEWORD,
        WEIGHT
    }

    record Sort(By by, boolean descending) {}

    CodewordsViewModel(ReadOnlyObjectProperty<Optional<Design>> design, Background background) {
        this.design = design;
        this.listing = new Latest(background);
        this.searching = new Latest(background);
        design.subscribe(d -> {
            nearest.clear();
            asked.clear();
            looking = false;
            searching.cancel();
            list();
        });
        filter.subscribe(f -> list());
        sort.subscribe(s -> list());
    }

    ReadOnlyObjectProperty<Optional<Design>> designProperty() {
        return design;
    }

    /** Part of a token's text, its number, or the first bits: 0, 1 and ? for either. */
    StringProperty filterProperty() {
        return filter;
    }

    /** Shows the codewords that begin so; empty: all, unless somebody typed another filter since. */
    void prefix(String bits) {
        if (!bits.isEmpty() || filter.get().equals(prefix)) {
            filter.set(bits);
        }
        prefix = bits;
    }

    ObjectProperty<Sort> sortProperty() {
        return sort;
    }

    /** The rows, each a token. */
    ReadOnlyObjectProperty<List<Integer>> tokensProperty() {
        return tokens.getReadOnlyProperty();
    }

    /** Counts up when neighbours were found. */
    ReadOnlyIntegerProperty foundProperty() {
        return found.getReadOnlyProperty();
    }

    private void list() {
        if (design.get().isEmpty()) {
            listing.cancel();
            tokens.set(List.of());
            return;
        }
        Design of = design.get().get();
        String text = filter.get();
        Sort by = sort.get();
        listing.start("Codewords", progress -> rows(of, text, by), tokens::set);
    }

    static List<Integer> rows(Design design, String filter, Sort sort) {
        IntStream kept = IntStream.range(0, design.codebook().size()).filter(matching(design, filter.strip()));
        if (sort.equals(new Sort(By.ID, false))) {
            return kept.boxed().toList();
        }
        Comparator<Integer> order = order(design, sort.by());
        return kept.boxed().sorted(sort.descending() ? order.reversed() : order).toList();
    }

    private static IntPredicate matching(Design design, String filter) {
        if (filter.isEmpty()) {
            return token -> true;
        }
        BitMatrix bits = design.codebook().bits();
        if (filter.matches("[01?]+")) {
            int n = Math.min(filter.length(), bits.columns());
            boolean all = filter.length() <= bits.columns();
            return token -> all
                    && IntStream.range(0, n)
                            .allMatch(b -> filter.charAt(b) == '?' || (filter.charAt(b) == '1') == bits.get(token, b));
        }
        IntFunction<String> names = design.names();
        String lower = filter.toLowerCase(Locale.ROOT);
        // shown with visible spaces, typed with plain ones
        return token -> names.apply(token)
                        .replace('\u2423', ' ')
                        .toLowerCase(Locale.ROOT)
                        .contains(lower)
                || names.apply(token).toLowerCase(Locale.ROOT).contains(lower)
                || Integer.toString(token).equals(filter);
    }

    private static Comparator<Integer> order(Design design, By by) {
        Codebook book = design.codebook();
        Comparator<Integer> order = switch (by) {
            case TOKEN -> {
                IntFunction<String> names = design.names();
                yield Comparator.comparing(names::apply);
            }
            case ID -> Comparator.naturalOrder();
            case COUNT ->
                Comparator.comparingLong(
                        t -> design.vocabulary().map(v -> v.count(t)).orElse(0L));
            case CODEWORD -> (a, b) -> RowOrder.compare(book.bits(), a, b);
            case WEIGHT -> Comparator.comparingInt(book.bits()::weight);
        };
        return order.thenComparing(Comparator.naturalOrder());
    }

    /** The nearest other token, if it is known; it is looked for otherwise. */
    Optional<Neighbour> nearest(int token) {
        Neighbour known = nearest.get(token);
        if (known == null && !closed && asked.add(token) && !looking) {
            look();
        }
        return Optional.ofNullable(known);
    }

    /** Nothing is looked for any more: rows may be drawn after the last work was done. */
    void close() {
        closed = true;
        searching.cancel();
        listing.cancel();
    }

    private void look() {
        if (design.get().isEmpty()) {
            return;
        }
        Codebook book = design.get().get().codebook();
        looking = true;
        searching.start(
                "Nearest codewords",
                // asked for on the toolkit's thread once this pulse has shown its rows
                progress -> {
                    progress.check();
                    return book;
                },
                this::lookFor);
    }

    private void lookFor(Codebook book) {
        List<Integer> batch = asked.stream()
                .filter(t -> t < book.size() && !nearest.containsKey(t))
                .limit(BATCH)
                .toList();
        searching.start(
                "Nearest codewords",
                progress -> {
                    Map<Integer, Neighbour> next = new HashMap<>();
                    for (int token : batch) {
                        progress.check();
                        next.put(token, Neighbours.nearest(book, token, 1).getFirst());
                    }
                    return next;
                },
                next -> {
                    nearest.putAll(next);
                    asked.removeAll(next.keySet());
                    found.set(found.get() + 1);
                    looking = !asked.isEmpty();
                    if (looking) {
                        lookFor(book);
                    }
                });
    }
}
