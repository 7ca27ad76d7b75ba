package hammingway.design;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The families of codes over the matrix, to choose one by what it gives. Enter or a click chooses, Escape closes. */
final class GalleryPane extends VBox {
    private static final PseudoClass IMPOSSIBLE = PseudoClass.getPseudoClass("impossible");
    private static final double ROW = 48;

    private final GalleryViewModel model;
    private final Consumer<String> choose;
    private final Label title = FormPane.title("");
    private final TextField search = new TextField();
    private final TableView<GalleryViewModel.Row> table = new TableView<>();

    /** @param choose takes the kind of family */
    GalleryPane(GalleryViewModel model, Consumer<String> choose) {
        this.model = model;
        this.choose = choose;
        getStyleClass().add("gallery");
        setId("gallery");
        search.setPromptText("Search families");
        search.setAccessibleText("Search families");
        search.setId("gallery-search");
        search.textProperty().bindBidirectional(model.filterProperty());
        Button close = new Button(null, new FontIcon("mdi2c-close"));
        close.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        close.setTooltip(new Tooltip("Close (Esc)"));
        close.setAccessibleText("Close the gallery");
        close.setOnAction(e -> model.openProperty().set(false));
        HBox.setHgrow(search, Priority.ALWAYS);
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox top = new HBox(12, title, search, close);
        top.setAlignment(Pos.CENTER_LEFT);
        VBox.setVgrow(table, Priority.ALWAYS);
        fillTable();
        getChildren().addAll(top, table);
        visibleProperty().bind(model.openProperty());
        managedProperty().bind(visibleProperty());
        model.openProperty().subscribe(open -> {
            if (open) {
                title.setText(String.format(Locale.ROOT, "Families for V = %,d, d = %d", model.tokens(), model.width())
                        .replace(',', '\u202F'));
                search.requestFocus();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void fillTable() {
        table.setItems(model.rows());
        table.setId("gallery-table");
        table.setFixedCellSize(ROW);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label("No family is called that."));
        table.setRowFactory(t -> new FamilyRow());
        TableColumn<GalleryViewModel.Row, GalleryViewModel.Row> family = new TableColumn<>("Family");
        family.setMinWidth(190);
        family.setPrefWidth(420);
        family.setReorderable(false);
        family.setComparator(java.util.Comparator.comparing(r -> r.offer().label()));
        family.setCellValueFactory(c -> new javafx.beans.property.SimpleObjectProperty<>(c.getValue()));
        family.setCellFactory(c -> new FamilyCell());
        table.getColumns().add(family);
        number(
                "n",
                "Bits of a codeword",
                64,
                r -> r.offer().bits().map(Integer::doubleValue).orElse(Double.NaN),
                "%.0f");
        number("Rate", "log2 V / n", 76, r -> r.rate().orElse(Double.NaN), "%.3f");
        TableColumn<GalleryViewModel.Row, String> distance = new TableColumn<>("d");
        distance.setCellValueFactory(c -> new javafx.beans.property.SimpleStringProperty(
                c.getValue().offer().distance()));
        sized(distance, "Minimum distance that theory guarantees", 64);
        number(
                "Head",
                "Parameters of a linear code head, as a share of a softmax layer's",
                92,
                r -> r.share().map(s -> 100 * s).orElse(Double.NaN),
                "%.2f %%");
        number(
                "Decoding",
                "Estimated time of one position on one thread, by the cheapest exact algorithm for the code",
                108,
                r -> r.plan().map(p -> p.microseconds()).orElse(Double.NaN),
                "%.1f \u00B5s");
    }

    private void number(
            String name, String help, double width, Function<GalleryViewModel.Row, Double> value, String format) {
        TableColumn<GalleryViewModel.Row, Double> column = new TableColumn<>(name);
        column.setCellValueFactory(c -> new javafx.beans.property.SimpleObjectProperty<>(value.apply(c.getValue())));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(Double v, boolean empty) {
                super.updateItem(v, empty);
                setText(empty || v == null || v.isNaN() ? "" : String.format(Locale.ROOT, format, v));
            }
        });
        sized(column, help, width);
    }

    private <T> void sized(TableColumn<GalleryViewModel.Row, T> column, String help, double width) {
        Label name = new Label(column.getText());
        name.setTooltip(new Tooltip(help));
        column.setText(null);
        column.setGraphic(name);
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setMaxWidth(width + 20);
        column.setReorderable(false);
        column.getStyleClass().add("number");
        table.getColumns().add(column);
    }

    private void key(KeyEvent e) {
        if (e.getCode() == KeyCode.ESCAPE) {
            model.openProperty().set(false);
        } else if (e.getCode() == KeyCode.DOWN && search.isFocused()) {
            table.requestFocus();
            table.getSelectionModel().selectFirst();
        } else if (e.getCode() == KeyCode.ENTER && search.isFocused()) {
            model.rows().stream()
                    .filter(GalleryViewModel.Row::possible)
                    .findFirst()
                    .ifPresent(this::take);
        } else if (e.getCode() == KeyCode.ENTER && table.getSelectionModel().getSelectedItem() != null) {
            take(table.getSelectionModel().getSelectedItem());
        } else {
            return;
        }
        e.consume();
    }

    /** Also one that is impossible as it starts: the form then says what to change. */
    private void take(GalleryViewModel.Row row) {
        model.openProperty().set(false);
        choose.accept(row.offer().kind());
    }

    /** Chosen by a click. */
    private final class FamilyRow extends TableRow<GalleryViewModel.Row> {
        FamilyRow() {
            setOnMouseClicked(e -> {
                if (getItem() != null) {
                    take(getItem());
                }
            });
        }

        @Override
        protected void updateItem(GalleryViewModel.Row item, boolean empty) {
            super.updateItem(item, empty);
            pseudoClassStateChanged(IMPOSSIBLE, !empty && item != null && !item.possible());
        }
    }

    /** Name, and under it what it is or why it cannot be. */
    private static final class FamilyCell extends TableCell<GalleryViewModel.Row, GalleryViewModel.Row> {
        private final Label name = new Label();
        private final Label what = new Label();
        private final VBox both = new VBox(name, what);

        FamilyCell() {
            name.getStyleClass().add(Styles.TEXT_BOLD);
            what.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
            both.setAlignment(Pos.CENTER_LEFT);
            both.setMinWidth(0);
        }

        @Override
        protected void updateItem(GalleryViewModel.Row row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(empty || row == null ? null : both);
            if (row != null && !empty) {
                name.setText(row.offer().label());
                what.setText(row.offer()
                        .reason()
                        .map(r -> "Not as it starts: " + r)
                        .orElse(row.offer().summary()));
                setTooltip(new Tooltip(row.offer().summary()
                        + row.offer().reason().map(r -> "\n" + r).orElse("")
                        + row.plan()
                                .map(p -> "\n" + p.algorithm().label() + ": " + p.reason())
                                .orElse("")));
            }
        }
    }
}
