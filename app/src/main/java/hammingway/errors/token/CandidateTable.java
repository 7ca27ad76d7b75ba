package hammingway.errors.token;

import hammingway.errors.figures.TrueMinus;
import hammingway.eval.errors.PositionLook.Candidate;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.text.TextAlignment;

/** Tokens that could have been chosen, the target among them marked. */
final class CandidateTable {
    private static final PseudoClass TARGET = PseudoClass.getPseudoClass("target");
    private static final double CELL = 26;
    private static final double HEADER = 34;

    private final TableView<Candidate> table = new TableView<>();
    private final TableColumn<Candidate, String> toDecided;
    private final TableColumn<Candidate, String> toTarget;
    private IntFunction<String> display = String::valueOf;
    private int target = -1;

    CandidateTable(String id, String name) {
        table.setId(id);
        table.setAccessibleText(name);
        table.setFixedCellSize(CELL);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getStyleClass().add("errors-candidates");
        TableColumn<Candidate, String> token =
                column("Token", "The token; the target is bold", c -> display.apply(c.token()));
        token.setPrefWidth(90);
        toDecided = column(
                "To\nword",
                "Bits in which its codeword differs from the decided word",
                c -> String.valueOf(c.toDecided()));
        toTarget = column(
                "To\ntarget",
                "Bits in which its codeword differs from the target's",
                c -> String.valueOf(c.toTarget()));
        table.getColumns()
                .setAll(List.of(
                        token,
                        figure(column(
                                "Rank", "Its place by score, 1 is the best", c -> String.valueOf(c.rankedAbove() + 1))),
                        figure(column("Score", "What the decoder ranks by", c -> TrueMinus.format("%.3f", c.score()))),
                        figure(column("Prob.", "Its probability", c -> percent(c.probability()))),
                        figure(toDecided),
                        figure(toTarget)));
        table.setRowFactory(t -> new TableRow<>() {
            @Override
            protected void updateItem(Candidate item, boolean empty) {
                super.updateItem(item, empty);
                pseudoClassStateChanged(TARGET, !empty && item != null && item.token() == target);
            }
        });
    }

    static String percent(double p) {
        return p >= 0.0005 ? TrueMinus.format("%.1f%%", 100 * p) : TrueMinus.format("%.0e", p);
    }

    private static TableColumn<Candidate, String> column(
            String title, String meaning, Function<Candidate, String> text) {
        TableColumn<Candidate, String> column = new TableColumn<>();
        Label label = new Label(title);
        label.setTooltip(new Tooltip(meaning));
        label.setTextAlignment(TextAlignment.RIGHT);
        column.setGraphic(label);
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(58);
        column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(text.apply(c.getValue())));
        return column;
    }

    private static TableColumn<Candidate, String> figure(TableColumn<Candidate, String> column) {
        column.getStyleClass().add("figure");
        return column;
    }

    TableView<Candidate> node() {
        return table;
    }

    void show(List<Candidate> rows, int newTarget, IntFunction<String> words) {
        target = newTarget;
        display = words;
        boolean hasWords = !rows.isEmpty() && rows.getFirst().toDecided() >= 0;
        toDecided.setVisible(hasWords);
        toTarget.setVisible(hasWords);
        table.getItems().setAll(rows);
        double height = HEADER + CELL * rows.size() + 2;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        table.setMaxHeight(height);
        table.refresh();
    }
}
