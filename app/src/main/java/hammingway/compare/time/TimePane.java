package hammingway.compare.time;

import atlantafx.base.theme.Styles;
import hammingway.compare.table.RunTableViewModel;
import hammingway.eval.EvaluationResult;
import hammingway.fx.WhenShown;
import hammingway.report.table.RunLine;
import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Where the time of a token goes: a bar a run, split into trunk, head and decoding. */
public final class TimePane {
    /** What a bar is made of. */
    enum Batch {
        BATCHED("In batches"),
        SINGLE("One window at a time");

        private final String label;

        Batch(String label) {
            this.label = label;
        }

        Optional<EvaluationResult.Latency.Split> of(RunLine line) {
            return line.evaluation()
                    .flatMap(EvaluationResult::latency)
                    .map(l -> this == BATCHED ? l.batched() : l.single());
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** What the bars are sorted by. */
    enum Order {
        WHOLE("Whole time"),
        LAYER("Head and decoding"),
        TABLE("Parameters");

        private final String label;

        Order(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    private static final double ROW = 26;

    private final RunTableViewModel model;
    private final ComboBox<Batch> batch = new ComboBox<>(FXCollections.observableArrayList(Batch.values()));
    private final ComboBox<Order> order = new ComboBox<>(FXCollections.observableArrayList(Order.values()));
    private final ObservableList<RunLine> lines = FXCollections.observableArrayList();
    private final ListView<RunLine> list = new ListView<>(lines);
    private final HBox legend = new HBox(14);
    private final VBox root = new VBox();
    private double longest = 1;

    public TimePane(RunTableViewModel model, ObservableValue<Theme> theme) {
        this.model = model;
        batch.setId("time-batch");
        batch.setAccessibleText("How tokens are taken");
        batch.setTooltip(new Tooltip("Many windows at once, or one window after the other"));
        batch.setValue(Batch.BATCHED);
        order.setId("time-order");
        order.setAccessibleText("Order of the bars");
        order.setTooltip(new Tooltip("The shortest first"));
        order.setValue(Order.LAYER);
        list.setId("time-bars");
        list.getStyleClass().addAll("time-list", Styles.DENSE);
        list.setFixedCellSize(ROW);
        list.setAccessibleText("Time per token of each run");
        list.setPlaceholder(
                new Label("No run was evaluated with latency: set evaluation.latency to true and evaluate again"));
        list.setCellFactory(l -> new TimeCell(theme, batch::getValue, () -> longest));
        list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (is != null) {
                model.selected().set(is.id());
            }
        });
        list.setOnMouseClicked(e -> {
            RunLine at = list.getSelectionModel().getSelectedItem();
            if (e.getClickCount() == 2 && at != null) {
                model.open(at.id());
            }
        });
        WhenShown showing = new WhenShown(root, this::show);
        batch.valueProperty().addListener((o, was, is) -> show());
        order.valueProperty().addListener((o, was, is) -> show());
        theme.subscribe(t -> {
            legend(t.palette());
            list.refresh();
        });
        model.lines().addListener((ListChangeListener<RunLine>) c -> showing.request());
        VBox.setVgrow(list, Priority.ALWAYS);
        root.getChildren().addAll(tools(), list);
        showing.request();
    }

    public Node node() {
        return root;
    }

    private Node tools() {
        Label sorted = new Label("Sorted by");
        sorted.setLabelFor(order);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox tools = new HBox(10, batch, sorted, order, space, legend);
        legend.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("table-tools");
        tools.setAlignment(Pos.CENTER_LEFT);
        for (Region r : List.<Region>of(sorted, batch, order)) {
            r.setMinWidth(Region.USE_PREF_SIZE);
        }
        return tools;
    }

    private void legend(Theme.Palette palette) {
        List<Node> entries = new ArrayList<>();
        for (TimePart part : TimePart.values()) {
            Label entry = new Label(part.label(), part.swatch(palette));
            entry.setTooltip(new Tooltip(part.meaning()));
            entry.setMinWidth(Region.USE_PREF_SIZE);
            entries.add(entry);
        }
        Label unit = new Label("whole = trunk + head + decode, \u00b5s; \u25c7 exact decoder");
        unit.getStyleClass().add("text-muted");
        unit.setTooltip(
                new Tooltip(
                        "Medians in microseconds per token. The exact decoder takes one position at a time on one thread: it is not on the scale of the bars"));
        entries.add(unit);
        legend.getChildren().setAll(entries);
    }

    private void show() {
        List<RunLine> timed = new ArrayList<>(model.lines().stream()
                .filter(l -> batch.getValue().of(l).isPresent())
                .toList());
        longest = timed.stream()
                .flatMap(l -> batch.getValue().of(l).stream())
                .mapToDouble(TimePart::whole)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        timed.sort(
                switch (order.getValue()) {
                    case WHOLE -> by(s -> TimePart.whole(s));
                    case LAYER -> by(s -> s.headMicros() + s.decodeMicros());
                    case TABLE ->
                        Comparator.comparingDouble(l -> l.cell("params").number());
                });
        lines.setAll(timed);
    }

    private Comparator<RunLine> by(java.util.function.ToDoubleFunction<EvaluationResult.Latency.Split> figure) {
        return Comparator.comparingDouble(
                l -> batch.getValue().of(l).map(figure::applyAsDouble).orElse(Double.NaN));
    }
}
