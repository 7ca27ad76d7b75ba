package hammingway.design;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.CodebookSpec;
import hammingway.data.VocabularyFacts;
import hammingway.design.analysis.AnalysisViewModel;
import hammingway.design.book.BookEdit;
import hammingway.design.book.Built;
import hammingway.design.book.Design;
import hammingway.design.book.DistanceSource;
import hammingway.design.book.Draft;
import hammingway.design.book.DraftCheck;
import hammingway.design.book.Pair;
import hammingway.design.book.RowOrder;
import hammingway.design.comparison.ComparisonViewModel;
import hammingway.design.keeping.Desk;
import hammingway.design.keeping.KeepingViewModel;
import hammingway.design.search.Workplace;
import hammingway.design.start.StartViewModel;
import hammingway.form.FormField;
import hammingway.form.RecipeForm;
import hammingway.form.RecipeList;
import hammingway.fx.Background;
import hammingway.fx.History;
import hammingway.fx.Latest;
import hammingway.run.Project;
import hammingway.run.TracedRun;
import hammingway.vocab.Vocabulary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The design of a codebook: a form of texts, right or wrong, that is built anew after every change. What is wrong is told per field
 * and the last good codebook stays. Used on the toolkit's thread alone.
 */
public final class DesignViewModel {
    private final Latest building;
    private final Latest ordering;
    private final History<Draft> history;
    private final ObservableList<String> vocabularies = FXCollections.observableArrayList();
    private final ObservableList<String> vocabulariesForAll = FXCollections.unmodifiableObservableList(vocabularies);
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private final ObservableList<Problem> problemsForAll = FXCollections.unmodifiableObservableList(problems);
    private final ReadOnlyObjectWrapper<Optional<Design>> design = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<DistanceSource>> matrix =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<Optional<Pair>> hovered = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<RowOrder> order = new SimpleObjectProperty<>(RowOrder.ID);
    private final AnalysisViewModel analysis;
    private final GalleryViewModel gallery;
    private final CodewordsViewModel codewords;
    private final KeepingViewModel keeping;
    private final ComparisonViewModel comparison;
    private final StartViewModel start;
    private final HandoverViewModel handover;
    private Optional<Project> project = Optional.empty();
    private Optional<Built> built = Optional.empty();
    private String edited = "";

    public DesignViewModel(Background background) {
        this(background, order -> {});
    }

    /** @param newRun opens the page of a new run */
    public DesignViewModel(Background background, Consumer<HandoverViewModel.Order> newRun) {
        this.handover = new HandoverViewModel(newRun);
        this.building = new Latest(background);
        this.ordering = new Latest(background);
        this.analysis = new AnalysisViewModel(background);
        this.gallery = new GalleryViewModel(background);
        this.codewords = new CodewordsViewModel(design.getReadOnlyProperty(), background);
        this.comparison = new ComparisonViewModel(background, design.getReadOnlyProperty(), analysis.width());
        CodebookSpec first = new CodebookSpec(
                new CodeFamily.MinimalRandom(40, CodeFamily.RandomBits.SPLIT), new Assignment.Identity(), 42);
        this.history = new History<>(new Draft("", "1000", SpecCodec.write(first), List.of()));
        this.keeping = new KeepingViewModel(
                background,
                new Desk(
                        history.currentProperty(),
                        () -> built,
                        design.getReadOnlyProperty(),
                        analysis.distances(),
                        problemsForAll,
                        this::push));
        this.start = new StartViewModel(background, keeping::load, this::added);
        history.currentProperty().subscribe(this::rebuild);
        history.currentProperty().subscribe(d -> start.choose(d.vocabulary()));
        start.chosenProperty().subscribe(c -> analysis.host(c.flatMap(VocabularyFacts::model)));
        analysis.prefix().subscribe(codewords::prefix);
        order.subscribe(o -> design.get().ifPresent(this::arrange));
    }

    /** Works in a project from now on. */
    public void project(Project opened) {
        keeping.project(opened, () -> enter(opened));
    }

    private void enter(Project opened) {
        project = Optional.of(opened);
        handover.forget();
        comparison.project(opened);
        built = Optional.empty();
        start.project(opened);
        List<String> names = opened.vocabularies().names();
        vocabularies.setAll(names);
        Draft now = history.current();
        boolean known = names.contains(now.vocabulary());
        String chosen = known ? now.vocabulary() : names.isEmpty() ? "" : names.getFirst();
        history.reset(now.withVocabulary(chosen, now.size()));
    }

    /** Lists vocabularies that runs have prepared since the project was opened; what is designed stays as it is. */
    public void shown() {
        project.ifPresent(p -> {
            List<String> names = p.vocabularies().names();
            if (!names.equals(vocabularies)) {
                start.project(p);
                vocabularies.setAll(names);
            }
        });
    }

    HandoverViewModel handover() {
        return handover;
    }

