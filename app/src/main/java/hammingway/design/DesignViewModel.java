package hammingway.design;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.CodebookSpec;
import hammingway.fx.Background;
import hammingway.fx.History;
import hammingway.fx.Latest;
import hammingway.head.DecisionLayer;
import hammingway.head.HeadCost;
import hammingway.run.Project;
import hammingway.vocab.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The design of a codebook: a form of texts, right or wrong, that is built anew after every change. What is wrong is told per field
 * and the last good codebook stays. Used on the toolkit's thread alone.
 */
public final class DesignViewModel {
    /** Most tokens that a form asks for: twice the largest vocabulary in use, 262,144. */
    private static final int MOST_TOKENS = 1 << 19;

    private final Background background;
    private final Latest building;
    private final Latest measuring;
    private final Latest ordering;
    private final History<Draft> history;
    private final ObservableList<String> vocabularies = FXCollections.observableArrayList();
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Design>> design = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<DistanceSource>> matrix =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Figures>> figures = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ObjectProperty<RowOrder> order = new SimpleObjectProperty<>(RowOrder.ID);
    private final StringProperty name = new SimpleStringProperty("codebook");
    private final StringProperty width = new SimpleStringProperty("128");
    private Optional<Project> project = Optional.empty();
    private String edited = "";
    private String built = "";

    public DesignViewModel(Background background) {
        this.background = background;
        this.building = new Latest(background);
        this.measuring = new Latest(background);
        this.ordering = new Latest(background);
        CodebookSpec first = new CodebookSpec(
                new CodeFamily.MinimalRandom(40, CodeFamily.RandomBits.SPLIT), new Assignment.Identity(), 42);
        this.history = new History<>(new Draft("", "1000", SpecCodec.write(first)));
        history.currentProperty().subscribe(this::rebuild);
        order.subscribe(o -> design.get().ifPresent(this::arrange));
    }

    /** Works in a project from now on. */
    public void project(Project opened) {
        project = Optional.of(opened);
        List<String> names = Vocabularies.names(opened.folder());
        vocabularies.setAll(names);
        Draft now = history.current();
        boolean known = names.contains(now.vocabulary());
        String chosen = known ? now.vocabulary() : names.isEmpty() ? "" : names.getFirst();
        history.reset(now.withVocabulary(chosen, now.size()));
    }

    ReadOnlyObjectProperty<Draft> draftProperty() {
        return history.currentProperty();
    }

    /** The lines of the form. */
    List<FormField> fields() {
        return RecipeForm.fields(CodebookSpec.class, history.current().recipe());
    }

    ObservableList<String> vocabularies() {
        return FXCollections.unmodifiableObservableList(vocabularies);
    }

    /** All that is wrong with the form; paths as in {@link FormField}, {@code size} for the number of tokens. */
    ObservableList<Problem> problems() {
        return FXCollections.unmodifiableObservableList(problems);
    }

