package hammingway.design.keeping;

import hammingway.base.Progress;
import hammingway.code.analysis.Distances;
import hammingway.code.versions.CodebookName;
import hammingway.code.versions.SavedCodebooks;
import hammingway.design.book.BookFiles;
import hammingway.design.book.Built;
import hammingway.design.book.DesignContext;
import hammingway.design.book.Draft;
import hammingway.fx.Background;
import hammingway.run.Project;
import hammingway.vocab.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * Keeps the codebook on the desk: name and notes, saving with versions, opening, import and export. Used on the toolkit's thread alone.
 */
public final class KeepingViewModel {
    private final Background background;
    private final Desk desk;
    private final StringProperty name = new SimpleStringProperty("codebook");
    private final StringProperty notes = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Told> told = new ReadOnlyObjectWrapper<>(Told.NOTHING);
    private final Labels labels = new Labels();
    private final RecoveryViewModel recovery;
    private final VersionsViewModel versions;
    private final ExportViewModel exports;
    private Optional<Project> project = Optional.empty();
    private Work saved;
    private boolean saveWhenBuilt;
    private boolean taking;

    public KeepingViewModel(Background background, Desk desk) {
        this(background, desk, Writer::alive);
    }

    /** @param alive whether a process that keeps unsaved work goes on */
    KeepingViewModel(Background background, Desk desk, Predicate<Writer> alive) {
        this.background = background;
        this.desk = desk;
        saved = work();
        recovery = new RecoveryViewModel(background, this::take, this::trouble, alive);
        versions = new VersionsViewModel(background, this, name);
        exports = new ExportViewModel(background, desk.built(), this);
        name.subscribe(n -> look());
        notes.subscribe(n -> look());
        desk.draft().subscribe(this::drafted);
        desk.design().subscribe(d -> {
            if (saveWhenBuilt && current().isPresent()) {
                save();
            }
        });
    }

    /** The last that happened, one sentence. */
    public record Told(boolean trouble, String text) {
        static final Told NOTHING = new Told(false, "");
    }

    /** Name under which the codebook is saved, as typed. */
    public StringProperty nameProperty() {
        return name;
    }

    /** For people; kept with the version. */
    public StringProperty notesProperty() {
        return notes;
    }

    /** Whether draft, name or notes differ from what was last saved or opened. */
    public ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Told> toldProperty() {
        return told.getReadOnlyProperty();
    }

    public RecoveryViewModel recovery() {
        return recovery;
    }

    public VersionsViewModel versions() {
        return versions;
    }

    public ExportViewModel exports() {
        return exports;
    }

    /**
     * Works in a project from now on.
     *
     * @param arrange makes the draft fit the project; that alone leaves nothing unsaved
     */
    public void project(Project opened, Runnable arrange) {
        boolean clean = !changed.get();
        project = Optional.of(opened);
        arrange.run();
        if (clean) {
            saved = work();
            look();
        }
        recovery.project(opened);
        versions.project(new SavedCodebooks(opened.codebooks()));
    }

    Optional<Project> project() {
        return project;
    }

    private Work work() {
        return new Work(name.get(), notes.get(), desk.draft().get());
    }

    private void drafted(Draft before, Draft now) {
        saveWhenBuilt = false;
        if (!taking) {
            told.set(Told.NOTHING);
            labels.across(before, now, name.get()).ifPresent(w -> {
                name.set(w.name());
                notes.set(w.notes());
            });
        }
        look();
    }

    private void look() {
        Work now = work();
        changed.set(!now.same(saved));
        recovery.changed(changed.get() ? Optional.of(now) : Optional.empty());
    }

    void say(String text) {
        told.set(new Told(false, text));
    }

    /** Tells why something was not done. */
    public void trouble(String text) {
        told.set(new Told(true, text));
    }

    /** Puts work on the desk as one step to undo, name and notes with it. */
    void take(Work next) {
        Work before = work();
        taking = true;
        try {
            desk.take().accept(next.draft());
        } finally {
            taking = false;
        }
        told.set(Told.NOTHING);
        name.set(next.name());
        notes.set(next.notes());
        labels.opened(before, work());
        look();
    }

    /** The codebook of the draft as it is now, once it is built. */
    Optional<Built> current() {
        return desk.built().get().filter(b -> b.draft().equals(desk.draft().get()));
    }