    /** Takes the code of a run that is open, and shows what keeping the tokens apart that it confused would change. */
    public void feedBack(TracedRun run) {
        run.spec().codebook().ifPresent(recipe -> {
            String folder = run.vocabularyName();
            if (!vocabularies.contains(folder)) {
                vocabularies.add(folder);
            }
            Draft next = history.current()
                    .withVocabulary(folder, Integer.toString(run.vocabulary().size()))
                    .withRecipe(SpecCodec.write(recipe));
            push(next.withEdits(List.of()));
            handover.taken(run.run().id());
            built.ifPresent(this::tellBuilt); // it may be shown already
        });
    }

    /** Begins a run with the codebook as it is shown. */
    void newRun() {
        Draft now = history.current();
        if (!problems.isEmpty() || built.filter(b -> b.draft().equals(now)).isEmpty()) {
            keeping.trouble("A run can begin once the codebook is built: correct what is marked, or wait a moment.");
        } else if (now.edits().isEmpty()) {
            handover.give(RecipeList.active(now.recipe()));
        } else if (keeping.changedProperty().get()) {
            keeping.trouble("Save the codebook first: changes by hand go into a run as its file.");
        } else {
            ObjectNode recipe = Json.object();
            recipe.putObject("family")
                    .put("type", "explicit-import")
                    .put("file", "codebooks/" + keeping.nameProperty().get() + ".npz");
            recipe.putObject("assignment").put("type", "identity");
            recipe.put("seed", 42);
            handover.give(recipe);
        }
    }

    /** Takes a file that somebody gives, as if it were dropped here. */
    public void take(Path file) {
        start.take(List.of(file));
    }

    /** What the design starts from. */
    StartViewModel start() {
        return start;
    }

    /** A vocabulary is in the project now: it is designed for. */
    private void added(VocabularyFacts facts) {
        if (!vocabularies.contains(facts.name())) {
            vocabularies.add(facts.name());
        }
        vocabulary(facts.name());
    }

    /** The design as searches and assignments see it. */
    Workplace workplace() {
        return new Workplace(
                design.getReadOnlyProperty(),
                () -> built,
                () -> project,
                keeping.nameProperty(),
                keeping::load,
                this::assign);
    }

    private void assign(ObjectNode assignment) {
        ObjectNode recipe = history.current().recipe().deepCopy();
        recipe.set("assignment", assignment);
        push(history.current().withRecipe(recipe));
    }

    /** Names, saving, versions, export. */
    KeepingViewModel keeping() {
        return keeping;
    }

    CodewordsViewModel codewords() {
        return codewords;
    }

    ComparisonViewModel comparison() {
        return comparison;
    }

    GalleryViewModel gallery() {
        return gallery;
    }

    /** Families for the tokens of the form; heads are measured at the width that is typed. */
    void openGallery() {
        tokens().ifPresent(v -> gallery.show(v, hiddenWidth().orElse(AnalysisViewModel.DEFAULT_WIDTH)));
    }

    public void closeGallery() {
        gallery.openProperty().set(false);
    }

    /** Chooses a family, by its kind. */
    void family(String kind) {
        fields().stream().filter(f -> f.path().equals("family")).findFirst().ifPresent(f -> set(f, kind));
    }

    ReadOnlyObjectProperty<Draft> draftProperty() {
        return history.currentProperty();
    }

    /** The lines of the form. */
    List<FormField> fields() {
        return RecipeForm.fields(CodebookSpec.class, history.current().recipe());
    }

    ObservableList<String> vocabularies() {
        return vocabulariesForAll;
    }

    /** All that is wrong with the form; paths as in {@link FormField}, {@code size} for the number of tokens. */
    ObservableList<Problem> problems() {
        return problemsForAll;
    }

