package hammingway.settings;

import static hammingway.settings.engine.Parts.button;
import static hammingway.settings.engine.Parts.icon;
import static hammingway.settings.engine.Parts.muted;
import static hammingway.settings.engine.Parts.shownIf;
import static hammingway.settings.engine.Parts.text;

import hammingway.fx.Explained;
import hammingway.fx.FileDialogs;
import hammingway.fx.View;
import hammingway.settings.PreferencesViewModel.Choice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The page of preferences, over the workspace at the right edge. */
public final class PreferencesView implements View {
    private static final double WIDTH = 560;
    private static final String PAGE = "window.md#preferences";

    private final PreferencesViewModel model;
    private final FileDialogs dialogs;
    private final Runnable openEngine;
    private final TextField search = new TextField();
    private final VBox root = new VBox();
    private final List<Node> rows = new ArrayList<>();

    /** @param openEngine opens the page of devices and engine */
    public PreferencesView(PreferencesViewModel model, FileDialogs dialogs, Runnable openEngine) {
        this.model = model;
        this.dialogs = dialogs;
        this.openEngine = openEngine;
        VBox sections =
                new VBox(16, undoBar(), theme(), scale(), projects(), engine(), threads(), folders(), nothing());
        sections.getStyleClass().add("preferences-sections");
        ScrollPane scroll = new ScrollPane(sections);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.setId("preferences-page");
        root.getStyleClass().addAll("guide", "engine-page");
        root.setMinWidth(0);
        root.setPrefWidth(WIDTH);
        root.setMaxWidth(WIDTH);
        root.getChildren().addAll(top(), scroll, footer());
        Explained.page(root, PAGE);
        shownIf(root, model.shown());
        model.shown().subscribe(now -> {
            if (now) {
                scroll.requestFocus(); // a field with the focus hides what it is for
            }
        });
        root.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                model.shown().set(false);
                e.consume();
            }
        });
    }

    @Override
    public Node node() {
        return root;
    }

    private Node top() {
        Label title = new Label("Preferences");
        title.getStyleClass().add("pane-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        search.setPromptText("Search the preferences");
        search.setAccessibleText("Search the preferences");
        search.setId("preferences-search");
        Explained.explain(search, "Words of a setting: those that hold all of them are shown");
        search.textProperty().bindBidirectional(model.search());
        HBox.setHgrow(search, Priority.ALWAYS);
        Button close = icon(
                "mdi2c-close",
                "Close (Esc)",
                "close-preferences",
                () -> model.shown().set(false));
        HBox top = new HBox(12, title, search, close);
        top.setAlignment(Pos.CENTER_LEFT);
        top.getStyleClass().add("engine-top");
        return top;
    }

    private Node footer() {
        Button all = button(
                "Reset all",
                "reset-all",
                "Sets theme, size and folder back; projects and runs are not touched",
                model::resetAll);
        Label where = muted("Changes count at once.");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox footer = new HBox(12, where, space, all);
        footer.setAlignment(Pos.CENTER_LEFT);
        footer.getStyleClass().add("pane-footer");
        return footer;
    }

    private Node undoBar() {
        Label told = text("reset-told");
        told.textProperty()
                .bind(model.undoable()
                        .map(u -> u.map(PreferencesViewModel.Reset::told).orElse("")));
        HBox.setHgrow(told, Priority.ALWAYS);
        told.setMaxWidth(Double.MAX_VALUE);
        Button undo = button("Undo", "undo-reset", "Sets back what was there before", model::undo);
        HBox bar = new HBox(12, told, undo);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("recovery");
        shownIf(bar, model.undoable().map(Optional::isPresent));
        return bar;
    }

    private Node theme() {
        return row(
                Choice.THEME,
                "Ctrl+T switches between light and dark.",
                "look colour light dark system",
                ThemeButtons.of(model));
    }

    private Node scale() {
        return row(
                Choice.SCALE,
                "All that is in the window grows with it, as far as the window has room.",
                "zoom font scale large small text controls",
                new ScaleSlider(model).node());
    }

    private Node projects() {
        TextField field = new TextField();
        field.setId("projects-folder");
        field.setAccessibleText(Choice.PROJECTS.title());
        field.promptTextProperty()
                .bind(model.current()
                        .map(p -> p.withProjects("").projectsFolder().toString()));
        Explained.explain(field, "The full path of a folder; Enter takes it");
        field.textProperty().bindBidirectional(model.projects());
        field.setOnAction(e -> model.takeProjects());
        field.focusedProperty().subscribe(focused -> {
            if (!focused) {
                model.takeProjects();
            }
        });
        HBox.setHgrow(field, Priority.ALWAYS);
        Button choose = button(
                "Choose\u2026",
                "choose-projects",
                "Chooses the folder",
                () -> dialogs.folder("Folder of new projects").ifPresent(folder -> {
                    model.projects().set(folder.toString());
                    model.takeProjects();
                }));
        HBox line = new HBox(8, field, choose);
        Label problem = text("projects-problem");
        problem.getStyleClass().add("problem");
        problem.textProperty().bind(model.problem());
        shownIf(problem, model.problem().isNotEmpty());
        return row(
                Choice.PROJECTS,
                "The window makes new projects here. Projects that are there stay where they are.",
                "folder directory path home projects",
                new VBox(4, line, problem));
    }

    private Node engine() {
        Label now = text("preferences-engine");
        now.textProperty()
                .bind(model.engine()
                        .state()
                        .map(s -> s.problem().isEmpty() ? "In use: " + s.told() + "." : s.problem()));
        Button open = button(
                "Devices and engine\u2026",
                "preferences-open-engine",
                "The page where engine and threads are chosen and measured",
                openEngine);
        return row("Engine", "engine pytorch libtorch cuda gpu device", now, open);
    }

    private Node threads() {
        Label now = text("preferences-threads");
        now.textProperty().bind(model.engine().threads().summary());
        Button open = button(
                "Measure\u2026",
                "preferences-open-threads",
                "Opens Devices and engine, where threads are measured",
                openEngine);
        return row("Threads of runs", "threads processor cores speed", now, open);
    }

    private Node folders() {
        VBox lines = new VBox(8);
        model.folders().forEach((what, path) -> lines.getChildren().add(folder(what, path)));
        return row("Where things are kept", "folder directory path cache preferences engine log files", lines);
    }

    private static Node folder(String what, Path path) {
        Label name = muted(what);
        Label value = text("folder-" + what.toLowerCase(Locale.ROOT).replaceAll("\\W+", "-"));
        value.setText(path.toString());
        value.getStyleClass().add("monospace");
        Button copy = icon("mdi2c-content-copy", "Copy the path", value.getId() + "-copy", () -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(path.toString());
            Clipboard.getSystemClipboard().setContent(content);
        });
        VBox both = new VBox(name, value);
        HBox.setHgrow(both, Priority.ALWAYS);
        HBox line = new HBox(8, both, copy);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /** A setting that can be reset. */
    private Node row(Choice choice, String help, String words, Node control) {
        Button reset = icon(
                "mdi2b-backup-restore",
                "Reset: " + choice.title().toLowerCase(Locale.ROOT),
                "reset-" + choice.name().toLowerCase(Locale.ROOT),
                () -> model.reset(choice));
        reset.disableProperty().bind(model.changed(choice).map(c -> !c));
        VBox row = (VBox) row(choice.title(), help + " " + words, control, muted(help));
        HBox heading = new HBox(heading(choice.title()), grower(), reset);
        heading.setAlignment(Pos.CENTER_LEFT);
        row.getChildren().set(0, heading);
        return row;
    }

    private Node row(String title, String words, Node... content) {
        VBox row = new VBox(6, heading(title));
        row.getChildren().addAll(content);
        shownIf(row, model.found(title, words));
        rows.add(row);
        return row;
    }

    private static Label heading(String title) {
        Label heading = new Label(title);
        heading.getStyleClass().add("engine-heading");
        return heading;
    }

    private static Region grower() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    /** What stands there when the search finds no setting. */
    private Node nothing() {
        Label none = muted("No setting has these words.");
        none.setId("no-preference");
        none.setVisible(false);
        none.setManaged(false);
        model.search().subscribe(words -> {
            boolean empty = rows.stream().noneMatch(Node::isVisible);
            none.setVisible(empty);
            none.setManaged(empty);
        });
        return none;
    }
}
