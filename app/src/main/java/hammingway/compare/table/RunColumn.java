package hammingway.compare.table;

import hammingway.report.table.Column;
import hammingway.report.table.RunLine;
import hammingway.report.table.SortKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;

/** A column of the table of runs: numbers to the right, tags as chips, notes and tags to be edited in place. */
final class RunColumn extends TableColumn<RunLine, RunLine> {
    private static final Map<String, Double> WIDTHS = Map.ofEntries(
            Map.entry("pareto", 26.0),
            Map.entry("name", 156.0),
            Map.entry("params", 90.0),
            Map.entry("share", 81.0),
            Map.entry("head", 84.0),
            Map.entry("code", 112.0),
            Map.entry("loss", 88.0),
            Map.entry("tags", 84.0),
            Map.entry("note", 120.0),
            Map.entry("run", 260.0),
            Map.entry("started", 120.0));
    private static final double TOOLTIP_WIDTH = 360;

    /** Of a letter of a heading, with room for the arrow of the order. */
    private static final double LETTER = 6.4;

    private final Column column;
    private final BiConsumer<RunLine, String> edited;

    /** @param edited takes a line and what was typed into its note or tags */
    RunColumn(Column column, double width, BiConsumer<RunLine, String> edited) {
        this.column = column;
        this.edited = edited;
        setId(column.key());
        Label header = new Label(column.key().equals("pareto") ? "\u2605" : column.heading());
        Tooltip tip = new Tooltip(
                column.key() + ": " + column.meaning() + ". Click sorts, shift and click sorts by several columns.");
        tip.setWrapText(true);
        tip.setMaxWidth(TOOLTIP_WIDTH);
        header.setTooltip(tip);
        header.setMaxWidth(Double.MAX_VALUE);
        header.setAlignment(side());
        setGraphic(header);
        setPrefWidth(width);
        setMinWidth(Math.min(width, 48));
        SortKey order = new SortKey(column.key(), false);
        setComparator((a, b) -> order.compare(a.cell(column.key()), b.cell(column.key())));
        setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        setCellFactory(c -> editable() ? new EditedCell() : new ShownCell());
        setEditable(editable());
    }

    static double usualWidth(Column column) {
        return WIDTHS.getOrDefault(
                column.key(), Math.max(64, 26 + LETTER * column.heading().length()));
    }

    /** What turns the tags that are there into those that were typed. */
    static String tagChange(List<String> before, String typed) {
        if (typed.matches("\\s*[+-].*")) {
            return typed;
        }
        Set<String> wanted = new TreeSet<>(List.of(typed.strip().split("[\\s,]+")));
        wanted.remove("");
        String added = wanted.stream().map(t -> "+" + t).collect(Collectors.joining(" "));
        return before.stream()
                .filter(t -> !wanted.contains(t))
                .map(t -> " -" + t)
                .collect(Collectors.joining("", added, ""));
    }

    private boolean editable() {
        return column.key().equals("note") || column.key().equals("tags");
    }

    private Pos side() {
        return column.numeric() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT;
    }

    private String text(RunLine line) {
        String text = line.cell(column.key()).text();
        return column.key().equals("name") && line.runIds().size() > 1
                ? text + " (" + line.runIds().size() + " seeds)"
                : text.isEmpty() && column.numeric() ? "\u2013" : text;
    }

    /** A figure or words. */
    private class ShownCell extends TableCell<RunLine, RunLine> {
        @Override
        protected void updateItem(RunLine line, boolean empty) {
            super.updateItem(line, empty);
            setAlignment(side());
            show(empty || line == null ? "" : text(line));
        }

        void show(String text) {
            setGraphic(null);
            setText(text);
            setTooltip(text.isEmpty() || column.numeric() ? null : new Tooltip(text));
        }
    }

    /** A note or tags: a double click or F2 edits them. */
    private final class EditedCell extends ShownCell {
        private final TextField field = new TextField();

        EditedCell() {
            field.setAccessibleText(column.title());
            field.setOnAction(e -> commitEdit(getItem()));
            field.setOnKeyPressed(e -> {
                if (e.getCode() == KeyCode.ESCAPE) {
                    cancelEdit();
                    e.consume();
                }
            });
        }

        @Override
        public void startEdit() {
            super.startEdit();
            if (isEditing()) {
                field.setText(getItem().cell(column.key()).text());
                setText(null);
                setGraphic(field);
                field.requestFocus();
                field.selectAll();
            }
        }

        @Override
        public void cancelEdit() {
            super.cancelEdit();
            updateItem(getItem(), isEmpty());
        }

        @Override
        public void commitEdit(RunLine line) {
            super.commitEdit(line);
            updateItem(line, false);
            if (!field.getText().strip().equals(line.cell(column.key()).text())) {
                edited.accept(line, field.getText());
            }
        }

        @Override
        void show(String text) {
            super.show(text);
            if (column.key().equals("tags") && getItem() != null && !isEmpty()) {
                HBox chips = new HBox(4);
                chips.setAlignment(Pos.CENTER_LEFT);
                getItem().tags().forEach(t -> {
                    Label chip = new Label(t);
                    chip.getStyleClass().add("tag-chip");
                    chips.getChildren().add(chip);
                });
                setText(null);
                setGraphic(chips);
            }
        }
    }
}
