package hammingway.runs;

import hammingway.fx.Explained;
import hammingway.run.RunEvent;
import hammingway.run.RunFolder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
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

/** The list of runs, with a filter by words. */
final class RunsTable {
    /** Pixels; as the style sheet has it for other tables. */
    private static final double ROW = 36;

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
        table.setFixedCellSize(ROW); // thousands of rows: none is measured
        column("State", 110, Comparator.comparing(RunSnapshot::stateText), StateCell::new);
        column("Name", 162, Comparator.comparing(RunSnapshot::name), NameCell::new);
        column("Progress", 100, Comparator.comparingDouble(RunSnapshot::share), ProgressCell::new);
        figure("Top-5", 64, RunEvent.Evaluated::top5, RunDetail::percent);
        figure("Perplexity", 102, RunEvent.Evaluated::perplexity, RunDetail::number);
        table.setRowFactory(t -> row());
        table.getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null) {
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

    private void column(
            String title, double width, Comparator<RunSnapshot> order, Supplier<TableCell<RunItem, RunSnapshot>> cell) {
        TableColumn<RunItem, RunSnapshot> column = new TableColumn<>(title);
        column.setCellValueFactory(f -> f.getValue().now());
        column.setCellFactory(c -> cell.get());
        column.setPrefWidth(width);
        column.setComparator(order);
        table.getColumns().add(column);
    }

    private void figure(
            String title, double width, ToDoubleFunction<RunEvent.Evaluated> figure, DoubleFunction<String> text) {
        ToDoubleFunction<RunSnapshot> value =
                r -> r.evaluated().map(figure::applyAsDouble).orElse(Double.NaN);
        Comparator<RunSnapshot> order = Comparator.comparingDouble(value);
        column(
                title,
                width,
                order,
                () -> new FigureCell(r -> {
                    double v = value.applyAsDouble(r);
                    return Double.isNaN(v) ? "" : text.apply(v);
                }));
        table.getColumns().getLast().getStyleClass().add("figure");
    }

    private static final class FigureCell extends TableCell<RunItem, RunSnapshot> {
        private final Function<RunSnapshot, String> text;

        FigureCell(Function<RunSnapshot, String> text) {
            this.text = text;
        }

        @Override
        protected void updateItem(RunSnapshot run, boolean nothing) {
            super.updateItem(run, nothing);
            setText(run == null || nothing ? null : text.apply(run));
        }
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
        private final Tooltip folder = new Tooltip();

        @Override
        protected void updateItem(RunSnapshot run, boolean nothing) {
            super.updateItem(run, nothing);
            setText(run == null || nothing ? null : run.name());
            folder.setText(run == null ? "" : run.run().id());
            setTooltip(run == null || nothing ? null : folder);
        }
    }

    private static final class ProgressCell extends TableCell<RunItem, RunSnapshot> {
        private final ProgressBar bar = new ProgressBar();

        ProgressCell() {
            bar.getStyleClass().add("small");
            bar.setPrefWidth(48);
            bar.setMinWidth(48);
            getStyleClass().addAll("text-muted", "figures");
        }

        /** The bar, which is costly, is there only while it says something. */
        @Override
        protected void updateItem(RunSnapshot run, boolean nothing) {
            super.updateItem(run, nothing);
            boolean shows = run != null && !nothing && !run.queued() && run.share() > 0 && run.share() < 1;
            if (shows) {
                bar.setProgress(run.share());
            }
            setGraphic(shows ? bar : null);
            setText(run == null || nothing ? null : text(run, shows));
        }

        private static String text(RunSnapshot run, boolean shows) {
            if (run.queued()) {
                return "place " + run.queuePlace();
            }
            return shows ? Math.round(100 * run.share()) + "%" : run.doing();
        }
    }
}
