package hammingway.compare.table;

import hammingway.fx.ErrorsEvent;
import hammingway.fx.WhenShown;
import hammingway.report.table.Column;
import hammingway.report.table.Columns;
import hammingway.report.table.RunLine;
import hammingway.report.table.RunText;
import hammingway.report.table.SortKey;
import hammingway.report.table.Views;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.collections.SetChangeListener;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The table of compared runs; the selected line is the chart's selected point, brushed lines are marked. */
public final class RunTablePane {
    private static final PseudoClass BRUSHED = PseudoClass.getPseudoClass("brushed");
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final RunTableViewModel model;
    private final TableView<RunLine> table = new TableView<>();
    private final FilteredList<RunLine> offered;
    private final TableTools tools;
    private final VBox root = new VBox();
    /** While one side follows the other. */
    private boolean following;

    public RunTablePane(RunTableViewModel model) {
        this.model = model;
        offered = new FilteredList<>(model.lines());
        tools = new TableTools(model, this::selection, this::brushedOnly);
        table.setId("comparison-table");
        table.setAccessibleText("Evaluated runs");
        table.setEditable(true);
        table.getStyleClass().addAll("dense", "striped");
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        Label none = new Label();
        none.textProperty()
                .bind(model.table()
                        .map(t -> t.lines().isEmpty() ? "Reading the table\u2026" : "No run passes the filter"));
        table.setPlaceholder(none);
        table.setRowFactory(t -> row());
        SortedList<RunLine> sorted = new SortedList<>(offered);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        selecting(sorted);
        WhenShown marking = new WhenShown(root, () -> {
            brushedOnly();
            table.refresh();
        });
        model.brushed().addListener((SetChangeListener<String>) c -> marking.request());
        model.table().addListener((o, was, is) -> columns());
        model.views().addListener((o, was, is) -> columns());
        model.lines().addListener((ListChangeListener<RunLine>) c -> differing());
        table.getColumns().addListener((ListChangeListener<TableColumn<RunLine, ?>>) c -> arranged());
        table.getSortOrder().addListener((ListChangeListener<TableColumn<RunLine, ?>>) c -> arranged());
        columns();
        VBox.setVgrow(table, Priority.ALWAYS);
        root.getChildren().addAll(tools.node(), table);
    }

    public Node node() {
        return root;
    }

    private List<RunLine> selection() {
        return List.copyOf(table.getSelectionModel().getSelectedItems());
    }

    private void brushedOnly() {
        boolean only = tools.brushedOnly() && !model.brushed().isEmpty();
        offered.setPredicate(only ? l -> model.brushed().contains(l.id()) : null);
    }

    private TableRow<RunLine> row() {
        TableRow<RunLine> row = new TableRow<>() {
            @Override
            protected void updateItem(RunLine line, boolean empty) {
                super.updateItem(line, empty);
                pseudoClassStateChanged(
                        BRUSHED, !empty && line != null && model.brushed().contains(line.id()));
            }
        };
        MenuItem open = new MenuItem("Open the run");
        open.setOnAction(e -> Optional.ofNullable(row.getItem()).ifPresent(l -> model.open(l.id())));
        MenuItem errors = new MenuItem("Show its errors");
        errors.setOnAction(
                e -> Optional.ofNullable(row.getItem()).ifPresent(l -> row.fireEvent(new ErrorsEvent(l.id()))));
        MenuItem copy = new MenuItem("Copy the lines");
        copy.setOnAction(e -> copy());
        row.setContextMenu(new ContextMenu(open, errors, copy));
        return row;
    }

    private void key(KeyEvent e) {
        if (COPY.match(e) && table.getEditingCell() == null) {
            copy();
            e.consume();
        } else if (e.getCode() == KeyCode.F2 && table.getEditingCell() == null) {
            edit();
            e.consume();
        }
    }

