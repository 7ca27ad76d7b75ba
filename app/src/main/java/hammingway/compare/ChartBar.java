package hammingway.compare;

import hammingway.fx.Explained;
import hammingway.report.Cost;
import hammingway.report.Metric;
import hammingway.report.Trait;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Two rows above the size chart: what against what; and how it is drawn. */
final class ChartBar {
    private final VBox bar = new VBox(6);

    /** @param ready whether there is something to draw */
    ChartBar(
            CompareViewModel model,
            SizeChartPane chart,
            ObservableValue<Boolean> ready,
            List<? extends Region> others) {
        ChartOptions options = model.options();
        HBox first = row();
        first.getChildren()
                .addAll(
                        choice(
                                "Show",
                                "compare-metric",
                                options.metric(),
                                Arrays.asList(Metric.values()),
                                new Words<>(Metric::label, Metric::meaning, "What is achieved: the y axis.", 232)),
                        choice(
                                "against",
                                "compare-cost",
                                options.cost(),
                                Arrays.asList(Cost.values()),
                                new Words<>(Cost::label, Cost::meaning, "What it takes: the x axis.", 440)),
                        space());
        others.forEach(o -> o.setMinWidth(Region.USE_PREF_SIZE));
        first.getChildren().addAll(others);
        others.getLast()
                .disableProperty()
                .bind(javafx.beans.binding.Bindings.createBooleanBinding(() -> !ready.getValue(), ready));
        HBox second = row();
        CheckBox logX = check(
                "Log x",
                "compare-log",
                options.logX(),
                "Cost on a logarithmic axis; runs of cost 0 have no place there.");
        CheckBox logY = check("Log y", "compare-log-y", options.logY(), "Metric on a logarithmic axis.");
        CheckBox each = check(
                "Each seed",
                "compare-each-seed",
                options.eachSeed(),
                "Every seed a point of its own, instead of the mean of runs that differ in the seed alone.");
        List<Trait> colours =
                Arrays.stream(Trait.values()).filter(t -> t != Trait.NONE).toList();
        second.getChildren()
                .addAll(
                        choice(
                                "Colour by",
                                "compare-colour",
                                options.colour(),
                                colours,
                                new Words<>(Trait::label, t -> "", "What the colours of points tell.", 172)),
                        choice(
                                "Shape by",
                                "compare-shape",
                                options.shape(),
                                Arrays.asList(Trait.values()),
                                new Words<>(
                                        t -> t == Trait.NONE ? "As colour" : t.label(),
                                        t -> "",
                                        "What the shapes of points tell.",
                                        172)),
                        logX,
                        logY,
                        each,
                        space(),
                        brush(chart),
                        clear(model),
                        reset(chart));
        bar.getChildren().addAll(first, second);
        bar.setPadding(new Insets(12, 16, 8, 16));
    }

    Node node() {
        return bar;
    }

    private static ToggleButton brush(SizeChartPane chart) {
        ToggleButton brush = new ToggleButton("Brush");
        brush.setId("compare-brush");
        brush.setMinWidth(Region.USE_PREF_SIZE);
        Explained.explain(
                brush,
                "Dragging in the chart chooses the points in the rectangle, instead of zooming; Shift does so at any time.",
                "compare.md#choosing-points");
        brush.selectedProperty().bindBidirectional(chart.brushing());
        return brush;
    }

    private static Button clear(CompareViewModel model) {
        Button clear = new Button("Clear brush");
        clear.setId("compare-brush-clear");
        clear.setMinWidth(Region.USE_PREF_SIZE);
        Explained.explain(clear, "Show all runs alike again (Escape in the chart).");
        clear.setOnAction(e -> model.brushed().clear());
        clear.disableProperty().bind(javafx.beans.binding.Bindings.isEmpty(model.brushed()));
        return clear;
    }

    private static Button reset(SizeChartPane chart) {
        Button reset = new Button("Reset zoom");
        reset.setId("compare-reset-zoom");
        reset.setMinWidth(Region.USE_PREF_SIZE);
        Explained.explain(reset, "Show all points (key 0 in the chart). Drag a rectangle in the chart to zoom.");
        reset.setOnAction(e -> chart.resetZoom());
        return reset;
    }

    private static HBox row() {
        HBox row = new HBox(10);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private static CheckBox check(String text, String id, Property<Boolean> value, String help) {
        CheckBox box = new CheckBox(text);
        box.setId(id);
        box.setMinWidth(Region.USE_PREF_SIZE);
        Explained.explain(box, help);
        box.selectedProperty().bindBidirectional(value);
        return box;
    }

    /** Texts of a choice: of its values, of what each means, of the whole; and its width. */
    private record Words<T>(Function<T, String> label, Function<T, String> meaning, String help, double width) {}

    private static <T> Node choice(String text, String id, ObjectProperty<T> value, List<T> values, Words<T> words) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.setPrefWidth(words.width());
        box.setMinWidth(96);
        box.setVisibleRowCount(values.size());
        box.getItems().setAll(values);
        box.setCellFactory(list -> new Cell<>(words));
        box.setButtonCell(new Cell<>(words));
        box.setAccessibleText(text);
        box.valueProperty().bindBidirectional(value);
        Explained.explain(box, words.help(), "compare.md#metrics-and-costs");
        Label name = new Label(text);
        name.setLabelFor(box);
        name.setMinWidth(Region.USE_PREF_SIZE);
        HBox both = new HBox(6, name, box);
        both.setAlignment(Pos.CENTER_LEFT);
        return both;
    }

    /** A value by its label, with its meaning under the mouse. */
    private static final class Cell<T> extends ListCell<T> {
        private final Words<T> words;

        Cell(Words<T> words) {
            this.words = words;
        }

        @Override
        protected void updateItem(T value, boolean empty) {
            super.updateItem(value, empty);
            boolean none = empty || value == null;
            setText(none ? null : words.label().apply(value));
            String meaning = none ? "" : words.meaning().apply(value);
            setTooltip(meaning.isEmpty() ? null : new Tooltip(meaning));
        }
    }
}
