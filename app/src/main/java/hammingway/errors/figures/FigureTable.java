package hammingway.errors.figures;

import hammingway.fx.Explained;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;

/** A table of figures in an order that is chosen elsewhere: rows are made when they are looked at, so it may have a million of them. */
public final class FigureTable<T> {
    /** Of a heading, about: fonts are known only when it is shown. */
    private static final double PER_LETTER = 7;

    private static final double PADDING = 18;

    private final TableView<T> table = new TableView<>();
    private boolean filling;

    /** @param empty what stands there while there is no row */
    public FigureTable(String id, String name, String empty) {
        table.setId(id);
        table.setAccessibleText(name);
        Label placeholder = new Label(empty);
        placeholder.getStyleClass().add("text-muted");
        placeholder.setWrapText(true);
        table.setPlaceholder(placeholder);
        table.getStyleClass().add("figure-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    }

    public TableView<T> node() {
        return table;
    }

    /** A column of names. */
    public FigureTable<T> text(String title, double width, String help, Function<T, String> text) {
        return column(title, width, Pos.CENTER_LEFT, help, text);
    }

    /** A column of numbers. */
    public FigureTable<T> number(String title, double width, String help, Function<T, String> text) {
        return column(title, width, Pos.CENTER_RIGHT, help, text);
    }

    private FigureTable<T> column(String title, double width, Pos align, String help, Function<T, String> text) {
        TableColumn<T, T> column = new TableColumn<>();
        Label header = new Label(title);
        Explained.explain(header, help);
        column.setGraphic(header);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, Math.max(44, PER_LETTER * title.length() + PADDING)));
        column.setSortable(false); // the order is chosen above the table, over all rows
        column.setReorderable(false);
        if (align == Pos.CENTER_RIGHT) {
            column.getStyleClass().add("figure");
        }
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        column.setCellFactory(c -> new TextCell<>(text, align));
        table.getColumns().add(column);
        return this;
    }

    private static final class TextCell<T> extends TableCell<T, T> {
        private final Function<T, String> text;

        TextCell(Function<T, String> text, Pos align) {
            this.text = text;
            setAlignment(align);
        }

        @Override
        protected void updateItem(T item, boolean empty) {
            super.updateItem(item, empty);
            String shown = empty || item == null ? "" : text.apply(item);
            setText(shown);
            setTooltip(shown.length() > 16 ? new Tooltip(shown) : null);
        }
    }

    /** Hides columns that have nothing to tell, or shows them again. */
    public void visible(boolean shown, String... titles) {
        List<String> wanted = List.of(titles);
        table.getColumns().stream()
                .filter(c -> c.getGraphic() instanceof Label l && wanted.contains(l.getText()))
                .forEach(c -> c.setVisible(shown));
    }

    /** Shows other rows, without choosing one. */
    public void show(List<T> rows) {
        filling = true;
        table.setItems(FXCollections.observableList(rows));
        table.getSelectionModel().clearSelection();
        filling = false;
    }

    /**
     * What rows do.
     *
     * @param chosen with the row that is chosen
     * @param again  with the chosen row on a double click or the Enter key
     */
    public FigureTable<T> on(Consumer<T> chosen, Consumer<T> again) {
        table.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (!filling && is != null) {
                chosen.accept(is);
            }
        });
        table.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                repeat(again);
            }
        });
        table.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                repeat(again);
                e.consume();
            }
        });
        return this;
    }

    private void repeat(Consumer<T> again) {
        T item = table.getSelectionModel().getSelectedItem();
        if (item != null) {
            again.accept(item);
        }
    }
}
