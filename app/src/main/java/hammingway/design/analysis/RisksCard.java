package hammingway.design.analysis;

import hammingway.control.Ticks;
import hammingway.design.book.Pair;
import hammingway.fx.Explained;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** Pairs of tokens that are confused more often than others; a click looks at one. */
final class RisksCard extends Card {
    private static final double HEIGHT = 260;

    private final AnalysisViewModel model;
    private final TableView<RiskyPair> table = new TableView<>();
    private final Label told = note("");
    private boolean following;

    RisksCard(AnalysisViewModel model) {
        super(
                "Tokens at risk",
                "Pairs of frequent tokens with near codewords: count of the rarer token times the probability that flips of 5 % of the bits turn one into the other.",
                "tokens-at-risk");
        this.model = model;
        table.setId("risks");
        table.setPrefHeight(HEIGHT);
        table.setMinHeight(HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(note("No pairs yet"));
        column(
                "Token",
                84,
                Pos.CENTER_LEFT,
                "One token of the pair",
                r -> model.name(r.pair().first()));
        column(
                "Token",
                84,
                Pos.CENTER_LEFT,
                "The other",
                r -> model.name(r.pair().second()));
        column("Bits", 62, Pos.CENTER_RIGHT, "Hamming distance of their codewords", r -> "" + r.distance());
        column(
                "Count",
                76,
                Pos.CENTER_RIGHT,
                "Occurrences of the rarer token in the training text",
                r -> model.counted() ? Ticks.text((double) r.count()) : "\u2013");
        told.setId("risks-told");
        add(table, told);
        model.pairs().subscribe(this::show);
        table.getSelectionModel().selectedItemProperty().subscribe(r -> {
            if (r != null && !following) {
                model.selected().set(Optional.of(r.pair()));
            }
        });
        model.selected().subscribe(this::follow);
    }

    private void column(String title, double width, Pos align, String help, Function<RiskyPair, String> text) {
        TableColumn<RiskyPair, String> column = new TableColumn<>();
        Label header = new Label(title);
        Explained.explain(header, help);
        column.setGraphic(header);
        column.setPrefWidth(width);
        column.setMinWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(text.apply(f.getValue())));
        column.setCellFactory(c -> {
            TableCell<RiskyPair, String> cell = new TableCell<>() {
                @Override
                protected void updateItem(String item, boolean empty) {
                    super.updateItem(item, empty);
                    setText(empty ? "" : item);
                }
            };
            cell.setAlignment(align);
            return cell;
        });
        table.getColumns().add(column);
    }

    private void show(Optional<AnalysisViewModel.Pairs> found) {
        following = true;
        table.getItems().setAll(found.map(AnalysisViewModel.Pairs::risks).orElse(List.of()));
        following = false;
        told.setText(found.map(p -> whole(p.closest().total()) + (p.closest().total() == 1 ? " pair" : " pairs")
                        + " at d_min = "
                        + p.closest().distance()
                        + " bits; a token has " + number("%.3f", p.closest().meanKissing())
                        + " such neighbours in the mean, "
                        + whole(p.closest().mostKissing()) + " at most. "
                        + (model.counted()
                                ? "Worst pairs first, of the 2\u202F000 most frequent tokens and of the closest pairs."
                                : "Without counts of tokens, all count as equally frequent."))
                .orElse(""));
        follow(model.selected().get());
    }

    /** The pair may be chosen elsewhere. */
    private void follow(Optional<Pair> pair) {
        following = true;
        Optional<RiskyPair> row = pair.flatMap(
                p -> table.getItems().stream().filter(r -> r.pair().equals(p)).findFirst());
        row.ifPresentOrElse(table.getSelectionModel()::select, table.getSelectionModel()::clearSelection);
        following = false;
    }
}
