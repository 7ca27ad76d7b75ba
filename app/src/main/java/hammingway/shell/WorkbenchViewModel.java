package hammingway.shell;

import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.run.Project;
import hammingway.settings.Preferences;
import hammingway.settings.Settings;
import hammingway.settings.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/** What the window around the workspaces knows: the project, the workspace that is shown, the theme. */
public final class WorkbenchViewModel {
    /** The workspaces, in the order of the path. */
    public enum Place {
        DESIGN,
        RUNS,
        COMPARE,
        ERRORS
    }

    private final Background background;
    private final Notices notices;
    private final Settings settings;
    private final ReadOnlyObjectWrapper<Optional<Project>> project = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.RUNS);

    public WorkbenchViewModel(Background background, Notices notices, Settings settings) {
        this.background = background;
        this.notices = notices;
        this.settings = settings;
    }

    public ReadOnlyObjectProperty<Optional<Project>> project() {
        return project.getReadOnlyProperty();
    }

    public ObjectProperty<Place> place() {
        return place;
    }

    public ReadOnlyObjectProperty<Theme> theme() {
        return settings.theme();
    }

    public void switchTheme() {
        settings.update(p -> p.withTheme(p.theme() == Theme.LIGHT ? Theme.DARK : Theme.LIGHT));
    }

    /** Folders of projects opened before, the last first. */
    public ObservableValue<List<String>> recent() {
        return settings.current().map(Preferences::recent);
    }

    /** What the window opens with: the named project, else the last one that is still there, else the quick start's. */
    public void openAtStart(Optional<Path> named) {
        Path folder = named.orElseGet(() -> settings.current().get().recent().stream()
                .map(Path::of)
                .filter(p -> java.nio.file.Files.isRegularFile(p.resolve("project.json")))
                .findFirst()
                .orElseGet(Project::defaultFolder));
        become("Opening " + folder, () -> Project.openOrCreate(folder, nameOf(folder)));
    }

    /** Opens a project; where the folder holds none, it is told, and the project that is open stays. */
    public void open(Path folder) {
        become("Opening " + folder, () -> Project.open(folder));
    }

    /** Makes a project in a new or empty folder. */
    public void create(Path folder) {
        become("Creating " + folder, () -> {
            Project made = Project.create(folder, nameOf(folder));
            notices.info("Created the project " + made.folder() + ".");
            return made;
        });
    }

    private void become(String title, java.util.function.Supplier<Project> work) {
        background.start(title, progress -> work.get(), opened -> {
            project.set(Optional.of(opened));
            settings.update(p -> p.withRecent(opened.folder()));
        });
    }

    private static String nameOf(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "project" : name.toString();
    }
}
