package hammingway.shell;

import hammingway.compare.CompareView;
import hammingway.compare.CompareViewModel;
import hammingway.design.DesignView;
import hammingway.design.DesignViewModel;
import hammingway.design.HandoverViewModel;
import hammingway.errors.ErrorsView;
import hammingway.errors.ErrorsViewModel;
import hammingway.fx.Background;
import hammingway.fx.ErrorsEvent;
import hammingway.fx.Explained;
import hammingway.fx.GuideEvent;
import hammingway.fx.NoticeBoard;
import hammingway.fx.View;
import hammingway.run.Launcher;
import hammingway.run.RunFolder;
import hammingway.run.TracedRun;
import hammingway.runs.RunsView;
import hammingway.runs.RunsViewModel;
import hammingway.settings.Preferences;
import hammingway.settings.PreferencesFile;
import hammingway.settings.Settings;
import hammingway.settings.Theme;
import hammingway.settings.engine.EngineViewModel;
import hammingway.settings.engine.Machine;
import hammingway.shell.WorkbenchViewModel.Place;
import hammingway.shell.log.LogBook;
import hammingway.shell.start.Opening;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/** The composition root: makes every part of the window and knows them all; nobody knows it. */
public final class Workbench implements AutoCloseable {
    private final Stage stage;
    private final Dialogs dialogs;
    private final NoticeBoard notices = new NoticeBoard(Platform::runLater);
    private final Background background = new Background(notices);
    private final Settings settings;
    private final WorkbenchViewModel model;
    private final RunsViewModel runs;
    private final DesignViewModel design;
    private final ErrorsViewModel errors;
    private final StatusBar status = new StatusBar(background);
    private final GuideViewModel guide = new GuideViewModel(background);
    private final List<View> views;
    private final WindowView window;
    private final Pages pages;
    private final LogBook log = LogBook.attached();
    private final ScaledPane scaled;
    private final Scene scene;

    /** Builds the window; {@link #show} shows it. On the toolkit's thread. */
    public Workbench(Stage stage, Dialogs dialogs, Launcher launcher, PreferencesFile preferences) {
        this.stage = stage;
        this.dialogs = dialogs;
        Thread.setDefaultUncaughtExceptionHandler(new Uncaught(notices));
        settings = new Settings(
                preferences,
                notices,
                Platform.getPreferences()
                        .colorSchemeProperty()
                        .map(scheme -> scheme == ColorScheme.DARK ? Theme.DARK : Theme.LIGHT));
        model = new WorkbenchViewModel(background, notices, settings);
        runs = new RunsViewModel(notices, launcher, Platform::runLater, background);
        RunsView runsView = new RunsView(runs, settings.theme(), dialogs);
        design = new DesignViewModel(background, this::newRun);
        DesignView designView = new DesignView(design, settings.theme(), background, dialogs);
        CompareViewModel compare = new CompareViewModel(background, this::openRun);
        CompareView compareView = new CompareView(compare, settings.theme());
        errors = new ErrorsViewModel(background, notices);
        ErrorsView errorsView = new ErrorsView(errors, settings.theme(), dialogs, this::feedBack);
        views = List.of(designView, runsView, compareView, errorsView);
        Map<Place, Node> workspaces = new EnumMap<>(Place.class);
        workspaces.put(Place.DESIGN, designView.node());
        workspaces.put(Place.RUNS, runsView.node());
        workspaces.put(Place.COMPARE, compareView.node());
        workspaces.put(Place.ERRORS, errorsView.node());
        window = new WindowView(model, dialogs, workspaces, status, new NoticesView(notices));
        window.above(new GuideView(guide).node());
        pages = new Pages(
                new Pages.Surroundings(background, notices, settings, model, dialogs),
                new EngineViewModel(background, Machine.ofUser()),
                preferences.path(),
                log,
                guide,
                new Pages.Frame(window, status));
        scaled = new ScaledPane(window.node());
        scene = new Scene(scaled);
        scene.getStylesheets().add(resource("/hammingway/themes/workbench.css"));
        settings.theme().subscribe(Workbench::dress);
        settings.current().map(Preferences::scale).subscribe(this::scale);
        model.project().subscribe(p -> p.ifPresent(runs::project));
        model.project().subscribe(p -> p.ifPresent(design::project));
        model.project().subscribe(p -> p.ifPresent(compare::project));
        model.project().subscribe(p -> p.ifPresent(errors::project));
        runs.finished().subscribe(compare::evaluated);
        runs.finished().subscribe(finished -> errors.changed());
        model.place().subscribe(place -> errors.shown(place == Place.ERRORS));
        model.place().subscribe(place -> {
            if (place == Place.DESIGN) {
                design.shown();
            }
        });
        model.project()
                .subscribe(p ->
                        stage.setTitle(p.map(x -> x.name() + " - Hammingway").orElse("Hammingway")));
        runs.summary().subscribe(status::say);
        keys(workspaces);
        scene.addEventHandler(GuideEvent.OPEN, e -> guide.open(e.page()));
        scene.addEventHandler(ErrorsEvent.OPEN, e -> {
            model.go(Place.ERRORS);
            errors.look(e.runId());
        });
    }

    /** The page of what has the focus, or of the workspace. */
    private void help() {
        String place = switch (model.place().get()) {
            case DESIGN -> "designer.md";
            case ERRORS -> "errors.md";
            case RUNS -> "runs.md";
            case COMPARE -> "compare.md";
        };
        guide.open(Explained.page(scene.getFocusOwner()).orElse(place));
    }

