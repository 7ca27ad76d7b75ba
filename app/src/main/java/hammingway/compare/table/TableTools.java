package hammingway.compare.table;

import hammingway.report.table.Column;
import hammingway.report.table.RunLine;
import hammingway.report.table.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Above the table: which columns, which lines, and tags for several runs at once. */
final class TableTools {
    private final RunTableViewModel model;
    private final Supplier<List<RunLine>> selection;
    private final CheckBox brushedOnly = new CheckBox("Only brushed runs");
    private final HBox root;

    /** @param refilter is called when other lines are wanted */
    TableTools(RunTableViewModel model, Supplier<List<RunLine>> selection, Runnable refilter) {
        this.model = model;
        this.selection = selection;
        ColumnChooser chooser = new ColumnChooser(
                "Columns\u2026",
                "table-columns",
                () -> model.table().get().columns().all(),
                model::columns,
                this::choose);
        CheckBox differing = new CheckBox("Only columns that differ");
        differing.setId("only-differing");
        differing.setTooltip(new Tooltip("Hide columns in which all shown runs have the same"));
        model.views().subscribe(v -> differing.setSelected(v.onlyDiffering()));
        differing.setOnAction(e -> model.arrange(v -> v.withTable(v.columns(), v.sort(), differing.isSelected())));
        brushedOnly.setId("only-brushed");
        brushedOnly.setTooltip(
                new Tooltip("Show the runs that a brush in the plot or the parallel coordinates chose, and no others"));
        brushedOnly.setOnAction(e -> refilter.run());
        TextField tags = new TextField();
        tags.setId("tag-field");
        tags.setPromptText("Tag the selected: +paper -draft");
        tags.setPrefColumnCount(18);
        tags.setMinWidth(120);
        tags.setAccessibleText("Tags for the selected runs");
        tags.setTooltip(new Tooltip("+tag adds a tag to all selected runs, -tag removes it; Enter does it"));
        Button tag = new Button("Tag");
        tag.setId("tag-selected");
        tag.setTooltip(new Tooltip("Add and remove these tags at all selected runs"));
        tag.setOnAction(e -> tag(tags));
        tags.setOnAction(e -> tag(tags));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        root = new HBox(12, chooser.node(), differing, brushedOnly, space, new HBox(4, tags, tag));
        for (Region r : List.of(differing, brushedOnly, tag)) {
            r.setMinWidth(Region.USE_PREF_SIZE);
        }
        root.getStyleClass().add("table-tools");
        root.setAlignment(Pos.CENTER_LEFT);
    }

    Node node() {
        return root;
    }

    boolean brushedOnly() {
        return brushedOnly.isSelected();
    }

    private void tag(TextField tags) {
        if (!tags.getText().isBlank()) {
            model.tag(selection.get(), tags.getText());
            tags.clear();
        }
    }

    private void choose(Column column, boolean wanted) {
        List<Views.ShownColumn> columns = new ArrayList<>();
        for (Column c : model.columns()) {
            double width = model.views().get().columns().stream()
                    .filter(w -> w.key().equals(c.key()))
                    .mapToDouble(Views.ShownColumn::width)
                    .findFirst()
                    .orElseGet(() -> RunColumn.usualWidth(c));
            columns.add(new Views.ShownColumn(c.key(), width));
        }
        columns.removeIf(c -> c.key().equals(column.key()));
        if (wanted) {
            columns.add(new Views.ShownColumn(column.key(), RunColumn.usualWidth(column)));
        }
        model.arrange(v -> v.withTable(columns, v.sort(), v.onlyDiffering()));
    }
}
