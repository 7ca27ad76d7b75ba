package hammingway.design.search;

import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.code.Assignment;
import hammingway.code.AssignmentChange;
import hammingway.code.Codebook;
import hammingway.code.CodebookSpec;
import hammingway.code.EmbeddingSource;
import hammingway.code.PairSource;
import hammingway.design.book.Built;
import hammingway.design.book.DesignContext;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.run.Project;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** Assignments of the designed codebook's codewords to tokens: what can be chosen, and what each is worth. Used on the toolkit's thread alone. */
final class AssignViewModel {
    /** Similar tokens are found by comparing all pairs: seconds up to here, minutes beyond. */
    private static final int MOST_COMPARED = 10_000;

    private static final int NEIGHBOURS = 20;

    /** The offer that confusions are tried with. */
    private static final String CONFUSIONS = "local-search-confused-together";

    private final Workplace work;
    private final ObjectProperty<Optional<String>> confused;
    private final Latest listing;
    private final Latest trying;
    private final ReadOnlyObjectWrapper<SourceChoices> choices = new ReadOnlyObjectWrapper<>(SourceChoices.NONE);
    private final ObjectProperty<Optional<SourceChoices.Vectors>> vectors =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<SourceChoices.Run>> run = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<String>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<AssignmentOffer>> offers = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<AssignmentChange>> change =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");

    /** @param confused the run whose confusions are to be tried as soon as they can be */
    AssignViewModel(Workplace work, ObjectProperty<Optional<String>> confused, Background background) {
        this.work = work;
        this.confused = confused;
        this.listing = new Latest(background);
        this.trying = new Latest(background);
        work.design().subscribe(d -> {
            list();
            forget();
        });
        choices.subscribe(c -> keepChoices());
        vectors.subscribe(v -> again());
        run.subscribe(r -> again());
        chosen.subscribe(c -> tryOut());
    }

    ReadOnlyObjectProperty<SourceChoices> choicesProperty() {
        return choices.getReadOnlyProperty();
    }

    /** Where vectors of tokens come from. */
    ObjectProperty<Optional<SourceChoices.Vectors>> vectorsProperty() {
        return vectors;
    }

    /** Whose confusions are taken. */
    ObjectProperty<Optional<SourceChoices.Run>> runProperty() {
        return run;
    }

    ReadOnlyObjectProperty<List<AssignmentOffer>> offersProperty() {
        return offers.getReadOnlyProperty();
    }

    /** The id of the assignment that is looked at. */
    ObjectProperty<Optional<String>> chosenProperty() {
        return chosen;
    }

    /** The figures of the codebook now and with the chosen assignment. */
    ReadOnlyObjectProperty<Optional<AssignmentChange>> changeProperty() {
        return change.getReadOnlyProperty();
    }

    /** Whether an assignment is being tried. */
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** Looks for runs again: they come while the window is open. */
    void refresh() {
        Optional<Built> built = work.built().get();
        if (built.isPresent()) {
            Optional<Project> project = work.project().get();
            String folder = built.get().draft().vocabulary();
            int tokens = built.get().design().codebook().size();
            listing.start(
                    "Runs to learn from",
                    progress -> SourceChoices.of(project, folder, tokens, progress),
                    found -> {
                        choices.set(found);
                        takeConfused(); // also where nothing else to choose was found
                    },
                    status::set);
        }
    }

    private void keepChoices() {
        SourceChoices of = choices.get();
        vectors.set(vectors.get()
                .filter(of.vectors()::contains)
                .or(() -> of.vectors().stream().findFirst()));
        run.set(run.get()
                .filter(of.confused()::contains)
                .or(() -> of.confused().stream().findFirst()));
        list();
        takeConfused();
    }

    private void takeConfused() {
        confused.get()
                .flatMap(id -> choices.get().confused().stream()
                        .filter(r -> r.id().equals(id))
                        .findFirst())
                .ifPresent(r -> {
                    confused.set(Optional.empty());
                    run.set(Optional.of(r));
                    chosen.set(Optional.of(CONFUSIONS));
                });
    }

    private Optional<CodebookSpec> recipe() {
        return work.built().get().flatMap(b -> b.made().recipe());
    }

    private void list() {
        Assignment now = recipe().<Assignment>map(CodebookSpec::assignment).orElseGet(Assignment.Identity::new);
        EmbeddingSource source =
                vectors.get().map(SourceChoices.Vectors::source).orElseGet(() -> new EmbeddingSource.Cooccurrence(1));
        offers.set(AssignmentOffer.all(now, source, run.get(), choices.get()));
    }

    private void again() {
        list();
        tryOut();
    }

    /** Figures of another codebook are not shown beside this one's. */
    private void forget() {
        trying.cancel();
        busy.set(false);
        change.set(Optional.empty());
        chosen.set(Optional.empty());
    }

    private Optional<AssignmentOffer> offer() {
        return chosen.get()
                .flatMap(id -> offers.get().stream()
                        .filter(o -> o.id().equals(id) && o.reason().isEmpty())
                        .findFirst());
    }

    private void tryOut() {
        trying.cancel();
        change.set(Optional.empty());
        Optional<AssignmentOffer> offer = offer();
        Optional<Built> built = work.built().get();
        busy.set(offer.isPresent() && recipe().isPresent());
        if (offer.isEmpty() || built.isEmpty() || recipe().isEmpty()) {
            return;
        }
        status.set("");
        Trial trial = new Trial(
                built.get(),
                recipe().orElseThrow(),
                offer.get().assignment(),
                vectors.get().map(SourceChoices.Vectors::source),
                work.project().get());
        trying.start(
                "Try the assignment",
                trial::run,
                c -> {
                    busy.set(false);
                    change.set(Optional.of(c));
                },
                text -> {
                    busy.set(false);
                    status.set(text);
                });
    }

    /** An assignment to be tried. */
    private record Trial(
            Built built,
            CodebookSpec recipe,
            Assignment assignment,
            Optional<EmbeddingSource> vectors,
            Optional<Project> project) {
        AssignmentChange run(Progress progress) {
            int tokens = built.design().codebook().size();
            DesignContext context = new DesignContext(
                    tokens, project, built.draft().vocabulary(), built.design().vocabulary(), progress);
            CodebookSpec next = new CodebookSpec(recipe.family(), recipe.operators(), assignment, recipe.seed());
            Codebook made = Codebook.build(next, context, progress);
            Optional<PairSource> similar =
                    vectors.filter(v -> tokens <= MOST_COMPARED).map(v -> new PairSource.SimilarPairs(v, NEIGHBOURS));
            Optional<PairSource> pairs = AssignmentChange.pairs(assignment).or(() -> similar);
            return AssignmentChange.of(built.made().bits(), made.bits(), pairs, context, progress);
        }
    }

    /** Takes the chosen assignment into the recipe of the design. */
    void apply() {
        Optional<AssignmentOffer> offer = offer();
        if (offer.isEmpty()) {
            status.set("Choose an assignment first.");
            return;
        }
        trying.cancel();
        status.set(offer.get().name() + " is applied. Undo brings the assignment before it back.");
        work.assign().accept(SpecCodec.write((Record) offer.get().assignment()));
    }
}
