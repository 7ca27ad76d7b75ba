package hammingway.errors.bits;

import hammingway.control.PageChart;
import hammingway.eval.errors.BitError;
import hammingway.eval.errors.BitReport;
import hammingway.eval.errors.BitTables;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

/** Errors of bits beside what may explain them: balance, entropy, sureness. */
final class TableCard {
    private static final double ROW = 24;
    private static final double HEIGHT = 272;

    private final BitsViewModel model;
    private final TableView<BitError> table = new TableView<>();
    private final BitCard card;
    private boolean following;

    TableCard(BitsViewModel model) {
        this.model = model;
        table.setId("bits-table");
        table.setAccessibleText("Bits and their figures");
        table.getStyleClass().addAll("dense", "bits-table");
        table.setFixedCellSize(ROW);
        table.setMinHeight(HEIGHT);
        table.setPrefHeight(HEIGHT);
        table.setPlaceholder(new Label("No bits"));
        table.getColumns()
                .setAll(List.of(
                        column("Bit", "Column of the codebook", "%.0f", BitError::bit),
                        column(
                                "Error",
                                "Decided wrong, %",
                                "%.1f",
                                b -> 100 * b.error().mean()),
                        column(
                                "Base",
                                "Error of always answering the more frequent value, %",
                                "%.1f",
                                b -> 100 * b.balance().base()),
                        column("Gain", "Base rate less error, points", "%.1f", b -> 100 * b.gain()),
                        column(
                                "Ones",
                                "Ones among targets, %",
                                "%.1f",
                                b -> 100 * b.balance().weighted()),
                        column(
                                "Entropy",
                                "Entropy among targets, bits",
                                "%.2f",
                                b -> b.balance().entropy()),
                        column(
                                "Missed",
                                "Ones decided zero, %",
                                "%.1f",
                                b -> 100 * b.sides().missed()),
                        column(
                                "Invented",
                                "Zeros decided one, %",
                                "%.1f",
                                b -> 100 * b.sides().invented()),
                        column(
                                "|logit|",
                                "Mean size of the logit",
                                "%.2f",
                                b -> b.trust().meanLogit()),
                        column(
                                "ECE",
                                "Expected calibration error",
                                "%.3f",
                                b -> b.trust().calibrationError())));
        card = new BitCard(
                        "bits-balance",
                        "Error against balance",
                        "A bit that is nearly always zero is easily right and tells nothing: error, base rate, balance and sureness of each bit. A heading sorts.",
                        "balance")
                .savable("bits-balance", table, this::figure, model::save)
                .with(table);
        table.getSelectionModel().selectedItemProperty().subscribe(b -> {
            if (b != null && !following) {
                model.choose(b.bit());
            }
        });
        model.report().subscribe(this::show);
        model.bit().subscribe(b -> follow());
    }

    BitCard node() {
        return card;
    }

    private static TableColumn<BitError, Double> column(
            String name, String meaning, String pattern, ToDoubleFunction<BitError> value) {
        TableColumn<BitError, Double> column = new TableColumn<>();
        Label head = new Label(name);
        head.setTooltip(new Tooltip(meaning));
        column.setGraphic(head);
        column.setPrefWidth(name.length() > 6 ? 72 : 60);
        column.getStyleClass().add("figure");
        column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(value.applyAsDouble(c.getValue())));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(Double item, boolean empty) {
                super.updateItem(item, empty);
                setText(
                        empty || item == null
                                ? ""
                                : item.isNaN() ? "\u2013" : String.format(Locale.ROOT, pattern, item));
            }
        });
        return column;
    }

    private void show(Optional<BitReport> report) {
        following = true;
        table.getItems().setAll(report.map(r -> r.errors().bits()).orElse(List.of()));
        table.sort();
        following = false;
        follow();
        report.ifPresent(r -> card.say(r.findings().balance()));
    }

    private void follow() {
        int bit = model.bit().get();
        following = true;
        table.getItems().stream()
                .filter(b -> b.bit() == bit)
                .findFirst()
                .filter(b -> !b.equals(table.getSelectionModel().getSelectedItem()))
                .ifPresent(b -> {
                    table.getSelectionModel().select(b);
                    table.scrollTo(b);
                });
        following = false;
    }

    private Optional<Numbered> figure() {
        return model.report().get().map(r -> {
            List<BitError> sorted = r.errors().bits().stream()
                    .sorted(java.util.Comparator.comparingDouble(
                            b -> b.balance().weighted()))
                    .toList();
            double[] x = sorted.stream()
                    .mapToDouble(b -> 100 * b.balance().weighted())
                    .toArray();
            PageChart chart = new PageChart(
                    "Error against balance",
                    new PageChart.Axes("Ones among targets, %", "Error, %", false),
                    List.of(
                            new PageChart.Series(
                                    "error",
                                    x,
                                    sorted.stream()
                                            .mapToDouble(b -> 100 * b.error().mean())
                                            .toArray(),
                                    PageChart.Kind.LINE),
                            new PageChart.Series(
                                    "base rate",
                                    x,
                                    sorted.stream()
                                            .mapToDouble(b -> 100 * b.balance().base())
                                            .toArray(),
                                    PageChart.Kind.LINE)),
                    0);
            return new Numbered(chart, BitTables.csv(r.errors().bits()));
        });
    }
}
