package hammingway.design.comparison;

import hammingway.base.Progress;
import hammingway.code.analysis.CodebookDifference;
import hammingway.code.analysis.CodebookMeasures;
import hammingway.design.book.DistanceSource;
import hammingway.design.book.RowOrder;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.report.CodebookComparison.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;

/**
 * Measures codebooks that are compared, off the toolkit's thread: samples and matrices of all first, so that there is something to see, then
 * exact figures of one after the other. What was asked for a codebook that is no longer there never arrives.
 */
final class ComparisonWork {
    /** The design, or whichever is first, beside another. */
    private record Two(int first, int second) {}

    private final Latest sampling;
    private final Latest refining;
    private final Latest relating;
    private final ObservableList<Compared> books;
    private final ReadOnlyObjectProperty<RowOrder> order;
    private final Runnable changed;
    private final Consumer<String> failed;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
    private final Map<Two, Optional<CodebookDifference>> relations = new HashMap<>();
    private final Set<Integer> given = new HashSet<>();
    private Optional<Compared> sampled = Optional.empty();
    private Optional<Integer> refined = Optional.empty();
    private boolean active;
    private boolean stopped;

    /**
     * @param books   what is measured; results are set there
     * @param changed run after each result
     */
    ComparisonWork(
            Background background,
            ObservableList<Compared> books,
            ReadOnlyObjectProperty<RowOrder> order,
            Runnable changed,
            Consumer<String> failed) {
        this.sampling = new Latest(background);
        this.refining = new Latest(background);
        this.relating = new Latest(background);
        this.books = books;
        this.order = order;
        this.changed = changed;
        this.failed = failed;
    }

    /** Of the exact figures that are being computed: 0 to 1, negative while unknown. */
    ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /** Whose exact figures are being computed; empty when none are. */
    ReadOnlyStringProperty doing() {
        return doing.getReadOnlyProperty();
    }

    /** Whether some figures are not exact, and nothing is done about it. */
    boolean halted() {
        return stopped && books.stream().anyMatch(b -> !b.exact());
    }

    void active(boolean now) {
        active = now;
        if (!now) {
            stopRefining();
            sampling.cancel();
            sampled = Optional.empty();
            relating.cancel();
        }
    }

    /** Other codebooks are compared now. */
    void changed() {
        stopped = false;
        Set<Integer> ids = new HashSet<>();
        books.forEach(b -> ids.add(b.id()));
        given.retainAll(ids);
        relations.keySet().removeIf(t -> !ids.contains(t.first()) || !ids.contains(t.second()));
        if (refined.isPresent() && !ids.contains(refined.get())) {
            stopRefining();
        }
        proceed();
        relate();
    }

    /** Leaves figures as they are. */
    void stop() {
        stopped = true;
        stopRefining();
    }

    void resume() {
        stopped = false;
        proceed();
    }

    private void stopRefining() {
        refining.cancel();
        refined = Optional.empty();
        progress.unbind();
        progress.set(-1);
        doing.set("");
    }

    /** Starts what is to be done next. */
    void proceed() {
        if (active) {
            sample();
            refine();
        }
    }

    private Optional<Compared> first(Predicate<Compared> wanted) {
        return books.stream()
                .filter(b -> !given.contains(b.id()))
                .filter(wanted)
                .findFirst();
    }

    private void sample() {
        Optional<Compared> next = first(b -> b.needsSample() || needsDrawing(b));
        if (next.equals(sampled) && next.isPresent()) {
            return; // under way
        }
        sampled = next;
        if (next.isEmpty()) {
            sampling.cancel();
            return;
        }
        Compared book = next.get();
        if (book.needsSample()) {
            sampling.start(
                    "Sampled figures",
                    p -> book.sample(),
                    m -> take(book.id(), b -> b.measured(m)),
                    t -> giveUp(book.id(), t));
        } else {
            Compared.Rows rows = rows(book);
            Compared lead = lead(book);
            sampling.start(
                    "Distance matrix",
                    p -> new Compared.Drawn(rows, source(book, lead, rows.order(), p)),
                    d -> take(book.id(), b -> b.drawn(d)),
                    t -> giveUp(book.id(), t));
        }
    }

    private void refine() {
        Optional<Compared> next = first(b -> b.measures().isPresent() && !b.exact());
        if (stopped || refined.isPresent() || next.isEmpty()) {
            return;
        }
        Compared book = next.get();
        CodebookMeasures known = book.measures().orElseThrow();
        refined = Optional.of(book.id());
        Background.Job job = refining.start(
                "Exact figures",
                known::withExact,
                m -> {
                    stopRefining();
                    take(book.id(), b -> b.measured(m));
                },
                t -> giveUp(book.id(), t));
        progress.bind(job.share());
        doing.set(book.tag().label());
    }

    /** A result reaches the codebook that it is of, if that is still compared. */
    private void take(int id, UnaryOperator<Compared> result) {
        for (int i = 0; i < books.size(); i++) {
            if (books.get(i).id() == id) {
                books.set(i, result.apply(books.get(i)));
            }
        }
        sampled = Optional.empty();
        changed.run();
        proceed();
    }

    private void giveUp(int id, String text) {
        given.add(id);
        if (refined.filter(r -> r == id).isPresent()) {
            stopRefining();
        }
        sampled = Optional.empty();
        failed.accept(text);
        proceed();
    }

    /** Whose codewords give the order of rows: the first of as many tokens, so that rows mean the same tokens everywhere. */
    private Compared lead(Compared book) {
        return books.stream()
                .filter(b -> b.codebook().size() == book.codebook().size())
                .findFirst()
                .orElse(book);
    }

    private Compared.Rows rows(Compared book) {
        RowOrder wanted = order.get();
        return new Compared.Rows(
                wanted,
                wanted == RowOrder.CODEWORD || wanted == RowOrder.CLUSTER
                        ? lead(book).id()
                        : 0,
                book.design().vocabulary().isPresent());
    }

    private boolean needsDrawing(Compared book) {
        return book.drawn().filter(d -> d.rows().equals(rows(book))).isEmpty();
    }

    private static DistanceSource source(Compared book, Compared lead, RowOrder order, Progress progress) {
        int[] tokens = order.tokens(lead.codebook(), book.design().vocabulary(), progress);
        return new DistanceSource(
                book.codebook(), tokens, book.design().names(), book.usual().orElseThrow());
    }

    private void relate() {
        if (!active || books.size() < 2) {
            return;
        }
        Compared lead = books.getFirst();
        List<Compared> others = books.subList(1, books.size()).stream()
                .filter(b -> !relations.containsKey(new Two(lead.id(), b.id())))
                .toList();
        if (others.isEmpty()) {
            return;
        }
        relating.start(
                "Codebooks side by side",
                p -> related(lead, others, p),
                found -> {
                    relations.putAll(found);
                    changed.run();
                },
                failed);
    }

    private static Map<Two, Optional<CodebookDifference>> related(Compared lead, List<Compared> others, Progress p) {
        Map<Two, Optional<CodebookDifference>> found = new HashMap<>();
        for (Compared other : others) {
            found.put(new Two(lead.id(), other.id()), CodebookDifference.of(lead.codebook(), other.codebook(), p));
        }
        return found;
    }

    /** How the first codebook differs from the others, as far as known. */
    List<Relation> relations() {
        List<Relation> known = new ArrayList<>();
        for (int i = 1; i < books.size(); i++) {
            int at = i;
            Two two = new Two(books.getFirst().id(), books.get(i).id());
            relations.getOrDefault(two, Optional.empty()).ifPresent(d -> known.add(new Relation(0, at, d)));
        }
        return known;
    }
}
