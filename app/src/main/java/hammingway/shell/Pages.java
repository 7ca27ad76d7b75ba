package hammingway.shell;

import static hammingway.settings.engine.Parts.icon;

import hammingway.fx.Background;
import hammingway.fx.NoticeBoard;
import hammingway.settings.PreferencesView;
import hammingway.settings.PreferencesViewModel;
import hammingway.settings.Settings;
import hammingway.settings.engine.EngineView;
import hammingway.settings.engine.EngineViewModel;
import hammingway.shell.WorkbenchViewModel.Place;
import hammingway.shell.log.AboutView;
import hammingway.shell.log.DiagnosticsViewModel;
import hammingway.shell.log.LogBook;
import hammingway.shell.log.LogView;
import hammingway.shell.log.LogViewModel;
import hammingway.shell.log.MemoryButton;
import hammingway.shell.log.MemoryViewModel;
import hammingway.shell.start.PaperViewModel;
import hammingway.shell.start.WelcomeView;
import hammingway.shell.start.WelcomeViewModel;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.javafx.FontIcon;

/** The pages that lie over the workspaces, of which one is open at a time, and the page of welcome in their place. */
final class Pages {
    /** What all of them work with. */
    record Surroundings(
            Background background, NoticeBoard notices, Settings settings, WorkbenchViewModel model, Dialogs dialogs) {}

    private final Surroundings with;
    private final GuideViewModel guide;
    private final EngineView engine;
    private final PreferencesViewModel preferences;
    private final LogViewModel log;
    private final AboutView about;
    private final MemoryViewModel memory;
    private final List<BooleanProperty> shown;

    /** @param kept where preferences are kept */
    Pages(Surroundings with, EngineViewModel engineModel, Path kept, LogBook book, GuideViewModel guide, Frame frame) {
        this.with = with;
        this.guide = guide;
        WindowView window = frame.window();
        engine = new EngineView(engineModel, with.dialogs());
        preferences = new PreferencesViewModel(with.settings(), kept, engineModel);
        PreferencesView preferencesView = new PreferencesView(preferences, with.dialogs(), () -> {
            engineModel.shown().set(true);
        });
        log = new LogViewModel(book, with.background(), Platform::runLater);
        DiagnosticsViewModel diagnostics =
                new DiagnosticsViewModel(with.background(), with.notices(), book, with.model()::projects);
        LogView logView = new LogView(log, diagnostics);
        about = new AboutView(diagnostics, with.notices());
        memory = new MemoryViewModel(with.background());
        shown = List.of(engineModel.shown(), preferences.shown(), log.shown(), about.shown());
        shown.forEach(this::alone);
        for (Node page : List.of(engine.node(), preferencesView.node(), logView.node(), about.node())) {
            window.above(page);
            guide.shown().subscribe(beside -> window.beside(page, beside));
        }
        window.welcome(welcome(frame).node());
        window.tool(engine.opener(Shortcuts.ENGINE.getDisplayText()));
        window.tool(icon(
                "mdi2c-cog-outline",
                "Preferences (" + Shortcuts.PREFERENCES.getDisplayText() + ")",
                "open-preferences",
                this::togglePreferences));
        window.more(menu());
        frame.status().tool(logView.opener(Shortcuts.LOG.getDisplayText()));
        frame.status().tool(new MemoryButton(memory).node());
    }

    /** What they are put into. */
    record Frame(WindowView window, StatusBar status) {}

    /** Opening one closes the others. */
    private void alone(BooleanProperty page) {
        page.subscribe(now -> {
            if (now) {
                shown.stream().filter(other -> !other.equals(page)).forEach(other -> other.set(false));
            }
        });
    }

    private WelcomeView welcome(Frame frame) {
        WorkbenchViewModel model = with.model();
        PaperViewModel paper = new PaperViewModel(
                with.background(), () -> with.settings().current().get().projectsFolder(), this::paperMade);
        WelcomeViewModel.Actions actions = new WelcomeViewModel.Actions(
                model::openQuickStart,
                frame.window()::chooseAndOpen,
                frame.window()::chooseAndCreate,
                model::open,
                model::forget,
                guide::open);
        WelcomeViewModel welcome = new WelcomeViewModel(with.background(), model.recent(), actions, paper);
        model.welcome().subscribe(now -> welcome.shown().set(now));
        return new WelcomeView(welcome, with.dialogs());
    }

    private void paperMade(Path folder, int runs) {
        with.model().open(folder, () -> {
            with.model().go(Place.RUNS);
            with.notices()
                    .info(
                            "The project has the " + runs
                                    + " runs of the study. Select one and press Start; each begins with reading the text, which takes a while.");
        });
    }

    private MenuButton menu() {
        MenuButton menu = new MenuButton(null, new FontIcon("mdi2d-dots-vertical"));
        menu.setId("more");
        menu.getStyleClass().addAll("flat", "button-icon", "no-arrow");
        menu.setTooltip(new Tooltip("Welcome, preferences, log, about"));
        menu.setAccessibleText("More");
        menu.getItems()
                .setAll(
                        item("Welcome", "mdi2h-home-outline", Shortcuts.WELCOME, this::openWelcome),
                        item("Preferences", "mdi2c-cog-outline", Shortcuts.PREFERENCES, this::togglePreferences),
                        item("Log", "mdi2t-text-box-outline", Shortcuts.LOG, this::toggleLog),
                        about());
        return menu;
    }

    private MenuItem about() {
        MenuItem item = new MenuItem("About and citation", new FontIcon("mdi2i-information-outline"));
        item.setId("open-about");
        item.setOnAction(e -> about.shown().set(true));
        return item;
    }

    private static MenuItem item(String title, String icon, KeyCombination keys, Runnable action) {
        MenuItem item = new MenuItem(title, new FontIcon(icon));
        item.setAccelerator(keys);
        item.setOnAction(e -> action.run());
        return item;
    }

    /** Begins to look at the memory now and then. */
    void start() {
        memory.start();
    }

    void toggleEngine() {
        engine.toggle();
    }

    void togglePreferences() {
        preferences.shown().set(!preferences.shown().get());
    }

    void toggleLog() {
        log.shown().set(!log.shown().get());
    }

    void openAbout() {
        about.shown().set(true);
    }

    void openWelcome() {
        with.model().welcome().set(true);
    }
}
