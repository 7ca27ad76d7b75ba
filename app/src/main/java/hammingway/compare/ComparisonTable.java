package hammingway.compare;

import hammingway.math.Interval;
import hammingway.report.ComparisonRow;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

/** The rows of a comparison; the selected one is the chart's selected point. */
final class ComparisonTable {
    private final TableView<ComparisonRow> table = new TableView<>();
    private final StringProperty selected;
    /** While one side follows the other. */
    private boolean following;

    ComparisonTable(ObservableList<ComparisonRow> rows, StringProperty selected) {
        this.selected = selected;
        table.setId("comparison-table");
        table.setAccessibleText("Evaluated runs");
        table.getStyleClass().addAll("dense", "striped");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        columns();
        SortedList<ComparisonRow> sorted = new SortedList<>(rows);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (!following && is != null) {
                following = true;
                selected.set(is.runIds().getFirst());
                following = false;
            }
        });
        selected.addListener((o, was, is) -> follow());
        sorted.addListener((javafx.collections.ListChangeListener<ComparisonRow>) c -> follow());
    }

    TableView<ComparisonRow> node() {
        return table;
    }

    private void follow() {
        if (following) {
            return;
        }
        following = true;
        table.getItems().stream()
                .filter(r -> r.runIds().getFirst().equals(selected.get()))
                .findFirst()
                .ifPresentOrElse(
                        r -> {
                            table.getSelectionModel().select(r);
                            table.scrollTo(r);
                        },
                        table.getSelectionModel()::clearSelection);
        following = false;
    }

    private void columns() {
        words(
                "\u2605",
                "On the Pareto front: no other run has fewer parameters and a better top-5",
                26,
                r -> r.paretoOptimal() ? "\u2605" : "");
        words(
                "Run",
                "Of several seeds, the first",
                150,
                r -> r.seeds() > 1 ? r.name() + " (" + r.seeds() + " seeds)" : r.name());
        words("Head", "Decision layer", 96, ComparisonRow::head);
        words("Code", "Codebook and bits", 142, ComparisonRow::code);
        words("Loss", "Training loss, and prior if any", 100, ComparisonRow::loss);
        numbers(
                "Parameters",
                "Stored because of the decision layer",
                90,
                r -> r.cost().stored(),
                r -> String.format(Locale.ROOT, "%,d", r.cost().stored()));
        numbers(
                "% softmax",
                "Parameters, % of an untied softmax's",
                84,
                ComparisonRow::shareOfSoftmax,
                r -> number("%.1f", 100 * r.shareOfSoftmax()));
        numbers(
                "Top-1, %",
                "Mean and half of the 95% interval", 78, r -> r.top1().mean(), r -> percent(r.top1()));
        numbers(
                "Top-5, %",
                "Mean and half of the 95% interval", 78, r -> r.top5().mean(), r -> percent(r.top5()));
        numbers(
                "% of top-5",
                "Top-5, % of that of the softmax run with the same data, backbone and training",
                76,
                ComparisonRow::top5ShareOfSoftmax,
                r -> number("%.1f", 100 * r.top5ShareOfSoftmax()));
        numbers(
                "Perplexity",
                "Of normalised probabilities; geometric mean over seeds",
                78,
                r -> r.perplexity().mean(),
                r -> number("%.1f", r.perplexity().mean()));
        numbers(
                "Time, \u00b5s",
                "Per token in batches, head and decoding, median",
                68,
                ComparisonTable::micros,
                r -> number("%.2f", micros(r)));
    }

    private static double micros(ComparisonRow r) {
        return r.time().headMicros() + r.time().decodeMicros();
    }

    private static String number(String format, double v) {
        return Double.isNaN(v) ? "\u2013" : String.format(Locale.ROOT, format, v);
    }

    private static String percent(Interval i) {
        return number("%.1f", 100 * i.mean()) + " \u00b1 " + number("%.1f", 100 * (i.high() - i.mean()));
    }

    private void words(String title, String meaning, double width, Function<ComparisonRow, String> text) {
        add(title, meaning, width, text, Comparator.comparing(text), Pos.CENTER_LEFT);
    }

    private void numbers(
            String title,
            String meaning,
            double width,
            ToDoubleFunction<ComparisonRow> value,
            Function<ComparisonRow, String> text) {
        add(title, meaning, width, text, Comparator.comparingDouble(value), Pos.CENTER_RIGHT);
    }

    private void add(
            String title,
            String meaning,
            double width,
            Function<ComparisonRow, String> text,
            Comparator<ComparisonRow> order,
            Pos side) {
        TableColumn<ComparisonRow, ComparisonRow> column = new TableColumn<>();
        Label header = new Label(title);
        header.setTooltip(new Tooltip(meaning));
        header.setMaxWidth(Double.MAX_VALUE);
        header.setAlignment(side);
        column.setGraphic(header);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 56));
        column.setComparator(order);
        column.setCellValueFactory(f -> new SimpleObjectProperty<>(f.getValue()));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(ComparisonRow row, boolean empty) {
                super.updateItem(row, empty);
                setAlignment(side);
                setText(empty || row == null ? null : text.apply(row));
                setTooltip(empty || row == null || side == Pos.CENTER_RIGHT ? null : new Tooltip(text.apply(row)));
            }
        });
        table.getColumns().add(column);
    }
}
