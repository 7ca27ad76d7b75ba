package hammingway.shell.log;

import static hammingway.settings.engine.Parts.icon;
import static hammingway.settings.engine.Parts.shownIf;

import hammingway.fx.Explained;
import hammingway.fx.View;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The program's log, over the workspace at the right edge: lines above, the chosen one in full below. */
public final class LogView implements View {
    private static final double WIDTH = 760;
    private static final double FULL_HEIGHT = 180;
    private static final String PAGE = "window.md#log";
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("danger");

    private final LogViewModel model;
    private final ListView<LogEntry> list = new ListView<>();
    private final TextField search = new TextField();
    private final TextArea full = new TextArea();
    private final VBox root = new VBox();

    public LogView(LogViewModel model, DiagnosticsViewModel diagnostics) {
        this.model = model;
        list.setId("log-list");
        list.setAccessibleText("Lines of the log");
        list.getStyleClass().addAll("edge-to-edge", "log-list");
        list.setItems(model.entries());
        list.setCellFactory(l -> new Line());
        list.setPlaceholder(placeholder());
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        VBox.setVgrow(list, Priority.ALWAYS);
        model.entries().addListener((ListChangeListener<LogEntry>) change -> toTheEnd());
        model.follow().subscribe(now -> toTheEnd());
        full.setId("log-entry");
        full.setEditable(false);
        full.setWrapText(true);
        full.setMinHeight(FULL_HEIGHT);
        full.setMaxHeight(FULL_HEIGHT);
        full.setAccessibleText("The chosen line in full");
        full.getStyleClass().add("log");
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(entry -> full.setText(entry == null ? "" : entry.text()));
        shownIf(
                full,
                list.getSelectionModel().selectedItemProperty().map(e -> true).orElse(false));
        root.setId("log-page");
        root.getStyleClass().addAll("guide", "engine-page");
        root.setMinWidth(0);
        root.setPrefWidth(WIDTH);
        root.setMaxWidth(WIDTH);
        root.getChildren().addAll(top(diagnostics), filters(), list, full);
        Explained.page(root, PAGE);
        shownIf(root, model.shown());
        model.shown().subscribe(now -> {
            if (now) {
                list.requestFocus(); // a field with the focus hides what it is for
                toTheEnd();
            }
        });
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    @Override
    public Node node() {
        return root;
    }

    /** For the status bar: opens the page, and tells how many errors nobody has seen. */
    public Button opener(String key) {
        Button open = icon(
                "mdi2t-text-box-outline",
                "Log (" + key + ")",
                "open-log",
                () -> model.shown().set(!model.shown().get()));
        open.getStyleClass().addAll("small", "status-tool");
        model.unseenErrors().subscribe(count -> {
            int errors = count.intValue();
            open.setText(errors == 0 ? "" : errors == 1 ? "1 error" : errors + " errors");
            open.pseudoClassStateChanged(BAD, errors > 0);
        });
        return open;
    }

    private void toTheEnd() {
        if (model.follow().get() && !model.entries().isEmpty()) {
            list.scrollTo(model.entries().size() - 1);
        }
    }

    private void key(KeyEvent e) {
        if (e.getCode() == KeyCode.ESCAPE) {
            model.shown().set(false);
            e.consume();
        } else if (e.getCode() == KeyCode.C && e.isShortcutDown() && list.isFocused()) {
            ToClipboard.copy(LogViewModel.text(list.getSelectionModel().getSelectedItems()));
            e.consume();
        }
    }

    private Node top(DiagnosticsViewModel diagnostics) {
        Label title = new Label("Log");
        title.getStyleClass().add("pane-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button copy = icon(
                "mdi2c-content-copy",
                "Copy all lines that are shown; Ctrl+C copies the selected ones",
                "copy-log",
                () -> ToClipboard.copy(model.text()));
        copy.disableProperty().bind(javafx.beans.binding.Bindings.isEmpty(model.entries()));
        Button clear = icon("mdi2d-delete-sweep-outline", "Clear the list", "clear-log", model::clear);
        Button close = icon(
                "mdi2c-close", "Close (Esc)", "close-log", () -> model.shown().set(false));
        HBox top =
                new HBox(4, title, space, ToClipboard.diagnostics("log-diagnostics", diagnostics), copy, clear, close);
        top.setAlignment(Pos.CENTER_LEFT);
        top.getStyleClass().add("engine-top");
        return top;
    }

    private Node filters() {
        search.setId("log-search");
        search.setPromptText("Search the log");
        search.setAccessibleText("Search the log");
        Explained.explain(search, "Lines that hold this text, in whatever letters");
        search.textProperty().bindBidirectional(model.search());
        HBox.setHgrow(search, Priority.ALWAYS);
        ComboBox<LogViewModel.Show> level = new ComboBox<>();
        level.setId("log-level");
        level.getItems().setAll(LogViewModel.Show.values());
        level.setAccessibleText("What is shown");
        Explained.explain(level, "From which level on lines are shown");
        level.valueProperty().bindBidirectional(model.show());
        ToggleButton follow = new ToggleButton("Follow", new FontIcon("mdi2a-arrow-collapse-down"));
        follow.setId("log-follow");
        follow.setMinWidth(Region.USE_PREF_SIZE);
        Explained.explain(follow, "Keeps the newest line in view");
        follow.setAccessibleText("Follow");
        follow.selectedProperty().bindBidirectional(model.follow());
        HBox line = new HBox(8, search, level, follow);
        line.getStyleClass().add("filter-row");
        return line;
    }

    private Node placeholder() {
        Label none = new Label();
        none.setWrapText(true);
        none.getStyleClass().add("text-muted");
        none.textProperty()
                .bind(javafx.beans.binding.Bindings.createStringBinding(
                        () -> model.search().get().isBlank() && model.show().get() == LogViewModel.Show.EVERYTHING
                                ? "Nothing was logged since the window opened."
                                : "No line passes. Search for less, or show everything.",
                        model.search(),
                        model.show()));
        return none;
    }

    /** Time, level by icon and word, and the first line of what is told. */
    private static final class Line extends ListCell<LogEntry> {
        private final Label time = new Label();
        private final FontIcon icon = new FontIcon();
        private final Label level = new Label("", icon);
        private final Label message = new Label();
        private final HBox line = new HBox(12, time, level, message);

        Line() {
            time.getStyleClass().addAll("monospace", "text-muted");
            time.setMinWidth(Region.USE_PREF_SIZE);
            level.setMinWidth(84);
            line.setAlignment(Pos.CENTER_LEFT);
            line.setMinWidth(0);
            line.setPrefWidth(0);
            HBox.setHgrow(message, Priority.ALWAYS);
        }

        @Override
        protected void updateItem(LogEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                return;
            }
            time.setText(entry.clock());
            String word = entry.level().name();
            level.setText(word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT));
            level.getStyleClass().removeAll("state-idle", "state-held", "state-bad");
            switch (entry.level()) {
                case INFO -> look("mdi2i-information-outline", "state-idle");
                case WARNING -> look("mdi2a-alert-outline", "state-held");
                case ERROR -> look("mdi2a-alert-circle-outline", "state-bad");
            }
            message.setText(entry.message().lines().findFirst().orElse(""));
            setAccessibleText(entry.text());
            setGraphic(line);
        }

        private void look(String picture, String style) {
            icon.setIconLiteral(picture);
            level.getStyleClass().add(style);
        }
    }
}
