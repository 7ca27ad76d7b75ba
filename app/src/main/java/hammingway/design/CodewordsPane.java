package hammingway.design;

import atlantafx.base.theme.Styles;
import hammingway.code.analysis.Neighbours.Neighbour;
import hammingway.control.BitStrip;
import hammingway.design.book.Design;
import hammingway.design.book.Pair;
import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The codewords as a table. One selected row or two are the pair that all of the screen looks at. */
final class CodewordsPane extends VBox {
    private final CodewordsViewModel model;
    private final ObjectProperty<Optional<Pair>> pair;
    private final ReadOnlyObjectProperty<Theme> theme;
    private final TableView<Integer> table = new TableView<>();
    private final Label count = new Label();
    private boolean selecting;

    CodewordsPane(
            CodewordsViewModel model,
            ObjectProperty<Optional<Pair>> pair,
            ReadOnlyObjectProperty<Theme> theme,
            CodewordEditor editor) {
        super(8);
        this.model = model;
        this.pair = pair;
        this.theme = theme;
        setPadding(new Insets(8, 0, 0, 0));
        TextField filter = new TextField();
        filter.setPromptText("Token, id, or first bits such as 01?1");
        filter.setAccessibleText("Filter of codewords");
        filter.setId("codeword-filter");
        filter.textProperty().bindBidirectional(model.filterProperty());
        count.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        VBox.setVgrow(table, Priority.ALWAYS);
        columns();
        table.setId("codewords");
        table.setFixedCellSize(28);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label("No codeword fits the filter."));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setSortPolicy(t -> sorted());
        table.getSelectionModel().getSelectedIndices().subscribe(this::selected);
        getChildren().addAll(filter, table, count, editor);
        model.tokensProperty().subscribe(this::show);
        model.foundProperty().subscribe(f -> table.refresh());
        theme.subscribe(t -> table.refresh());
        pair.subscribe(p -> select());
    }

    private void show(List<Integer> tokens) {
        selecting = true;
        table.setItems(FXCollections.observableList(new ArrayList<>(tokens)));
        selecting = false;
        int all = model.designProperty().get().map(d -> d.codebook().size()).orElse(0);
        count.setText(String.format(Locale.ROOT, "%,d of %,d codewords", tokens.size(), all)
                .replace(',', '\u202F'));
        select();
    }

    private boolean sorted() {
        List<TableColumn<Integer, ?>> order = table.getSortOrder();
        if (order.isEmpty()) {
            model.sortProperty().set(new CodewordsViewModel.Sort(CodewordsViewModel.By.ID, false));
        } else {
            TableColumn<Integer, ?> first = order.getFirst();
            model.sortProperty()
                    .set(new CodewordsViewModel.Sort(
                            (CodewordsViewModel.By) first.getUserData(),
                            first.getSortType() == TableColumn.SortType.DESCENDING));
        }
        return true;
    }

    private void selected() {
        if (selecting) {
            return;
        }
        List<Integer> rows = List.copyOf(table.getSelectionModel().getSelectedItems());
        if (!rows.isEmpty()) {
            selecting = true;
            pair.set(Optional.of(new Pair(rows.getFirst(), rows.get(Math.min(1, rows.size() - 1)))));
            selecting = false;
        }
    }

    /** Shows the pair of elsewhere. */
    private void select() {
        if (selecting) {
            return;
        }
        selecting = true;
        table.getSelectionModel().clearSelection();
        pair.get().ifPresent(p -> {
            int first = table.getItems().indexOf(p.first());
            int second = table.getItems().indexOf(p.second());
            if (second >= 0) {
                table.getSelectionModel().select(second);
            }
            if (first >= 0) {
                table.getSelectionModel().select(first);
                table.scrollTo(Math.max(0, first - 3));
            }
        });
        selecting = false;
    }

    private void columns() {
        text(
                "Token",
                CodewordsViewModel.By.TOKEN,
                72,
                t -> design().map(d -> d.names().apply(t)).orElse(""));
        text("Id", CodewordsViewModel.By.ID, 50, t -> Integer.toString(t));
        text(
                "Count",
                CodewordsViewModel.By.COUNT,
                62,
                t -> design().flatMap(Design::vocabulary)
                        .map(v -> String.format(Locale.ROOT, "%,d", v.count(t)).replace(',', '\u202F'))
                        .orElse(""));
        TableColumn<Integer, Integer> bits = column("Codeword", CodewordsViewModel.By.CODEWORD);
        bits.setCellFactory(c -> new BitsCell());
        bits.setPrefWidth(300);
        bits.setMinWidth(88);
        text(
                "Weight",
                CodewordsViewModel.By.WEIGHT,
                64,
                t -> design().map(d -> Integer.toString(d.codebook().bits().weight(t)))
                        .orElse(""));
        TableColumn<Integer, Integer> nearest = text(
                "Nearest",
                CodewordsViewModel.By.ID,
                90,
                t -> model.nearest(t).map(this::nearest).orElse("\u2026"));
        nearest.setSortable(false);
    }

    private String nearest(Neighbour n) {
        return n.distance() + " to "
                + design().map(d -> d.names().apply(n.token())).orElse("");
    }

    private Optional<Design> design() {
        return model.designProperty().get();
    }

    private TableColumn<Integer, Integer> column(String name, CodewordsViewModel.By by) {
        TableColumn<Integer, Integer> column = new TableColumn<>(name);
        column.setUserData(by);
        column.setReorderable(false);
        column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<Integer>(c.getValue()).getReadOnlyProperty());
        table.getColumns().add(column);
        return column;
    }

    private TableColumn<Integer, Integer> text(
            String name, CodewordsViewModel.By by, double width, IntFunction<String> value) {
        TableColumn<Integer, Integer> column = column(name, by);
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(Integer token, boolean empty) {
                super.updateItem(token, empty);
                // rows follow the codebook a moment later: until then some are of none
                boolean there = !empty
                        && token != null
                        && design().filter(d -> token < d.codebook().size()).isPresent();
                setText(there ? value.apply(token) : "");
            }
        });
        return column;
    }

    /** A codeword as a strip. */
    private final class BitsCell extends TableCell<Integer, Integer> {
        private final BitStrip strip = new BitStrip(false);

        BitsCell() {
            setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(Integer token, boolean empty) {
            super.updateItem(token, empty);
            Optional<Design> of =
                    design().filter(d -> token != null && token < d.codebook().size());
            setGraphic(empty || of.isEmpty() ? null : strip);
            if (!empty && of.isPresent() && token != null) {
                strip.setTheme(theme.get());
                strip.show(of.get().bits(token), of.get().codebook().length());
                setTooltip(new Tooltip(of.get().codebook().length() + " bits, "
                        + of.get().codebook().bits().weight(token) + " ones"));
            }
        }
    }
}