    ReadOnlyObjectProperty<Optional<Design>> designProperty() {
        return design.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<DistanceSource>> matrixProperty() {
        return matrix.getReadOnlyProperty();
    }

    /** SHA-256 of the codebook that is shown, which names it in every file of results. */
    public Optional<String> hash() {
        return design.get().map(d -> d.codebook().hash());
    }

    /** What the codebook is worth. */
    AnalysisViewModel analysis() {
        return analysis;
    }

    /** Whether a codebook is being built. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** The tokens that are looked at, in all parts of the screen alike. */
    ObjectProperty<Optional<Pair>> pairProperty() {
        return analysis.selected();
    }

    /** The pair under the mouse. */
    ObjectProperty<Optional<Pair>> hoveredProperty() {
        return hovered;
    }

    ObjectProperty<RowOrder> orderProperty() {
        return order;
    }

    /** Width d of the hidden state, as typed. */
    StringProperty widthProperty() {
        return analysis.width();
    }

    public ReadOnlyBooleanProperty canUndoProperty() {
        return history.canUndoProperty();
    }

    ReadOnlyBooleanProperty canRedoProperty() {
        return history.canRedoProperty();
    }

    public void undo() {
        settle();
        history.undo();
    }

    public void redo() {
        settle();
        history.redo();
    }

    /** Chooses a vocabulary of the project; empty: unnamed tokens. */
    void vocabulary(String folder) {
        push(history.current().withVocabulary(folder, history.current().size()));
    }

    void size(String tokens) {
        edit("size", history.current().withVocabulary("", tokens.strip()));
    }

    /** Typing in one field is one step to undo, until {@link #settle}. */
    private void edit(String field, Draft next) {
        if (field.equals(edited)) {
            history.amend(next);
        } else {
            history.push(next);
        }
        edited = field;
    }

    /** The field that was edited is left: what is typed next is a step of its own. */
    void settle() {
        edited = "";
    }

    void set(FormField field, String value) {
        Draft now = history.current();
        switch (field.input()) {
            case KIND -> push(now.withRecipe(RecipeForm.withKind(CodebookSpec.class, now.recipe(), field, value)));
            case CHOICE -> push(now.withRecipe(RecipeForm.with(now.recipe(), field, value)));
            case PARTS -> push(now.withRecipe(RecipeForm.withPart(CodebookSpec.class, now.recipe(), field, value)));
            case PART -> push(now.withRecipe(RecipeList.toggle(now.recipe(), field.path())));
            case NUMBER, TEXT, OPTIONAL_TEXT, LIST ->
                edit(field.path(), now.withRecipe(RecipeForm.with(now.recipe(), field, value)));
        }
    }

    /** Moves a part of a list earlier (-1) or later (1). */
    void move(FormField part, int by) {
        push(history.current().withRecipe(RecipeList.move(history.current().recipe(), part.path(), by)));
    }

    void remove(FormField part) {
        push(history.current().withRecipe(RecipeList.remove(history.current().recipe(), part.path())));
    }

    private void push(Draft next) {
        settle();
        history.push(next);
    }

    /** Another seed. */
    void dice() {
        ObjectNode recipe = history.current().recipe().deepCopy();
        recipe.put("seed", ThreadLocalRandom.current().nextLong(1L << 32));
        push(history.current().withRecipe(recipe));
    }

    private Optional<Integer> vocabularySize() {
        return built.filter(b -> b.draft().vocabulary().equals(history.current().vocabulary()))
                .flatMap(b -> b.design().vocabulary())
                .map(Vocabulary::size);
    }

    /** Number of tokens that the form asks for, where it is known. */
    Optional<Integer> tokens() {
        return vocabularySize().or(() -> DraftCheck.size(history.current()));
    }

    private void rebuild() {
        Draft draft = history.current();
        DraftCheck check = DraftCheck.of(draft, vocabularySize());
        Optional<CodebookSpec> spec = check.spec();
        problems.setAll(check.problems());
        building.cancel();
        busy.set(spec.isPresent());
        if (spec.isEmpty()) {
            return;
        }
        analysis.stop(); // its processors are for the next codebook now
        Built.Order wanted =
                new Built.Order(draft, spec.get(), DraftCheck.size(draft).orElse(0), project, order.get());
        Optional<Built> last = built;
        building.start(
                "Codebook",
                progress -> Built.of(wanted, last, progress),
                next -> {
                    show(next);
                    if (order.get() != wanted.rows()
                            || order.get().slow(next.design().codebook())) {
                        arrange(next.design());
                    }
                },
                this::failed);
    }

    private void show(Built next) {
        busy.set(false);
        built = Optional.of(next);
        ordering.cancel();
        matrix.set(Optional.of(next.matrix())); // first: its picture is computed while the others follow
        design.set(Optional.of(next.design()));
        keepPair();
        analyse(next);
        tellBuilt(next);
    }

    private void tellBuilt(Built shown) {
        if (shown.draft().equals(history.current())) {
            handover.built();
        }
    }

    /** A pair of a larger codebook is none of a smaller. */
    private void keepPair() {
        int tokens = design.get().map(d -> d.codebook().size()).orElse(0);
        pairProperty()
                .get()
                .filter(p -> Math.max(p.first(), p.second()) >= tokens)
                .ifPresent(p -> pairProperty().set(Optional.empty()));
    }

    /** Changes the codebook by hand. @return why not, for people */
    Optional<String> edit(BookEdit edit) {
        Draft now = history.current();
        Optional<Design> shown = built.filter(b -> b.draft().equals(now)).map(Built::design);
        if (shown.isEmpty()) {
            return Optional.of("The codebook is still being built; try again in a moment.");
        }
        Optional<String> refusal = BookEdit.refusal(shown.get(), edit);
        if (refusal.isEmpty()) {
            push(now.withEdits(BookEdit.then(now.edits(), edit)));
        }
        return refusal;
    }

    /** Shown in place: nothing of the last good codebook is lost. */
    private void failed(String text) {
        busy.set(false);
        problems.add(new Problem("", text, "", ""));
        built.ifPresent(this::analyse);
    }

    private void analyse(Built shown) {
        analysis.show(Optional.of(shown.preview()), shown.design().vocabulary());
    }

    private void arrange(Design of) {
        RowOrder rows = order.get();
        built.map(b -> b.preview().usual())
                .ifPresent(colors -> ordering.start(
                        "Order of rows",
                        progress -> of.source(rows, colors, progress),
                        s -> matrix.set(Optional.of(s))));
    }

    /** Width d of the hidden state, where a possible one is typed. */
    Optional<Integer> hiddenWidth() {
        return Design.width(widthProperty().get());
    }
}
