package hammingway.shell.start;

import hammingway.fx.Background;
import hammingway.fx.Latest;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;

/** The page that a first start begins with: ways to begin, and the projects that were open before. */
public final class WelcomeViewModel {
    private final Latest looking;
    private final ObservableValue<List<String>> remembered;
    private final Actions actions;
    private final PaperViewModel paper;
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final BooleanProperty paperShown = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<List<RecentProject>> recent = new ReadOnlyObjectWrapper<>(List.of());

    /**
     * What the window does.
     *
     * @param quickStart opens the quick-start project, made if it is new
     * @param choose     asks for a project's folder
     * @param create     asks where a new project shall be
     * @param open       opens a folder
     * @param forget     takes a folder from those opened before
     * @param guide      opens a page of the guide
     */
    public record Actions(
            Runnable quickStart,
            Runnable choose,
            Runnable create,
            Consumer<Path> open,
            Consumer<String> forget,
            Consumer<String> guide) {}

    /** @param remembered folders of projects, the last opened first */
    public WelcomeViewModel(
            Background background, ObservableValue<List<String>> remembered, Actions actions, PaperViewModel paper) {
        this.looking = new Latest(background);
        this.remembered = remembered;
        this.actions = actions;
        this.paper = paper;
        shown.subscribe(now -> {
            paperShown.set(false);
            look();
        });
        remembered.addListener((p, before, now) -> look());
    }

    /** Whether the page stands in the place of the workspace. */
    public BooleanProperty shown() {
        return shown;
    }

    /** Whether the part on the paper's study is open. */
    public BooleanProperty paperShown() {
        return paperShown;
    }

    public PaperViewModel paper() {
        return paper;
    }

    public Actions actions() {
        return actions;
    }

    /** Those opened before, with what became of them. */
    public ReadOnlyObjectProperty<List<RecentProject>> recent() {
        return recent.getReadOnlyProperty();
    }

    public void openPaper() {
        paper.begin();
        paperShown.set(true);
    }

    /** Folders may lie on a disk that is slow to answer. */
    private void look() {
        if (!shown.get()) {
            return;
        }
        List<String> folders = remembered.getValue();
        looking.start(
                "Looking for projects",
                progress -> folders.stream().map(RecentProject::at).toList(),
                recent::set);
    }
}
