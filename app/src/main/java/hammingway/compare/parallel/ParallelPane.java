package hammingway.compare.parallel;

import hammingway.compare.table.ColumnChooser;
import hammingway.compare.table.RunTableViewModel;
import hammingway.control.ParallelAxes;
import hammingway.control.ParallelAxis;
import hammingway.fx.WhenShown;
import hammingway.report.table.Column;
import hammingway.report.table.RunLine;
import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.SetChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** The compared runs across parallel axes; brushing here brushes the table and the plot, and the other way round. */
public final class ParallelPane {
    /** What tells the trade-off before anyone chose. */
    private static final List<String> USUAL = List.of("head", "loss", "params", "time", "top1", "top5", "perplexity");

    private final RunTableViewModel model;
    private final ParallelAxes axes = new ParallelAxes();
    private final ComboBox<Column> colour = new ComboBox<>();
    private final VBox root = new VBox();
    private final WhenShown showing;
    /** While one side follows the other. */
    private boolean following;

    public ParallelPane(RunTableViewModel model, ObservableValue<Theme> theme) {
        this.model = model;
        showing = new WhenShown(root, this::show);
        axes.setId("parallel-axes");
        theme.subscribe(t -> axes.theme(t.palette()));
        axes.onBrush(this::brush);
        axes.onArrange(a -> keep(a.stream().map(ParallelAxis::key).toList()));
        axes.onPick(i -> model.selected().set(model.lines().get(i).id()));
        axes.onOpen(i -> model.open(model.lines().get(i).id()));
        VBox.setVgrow(axes, Priority.ALWAYS);
        root.getChildren().addAll(tools(), axes);
        model.table().addListener((o, was, is) -> columns());
        model.views().addListener((o, was, is) -> showing.request());
        model.lines().addListener((ListChangeListener<RunLine>) c -> showing.request());
        WhenShown brushing = new WhenShown(root, this::follow);
        model.brushed().addListener((SetChangeListener<String>) c -> {
            if (!following) {
                brushing.request();
            }
        });
        model.selected().subscribe(this::select);
        columns();
    }

    public Node node() {
        return root;
    }

    private Node tools() {
        ColumnChooser chooser = new ColumnChooser(
                "Axes\u2026",
                "parallel-columns",
                () -> model.table().get().columns().all(),
                this::chosen,
                (c, wanted) -> {
                    List<String> keys =
                            new ArrayList<>(chosen().stream().map(Column::key).toList());
                    keys.remove(c.key());
                    if (wanted) {
                        keys.add(c.key());
                    }
                    keep(keys);
                });
        colour.setId("parallel-colour");
        colour.setAccessibleText("Colour of the lines by");
        colour.setTooltip(new Tooltip("The axis whose values colour the lines, from low to high"));
        colour.setPrefWidth(150);
        colour.setConverter(new StringConverter<>() {
            @Override
            public String toString(Column c) {
                return c == null ? "" : c.heading();
            }

            @Override
            public Column fromString(String s) {
                throw new UnsupportedOperationException("chosen, never typed");
            }
        });
        colour.valueProperty().addListener((o, was, is) -> showing.request());
        Label by = new Label("Colour by");
        by.setLabelFor(colour);
        by.setMinWidth(Region.USE_PREF_SIZE);
        Button clear = new Button("Clear brushes");
        clear.setId("parallel-clear");
        clear.setMinWidth(Region.USE_PREF_SIZE);
        clear.setTooltip(new Tooltip("Forget all brushes (Escape in the picture)"));
        clear.setOnAction(e -> axes.clearBrushes());
        Label hint = new Label(
                "Drag on an axis to brush it, drag its title to move it. Keys: arrows, F flips, L takes logarithms");
        hint.getStyleClass().add("text-muted");
        hint.setTooltip(
                new Tooltip(
                        "Drag on an axis: brush; several brushes are possible; a click in a brush removes it\nDrag a title: move the axis; double click: flip it\nLeft and right: next axis, with Alt: move it\nUp and down: brush the axis and move the brush, with Shift: its upper end\nDelete: no brush on the axis; Escape: none at all\nF: flip; L: logarithm"));
        HBox.setHgrow(hint, Priority.ALWAYS);
        HBox tools = new HBox(10, chooser.node(), by, colour, clear, hint);
        tools.getStyleClass().add("table-tools");
        tools.setAlignment(Pos.CENTER_LEFT);
        return tools;
    }