    /** The note or tags under the cursor; the note where the cursor is elsewhere. */
    private void edit() {
        TablePosition<?, ?> at = table.getFocusModel().getFocusedCell();
        table.getColumns().stream()
                .filter(c -> c.isEditable() && c.isVisible())
                .min(Comparator.comparingInt(c -> c.equals(at.getTableColumn()) ? 0 : "note".equals(c.getId()) ? 1 : 2))
                .ifPresent(c -> {
                    table.scrollToColumn(c);
                    table.layout();
                    table.edit(at.getRow(), c);
                });
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(RunText.tsv(selection(), shown()));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private List<Column> shown() {
        return table.getColumns().stream()
                .filter(TableColumn::isVisible)
                .flatMap(c -> model.table().get().columns().find(c.getId()).stream())
                .toList();
    }

    private void selecting(SortedList<RunLine> sorted) {
        table.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (!following && is != null) {
                following = true;
                model.selected().set(is.id());
                following = false;
            }
        });
        model.selected().addListener((o, was, is) -> follow());
        sorted.addListener((ListChangeListener<RunLine>) c -> follow());
    }

    private void follow() {
        if (following) {
            return;
        }
        following = true;
        int at = -1;
        for (int i = 0; i < table.getItems().size() && at < 0; i++) {
            at = table.getItems().get(i).id().equals(model.selected().get()) ? i : -1;
        }
        if (at < 0) {
            table.getSelectionModel().clearSelection();
        } else if (!table.getSelectionModel().isSelected(at)) {
            table.getSelectionModel().clearAndSelect(at);
            table.scrollTo(at);
        }
        following = false;
    }

    /** Makes the columns anew where others are wanted, and sets their order of lines. */
    private void columns() {
        List<Column> wanted = model.columns();
        if (following || wanted.isEmpty()) {
            return;
        }
        following = true;
        List<String> ids = wanted.stream().map(Column::key).toList();
        if (!ids.equals(table.getColumns().stream().map(TableColumn::getId).toList())) {
            List<Views.ShownColumn> widths = model.views().get().columns();
            List<TableColumn<RunLine, RunLine>> made = new ArrayList<>();
            for (Column column : wanted) {
                double width = widths.stream()
                        .filter(w -> w.key().equals(column.key()))
                        .mapToDouble(Views.ShownColumn::width)
                        .findFirst()
                        .orElseGet(() -> RunColumn.usualWidth(column));
                RunColumn next = new RunColumn(column, width, (l, text) -> edited(column, l, text));
                // the layout gives a column its preferred width; people give it others
                next.widthProperty().addListener((o, was, is) -> {
                    if (Math.abs(is.doubleValue() - next.getPrefWidth()) >= 1) {
                        arranged();
                    }
                });
                made.add(next);
            }
            table.getColumns().setAll(made);
        }
        List<TableColumn<RunLine, ?>> order = new ArrayList<>();
        for (SortKey key : model.views().get().sort()) {
            table.getColumns().stream()
                    .filter(c -> key.column().equals(c.getId()))
                    .findFirst()
                    .ifPresent(c -> {
                        c.setSortType(
                                key.descending() ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
                        order.add(c);
                    });
        }
        if (!order.equals(table.getSortOrder())) {
            table.getSortOrder().setAll(order);
        }
        differing();
        following = false;
        follow();
    }

    private void edited(Column column, RunLine line, String text) {
        List<RunLine> several = selection().contains(line) ? selection() : List.of(line);
        if (column.key().equals("note")) {
            model.note(several, text);
        } else {
            model.tag(several, RunColumn.tagChange(line.tags(), text));
        }
    }

    private void differing() {
        boolean only = model.views().get().onlyDiffering();
        Set<String> differ = only
                ? Columns.differing(model.columns(), model.lines()).stream()
                        .map(Column::key)
                        .collect(Collectors.toSet())
                : Set.of();
        table.getColumns().forEach(c -> c.setVisible(!only || differ.contains(c.getId()) || "name".equals(c.getId())));
    }

    private List<String> keys() {
        return model.columns().stream().map(Column::key).toList();
    }

    /** What the mouse did to columns is kept. */
    private void arranged() {
        if (following || table.getColumns().isEmpty()) {
            return;
        }
        following = true;
        List<Views.ShownColumn> columns = table.getColumns().stream()
                .map(c -> new Views.ShownColumn(c.getId(), Math.clamp(c.getWidth(), 10, 4000)))
                .toList();
        List<SortKey> sort = table.getSortOrder().stream()
                .map(c -> new SortKey(c.getId(), c.getSortType() == TableColumn.SortType.DESCENDING))
                .toList();
        boolean untouched = model.views().get().columns().isEmpty()
                && columns.stream().map(Views.ShownColumn::key).toList().equals(keys())
                && table.getColumns().stream().allMatch(c -> Math.abs(c.getWidth() - c.getPrefWidth()) < 1);
        model.arrange(v -> v.withTable(untouched ? List.of() : columns, sort, v.onlyDiffering()));
        following = false;
    }
}
