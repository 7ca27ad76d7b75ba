package hammingway.runs.watch;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;

/** The log: its levels, a search, and only as many lines as the file's end has until more are asked for. */
public final class LogView {
    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
    private static final PseudoClass FOUND = PseudoClass.getPseudoClass("found");

    private final LogViewModel model;
    private final ListView<LogLine> list = new ListView<>();
    private final TextField search = new TextField();
    private final Label found = new Label();
    private final Button more = new Button();
    private final VBox root = new VBox();

    public LogView(LogViewModel model) {
        this.model = model;
        list.setId("log");
        list.getStyleClass().addAll("log", Styles.DENSE);
        list.setItems(model.lines());
        list.setCellFactory(l -> new Cell());
        list.setAccessibleText("Lines of the log");
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        Label nothing = new Label("The worker has not written anything yet.");
        nothing.getStyleClass().add("text-muted");
        list.setPlaceholder(new StackPane(nothing));
        more.setId("log-more");
        more.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        more.setMaxWidth(Double.MAX_VALUE);
        more.setTooltip(new Tooltip("Reads another megabyte of what was written before"));
        more.setOnAction(e -> model.more());
        VBox.setVgrow(list, Priority.ALWAYS);
        root.getChildren().addAll(bar(), more, list);
        root.addEventHandler(javafx.scene.input.KeyEvent.KEY_PRESSED, this::key);
        model.before().subscribe(b -> showMore(b.longValue()));
        model.place().subscribe(p -> goTo(p.intValue()));
        model.found().subscribe(this::tellFound);
        model.place().subscribe(this::tellFound);
        model.search().subscribe(this::tellFound);
        model.lines().addListener((javafx.collections.ListChangeListener<LogLine>) c -> {
            while (c.next()) {
                // to the end of the changes
            }
            followEnd();
        });
        model.follow().subscribe(this::followEnd);
    }

    public Node node() {
        return root;
    }

    private Node bar() {
        ComboBox<LogLine.Level> level = new ComboBox<>();
        level.setId("log-level");
        level.getItems().setAll(LogLine.Level.INFO, LogLine.Level.WARNING, LogLine.Level.ERROR);
        level.setConverter(new StringConverter<>() {
            @Override
            public String toString(LogLine.Level l) {
                return switch (l) {
                    case INFO -> "All lines";
                    case WARNING -> "Warnings and errors";
                    case ERROR -> "Errors";
                };
            }

            @Override
            public LogLine.Level fromString(String text) {
                return LogLine.Level.INFO;
            }
        });
        level.valueProperty().bindBidirectional(model.least());
        level.setTooltip(new Tooltip("Which lines are shown; traces go with the line that they belong to"));
        level.setAccessibleText("Levels shown");
        search.setId("log-search");
        search.setPromptText("Search");
        search.setAccessibleText("Search the log");
        search.setTooltip(new Tooltip("Enter goes to the next place, Shift+Enter to the one before (Ctrl+F)"));
        search.setPrefColumnCount(12);
        search.textProperty().bindBidirectional(model.search());
        search.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                model.next(e.isShiftDown() ? -1 : 1);
                e.consume();
            }
        });
        found.setId("log-found");
        found.getStyleClass().add("text-muted");
        found.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        ToggleButton follow = new ToggleButton("Follow", new FontIcon("mdi2a-arrow-collapse-down"));
        follow.setId("log-follow");
        follow.getStyleClass().add(Styles.SMALL);
        follow.setTooltip(new Tooltip("Keeps the newest line in sight"));
        follow.setMinWidth(Region.USE_PREF_SIZE);
        follow.selectedProperty().bindBidirectional(model.follow());
        HBox bar = new HBox(
                level,
                search,
                small("log-previous", "mdi2c-chevron-up", "Place before (Shift+Enter)", () -> model.next(-1)),
                small("log-next", "mdi2c-chevron-down", "Next place (Enter)", () -> model.next(1)),
                found,
                space,
                follow);
        bar.getStyleClass().add("watch-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private static Button small(String id, String icon, String text, Runnable action) {
        Button button = new Button("", new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        button.setTooltip(new Tooltip(text));
        button.setAccessibleText(text);
        button.setOnAction(e -> action.run());
        return button;
    }

    private void key(javafx.scene.input.KeyEvent e) {
        if (new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN).match(e)) {
            search.requestFocus();
            e.consume();
        } else if (new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN).match(e) && !search.isFocused()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(String.join(
                    "\n",
                    list.getSelectionModel().getSelectedItems().stream()
                            .map(LogLine::text)
                            .toList()));
            Clipboard.getSystemClipboard().setContent(content);
            e.consume();
        }
    }

    private void showMore(long bytes) {
        more.setVisible(bytes > 0);
        more.setManaged(bytes > 0);
        more.setText(
                bytes < 1 << 20
                        ? "Load what was written before"
                        : String.format(Locale.ROOT, "Load more (%,.0f MB before)", bytes / (double) (1 << 20)));
    }

    private void goTo(int line) {
        list.refresh();
        if (line >= 0) {
            list.scrollTo(Math.max(0, line - 3));
            list.getSelectionModel().clearAndSelect(line);
        }
    }

    private void followEnd() {
        if (model.follow().get() && !list.getItems().isEmpty()) {
            list.scrollTo(list.getItems().size() - 1);
        }
    }

    private void tellFound() {
        boolean searching = !model.search().get().isBlank();
        int n = model.found().get();
        found.setText(
                !searching ? "" : n == 0 ? "not found" : model.rank() > 0 ? model.rank() + " of " + n : n + " found");
    }

    private final class Cell extends ListCell<LogLine> {
        @Override
        protected void updateItem(LogLine line, boolean nothing) {
            super.updateItem(line, nothing);
            boolean shown = line != null && !nothing;
            setText(shown ? line.text() : null);
            pseudoClassStateChanged(ERROR, shown && line.level() == LogLine.Level.ERROR);
            pseudoClassStateChanged(WARNING, shown && line.level() == LogLine.Level.WARNING);
            String wanted = model.search().get().strip().toLowerCase(Locale.ROOT);
            pseudoClassStateChanged(FOUND, shown && !wanted.isEmpty() && line.contains(wanted));
        }
    }
}
