package hammingway.errors.bits;

import hammingway.control.PageChart;
import hammingway.errors.subject.Selection;
import hammingway.eval.errors.BitError;
import hammingway.eval.errors.TokenOfBit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

/** The bit that is looked at, and the tokens it errs on most. */
final class BitDetailCard {
    private static final int SHOWN = 10;
    private static final double ROW = 24;
    private static final double HEIGHT = 272;

    private final BitsViewModel model;
    private final TableView<TokenOfBit> table = new TableView<>();
    private final BitCard card;

    BitDetailCard(BitsViewModel model) {
        this.model = model;
        table.setId("bits-tokens");
        table.setAccessibleText("Tokens that the bit errs on most");
        table.getStyleClass().addAll("dense", "bits-table");
        table.setFixedCellSize(ROW);
        table.setMinHeight(HEIGHT);
        table.setPrefHeight(HEIGHT);
        table.setPlaceholder(new Label("No errors"));
        table.getColumns()
                .setAll(List.of(
                        column("Token", "The target; a click selects it", 90, t -> model.display(t.token())),
                        column("Bit is", "The bit of its codeword", 52, t -> t.one() ? "1" : "0"),
                        column(
                                "Wrong",
                                "Tokens in the text that decided the bit wrong",
                                58,
                                t -> Long.toString(t.wrong())),
                        column("Of", "How often the token comes in the text", 52, t -> Long.toString(t.of())),
                        column("Share", "Wrong of all", 62, t -> BitCard.percent((double) t.wrong() / t.of()))));
        table.getColumns().forEach(c -> c.setSortable(false));
        card = new BitCard(
                        "bits-detail",
                        "Bit",
                        "The bit that is looked at: one click on a bar or a row chooses another.",
                        "the-selected-bit")
                .savable("bits-tokens", table, this::figure, model::save)
                .with(table);
        table.getSelectionModel().selectedItemProperty().subscribe(t -> {
            if (t != null) {
                model.chooseToken(t.token());
            }
        });
        model.bit().subscribe(b -> show());
        model.tokens().subscribe(all -> table.getItems().setAll(all.subList(0, Math.min(SHOWN, all.size()))));
    }

    BitCard node() {
        return card;
    }

    /** The tokens shown as bars, all of them as numbers. */
    private Optional<Numbered> figure() {
        List<TokenOfBit> all = model.tokens().get();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        double[] x = IntStream.rangeClosed(1, Math.min(SHOWN, all.size()))
                .asDoubleStream()
                .toArray();
        double[] y = all.stream().limit(SHOWN).mapToDouble(TokenOfBit::wrong).toArray();
        String title = "Tokens that bit " + model.bit().get() + " errs on";
        String names =
                all.stream().limit(SHOWN).map(t -> model.display(t.token())).collect(Collectors.joining("  "));
        PageChart chart = new PageChart(
                title,
                new PageChart.Axes(names, "Wrong", false),
                List.of(new PageChart.Series("wrong", x, y, PageChart.Kind.BARS)),
                0);
        StringBuilder csv = new StringBuilder("token,text,bit,wrong,of\n");
        for (TokenOfBit t : all) {
            csv.append(t.token()).append(",\"");
            csv.append(model.display(t.token()).replace("\"", "\"\"")).append("\",");
            csv.append(t.one() ? 1 : 0).append(',').append(t.wrong());
            csv.append(',').append(t.of()).append('\n');
        }
        return Optional.of(new Numbered(chart, csv.toString()));
    }

    private static TableColumn<TokenOfBit, String> column(
            String name, String meaning, double width, Function<TokenOfBit, String> text) {
        TableColumn<TokenOfBit, String> column = new TableColumn<>();
        Label head = new Label(name);
        head.setTooltip(new Tooltip(meaning));
        column.setGraphic(head);
        column.setPrefWidth(width);
        if (!name.equals("Token")) {
            column.getStyleClass().add("figure");
        }
        column.setCellValueFactory(c -> new ReadOnlyStringWrapper(text.apply(c.getValue())));
        return column;
    }

    private void show() {
        int bit = model.bit().get();
        if (bit == Selection.NONE || model.report().get().isEmpty()) {
            return;
        }
        BitError b = model.error(bit);
        card.retitle("Bit " + bit);
        card.say(String.format(
                Locale.ROOT,
                "Wrong for %s of tokens (95 %% interval %s to %s); guessing would be wrong for %s. It is one for %s of the tokens in the text and for %s of the vocabulary; ones are missed %s of the time, zeros taken for ones %s.",
                BitCard.percent(b.error().mean()),
                BitCard.percent(b.error().low()),
                BitCard.percent(b.error().high()),
                BitCard.percent(b.balance().base()),
                BitCard.percent(b.balance().weighted()),
                BitCard.percent(b.balance().ones()),
                BitCard.percent(b.sides().missed()),
                BitCard.percent(b.sides().invented())));
    }
}
