package hammingway.settings;

import hammingway.settings.engine.EngineViewModel;
import hammingway.torch.engine.CudaEngine;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/** The preferences as their page shows them: each change counts at once, and the last reset can be taken back. */
public final class PreferencesViewModel {
    /** What can be chosen here. */
    public enum Choice {
        THEME("Theme"),
        SCALE("Size of text and controls"),
        PROJECTS("Folder of new projects");

        private final String title;

        Choice(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        /** With this choice of the one and all else of the other. */
        private Preferences into(Preferences to, Preferences from) {
            return switch (this) {
                case THEME -> to.withTheme(from.theme());
                case SCALE -> to.withScale(from.scale());
                case PROJECTS -> to.withProjects(from.projects());
            };
        }
    }

    /**
     * A reset that can be taken back.
     *
     * @param told   what was reset
     * @param before the choices as they were
     */
    public record Reset(String told, Preferences before) {}

    private final Settings settings;
    private final Path file;
    private final EngineViewModel engine;
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final StringProperty search = new SimpleStringProperty("");
    private final StringProperty projects = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Reset>> undoable = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * @param file   where they are kept
     * @param engine what the page of devices and engine shows
     */
    public PreferencesViewModel(Settings settings, Path file, EngineViewModel engine) {
        this.settings = settings;
        this.file = file;
        this.engine = engine;
        projects.set(current().get().projects());
        shown.subscribe(now -> {
            if (now) {
                engine.refresh();
                projects.set(current().get().projects());
            }
        });
    }

    public BooleanProperty shown() {
        return shown;
    }

    public ReadOnlyObjectProperty<Preferences> current() {
        return settings.current();
    }

    /** Words by which settings are looked for. */
    public StringProperty search() {
        return search;
    }

    /** Whether a setting that is told by these texts is one of those looked for. */
    public ObservableValue<Boolean> found(String... texts) {
        String all = String.join(" ", texts).toLowerCase(Locale.ROOT);
        return search.map(words ->
                Arrays.stream(words.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(all::contains));
    }

    public void theme(ThemeChoice choice) {
        choose(current().get().withTheme(choice));
    }

    /** @param percent within the limits of {@link Preferences} */
    public void scale(int percent) {
        choose(current().get().withScale(percent));
    }

    /** The folder of new projects, as typed; {@link #takeProjects} makes it count. */
    public StringProperty projects() {
        return projects;
    }

    /** What is wrong with the typed folder; empty when nothing is. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    public void takeProjects() {
        String typed = projects.get().strip();
        List<String> wrong = current().get().withProjects(typed).problems().stream()
                .map(p -> "Allowed: " + p.allowed() + ". " + p.fix() + ".")
                .toList();
        problem.set(String.join("\n", wrong));
        if (wrong.isEmpty()) {
            choose(current().get().withProjects(typed));
        }
    }

    /** What is chosen after a reset is not to be lost by taking the reset back. */
    private void choose(Preferences to) {
        if (!to.equals(current().get())) {
            undoable.set(Optional.empty());
            settings.update(p -> p.withChoicesOf(to));
        }
    }

    /** Whether a choice differs from the default. */
    public ObservableValue<Boolean> changed(Choice choice) {
        return current().map(now -> !choice.into(now, Preferences.DEFAULT).equals(now));
    }

    public void reset(Choice choice) {
        reset(choice.title() + " is reset.", choice.into(current().get(), Preferences.DEFAULT));
    }

    public void resetAll() {
        reset("All preferences are reset.", current().get().withChoicesOf(Preferences.DEFAULT));
    }

    private void reset(String told, Preferences to) {
        Reset reset = new Reset(told, current().get());
        choices(to);
        undoable.set(Optional.of(reset));
    }

    /** The last reset, while it can be taken back. */
    public ReadOnlyObjectProperty<Optional<Reset>> undoable() {
        return undoable.getReadOnlyProperty();
    }

    public void undo() {
        undoable.get().ifPresent(r -> choices(r.before()));
        undoable.set(Optional.empty());
    }

    private void choices(Preferences to) {
        settings.update(p -> p.withChoicesOf(to));
        projects.set(to.projects());
        problem.set("");
    }

    public EngineViewModel engine() {
        return engine;
    }

    /** Where the program keeps things, each with what it is. */
    public Map<String, Path> folders() {
        Map<String, Path> folders = new LinkedHashMap<>();
        folders.put("Preferences, engine and log", file.toAbsolutePath().getParent());
        folders.put("Unpacked engine", CudaEngine.ofThis().cache());
        return folders;
    }
}
