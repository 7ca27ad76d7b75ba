package hammingway.shell.start;

import static hammingway.settings.engine.Parts.icon;
import static hammingway.settings.engine.Parts.muted;
import static hammingway.settings.engine.Parts.shownIf;

import hammingway.fx.Explained;
import hammingway.fx.FileDialogs;
import hammingway.fx.View;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The page of welcome, in the place of the workspace. */
public final class WelcomeView implements View {
    private static final double ACTIONS_WIDTH = 440;
    private static final double RECENT_WIDTH = 400;
    private static final double GAP = 48;

    /** At the sides, as the style sheet has it. */
    private static final double MARGIN = 32;

    /** Two lines below a title. */
    private static final double CARD_HEIGHT = 84;

    private static final double WORDS_WIDTH = 344;
    private static final String PAGE = "window.md#welcome";

    /** The tour of ten minutes. */
    private static final String TOUR = "tour.md";

    private final WelcomeViewModel model;
    private final FileDialogs dialogs;
    private final Button quick;
    private final VBox recent = new VBox(4);
    private final ScrollPane root = new ScrollPane();

    public WelcomeView(WelcomeViewModel model, FileDialogs dialogs) {
        this.model = model;
        this.dialogs = dialogs;
        WelcomeViewModel.Actions actions = model.actions();
        quick = card(
                "welcome-quick",
                "mdi2r-rocket-launch-outline",
                "Quick-start project",
                "Nine decision layers on an embedded text, in about six minutes: nothing to supply",
                actions.quickStart());
        quick.getStyleClass().add("welcome-first");
        VBox page = new VBox(28, hero(), columns(actions));
        page.getStyleClass().add("welcome");
        page.setAlignment(Pos.TOP_CENTER);
        page.setMaxWidth(ACTIONS_WIDTH + GAP + RECENT_WIDTH + 2 * MARGIN);
        VBox middle = new VBox(page);
        middle.setAlignment(Pos.TOP_CENTER);
        root.setContent(middle);
        root.setFitToWidth(true);
        root.setId("welcome-page");
        root.getStyleClass().add("welcome-scroll");
        Explained.page(root, PAGE);
        model.recent().subscribe(this::list);
        model.shown().subscribe(now -> {
            if (now) {
                javafx.application.Platform.runLater(quick::requestFocus); // it comes into the window first
            }
        });
    }

    @Override
    public Node node() {
        return root;
    }

    private static Node hero() {
        FontIcon mark = new FontIcon("mdi2m-matrix");
        mark.getStyleClass().add("about-mark");
        Label title = new Label("Welcome to Hammingway");
        title.getStyleClass().add("welcome-title");
        Label what = muted(
                "Replace the softmax layer of a language model by an error-correcting output code: design the code, train with it, compare, and see why it errs.");
        VBox texts = new VBox(4, title, what);
        HBox.setHgrow(texts, Priority.ALWAYS);
        HBox hero = new HBox(20, mark, texts);
        hero.setAlignment(Pos.CENTER_LEFT);
        hero.setMaxWidth(Double.MAX_VALUE);
        return hero;
    }