    private List<Column> chosen() {
        return model.chosen(model.views().get().axes(), USUAL);
    }

    private void keep(List<String> keys) {
        model.arrange(v -> v.withAxes(keys));
    }

    private void columns() {
        Optional<String> before = Optional.ofNullable(colour.getValue()).map(Column::key);
        List<Column> numeric = model.table().get().columns().all().stream()
                .filter(Column::numeric)
                .filter(c -> model.table().get().lines().stream()
                        .anyMatch(l -> l.cell(c.key()).isNumber()))
                .toList();
        colour.getItems().setAll(numeric);
        numeric.stream()
                .filter(c -> c.key().equals(before.orElse("top5")))
                .findFirst()
                .ifPresent(colour::setValue);
        showing.request();
    }

    private void show() {
        // axes without a value have no look of their own yet
        Map<String, ParallelAxis> before = axes.axes().stream()
                .filter(a -> a.size() > 0)
                .collect(Collectors.toMap(ParallelAxis::key, Function.identity()));
        List<RunLine> lines = model.lines();
        List<ParallelAxis> made = chosen().stream()
                .map(c -> {
                    ParallelAxis axis = axis(c, lines);
                    return before.containsKey(c.key())
                            ? axis.like(before.get(c.key()))
                            : axis.withLogarithm(spread(c, lines));
                })
                .toList();
        axes.show(made, lines.stream().map(RunLine::name).toList(), shades(lines));
        follow();
        select(model.selected().get());
    }

    /** Sizes and times spread over powers of ten: those are told apart on a logarithmic axis alone. */
    private static boolean spread(Column column, List<RunLine> lines) {
        double[] values = lines.stream()
                .mapToDouble(l -> l.cell(column.key()).number())
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return values.length > 0 && values[0] > 0 && values[values.length - 1] > 20 * values[0];
    }

    static ParallelAxis axis(Column column, List<RunLine> lines) {
        if (column.numeric()) {
            double[] values = lines.stream()
                    .mapToDouble(l -> l.cell(column.key()).number())
                    .toArray();
            return new ParallelAxis(column.key(), column.heading(), values, List.of());
        }
        List<String> categories = lines.stream()
                .map(l -> l.cell(column.key()).text())
                .distinct()
                .sorted()
                .map(t -> t.isEmpty() ? "none" : t)
                .distinct()
                .toList();
        Map<String, Integer> places = new java.util.HashMap<>();
        categories.forEach(c -> places.put(c, places.size()));
        double[] values = lines.stream()
                .map(l -> l.cell(column.key()).text())
                .mapToDouble(t -> places.get(t.isEmpty() ? "none" : t))
                .toArray();
        return new ParallelAxis(column.key(), column.heading(), values, categories);
    }

    private double[] shades(List<RunLine> lines) {
        Column by = colour.getValue();
        if (by == null) {
            return new double[0];
        }
        ParallelAxis axis = axis(by, lines).withLogarithm(spread(by, lines));
        return lines.stream()
                .mapToDouble(l -> axis.position(l.cell(by.key()).number()))
                .toArray();
    }

    private void brush(Optional<BitSet> things) {
        following = true;
        Set<String> ids = new HashSet<>();
        things.ifPresent(
                t -> t.stream().forEach(i -> ids.add(model.lines().get(i).id())));
        model.brushed().removeIf(id -> !ids.contains(id));
        model.brushed().addAll(ids);
        following = false;
    }

    private void follow() {
        BitSet things = new BitSet();
        for (int i = 0; i < model.lines().size(); i++) {
            things.set(i, model.brushed().contains(model.lines().get(i).id()));
        }
        axes.choose(model.brushed().isEmpty() ? Optional.empty() : Optional.of(things));
    }

    private void select(String id) {
        axes.select(model.lines().stream().map(RunLine::id).toList().indexOf(id));
    }
}
