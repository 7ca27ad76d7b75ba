package hammingway.shell.start;

import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.fx.Background;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The paper's pre-training as a project: its five runs are made from the two files that a user must supply, and not started. */
public final class PaperViewModel {
    /** The study that comes with the program. */
    private static final String STUDY = "paper-pretrain";

    static final String TEXT = "TinyStories-train.txt";
    static final String TOKENIZER = "tokenizer.json";

    /** How the study is trained; the names of its modes. */
    public enum Mode {
        CORRECTED("Corrected: the flaws of the published code are mended"),
        FAITHFUL("Faithful: as the paper's code does it");

        private final String title;

        Mode(String title) {
            this.title = title;
        }

        /** For people. */
        @Override
        public String toString() {
            return title;
        }
    }

    /** How much of the study's 18 750 steps is trained. */
    public enum Size {
        LOOK("A first look: 1%, 188 steps a run", 0.01),
        TENTH("A tenth: 1875 steps a run", 0.1),
        FULL("All of it: 18 750 steps a run, days on a processor", 1);

        private final String title;
        private final double scale;

        Size(String title, double scale) {
            this.title = title;
            this.scale = scale;
        }

        /** For people. */
        @Override
        public String toString() {
            return title;
        }
    }

    private final Background background;
    private final Supplier<Path> projects;
    private final BiConsumer<Path, Integer> made;
    private final StringProperty text = new SimpleStringProperty("");
    private final StringProperty tokenizer = new SimpleStringProperty("");
    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.CORRECTED);
    private final ObjectProperty<Size> size = new SimpleObjectProperty<>(Size.LOOK);
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

    /**
     * @param projects where projects are made
     * @param made     is told the project's folder and how many runs wait in it
     */
    public PaperViewModel(Background background, Supplier<Path> projects, BiConsumer<Path, Integer> made) {
        this.background = background;
        this.projects = projects;
        this.made = made;
    }

    /** The project that is made, or gone on with. */
    public Path folder() {
        return projects.get().resolve("paper");
    }

    /** The text's file, as typed or chosen. */
    public StringProperty text() {
        return text;
    }

    /** The tokenizer's file, as typed or chosen. */
    public StringProperty tokenizer() {
        return tokenizer;
    }

    public ObjectProperty<Mode> mode() {
        return mode;
    }

    public ObjectProperty<Size> size() {
        return size;
    }

    /** What failed last; empty when nothing did. */
    public ReadOnlyStringProperty trouble() {
        return trouble.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** Takes files that lie in the project already. */
    public void begin() {
        trouble.set("");
        Path folder = folder();
        background.later(
                java.time.Duration.ZERO,
                () -> List.of(found(folder, TEXT), found(folder, TOKENIZER)),
                found -> {
                    found.get(0).filter(f -> text.get().isBlank()).ifPresent(text::set);
                    found.get(1).filter(f -> tokenizer.get().isBlank()).ifPresent(tokenizer::set);
                },
                trouble::set);
    }

    private static Optional<String> found(Path folder, String name) {
        return Optional.of(folder.resolve(name)).filter(Files::isRegularFile).map(Path::toString);
    }

    /** Makes the runs that the project does not have yet. */
    public void make() {
        Path folder = folder();
        String textFile = text.get().strip();
        String tokenizerFile = tokenizer.get().strip();
        Mode how = mode.get();
        Size much = size.get();
        trouble.set("");
        busy.set(true);
        background.start(
                "Making the paper's runs",
                progress -> make(
                        folder, new Supplied(required(TEXT, textFile), required(TOKENIZER, tokenizerFile)), how, much),
                runs -> {
                    busy.set(false);
                    made.accept(folder, runs);
                },
                failure -> {
                    busy.set(false);
                    trouble.set(failure);
                });
    }

    /** What the program does not come with. */
    private record Supplied(Path text, Path tokenizer) {}

    private static Path required(String what, String typed) {
        if (typed.isEmpty()) {
            throw new WorkbenchException("Choose " + what + " first.");
        }
        Path file = UserPath.resolve(Path.of("").toAbsolutePath(), typed, what).normalize();
        if (!Files.isRegularFile(file)) {
            throw new WorkbenchException(what + ": there is no file " + file + ". Choose it with the button.");
        }
        return file;
    }

    /** Files in the project's folder are named relative to it, so that it can be moved. */
    private static String named(Path folder, Path file) {
        Path base = folder.toAbsolutePath().normalize();
        return file.startsWith(base) ? base.relativize(file).toString() : file.toString();
    }

    private static int make(Path folder, Supplied files, Mode how, Size much) {
        Map<String, String> set = new LinkedHashMap<>();
        set.put("data.source.path", named(folder, files.text()));
        set.put("vocabulary.tokenizer.path", named(folder, files.tokenizer()));
        Study study =
                Study.load(STUDY, new Study.Options(how.name().toLowerCase(java.util.Locale.ROOT), much.scale, 1, set));
        Project project = Project.openOrCreate(folder, "paper");
        List<RunFolder> runs = new ArrayList<>();
        for (RunSpec spec : study.runs()) {
            runs.add(project.find(spec).orElseGet(() -> project.create(spec)));
        }
        return runs.size();
    }
}
