package hammingway.compare.table;

import hammingway.report.table.Column;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;

/** Chooses columns, or axes, among all figures of runs and all fields of their specifications, with a search in names and meanings. */
public final class ColumnChooser {
    private static final double WIDTH = 560;
    private static final double HEIGHT = 300;

    private final Button button;
    private final Supplier<Collection<Column>> offered;
    private final Supplier<List<Column>> chosen;
    private final BiConsumer<Column, Boolean> choose;
    private final ObservableList<Column> all = FXCollections.observableArrayList();
    private final FilteredList<Column> found = new FilteredList<>(all);
    private final TextField search = new TextField();
    private final ListView<Column> list = new ListView<>(found);
    private final Popup popup = new Popup();

    /**
     * @param title   of the button
     * @param id      of the button; the search has it with {@code -search}, the list with {@code -list}
     * @param offered all columns that can be chosen
     * @param chosen  those that are
     * @param choose  takes a column and whether it is wanted
     */
    public ColumnChooser(
            String title,
            String id,
            Supplier<Collection<Column>> offered,
            Supplier<List<Column>> chosen,
            BiConsumer<Column, Boolean> choose) {
        this.offered = offered;
        this.chosen = chosen;
        this.choose = choose;
        button = new Button(title);
        button.setId(id);
        button.setTooltip(new Tooltip("Choose among all figures of runs and all fields of their specifications"));
        button.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        button.setOnAction(e -> open());
        search.setId(id + "-search");
        search.setPromptText("Search names and meanings");
        search.setAccessibleText("Search columns");
        search.setTooltip(new Tooltip("Parts of a name or of a meaning"));
        search.textProperty().subscribe(this::find);
        list.setId(id + "-list");
        list.setAccessibleText("Columns; space chooses");
        list.setPrefSize(WIDTH, HEIGHT);
        list.setCellFactory(l -> new Cell());
        list.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            Column at = list.getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.SPACE && at != null) {
                toggle(at);
                e.consume();
            }
        });
        VBox box = new VBox(6, search, list);
        box.getStyleClass().add("column-chooser");
        box.getStylesheets().add(String.valueOf(ColumnChooser.class.getResource("/hammingway/themes/runs-table.css")));
        popup.getContent().add(box);
        popup.setAutoHide(true);
    }

    public Node node() {
        return button;
    }

    private void open() {
        if (popup.isShowing()) {
            popup.hide();
            return;
        }
        all.setAll(offered.get());
        search.clear();
        Bounds at = button.localToScreen(button.getBoundsInLocal());
        popup.show(button, at.getMinX(), at.getMaxY() + 2);
        search.requestFocus();
    }

    private void find(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+"));
        found.setPredicate(c -> {
            String said = (c.key() + " " + c.title() + " " + c.meaning()).toLowerCase(Locale.ROOT);
            return words.stream().allMatch(said::contains);
        });
    }

    private void toggle(Column column) {
        choose.accept(column, !keys().contains(column.key()));
        list.refresh();
    }

    private Set<String> keys() {
        return Set.copyOf(chosen.get().stream().map(Column::key).toList());
    }

    /** A box to tick, the key, and what it means. */
    private final class Cell extends ListCell<Column> {
        private final CheckBox box = new CheckBox();
        private final Label key = new Label();
        private final Label meaning = new Label();
        private final HBox row = new HBox(8, box, key, meaning);

        Cell() {
            box.setFocusTraversable(false);
            box.setOnAction(e -> {
                if (getItem() != null) {
                    toggle(getItem());
                }
            });
            key.setMinWidth(USE_PREF_SIZE);
            meaning.getStyleClass().add("text-muted");
            HBox.setHgrow(meaning, Priority.ALWAYS);
            row.setMaxWidth(WIDTH - 40);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Column column, boolean empty) {
            super.updateItem(column, empty);
            if (empty || column == null) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            box.setSelected(keys().contains(column.key()));
            box.setAccessibleText(column.key());
            key.setText(column.key());
            String unit = column.unit().isEmpty() ? "" : " (" + column.unit() + ")";
            meaning.setText(column.meaning() + unit);
            Tooltip whole = new Tooltip(column.key() + "\n" + column.meaning() + unit);
            whole.setWrapText(true);
            whole.setMaxWidth(400);
            setTooltip(whole);
            setGraphic(row);
        }
    }
}
