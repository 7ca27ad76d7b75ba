package hammingway.compare.table;

import atlantafx.base.theme.Styles;
import hammingway.fx.Explained;
import hammingway.report.table.FilterSuggestions;
import hammingway.report.table.Views;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The filter over all pictures of the compared runs: typed with suggestions, kept by name, chosen again. */
public final class FilterBar {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final String HELP =
            "Which runs are shown, such as top5>60 & params<1e5 & head=linear-code & tag:paper & !failed. Words alone are looked for in name, tags, note, head and code.";

    /** Of names in suggestions, most on one line. */
    private static final double SUGGESTED = 180;

    private final RunTableViewModel model;
    private final TextField field = new TextField();
    private final TextField name = new TextField();
    private final Button keep = new Button("Keep");
    private final MenuButton saved = new MenuButton("Filters");
    private final Label count = new Label();
    private final ContextMenu suggestions = new ContextMenu();
    private final HBox root;

    public FilterBar(RunTableViewModel model) {
        this.model = model;
        field.setId("run-filter");
        field.setPromptText("Filter: top5>60 & tag:paper & !draft");
        field.setAccessibleText("Filter of runs");
        field.setPrefColumnCount(18);
        field.setMinWidth(120);
        HBox.setHgrow(field, Priority.ALWAYS);
        Explained.explain(field, HELP, "runs-table.md#filters");
        field.textProperty().bindBidirectional(model.filter());
        field.textProperty().addListener((o, was, is) -> suggest());
        field.focusedProperty().addListener((o, was, is) -> suggestions.hide());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        model.filterProblem().subscribe(p -> field.pseudoClassStateChanged(WRONG, !p.isEmpty()));
        keeping();
        saved.setId("saved-filters");
        saved.setAccessibleText("Filters kept in the project");
        saved.setTooltip(new Tooltip("Filters kept in the project: choose one, or delete it"));
        saved.setMinWidth(Region.USE_PREF_SIZE);
        model.views().subscribe(v -> list(v.filters()));
        count.setId("run-count");
        count.getStyleClass().add(Styles.TEXT_MUTED);
        count.setMinWidth(Region.USE_PREF_SIZE);
        count.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.lines().size() + " of "
                                + model.table().get().lines().size() + " runs",
                        model.lines(),
                        model.table()));
        root = new HBox(6, field, name, keep, saved, count);
        root.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(root, Priority.ALWAYS);
    }

    public Node node() {
        return root;
    }

    /** What is wrong with the filter: a line of its own, only while something is. */
    public Node problem() {
        Label problem = new Label();
        problem.setId("run-filter-problem");
        problem.getStyleClass().addAll("problem-line");
        problem.setWrapText(true);
        problem.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.filterProblem().get().isEmpty()
                                ? model.problem().get()
                                : model.filterProblem().get(),
                        model.filterProblem(),
                        model.problem()));
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        return problem;
    }

    private void keeping() {
        name.setId("filter-name");
        name.setPromptText("Name");
        name.setPrefColumnCount(8);
        name.setMinWidth(80);
        name.setAccessibleText("Name to keep the filter under");
        name.setTooltip(new Tooltip("A name under which the project keeps this filter"));
        name.setOnAction(e -> keep());
        keep.setId("filter-keep");
        keep.setTooltip(new Tooltip("Keep this filter in the project under the name at the left"));
        keep.setMinWidth(Region.USE_PREF_SIZE);
        keep.setOnAction(e -> keep());
        keep.disableProperty()
                .bind(Bindings.createBooleanBinding(() -> name.getText().isBlank(), name.textProperty()));
        for (Region r : List.of(name, keep)) {
            r.visibleProperty()
                    .bind(Bindings.createBooleanBinding(
                            () -> !model.filter().get().isBlank()
                                    && model.filterProblem().get().isEmpty()
                                    && model.views().get().filters().stream()
                                            .noneMatch(f -> f.text()
                                                    .equals(model.filter().get().strip())),
                            model.filter(),
                            model.filterProblem(),
                            model.views()));
            r.managedProperty().bind(r.visibleProperty());
        }
    }

    private void keep() {
        if (!name.getText().isBlank()) {
            model.keepFilter(name.getText());
            name.clear();
            field.requestFocus();
        }
    }

    private void list(List<Views.NamedFilter> filters) {
        List<MenuItem> items = new ArrayList<>();
        Menu delete = new Menu("Delete");
        for (Views.NamedFilter f : filters) {
            MenuItem choose = new MenuItem(f.name() + "   " + f.text());
            choose.setMnemonicParsing(false);
            choose.setOnAction(e -> model.filter().set(f.text()));
            items.add(choose);
            MenuItem forget = new MenuItem(f.name());
            forget.setMnemonicParsing(false);
            forget.setOnAction(e -> model.forgetFilter(f.name()));
            delete.getItems().add(forget);
        }
        if (filters.isEmpty()) {
            MenuItem none = new MenuItem("None is kept yet: type a filter and give it a name");
            none.setDisable(true);
            items.add(none);
        } else {
            items.add(new SeparatorMenuItem());
            items.add(delete);
        }
        saved.getItems().setAll(items);
    }

    private void suggest() {
        suggestions.hide();
        if (!field.isFocused() || field.getScene() == null || field.getText().isEmpty()) {
            return;
        }
        // the caret moves after the text has changed
        javafx.application.Platform.runLater(() -> {
            List<FilterSuggestions.Suggestion> found = FilterSuggestions.at(
                    field.getText(), field.getCaretPosition(), model.table().get());
            suggestions.getItems().setAll(found.stream().map(this::item).toList());
            if (!found.isEmpty() && field.isFocused()) {
                suggestions.show(field, Side.BOTTOM, 0, 0);
            }
        });
    }

    private MenuItem item(FilterSuggestions.Suggestion s) {
        Label written = new Label(s.text());
        written.setMinWidth(SUGGESTED);
        Label meaning = new Label(s.meaning());
        meaning.getStyleClass().add(Styles.TEXT_MUTED);
        meaning.setMaxWidth(2 * SUGGESTED);
        MenuItem item = new MenuItem("", new HBox(12, written, meaning));
        item.getStyleClass().add("suggestion");
        item.setOnAction(e -> {
            String text = field.getText();
            int caret = Math.clamp(field.getCaretPosition(), s.from(), text.length());
            field.setText(text.substring(0, s.from()) + s.text() + text.substring(caret));
            field.positionCaret(s.from() + s.text().length());
        });
        return item;
    }

    private void key(KeyEvent e) {
        if (e.getCode() == KeyCode.ESCAPE) {
            if (suggestions.isShowing()) {
                suggestions.hide();
            } else {
                field.clear();
            }
            e.consume();
        } else if (e.getCode() == KeyCode.ENTER) {
            suggestions.hide();
        }
    }
}
