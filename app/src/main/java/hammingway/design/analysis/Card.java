package hammingway.design.analysis;

import atlantafx.base.theme.Styles;
import hammingway.control.SaveFigure;
import hammingway.fx.Explained;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A titled part of a column of figures, each of which explains itself to the mouse. */
class Card extends VBox {
    private final Label title = new Label();

    /**
     * @param help what the title means, one sentence
     * @param page heading in the guide's page of figures, as an anchor
     */
    Card(String title, String help, String page) {
        super(8);
        setPadding(new Insets(12, 14, 12, 14));
        this.title.setText(title);
        this.title.getStyleClass().add(Styles.TEXT_BOLD);
        Explained.explain(this.title, help, "figures.md#" + page);
        getChildren().add(this.title);
    }

    final void retitle(String text) {
        title.setText(text);
    }

    /** Puts the button that saves a figure beside its heading. */
    final void savable(Label heading, SaveFigure figure) {
        int at = getChildren().indexOf(heading);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().add(at, row(heading, space, figure.button())); // the heading moves there
    }

    /** The same beside the title. */
    final void savable(SaveFigure figure) {
        savable(title, figure);
    }

    final void add(Node... nodes) {
        getChildren().addAll(nodes);
    }

    /** A smaller title inside the card. */
    static Label subtitle(String text, String help, String page) {
        Label label = new Label(text);
        label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_BOLD);
        Explained.explain(label, help, "figures.md#" + page);
        return label;
    }

    static Label note(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    /** Names on the left, values on the right. */
    static final class Table extends GridPane {
        Table() {
            super(12, 4);
            ColumnConstraints names = new ColumnConstraints();
            ColumnConstraints values = new ColumnConstraints();
            names.setHgrow(Priority.ALWAYS);
            values.setHalignment(javafx.geometry.HPos.RIGHT);
            getColumnConstraints().setAll(names, values);
        }

        /** Adds a line; the value is the caller's to set. */
        Label row(String id, String name, String help, String page) {
            Label left = new Label(name);
            left.getStyleClass().add(Styles.TEXT_MUTED);
            left.setWrapText(true);
            Explained.explain(left, help, "figures.md#" + page);
            Label right = new Label("\u2013");
            right.setId(id);
            right.setMinWidth(USE_PREF_SIZE);
            addRow(getRowCount(), left, right);
            return right;
        }
    }

    static HBox row(Node... nodes) {
        HBox row = new HBox(8, nodes);
        row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return row;
    }

    /** {@code 50 257}. */
    static String whole(long v) {
        return String.format(Locale.ROOT, "%,d", v).replace(',', '\u202F');
    }

    /** {@code pattern} as in {@link String#format}, of one number. */
    static String number(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
