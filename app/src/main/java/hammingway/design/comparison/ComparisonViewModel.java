package hammingway.design.comparison;

import hammingway.code.CodebookFiles;
import hammingway.design.book.Design;
import hammingway.design.book.Pair;
import hammingway.design.book.RowOrder;
import hammingway.fx.Background;
import hammingway.report.CodebookComparison;
import hammingway.report.ComparedFigure;
import hammingway.run.Project;
import hammingway.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The design beside other codebooks. The design is followed while somebody looks; pinned and added ones stay until they are removed. Used
 * on the toolkit's thread alone.
 */
public final class ComparisonViewModel {
    /** Codebooks beside the design: as many colours are told apart by all readers. */
    static final int MOST = 6;

    private static final int DEFAULT_WIDTH = 128;

    /**
     * What is known, at one moment.
     *
     * @param tags of the columns
     */
    record Table(List<Compared.Tag> tags, CodebookComparison comparison) {
        /** For files: all rows, or those that differ. */
        List<ComparedFigure> rows(boolean onlyDifferences) {
            return onlyDifferences ? comparison.differing() : comparison.figures();
        }
    }

    private final Background background;
    private final ReadOnlyObjectProperty<Optional<Design>> design;
    private final StringProperty width;
    private final ComparisonWork work;
    private final ObservableList<Compared> books = FXCollections.observableArrayList();
    private final ObservableList<Compared> booksForAll = FXCollections.unmodifiableObservableList(books);
    private final ObservableList<Offer> offers = FXCollections.observableArrayList();
    private final ObservableList<Offer> offersForAll = FXCollections.unmodifiableObservableList(offers);
    private final ReadOnlyObjectWrapper<Optional<Table>> table = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ObjectProperty<RowOrder> order = new SimpleObjectProperty<>(RowOrder.ID);
    private Optional<Project> project = Optional.empty();
    private boolean active;
    private int lastId;

    /**
     * @param design followed
     * @param width  d, as typed
     */
    public ComparisonViewModel(
            Background background, ReadOnlyObjectProperty<Optional<Design>> design, StringProperty width) {
        this.background = background;
        this.design = design;
        this.width = width;
        this.work = new ComparisonWork(background, books, order, this::show, problem::set);
        design.subscribe(d -> follow());
        width.subscribe(w -> show());
        order.subscribe(o -> work.proceed());
    }

    /** Offers the codebooks of a project from now on; what is compared stays. */
    public void project(Project opened) {
        project = Optional.of(opened);
        list();
    }

    /** The design first, where there is one, then the others in the order in which they were added. */
    ObservableList<Compared> books() {
        return booksForAll;
    }

    /** Codebooks of the project that can be added. */
    ObservableList<Offer> offers() {
        return offersForAll;
    }

    /** Figures of all; while one lacks even a sample, those of before. */
    ReadOnlyObjectProperty<Optional<Table>> tableProperty() {
        return table.getReadOnlyProperty();
    }

    /** What failed last; empty unless something did. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ObjectProperty<RowOrder> orderProperty() {
        return order;
    }

    ComparisonWork work() {
        return work;
    }

    /** Whether somebody looks: exact figures of large codebooks take seconds of all processors. */
    void look(boolean looking) {
        active = looking;
        work.active(looking);
        if (looking) {
            follow();
            list();
        }
    }

    /** How many can still be added. */
    int room() {
        return MOST
                - (int) books.stream()
                        .filter(b -> b.tag().origin() != Compared.Origin.DESIGN)
                        .count();
    }

    /** Keeps the design as it is now, under a label, or the codebook's name where that is blank. */
    void pin(String label) {
        design.get().ifPresent(d -> {
            String name = label.isBlank() ? d.codebook().name() : label.strip();
            add(name, Compared.Origin.PINNED, d);
        });
    }

    /** Reads a file and adds its codebook. */
    void add(Offer offer) {
        problem.set("");
        background.start(
                "Read codebook",
                progress -> CodebookFiles.read(offer.file()),
                codebook -> add(offer.label(), offer.origin(), new Design(codebook, Optional.empty())),
                problem::set);
    }

    private void add(String label, Compared.Origin origin, Design added) {
        problem.set("");
        if (room() <= 0) {
            problem.set("There are " + MOST + " codebooks beside the design already. Remove one first.");
            return;
        }
        boolean there = books.stream()
                .filter(b -> b.tag().origin() == origin && b.tag().label().equals(label))
                .anyMatch(b -> b.codebook().bits().equals(added.codebook().bits()));
        if (there) {
            problem.set("\u201C" + label + "\u201D is compared already.");
            return;
        }
        books.add(Compared.of(new Compared.Tag(++lastId, unused(label), origin, colour()), added)
                .named(vocabulary(added)));
        work.changed();
        show();
    }

    private Optional<Vocabulary> vocabulary(Design added) {
        return added.vocabulary().or(() -> design.get().flatMap(Design::vocabulary));
    }

    private String unused(String label) {
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> i == 1 ? label : label + " " + i)
                .filter(l -> books.stream().noneMatch(b -> b.tag().label().equals(l)))
                .findFirst()
                .orElse(label);
    }

    /** The first one of the palette that is free; the design's comes before. */
    private int colour() {
        return IntStream.rangeClosed(1, MOST)
                .filter(c -> books.stream().noneMatch(b -> b.tag().colour() == c))
                .findFirst()
                .orElse(MOST);
    }

    void remove(int id) {
        problem.set("");
        books.removeIf(b -> b.id() == id && b.tag().origin() != Compared.Origin.DESIGN);
        work.changed();
        show();
    }

    /** The design is another codebook: it takes the place of the one before. */
    private void follow() {
        if (!active) {
            return;
        }
        boolean led = !books.isEmpty() && books.getFirst().tag().origin() == Compared.Origin.DESIGN;
        boolean same =
                led && design.get().filter(books.getFirst().design()::equals).isPresent();
        if (!same) {
            List<Compared> others = List.copyOf(led ? books.subList(1, books.size()) : books);
            Optional<Vocabulary> words = design.get().flatMap(Design::vocabulary);
            List<Compared> next = new ArrayList<>();
            design.get()
                    .map(d -> Compared.of(new Compared.Tag(++lastId, "This design", Compared.Origin.DESIGN, 0), d))
                    .ifPresent(next::add);
            others.forEach(b -> next.add(b.named(words)));
            books.setAll(next);
        }
        work.changed();
        show();
    }

    /** Looks again what the project has. */
    void list() {
        project.ifPresent(
                p -> background.start("List codebooks", progress -> Offer.of(p), offers::setAll, problem::set));
    }

    private void show() {
        List<CodebookComparison.Book> known = books.stream()
                .flatMap(b -> b.measures().stream()
                        .map(m -> new CodebookComparison.Book(b.tag().label(), m)))
                .toList();
        if (books.isEmpty()) {
            table.set(Optional.empty());
        } else if (known.size() == books.size()) {
            int d = Design.width(width.get()).orElse(DEFAULT_WIDTH);
            table.set(Optional.of(new Table(
                    books.stream().map(Compared::tag).toList(), CodebookComparison.of(known, work.relations(), d))));
        }
    }

    /** Whether tokens are some of the design's: only such can be looked at in its other views. */
    boolean ofDesign(Pair pair) {
        return design.get()
                .filter(d ->
                        Math.max(pair.first(), pair.second()) < d.codebook().size())
                .isPresent();
    }
}
