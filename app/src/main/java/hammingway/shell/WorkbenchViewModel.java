package hammingway.shell;

import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.run.Project;
import hammingway.settings.Preferences;
import hammingway.settings.Settings;
import hammingway.settings.Theme;
import hammingway.settings.ThemeChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
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
    private final BooleanProperty welcome = new SimpleBooleanProperty();

    public WorkbenchViewModel(Background background, Notices notices, Settings settings) {
        this.background = background;
        this.notices = notices;
        this.settings = settings;
        place.subscribe(now -> welcome.set(false));
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
        ThemeChoice other = settings.theme().get() == Theme.LIGHT ? ThemeChoice.DARK : ThemeChoice.LIGHT;
        settings.update(p -> p.withTheme(other));
    }

    /** Folders of projects opened before, the last first. */
    public ObservableValue<List<String>> recent() {
        return settings.current().map(Preferences::recent);
    }

    /** Whether the page of welcome stands in the place of the workspace. */
    public BooleanProperty welcome() {
        return welcome;
    }

    /** Shows a workspace. */
    public void go(Place to) {
        place.set(to);
        welcome.set(false);
    }

    /** Folders in which the window has to do with projects. */
    public List<Path> projects() {
        List<Path> folders = new ArrayList<>(
                settings.current().get().recent().stream().map(Path::of).toList());
        project.get().ifPresent(p -> folders.add(p.folder()));
        return folders;
    }

    /** Takes a folder from those opened before. */
    public void forget(String folder) {
        settings.update(p -> p.withoutRecent(folder));
    }

    /** What the window opens with: the named project, else the last one that is still there, else the page of welcome. */
    public void openAtStart(Optional<Path> named) {
        if (named.isPresent()) {
            openOrCreate(named.get(), () -> {});
        } else {
            openLast(() -> {}, () -> welcome.set(true));
        }
    }

    /**
     * Opens the last project that is still there.
     *
     * @param then follows, whether there is one or not
     * @param none is done where there is none
     */
    public void openLast(Runnable then, Runnable none) {
        Optional<Path> last = settings.current().get().recent().stream()
                .map(Path::of)
                .filter(p -> java.nio.file.Files.isRegularFile(p.resolve("project.json")))
                .findFirst();
        last.ifPresentOrElse(folder -> open(folder, then), () -> {
            none.run();
            then.run();
        });
    }

    /** Opens the project of the quick start, made if it is new, and shows its runs. */
    public void openQuickStart() {
        openOrCreate(settings.current().get().projectsFolder().resolve("quickstart"), () -> go(Place.RUNS));
    }

    private void openOrCreate(Path folder, Runnable then) {
        become("Opening " + folder, () -> Project.openOrCreate(folder, nameOf(folder)), then);
    }

    /** Opens a project; where the folder holds none, it is told, and the project that is open stays. */
    public void open(Path folder) {
        open(folder, () -> {});
    }

    /** The same; {@code then} follows once it is open. */
    public void open(Path folder, Runnable then) {
        become("Opening " + folder, () -> Project.open(folder), then);
    }

    /** Makes a project in a new or empty folder. */
    public void create(Path folder) {
        become(
                "Creating " + folder,
                () -> {
                    Project made = Project.create(folder, nameOf(folder));
                    notices.info("Created the project " + made.folder() + ".");
                    return made;
                },
                () -> {});
    }

    /** Where a new project is suggested. */
    public Path newProject(String name) {
        return settings.current().get().projectsFolder().resolve(name);
    }

    private void become(String title, Supplier<Project> work, Runnable then) {
        background.start(
                title,
                progress -> work.get(),
                opened -> {
                    welcome.set(false);
                    project.set(Optional.of(opened));
                    settings.update(p -> p.withRecent(opened.folder()));
                    then.run();
                },
                failure -> {
                    notices.error(failure);
                    if (project.get().isEmpty()) {
                        welcome.set(true);
                    }
                });
    }

    private static String nameOf(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "project" : name.toString();
    }
}
