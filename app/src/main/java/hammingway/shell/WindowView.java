package hammingway.shell;

import hammingway.fx.GuideEvent;
import hammingway.run.Project;
import hammingway.settings.Theme;
import hammingway.shell.WorkbenchViewModel.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The window around the workspaces: project at the top, the path at the left, status at the bottom. */
final class WindowView {
    private final WorkbenchViewModel model;
    private final Dialogs dialogs;
    private final Map<Place, Node> workspaces;
    private final BorderPane frame = new BorderPane();
    private final StackPane root = new StackPane(frame);
    private final MenuButton project = new MenuButton();
    private final HBox tools = new HBox();
    private final HBox more = new HBox();
    private Optional<Node> welcome = Optional.empty();

    WindowView(
            WorkbenchViewModel model,
            Dialogs dialogs,
            Map<Place, Node> workspaces,
            StatusBar status,
            NoticesView notices) {
        this.model = model;
        this.dialogs = dialogs;
        this.workspaces = workspaces;
        frame.setTop(header());
        frame.setLeft(navigation());
        frame.setBottom(status.node());
        frame.getStyleClass().add("window");
        root.getChildren().add(notices.node());
        StackPane.setAlignment(notices.node(), Pos.BOTTOM_RIGHT);
        model.place().subscribe(place -> showCenter());
        model.welcome().subscribe(shown -> showCenter());
    }

    /** Gives the page that stands in the place of the workspace while it is asked for. */
    void welcome(Node page) {
        welcome = Optional.of(page);
        showCenter();
    }

    private void showCenter() {
        Node workspace = workspaces.get(model.place().get());
        frame.setCenter(model.welcome().get() ? welcome.orElse(workspace) : workspace);
    }

    Parent node() {
        return root;
    }

    /** Lays something over the workspaces, at the right edge between header and status. */
    void above(Node pane) {
        StackPane.setAlignment(pane, Pos.CENTER_RIGHT);
        beside(pane, false);
        root.getChildren().add(1, pane);
    }

    /** Moves such a pane to the left of the guide, or back to the edge. */
    void beside(Node pane, boolean guide) {
        StackPane.setMargin(pane, new Insets(48, guide ? GuideView.WIDTH : 0, 32, 0));
    }

    /** Adds a button to the header, before those of guide and theme. */
    void tool(Node button) {
        tools.getChildren().add(button);
    }

    /** Puts a menu at the right end of the header. */
    void more(Node menu) {
        more.getChildren().add(menu);
    }

    private Node header() {
        FontIcon mark = new FontIcon("mdi2m-matrix");
        mark.getStyleClass().add("brand-icon");
        Label brand = new Label("Hammingway", mark);
        brand.getStyleClass().add("brand");
        project.setId("project");
        project.setGraphic(new FontIcon("mdi2f-folder-outline"));
        project.getStyleClass().add("flat");
        model.project().subscribe(this::showProject);
        model.recent().subscribe(recent -> fillMenu(recent));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button theme = new Button();
        theme.setId("theme");
        theme.getStyleClass().addAll("flat", "button-icon");
        model.theme()
                .subscribe(t -> theme.setGraphic(new FontIcon(
                        switch (t) {
                            case LIGHT -> "mdi2w-weather-night";
                            case DARK -> "mdi2w-white-balance-sunny";
                        })));
        theme.tooltipProperty()
                .bind(model.theme()
                        .map(t -> new Tooltip((t == Theme.LIGHT ? "Dark" : "Light") + " theme ("
                                + Shortcuts.THEME.getDisplayText() + ")")));
        theme.setAccessibleText("Switch between light and dark");
        theme.setOnAction(e -> model.switchTheme());
        Button guide = new Button(null, new FontIcon("mdi2h-help-circle-outline"));
        guide.setId("open-guide");
        guide.getStyleClass().addAll("flat", "button-icon");
        guide.setTooltip(new Tooltip("Guide (" + Shortcuts.GUIDE.getDisplayText() + ": of what has the focus)"));
        guide.setAccessibleText("Guide");
        guide.setOnAction(e -> guide.fireEvent(new GuideEvent(GuideViewModel.FIRST)));
        HBox header = new HBox(brand, project, space, tools, guide, theme, more);
        header.getStyleClass().add("header");
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("header-tools");
        more.setAlignment(Pos.CENTER_LEFT);
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private void showProject(Optional<Project> open) {
        project.setText(open.map(Project::name).orElse("No project"));
        project.setTooltip(
                new Tooltip(open.map(p -> p.folder().toString()).orElse("Open a project's folder, or create one")));
    }

    private void fillMenu(List<String> recent) {
        MenuItem open = new MenuItem("Open project\u2026", new FontIcon("mdi2f-folder-open-outline"));
        open.setAccelerator(Shortcuts.OPEN);
        open.setOnAction(e -> chooseAndOpen());
        MenuItem create = new MenuItem("New project\u2026", new FontIcon("mdi2f-folder-plus-outline"));
        create.setAccelerator(Shortcuts.NEW_PROJECT);
        create.setOnAction(e -> chooseAndCreate());
        MenuItem first = new MenuItem("Welcome", new FontIcon("mdi2h-home-outline"));
        first.setAccelerator(Shortcuts.WELCOME);
        first.setOnAction(e -> model.welcome().set(true));
        project.getItems().setAll(open, create, first);
        if (!recent.isEmpty()) {
            project.getItems().add(new SeparatorMenuItem());
        }
        for (String folder : recent) {
            MenuItem item = new MenuItem(folder);
            item.setMnemonicParsing(false);
            item.setOnAction(e -> model.open(Path.of(folder)));
            project.getItems().add(item);
        }
    }

    void chooseAndOpen() {
        dialogs.folder("Open a project's folder").ifPresent(model::open);
    }

    void chooseAndCreate() {
        dialogs.newFolder(
                        "Create a project: name a new folder",
                        model.newProject("ecoc-study").toString())
                .ifPresent(model::create);
    }

    private Node navigation() {
        ToggleGroup group = new ToggleGroup();
        VBox list = new VBox(
                entry(group, Place.DESIGN, "Design", "mdi2g-grid", "Codebooks: what a code looks like"),
                entry(group, Place.RUNS, "Runs", "mdi2c-chart-timeline-variant", "Start, follow, pause and stop runs"),
                entry(
                        group,
                        Place.COMPARE,
                        "Compare",
                        "mdi2c-chart-scatter-plot",
                        "Accuracy against the size of the decision layer"),
                entry(
                        group,
                        Place.ERRORS,
                        "Errors",
                        "mdi2m-magnify-scan",
                        "Why tokens were decoded wrong, bit by bit"));
        list.getStyleClass().add("navigation");
        return list;
    }

    private ToggleButton entry(ToggleGroup group, Place place, String title, String icon, String what) {
        ToggleButton button = new ToggleButton(title, new FontIcon(icon));
        button.setId("go-" + title.toLowerCase(java.util.Locale.ROOT));
        button.setToggleGroup(group);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAlignment(Pos.CENTER_LEFT);
        button.getStyleClass().add("navigation-entry");
        button.setTooltip(new Tooltip(what + " (" + Shortcuts.of(place).getDisplayText() + ")"));
        button.setDisable(!workspaces.containsKey(place));
        button.setOnAction(e -> {
            model.go(place);
            button.setSelected(true);
        });
        Runnable mark = () -> button.setSelected(
                model.place().get() == place && !model.welcome().get());
        model.place().subscribe(mark);
        model.welcome().subscribe(mark);
        mark.run();
        return button;
    }
}
