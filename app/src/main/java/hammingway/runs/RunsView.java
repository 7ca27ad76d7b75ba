package hammingway.runs;

import hammingway.fx.View;
import hammingway.run.RunFolder;
import hammingway.settings.Theme;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The workspace of runs: the list at the left; the selected run, or the form of a new one, at the right. */
public final class RunsView implements View {
    /** All columns without a cut word. */
    private static final double LIST_WIDTH = 536;

    private final RunsViewModel model;
    private final ReadOnlyObjectProperty<Theme> theme;
    private final TableView<RunItem> table = new TableView<>();
    private final StackPane right = new StackPane();
    private final RunDetailView detail;
    private final BorderPane root = new BorderPane();
    private final SplitPane split = new SplitPane();
    private final Node empty;

    public RunsView(RunsViewModel model, ReadOnlyObjectProperty<Theme> theme) {
        this.model = model;
        this.theme = theme;
        detail = new RunDetailView(model, theme);
        empty = emptyState();
        buildTable();
        VBox left = new VBox(toolbar(), table);
        left.getStyleClass().add("pane");
        VBox.setVgrow(table, Priority.ALWAYS);
        left.setMinWidth(420);
        right.setMinWidth(480);
        split.getItems().addAll(left, right);
        left.setPrefWidth(LIST_WIDTH);
        split.setDividerPositions(0.465);
        split.widthProperty().addListener((p, before, width) -> {
            if (before.doubleValue() == 0) {
                split.setDividerPositions(LIST_WIDTH / width.doubleValue());
            }
        });
        SplitPane.setResizableWithParent(left, false);
        root.getStyleClass().add("workspace");
        model.runs().addListener((ListChangeListener<RunItem>) change -> showRight());
        model.form().subscribe(form -> showRight());
        model.selected().subscribe(item -> {
            showRight();
            select(item);
        });
    }

    private void showRight() {
        boolean nothing = model.runs().isEmpty() && model.form().get().isEmpty();
        root.setCenter(nothing ? empty : split);
        Optional<Node> wanted = model.form().get().isPresent()
                ? model.form().get().map(f -> currentForm(f))
                : model.selected().get().map(s -> detail.node());
        Node node = wanted.orElseGet(() -> hint("Select a run to see its curves."));
        if (!right.getChildren().equals(java.util.List.of(node))) {
            right.getChildren().setAll(node);
        }
    }

    /** One view per form: what the user typed and where the focus is must survive updates of the list. */
    private Node currentForm(NewRunViewModel form) {
        if (!right.getChildren().isEmpty() && right.getChildren().getFirst().getUserData() == form) {
            return right.getChildren().getFirst();
        }
        Node node = new NewRunView(form, model).node();
        node.setUserData(form);
        return node;
    }

    private static Node hint(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("text-muted");
        return label;
    }

    private Node toolbar() {
        Label title = new Label("Runs");
        title.getStyleClass().add("pane-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button quick = new Button("Quick-start study", new FontIcon("mdi2r-rocket-launch-outline"));
        quick.setId("quick-start-again");
        quick.setTooltip(new Tooltip("Queues the six runs of the quick-start study that are not finished yet"));
        quick.setOnAction(e -> model.quickStart());
        Button create = new Button("New run", new FontIcon("mdi2p-plus"));
        create.setId("new-run");
        create.getStyleClass().add("accent");
        create.setTooltip(new Tooltip("Choose a preset and change a few fields (Ctrl+N)"));
        create.setOnAction(e -> model.newRun());
        HBox bar = new HBox(title, space, quick, create);
        bar.getStyleClass().add("pane-header");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Node emptyState() {
        FontIcon icon = new FontIcon("mdi2c-chart-timeline-variant");
        icon.getStyleClass().add("empty-icon");
        Label title = new Label("No runs yet");
        title.getStyleClass().add("title-3");
        Label text = new Label(
                "The quick-start study trains nine decision layers, from softmax to 10 bits, one after the other "
                        + "on an embedded text: about six minutes on two processor cores. You can watch, pause and stop them here, "
                        + "and Compare fills as they end. Each run is a process of its own and goes on when this window closes.");
        text.setWrapText(true);
        text.getStyleClass().add("empty-text");
        Button quick = new Button("Quick-start study", new FontIcon("mdi2r-rocket-launch-outline"));
        quick.setId("quick-start");
        quick.getStyleClass().addAll("accent", "large");
        quick.setOnAction(e -> model.quickStart());
        Button create = new Button("New run", new FontIcon("mdi2p-plus"));
        create.setId("first-run");
        create.getStyleClass().add("large");
        create.setOnAction(e -> model.newRun());
        HBox buttons = new HBox(quick, create);
        buttons.getStyleClass().add("button-row");
        buttons.setAlignment(Pos.CENTER);
        VBox box = new VBox(icon, title, text, buttons);
        box.getStyleClass().add("empty-state");
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private void select(Optional<RunItem> item) {
        if (item.isEmpty()) {
            table.getSelectionModel().clearSelection();
        } else if (table.getSelectionModel().getSelectedItem() != item.get()) {
            table.getSelectionModel().select(item.get());
        }
    }

    private void buildTable() {
        table.setId("runs");
        table.setItems(model.runs());
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
            java.util.function.Supplier<TableCell<RunItem, RunSnapshot>> cell) {
        TableColumn<RunItem, RunSnapshot> column = new TableColumn<>(title);
        column.setCellValueFactory(f -> value.apply(f.getValue()));
        column.setCellFactory(c -> cell.get());
        column.setPrefWidth(width);
        column.setComparator(java.util.Comparator.comparing(RunSnapshot::stateText));
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
            text.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
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

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void close() {
        detail.close();
    }

    /** The theme that the workspace follows. */
    ReadOnlyObjectProperty<Theme> theme() {
        return theme;
    }
}