    /** Saves the codebook as the newest version of its name; one that is still being built as soon as it is. */
    public void save() {
        String plain = CodebookName.cleaned(name.get());
        if (project.isEmpty() || plain.isEmpty()) {
            trouble(project.isEmpty() ? "Open a project to save codebooks in." : "Give the codebook a name first.");
            return;
        }
        Optional<Built> built = current();
        if (built.isEmpty()) {
            saveWhenBuilt = desk.problems().isEmpty();
            if (saveWhenBuilt) {
                say("Saved as soon as it is built\u2026");
            } else {
                trouble("Nothing was saved: correct what is marked first.");
            }
            return;
        }
        saveWhenBuilt = false;
        name.set(plain);
        Work of = work();
        Optional<Integer> distance = desk.distances().get().map(Distances::minimum);
        SavedCodebooks books = new SavedCodebooks(project.get().codebooks());
        background.start(
                "Save codebook",
                progress -> books.save(plain, BookFiles.entry(built.get(), of.notes(), distance), progress),
                done -> saved(of, done),
                this::trouble);
    }

    private void saved(Work of, SavedCodebooks.Saved done) {
        saved = of;
        look();
        String file = of.name() + ".npz";
        String also = done.told().isEmpty() ? "" : " " + String.join(" ", done.told());
        int number = done.version().number();
        say((done.fresh()
                        ? "Saved " + file + ", version " + number + "."
                        : file + " holds this already, as version " + number + ".")
                + also);
        versions.refresh();
    }

    /** Opens a codebook of the project by its name. */
    public void open(String chosen) {
        if (project.isPresent()) {
            SavedCodebooks books = new SavedCodebooks(project.get().codebooks());
            read(progress -> books.lasting(chosen, progress), true);
        }
    }

    /** Opens an earlier version as a draft: the newest stays what is saved. */
    void openVersion(String of, int number) {
        if (project.isPresent()) {
            SavedCodebooks books = new SavedCodebooks(project.get().codebooks());
            read(progress -> books.file(of, number), false);
        }
    }

    /** Takes a codebook from a file: by its recipe where the file has one that leads to the same bits, as a table otherwise. */
    public void load(Path file) {
        Optional<String> ours = project.map(Project::codebooks)
                .filter(c -> c.toAbsolutePath().equals(file.toAbsolutePath().getParent()))
                .map(c -> String.valueOf(file.getFileName()))
                .filter(f -> f.endsWith(".npz"))
                .map(f -> f.substring(0, f.length() - 4))
                .filter(n -> n.equals(CodebookName.cleaned(n)));
        if (ours.isPresent() && Files.exists(file)) {
            open(ours.get());
        } else {
            read(progress -> file, false);
        }
    }

    /** Names a file, which takes a while. */
    @FunctionalInterface
    private interface Place {
        Path find(Progress progress);
    }

    private void read(Place place, boolean isSaved) {
        Optional<Project> in = project;
        String folder = desk.draft().get().vocabulary();
        Optional<Vocabulary> vocabulary = current().flatMap(b -> b.design().vocabulary());
        background.start(
                "Open codebook",
                progress -> BookFiles.read(
                        place.find(progress),
                        base(in),
                        size -> new DesignContext(size, in, folder, vocabulary.filter(v -> v.size() == size), progress),
                        progress),
                loaded -> {
                    Draft now = desk.draft().get();
                    boolean fits = desk.design()
                            .get()
                            .filter(d -> d.codebook().size() == loaded.size())
                            .isPresent();
                    Draft next = (fits ? now : now.withVocabulary("", Integer.toString(loaded.size())))
                            .withRecipe(loaded.recipe())
                            .withEdits(loaded.edits());
                    take(new Work(loaded.name(), loaded.note(), next));
                    if (isSaved) {
                        saved = work();
                        look();
                    }
                },
                this::trouble);
    }

    static Path base(Optional<Project> project) {
        return project.map(Project::folder).orElse(Path.of(""));
    }

    /** The name as it is used for files. */
    String plainName() {
        String plain = CodebookName.cleaned(name.get());
        return plain.isEmpty() ? "codebook" : plain;
    }

    /** Keeps what is unsaved at once. */
    public void close() {
        recovery.close();
    }
}
