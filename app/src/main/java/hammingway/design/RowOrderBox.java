package hammingway.design;

import hammingway.design.book.Design;
import hammingway.design.book.RowOrder;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;

/** Chooses the order of the matrix's rows; orders that cannot be say why, and are left alone. */
final class RowOrderBox extends ComboBox<RowOrder> {
    private static final double WIDTH = 132;

    private final DesignViewModel model;

    RowOrderBox(DesignViewModel model) {
        this.model = model;
        setId("order");
        setAccessibleText("Order of rows and columns");
        setTooltip(new Tooltip("Order of rows and columns: by number, by how often tokens occur, by their text as in a"
                + " dictionary, by codeword, or near codewords together"));
        getItems().setAll(RowOrder.values());
        setPrefWidth(WIDTH); // of the orders' names; their reasons stand in the list alone
        setMinWidth(USE_PREF_SIZE);
        setCellFactory(list -> new Cell());
        model.orderProperty().subscribe(this::setValue);
        valueProperty().subscribe(order -> {
            if (order != null) { // a list that is filled anew has none for a moment
                model.orderProperty().set(order);
            }
        });
        model.designProperty()
                .subscribe(d -> setCellFactory(list -> new Cell())); // reasons come and go with the tokens
    }

    private Optional<String> refusal(RowOrder order) {
        return order.refusal(model.designProperty().get().flatMap(Design::vocabulary));
    }

    private final class Cell extends ListCell<RowOrder> {
        @Override
        protected void updateItem(RowOrder item, boolean empty) {
            super.updateItem(item, empty);
            Optional<String> why = empty ? Optional.empty() : refusal(item);
            setText(empty ? "" : item + why.map(w -> " \u2013 " + w).orElse(""));
            setDisable(why.isPresent());
        }
    }
}