    private Node columns(WelcomeViewModel.Actions actions) {
        VBox begin = new VBox(
                10,
                quick,
                card(
                        "welcome-open",
                        "mdi2f-folder-open-outline",
                        "Open a project",
                        "A folder with a project.json (Ctrl+O)",
                        actions.choose()),
                card(
                        "welcome-new",
                        "mdi2f-folder-plus-outline",
                        "New project",
                        "An empty one, in a folder of your choice (Ctrl+Shift+N)",
                        actions.create()),
                card(
                        "welcome-paper",
                        "mdi2f-file-document-outline",
                        "Reproduce the paper",
                        "Five decision layers on TinyStories, as published or with its flaws mended",
                        model::openPaper),
                card(
                        "welcome-guide",
                        "mdi2m-map-marker-path",
                        "Ten-minute tour",
                        "From the first run to a comparison of two codes, step by step",
                        () -> actions.guide().accept(TOUR)));
        shownIf(begin, model.paperShown().not());
        Node paper = new PaperPane(model, dialogs).node();
        shownIf(paper, model.paperShown());
        VBox left = new VBox(begin, paper);
        left.setMinWidth(ACTIONS_WIDTH);
        left.setPrefWidth(ACTIONS_WIDTH);
        left.setMaxWidth(ACTIONS_WIDTH);
        Label heading = new Label("Recent projects");
        heading.getStyleClass().add("engine-heading");
        VBox right = new VBox(8, heading, recent);
        right.setMinWidth(0);
        right.setPrefWidth(RECENT_WIDTH);
        HBox.setHgrow(right, Priority.ALWAYS);
        HBox columns = new HBox(GAP, left, right);
        columns.setAlignment(Pos.TOP_LEFT);
        return columns;
    }

    private static Button card(String id, String picture, String title, String what, Runnable action) {
        FontIcon icon = new FontIcon(picture);
        icon.getStyleClass().add("welcome-icon");
        Label name = new Label(title);
        name.getStyleClass().add("welcome-card-title");
        Label text = muted(what);
        text.setMinHeight(Region.USE_COMPUTED_SIZE); // a button asks for heights without a width
        text.setPrefWidth(WORDS_WIDTH);
        VBox words = new VBox(2, name, text);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox content = new HBox(16, icon, words);
        content.setAlignment(Pos.CENTER_LEFT);
        Button card = new Button(null, content);
        card.setId(id);
        card.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        card.setMaxWidth(Double.MAX_VALUE);
        card.setMinHeight(CARD_HEIGHT);
        card.setPrefHeight(CARD_HEIGHT);
        card.setAlignment(Pos.CENTER_LEFT);
        card.getStyleClass().add("welcome-card");
        card.defaultButtonProperty().bind(card.focusedProperty()); // so that Enter presses it
        card.setAccessibleText(title + ". " + what);
        Explained.explain(card, what);
        card.setOnAction(e -> action.run());
        return card;
    }

    private void list(List<RecentProject> projects) {
        recent.getChildren().clear();
        if (projects.isEmpty()) {
            Label none = muted("None yet. What you open or make stands here the next time.");
            none.setId("no-recent");
            recent.getChildren().add(none);
            return;
        }
        for (int i = 0; i < projects.size(); i++) {
            recent.getChildren().add(row(projects.get(i), i));
        }
    }

    private Node row(RecentProject project, int index) {
        Label name = new Label(project.name());
        name.getStyleClass().add("welcome-card-title");
        Label folder =
                new Label(project.missing() ? project.trouble() + ": " + project.shownFolder() : project.shownFolder());
        folder.getStyleClass().add(project.missing() ? "problem" : "text-muted");
        FontIcon icon = new FontIcon(project.missing() ? "mdi2f-folder-alert-outline" : "mdi2f-folder-outline");
        HBox content = new HBox(12, icon, new VBox(name, folder));
        content.setAlignment(Pos.CENTER_LEFT);
        content.setMinWidth(0);
        Button open = new Button(null, content);
        open.setId("recent-" + index);
        open.setMaxWidth(Double.MAX_VALUE);
        open.setMinWidth(0);
        open.setPrefWidth(0);
        open.setAlignment(Pos.CENTER_LEFT);
        open.getStyleClass().addAll("flat", "welcome-recent");
        open.setAccessibleText(project.name() + ", " + project.folder());
        Explained.explain(open, project.folder());
        open.setOnAction(e -> model.actions().open().accept(Path.of(project.folder())));
        HBox.setHgrow(open, Priority.ALWAYS);
        Button forget = icon(
                "mdi2c-close",
                "Take " + project.name() + " from this list; its files are not touched",
                "forget-" + index,
                () -> model.actions().forget().accept(project.folder()));
        HBox row = new HBox(4, open, forget);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
