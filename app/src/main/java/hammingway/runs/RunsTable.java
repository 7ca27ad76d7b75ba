package hammingway.runs;

import hammingway.fx.Explained;
import hammingway.run.RunFolder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The list of runs, with a filter by words. */
final class RunsTable {
    private final RunsViewModel model;
    private final TableView<RunItem> table = new TableView<>();
    private final FilteredList<RunItem> filtered;
    private final SortedList<RunItem> sorted;
    private final TextField words = new TextField();
    private final Label count = new Label();
    private final HBox filter = new HBox(words, count);

    RunsTable(RunsViewModel model) {
        this.model = model;
        filtered = new FilteredList<>(model.runs());
        sorted = new SortedList<>(filtered);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        build();
        buildFilter();
        model.selected().subscribe(this::select);
    }

    Node node() {
        return table;
    }

    Node filter() {
        return filter;
    }

    private void buildFilter() {
        words.setId("runs-filter");
        words.setPromptText("Filter by name or state");
        Explained.explain(words, "Runs that have all of these words in their name, folder or state; empty shows all");
        HBox.setHgrow(words, Priority.ALWAYS);
        count.getStyleClass().addAll("text-muted", "figures");
        count.setId("runs-count");
        filter.getStyleClass().add("filter-row");
        filter.setAlignment(Pos.CENTER_LEFT);
        words.textProperty().subscribe((was, is) -> narrow(is));
        filtered.addListener((javafx.collections.ListChangeListener<RunItem>) c -> tell());
        model.runs().addListener((javafx.collections.ListChangeListener<RunItem>) c -> tell());
        tell();
    }

    private void narrow(String text) {
        List<String> wanted = Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(w -> !w.isEmpty())
                .toList();
        filtered.setPredicate(
                wanted.isEmpty() ? null : item -> matches(item.now().get(), wanted));
        tell();
    }

    private static boolean matches(RunSnapshot run, List<String> words) {
        String told = (run.name() + " " + run.run().id() + " " + run.stateText()).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(told::contains);
    }

    private void tell() {
        int all = model.runs().size();
        count.setText(words.getText().isBlank() ? "" : String.format(Locale.ROOT, "%,d of %,d", filtered.size(), all));
    }

    private void select(Optional<RunItem> item) {
        if (item.isEmpty()) {
            table.getSelectionModel().clearSelection();
        } else if (table.getSelectionModel().getSelectedItem() != item.get()) {
            table.getSelectionModel().select(item.get());
        }
    }

    private void build() {
        table.setId("runs");
        table.setItems(sorted);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(column("State", 110, RunItem::now, StateCell::new));
        table.getColumns().add(column("Name", 162, RunItem::now, NameCell::new));
        table.getColumns().add(column("Progress", 100, RunItem::now, ProgressCell::new));
        table.getColumns().add(figure("Top-5", 64, r -> r.evaluated().map(e -> RunDetail.percent(e.top5()))));
        table.getColumns()
                .add(figure("Perplexity", 102, r -> r.evaluated().map(e -> RunDetail.number(e.perplexity()))));
        table.setRowFactory(t -> row());
        table.getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null) {
                model.closeForm();
                model.selected().set(Optional.of(item));
            }
        });
    }

    private TableRow<RunItem> row() {
        TableRow<RunItem> row = new TableRow<>();
        MenuItem now = new MenuItem("Start now, beside the others");
        now.setOnAction(e -> model.startNow(row.getItem()));
        MenuItem unqueue = new MenuItem("Remove from the queue");
        unqueue.setOnAction(e -> model.unqueue(row.getItem()));
        MenuItem stop = new MenuItem("Stop after a checkpoint");
        stop.setOnAction(e -> model.ask(row.getItem(), RunFolder.Request.STOP));
        ContextMenu menu = new ContextMenu(now, unqueue, stop);
        menu.setOnShowing(e -> {
            RunSnapshot run = row.getItem().now().get();
            now.setDisable(!run.state().canStart());
            unqueue.setDisable(!run.queued());
            stop.setDisable(!run.canStop());
        });
        row.emptyProperty().subscribe(nothing -> row.setContextMenu(nothing ? null : menu));
        return row;
    }

    private static TableColumn<RunItem, RunSnapshot> column(
            String title,
            double width,
            Function<RunItem, ObservableValue<RunSnapshot>> value,
            Supplier<TableCell<RunItem, RunSnapshot>> cell) {
        TableColumn<RunItem, RunSnapshot> column = new TableColumn<>(title);
        column.setCellValueFactory(f -> value.apply(f.getValue()));
        column.setCellFactory(c -> cell.get());
        column.setPrefWidth(width);
        column.setComparator(Comparator.comparing(RunSnapshot::stateText));
        return column;
    }

    private static TableColumn<RunItem, String> figure(
            String title, double width, Function<RunSnapshot, Optional<String>> value) {
        TableColumn<RunItem, String> column = new TableColumn<>(title);
        column.setCellValueFactory(
                f -> f.getValue().now().map(r -> value.apply(r).orElse("")));
        column.setPrefWidth(width);
        column.getStyleClass().add("figure");
        return column;
    }

    private static final class StateCell extends TableCell<RunItem, RunSnapshot> {
        private final Label label = new Label();

        @Override
        protected void updateItem(RunSnapshot run, boolean nothing) {
            super.updateItem(run, nothing);
            setGraphic(nothing || run == null ? null : label);
            if (run != null) {
                StatusMark.show(label, run);
            }
        }
    }

    private static final class NameCell extends TableCell<RunItem, RunSnapshot> {
        @Override
        protected void updateItem(RunSnapshot run, boolean nothing) {
            super.updateItem(run, nothing);
            setText(run == null || nothing ? null : run.name());
            setTooltip(run == null || nothing ? null : new Tooltip(run.run().id()));
        }
    }

    private static final class ProgressCell extends TableCell<RunItem, RunSnapshot> {
        private final ProgressBar bar = new ProgressBar();
        private final Label text = new Label();
        private final HBox box = new HBox(bar, text);

        ProgressCell() {
            bar.getStyleClass().add("small");
            bar.setPrefWidth(48);
            bar.setMinWidth(48);
            text.setMinWidth(Region.USE_PREF_SIZE);
            text.getStyleClass().addAll("text-muted", "figures");
            box.getStyleClass().add("progress-cell");
            box.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(RunSnapshot run, boolean nothing) {
            super.updateItem(run, nothing);
            if (run == null || nothing) {
                setGraphic(null);
                return;
            }
            boolean shows = !run.queued() && run.share() > 0 && run.share() < 1;
            bar.setVisible(shows);
            bar.setManaged(shows);
            bar.setProgress(run.share());
            text.setText(
                    run.queued()
                            ? "place " + run.queuePlace()
                            : shows ? Math.round(100 * run.share()) + "%" : run.doing());
            setGraphic(box);
        }
    }
}
