package hammingway.runs.queue;

import hammingway.fx.Explained;
import hammingway.fx.View;
import hammingway.run.queue.QueueEntry;
import hammingway.run.queue.QueueLook;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The queue below the list of runs: its order is changed by the mouse and by keys. */
public final class QueuePane implements View {
    /** Of a line. */
    private static final double LINE = 30;

    /** More lines are scrolled to: the list of runs needs the room. */
    private static final int MOST_LINES = 6;

    private final QueueViewModel model;
    private final TableView<QueueItem> table = new TableView<>();
    private final IntegerProperty drop = new SimpleIntegerProperty(QueueRow.NOWHERE);
    private final ToggleButton fold = new ToggleButton("Queue", new FontIcon("mdi2c-chevron-down"));
    private final Label summary = new Label();
    private final Button pause = new Button();
    private final TableColumn<QueueItem, QueueLook.Row> device =
            column("Device", 70, r -> r.entry().device());
    private final Label bannerText = new Label();
    private final Button goOn = new Button("Go on", new FontIcon("mdi2p-play"));
    private final HBox banner = new HBox(bannerText, goOn);
    private final VBox root = new VBox();
    private List<QueueItem> lastSelected = List.of();

    public QueuePane(QueueViewModel model) {
        this.model = model;
        buildTable();
        buildBanner();
        root.setId("queue");
        root.getStyleClass().add("queue");
        root.getChildren().addAll(header(), banner, table);
        root.setMinHeight(Region.USE_PREF_SIZE);
        Explained.page(root, "queue.md");
        model.look().subscribe(this::show);
        fold.selectedProperty().subscribe(open -> show(model.look().get()));
    }

    private Node header() {
        fold.setId("queue-fold");
        fold.setSelected(true);
        fold.getStyleClass().addAll("flat", "queue-title");
        Explained.explain(
                fold, "Shows or hides the queue: runs that wait for their turn, one at a time on each device.");
        summary.setId("queue-summary");
        summary.getStyleClass().add("text-muted");
        pause.setId("queue-pause");
        pause.getStyleClass().addAll("flat", "small");
        pause.setOnAction(e -> model.pauseOrResume());
        pause.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header = new HBox(fold, summary, space, pause, new QueueMenu(model).node());
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("queue-header");
        return header;
    }

    private void buildBanner() {
        bannerText.setWrapText(true);
        bannerText.setId("queue-banner");
        bannerText.setMaxWidth(Double.MAX_VALUE);
        bannerText.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(bannerText, Priority.ALWAYS);
        goOn.setId("queue-go-on");
        goOn.getStyleClass().addAll("accent", "small");
        goOn.setMinWidth(Region.USE_PREF_SIZE);
        Explained.explain(
                goOn, "Starts the runs that wait, one after the other; one that was interrupted is continued first.");
        goOn.setOnAction(e -> model.goOn());
        goOn.managedProperty().bind(goOn.visibleProperty());
        banner.managedProperty().bind(banner.visibleProperty());
        banner.setAlignment(Pos.CENTER_LEFT);
        banner.getStyleClass().add("queue-banner");
    }

    private void buildTable() {
        table.setId("queue-table");
        table.setAccessibleText("Queue");
        table.setItems(model.items());
        table.setFixedCellSize(LINE);
        table.getStyleClass().add("dense");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setRowFactory(t -> new QueueRow(model, drop));
        Label empty = new Label("Start queues a run; it begins as soon as its device is free.");
        empty.getStyleClass().add("text-muted");
        table.setPlaceholder(empty);
        table.getColumns()
                .addAll(List.of(
                        column("", 28, r -> r.place() == 0 ? "" : Integer.toString(r.place())),
                        column("Name", 174, QueueLook.Row::name),
                        column("State", 118, QueueWords::state),
                        device,
                        column(
                                "Priority",
                                76,
                                r -> QueueWords.priority(r.entry().priority())),
                        column("Left", 64, r -> QueueWords.left(r.secondsLeft())),
                        column("Added", 72, r -> QueueWords.added(r.entry(), ZoneId.systemDefault()))));
        table.managedProperty().bind(table.visibleProperty());
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        table.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                table.getSelectionModel().getSelectedItems().stream()
                        .findFirst()
                        .ifPresent(model::show);
            }
        });
        keepSelection();
    }

    private static TableColumn<QueueItem, QueueLook.Row> column(
            String title, double width, Function<QueueLook.Row, String> text) {
        TableColumn<QueueItem, QueueLook.Row> column = new TableColumn<>(title);
        column.setCellValueFactory(f -> f.getValue().now());
        column.setCellFactory(c -> new QueueCell(text));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    /** A line that moves stays selected: the table itself would keep the place. */
    private void keepSelection() {
        table.getItems().addListener((ListChangeListener<QueueItem>) change -> {
            List<QueueItem> before = List.copyOf(lastSelected);
            table.getSelectionModel().clearSelection();
            before.forEach(i -> table.getSelectionModel().select(i));
            lastSelected = before;
        });
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<QueueItem>)
                change -> lastSelected = List.copyOf(table.getSelectionModel().getSelectedItems()));
    }

    private void key(KeyEvent e) {
        List<QueueItem> chosen = List.copyOf(table.getSelectionModel().getSelectedItems());
        if (chosen.isEmpty()) {
            return;
        }
        QueueItem first = chosen.getFirst();
        if (e.isAltDown() && e.getCode() == KeyCode.UP) {
            model.step(first, -1);
        } else if (e.isAltDown() && e.getCode() == KeyCode.DOWN) {
            model.step(first, 1);
        } else if (e.isShortcutDown() && e.getCode() == KeyCode.HOME) {
            model.next(first);
        } else if (e.getCode() == KeyCode.DELETE) {
            model.remove(chosen);
        } else if (e.getCode() == KeyCode.ENTER) {
            model.show(first);
        } else {
            return;
        }
        e.consume();
    }

    private void show(QueueLook look) {
        summary.setText(QueueWords.summary(look));
        pause.setText(look.paused() ? "Resume" : "Pause");
        pause.setGraphic(new FontIcon(look.paused() ? "mdi2p-play" : "mdi2p-pause"));
        pause.setVisible(look.paused()
                || look.count(QueueEntry.State.FAILED) < look.rows().size());
        Explained.explain(
                pause, look.paused() ? "Lets the queue go on" : "Starts no further run; what is being trained goes on");
        String text = QueueWords.banner(look);
        bannerText.setText(text);
        banner.setVisible(!text.isEmpty());
        goOn.setVisible(look.held() && look.worker().isEmpty());
        // one device is no news
        device.setVisible(
                look.rows().stream().map(r -> r.entry().device()).distinct().count() > 1);
        boolean open = fold.isSelected();
        table.setVisible(open && !look.rows().isEmpty());
        fold.setGraphic(new FontIcon(open ? "mdi2c-chevron-down" : "mdi2c-chevron-right"));
        double lines = Math.clamp(look.rows().size(), 1, MOST_LINES);
        table.setPrefHeight(LINE * lines + LINE + 4);
        table.setMinHeight(LINE * Math.min(lines, 3) + LINE + 4);
    }

    @Override
    public Node node() {
        return root;
    }
}