    ReadOnlyObjectProperty<Optional<Design>> designProperty() {
        return design.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<DistanceSource>> matrixProperty() {
        return matrix.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Figures>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    /** Whether a codebook is being built. */
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What happened last, one sentence. */
    ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    ObjectProperty<RowOrder> orderProperty() {
        return order;
    }

    /** Name under which the codebook is saved. */
    StringProperty nameProperty() {
        return name;
    }

    /** Width d of the hidden state, as typed. */
    StringProperty widthProperty() {
        return width;
    }

    ReadOnlyBooleanProperty canUndoProperty() {
        return history.canUndoProperty();
    }

    ReadOnlyBooleanProperty canRedoProperty() {
        return history.canRedoProperty();
    }

    void undo() {
        settle();
        history.undo();
    }

    void redo() {
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
            case NUMBER, TEXT, LIST -> edit(field.path(), now.withRecipe(RecipeForm.with(now.recipe(), field, value)));
        }
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

    private Path base() {
        return project.map(Project::folder).orElse(Path.of(""));
    }

    /** What the form says, once nothing in it is wrong. */
    private Optional<CodebookSpec> checked(Draft draft) {
        List<Problem> found = new ArrayList<>();
        if (draft.vocabulary().isEmpty() && size(draft).isEmpty()) {
            found.add(new Problem(
                    "size", draft.size(), "2 to " + MOST_TOKENS + " tokens", "Number of tokens to give codewords to"));
        }
        Optional<CodebookSpec> spec = Optional.empty();
        try {
            spec = Optional.of(SpecCodec.read(CodebookSpec.class, draft.recipe(), "The codebook"));
        } catch (SpecException e) {
            found.addAll(e.problems());
        }
        problems.setAll(found);
        return found.isEmpty() ? spec : Optional.empty();
    }

    private static Optional<Integer> size(Draft draft) {
        try {
            int size = Integer.parseInt(draft.size().replaceAll("[ ,\u202F]", ""));
            return size >= 2 && size <= MOST_TOKENS ? Optional.of(size) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void rebuild() {
        Draft draft = history.current();
        Optional<CodebookSpec> spec = checked(draft);
        building.cancel();
        busy.set(spec.isPresent());
        if (spec.isEmpty()) {
            return;
        }
        Path base = base();
        Optional<Vocabulary> at =
                design.get().filter(d -> draft.vocabulary().equals(built)).flatMap(Design::vocabulary);
        RowOrder rows = order.get();
        building.start(
                "Codebook",
                progress -> {
                    Optional<Vocabulary> vocabulary = draft.vocabulary().isEmpty()
                            ? Optional.empty()
                            : Optional.of(at.orElseGet(() -> Vocabularies.read(base, draft.vocabulary())));
                    int size = vocabulary
                            .map(Vocabulary::size)
                            .orElseGet(() -> size(draft).orElseThrow());
                    Codebook codebook =
                            Codebook.build(spec.get(), Vocabularies.context(size, base, vocabulary), progress);
                    progress.check();
                    Design next = new Design(codebook, vocabulary);
                    return new Built(next, next.source(rows), Figures.sampled(codebook));
                },
                b -> show(draft.vocabulary(), b),
                this::failed);
    }

    /** A design with all that the screen shows of it at once. */
    private record Built(Design design, DistanceSource matrix, Figures figures) {}

    private void show(String vocabulary, Built next) {
        busy.set(false);
        built = vocabulary;
        design.set(Optional.of(next.design()));
        matrix.set(Optional.of(next.matrix()));
        figures.set(Optional.of(next.figures()));
        status.set("");
        measuring.start(
                "Exact distances",
                progress -> next.figures().exact(next.design().codebook(), progress),
                f -> figures.set(Optional.of(f)),
                this::failed);
    }

    /** Shown in place: nothing of the last good codebook is lost. */
    private void failed(String text) {
        busy.set(false);
        problems.add(new Problem("", text, "", ""));
    }

    private void arrange(Design of) {
        RowOrder rows = order.get();
        ordering.start("Order of rows", progress -> of.source(rows), s -> matrix.set(Optional.of(s)));
    }

    /** Parameters of a linear code head over softmax's, 1 for equal; nothing while the width is no number or there is no codebook. */
    Optional<Double> headShare() {
        try {
            int d = Integer.parseInt(width.get().strip());
            if (d < 1 || d > 1 << 20) {
                return Optional.empty();
            }
            return design.get()
                    .map(Design::codebook)
                    .map(c -> HeadCost.of(new DecisionLayer.LinearCode(true), d, c.size(), c.length())
                                    .stored()
                            / (double) HeadCost.softmaxParameters(d, c.size()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The same from a shell. */
    String command() {
        int tokens = design.get()
                .map(d -> d.codebook().size())
                .or(() -> size(history.current()))
                .orElse(0);
        return "hammingway codebook build " + fileName() + " --size " + tokens + " --recipe '"
                + Json.line(history.current().recipe()).replace("'", "'\\''") + "'";
    }

    private String fileName() {
        return name.get().strip().replaceAll("[^\\p{L}\\p{N}._+-]+", "-") + ".npz";
    }

    /** Saves the codebook as {@code codebooks/<name>.npz} of the project. */
    void save() {
        if (project.isEmpty() || design.get().isEmpty() || name.get().isBlank()) {
            status.set(project.isEmpty() ? "Open a project to save codebooks in." : "Give the codebook a name first.");
            return;
        }
        Path file = project.get().codebooks().resolve(fileName());
        Codebook codebook = design.get().get().codebook();
        background.start(
                "Save codebook",
                progress -> {
                    boolean there = Files.exists(file);
                    CodebookFiles.write(file, codebook);
                    return there;
                },
                there -> status.set((there ? "Replaced " : "Saved ") + file.getFileName() + " in codebooks."),
                this::failed);
    }

    /** Keeps a text of an export in the project's {@code exports}. */
    void export(String file, AtomicFiles.Writer content) {
        if (project.isEmpty()) {
            status.set("Open a project to save pictures and numbers in.");
            return;
        }
        Path target = project.get().exports().resolve(file);
        background.start(
                "Save " + file,
                progress -> {
                    AtomicFiles.write(target, content);
                    return file;
                },
                f -> status.set("Saved exports/" + f + "."),
                this::failed);
    }

    /** Takes a codebook from a file: by its recipe where the file has one that leads to the same bits, as a table otherwise. */
    void load(Path file) {
        Path base = base();
        background.start(
                "Load codebook",
                progress -> read(file, base, progress),
                loaded -> {
                    name.set(loaded.name());
                    boolean fits = design.get()
                            .filter(d -> d.codebook().size() == loaded.size())
                            .isPresent();
                    Draft now = history.current();
                    push((fits ? now : now.withVocabulary("", Integer.toString(loaded.size())))
                            .withRecipe(loaded.recipe()));
                },
                this::failed);
    }

    /** What a file says. */
    private record Loaded(String name, int size, ObjectNode recipe) {}

    private static Loaded read(Path file, Path base, Progress progress) {
        Codebook codebook = CodebookFiles.read(file);
        String plain = file.getFileName().toString().replaceAll("\\.[^.]*$", "");
        Path path = file.toAbsolutePath();
        Path folder = base.toAbsolutePath();
        String shown = path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
        CodebookSpec table = new CodebookSpec(new CodeFamily.ExplicitImport(shown), new Assignment.Identity(), 42);
        CodebookSpec recipe =
                codebook.recipe().filter(r -> same(r, codebook, base, progress)).orElse(table);
        return new Loaded(plain, codebook.size(), SpecCodec.write(recipe));
    }

    private static boolean same(CodebookSpec recipe, Codebook codebook, Path base, Progress progress) {
        try {
            return Codebook.build(recipe, codebook.size(), base, progress)
                    .bits()
                    .equals(codebook.bits());
        } catch (WorkbenchException e) {
            return false; // what the recipe draws on is not here
        }
    }
}
