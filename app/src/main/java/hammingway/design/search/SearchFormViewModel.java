package hammingway.design.search;

import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.code.search.SearchSpec;
import hammingway.design.book.Built;
import hammingway.form.FormField;
import hammingway.form.RecipeList;
import hammingway.form.SpecEdits;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The form of a search for a better codebook, right or wrong. Used on the toolkit's thread alone. */
final class SearchFormViewModel implements SpecEdits {
    private static final int DEFAULT_BITS = 50;

    private final Workplace work;
    private final ReadOnlyObjectWrapper<SearchDraft> draft = new ReadOnlyObjectWrapper<>(SearchDraft.first());
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private final ObservableList<Problem> problemsForAll = FXCollections.unmodifiableObservableList(problems);
    private final ReadOnlyStringWrapper beginning = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<SearchOrder>> order = new ReadOnlyObjectWrapper<>(Optional.empty());

    SearchFormViewModel(Workplace work) {
        this.work = work;
        work.design().subscribe(d -> check());
    }

    ReadOnlyObjectProperty<SearchDraft> draftProperty() {
        return draft.getReadOnlyProperty();
    }

    /** All that is wrong with the form. */
    ObservableList<Problem> problems() {
        return problemsForAll;
    }

    /** With which codebook the search begins, or what to do where it cannot. */
    ReadOnlyStringProperty beginningProperty() {
        return beginning.getReadOnlyProperty();
    }

    /** The search of the form, where nothing is wrong with it. */
    ReadOnlyObjectProperty<Optional<SearchOrder>> orderProperty() {
        return order.getReadOnlyProperty();
    }

    @Override
    public List<FormField> fields() {
        return draft.get().fields();
    }

    @Override
    public void set(FormField field, String value) {
        edit(draft.get().with(field, value, bits()));
    }

    @Override
    public void move(FormField part, int by) {
        edit(draft.get().withSpec(RecipeList.move(draft.get().spec(), part.path(), by)));
    }

    @Override
    public void remove(FormField part) {
        edit(draft.get().withSpec(RecipeList.remove(draft.get().spec(), part.path())));
    }

    /** No steps to undo: the form changes no codebook. */
    @Override
    public void settle() {}

    /** Whether the search begins with the codebook that is being designed, or as the form says. */
    void follow(boolean design) {
        if (design != draft.get().follows()) {
            SearchDraft now = draft.get();
            edit(beginning()
                    .map(b -> now.following(design, b.recipe()))
                    .orElseGet(() -> new SearchDraft(now.spec(), design)));
        }
    }

    /** The form as it was at first. */
    void reset() {
        edit(SearchDraft.first());
    }

    private void edit(SearchDraft next) {
        draft.set(next);
        check();
    }

    private int bits() {
        return work.built().get().map(b -> b.design().codebook().length()).orElse(DEFAULT_BITS);
    }

    private Optional<Beginning> beginning() {
        return work.built().get().flatMap(b -> Beginning.of(b, work.project().get()));
    }

    private void check() {
        Optional<Beginning> begin = beginning();
        beginning.set(work.built()
                .get()
                .map(this::text)
                .orElse("There is no codebook yet. Correct what is marked on the left."));
        Optional<SearchOrder> next = Optional.empty();
        List<Problem> found = List.of();
        if (begin.isEmpty()) {
            found = List.of(new Problem("", beginning.get(), "", ""));
        } else {
            try {
                var whole = draft.get().whole(begin.map(Beginning::recipe).orElseGet(Json::object));
                SearchSpec spec = SpecCodec.read(SearchSpec.class, whole, "The search");
                next = Optional.of(
                        new SearchOrder(spec, begin.get(), work.project().get()));
            } catch (SpecException e) {
                found = e.problems();
            }
        }
        problems.setAll(found);
        order.set(next);
    }

    private String text(Built built) {
        String tokens = String.format(
                        Locale.ROOT, "%,d tokens", built.design().codebook().size())
                .replace(',', '\u202F');
        if (built.draft().edits().isEmpty()) {
            return built.made().name() + ", " + tokens;
        }
        return work.project().get().isPresent()
                ? "The codebook with its edits, " + tokens + ". The search keeps it in a file of the project first."
                : "The codebook was edited by hand, so that no recipe leads to it. Open a project, where the search can"
                        + " keep it, or take the edits back.";
    }
}