    /** A codebook of the designer goes into a run. */
    private void newRun(HandoverViewModel.Order order) {
        model.go(Place.RUNS);
        runs.newRun(order.like(), order.recipe());
    }

    /** The confusions of a run go into its codebook. */
    void feedBack(RunFolder run) {
        background.start("Read the run's code", progress -> TracedRun.open(run), traced -> {
            model.go(Place.DESIGN);
            design.feedBack(traced);
        });
    }

    private void openRun(String id) {
        model.go(Place.RUNS);
        runs.select(id);
    }

    private static String resource(String name) {
        java.net.URL url = Workbench.class.getResource(name);
        if (url == null) {
            throw new IllegalStateException("no resource " + name);
        }
        return url.toExternalForm();
    }

    private static void dress(Theme theme) {
        Application.setUserAgentStylesheet(theme.styleSheet());
    }

    private void scale(int percent) {
        scaled.percent(percent);
        List<String> styles = scene.getStylesheets();
        styles.removeIf(s -> s.startsWith("data:"));
        ScaledPane.popupStyle(percent).ifPresent(styles::add);
    }

    private void keys(Map<Place, Node> workspaces) {
        Map<javafx.scene.input.KeyCombination, Runnable> keys = scene.getAccelerators();
        workspaces.keySet().forEach(place -> keys.put(Shortcuts.of(place), () -> model.go(place)));
        keys.put(Shortcuts.OPEN, window::chooseAndOpen);
        keys.put(Shortcuts.NEW_PROJECT, window::chooseAndCreate);
        keys.put(Shortcuts.THEME, model::switchTheme);
        keys.put(Shortcuts.GUIDE, this::help);
        keys.put(Shortcuts.ENGINE, pages::toggleEngine);
        keys.put(Shortcuts.PREFERENCES, pages::togglePreferences);
        keys.put(Shortcuts.LOG, pages::toggleLog);
        keys.put(Shortcuts.WELCOME, pages::openWelcome);
        keys.put(Shortcuts.NEW_RUN, () -> {
            model.go(Place.RUNS);
            runs.newRun();
        });
        keys.put(Shortcuts.START, runs::startSelected);
        keys.put(Shortcuts.PAUSE, runs::pauseOrResumeSelected);
        keys.put(Shortcuts.STOP, runs::stopSelected);
    }

    /** @param folder the project to open; else the last one; where there is none, the page of welcome */
    public void show(Optional<Path> folder) {
        appear();
        model.openAtStart(folder);
    }

    /** @param file what the desktop handed over: a project's folder or {@code project.json}, or a codebook */
    public void showWith(String file) {
        appear();
        switch (Opening.of(file)) {
            case Opening.ProjectFolder project -> model.open(project.folder());
            case Opening.CodebookFile book -> {
                Runnable take = () -> {
                    model.go(Place.DESIGN);
                    design.take(book.file());
                };
                book.project().ifPresentOrElse(in -> model.open(in, take), () -> model.openLast(take, () -> {}));
            }
            case Opening.Refused refused -> {
                notices.error(refused.reason());
                model.openAtStart(Optional.empty());
            }
        }
    }

    private void appear() {
        var preferences = settings.current().get();
        stage.setScene(scene);
        stage.setMinWidth(960);
        stage.setMinHeight(600);
        stage.setWidth(preferences.width());
        stage.setHeight(preferences.height());
        stage.setMaximized(preferences.maximised());
        for (int size : new int[] {32, 64, 256}) {
            stage.getIcons().add(new Image(resource("/hammingway/icons/hammingway-" + size + ".png")));
        }
        stage.setOnCloseRequest(e -> {
            if (!mayClose()) {
                e.consume();
            }
        });
        stage.setOnHiding(e -> remember());
        stage.show();
        runs.start();
        pages.start();
    }

    private void remember() {
        double width = stage.getWidth();
        double height = stage.getHeight();
        boolean maximised = stage.isMaximized();
        settings.update(p -> p.withWindow(width, height, maximised));
    }

    /** Runs go on without the window, but the queue starts none meanwhile: that must be known before it closes. */
    private boolean mayClose() {
        long active = runs.active();
        int waiting = runs.waiting();
        if (active == 0 && waiting == 0) {
            return true;
        }
        String going = active == 0
                ? ""
                : (active == 1 ? "A run goes on" : active + " runs go on")
                        + " without the window, and the next window shows "
                        + (active == 1 ? "it" : "them") + " again. ";
        String queued = waiting == 0
                ? ""
                : (waiting == 1 ? "A run waits" : waiting + " runs wait")
                        + " in the queue. It is kept; no further run starts until a window goes on with it, or hammingway queue work does.";
        return dialogs.confirm("Close the window?", going + queued, "Close");
    }

    Scene scene() {
        return scene;
    }

    WorkbenchViewModel model() {
        return model;
    }

    RunsViewModel runs() {
        return runs;
    }

    DesignViewModel design() {
        return design;
    }

    ErrorsViewModel errors() {
        return errors;
    }

    GuideViewModel guide() {
        return guide;
    }

    Pages pages() {
        return pages;
    }

    NoticeBoard notices() {
        return notices;
    }

    Background background() {
        return background;
    }

    @Override
    public void close() {
        views.forEach(View::close);
        runs.close();
        background.close();
        settings.close();
        log.close();
    }
}
