package hammingway.errors.whatif;

import hammingway.errors.figures.TrueMinus;
import hammingway.eval.errors.whatif.WhatIfResult.Figure;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;

/** The what-ifs, a line each; the first is the form's. */
final class ResultsTable {
    private static final PseudoClass BETTER = PseudoClass.getPseudoClass("better");
    private static final PseudoClass WORSE = PseudoClass.getPseudoClass("worse");

    private final TableView<WhatIfViewModel.Line> table = new TableView<>();
    private final WhatIfViewModel model;

    ResultsTable(WhatIfViewModel model) {
        this.model = model;
        table.setId("what-if-results");
        table.setAccessibleText("What-ifs and their figures");
        table.getStyleClass().addAll("dense", "what-if-results");
        table.setPlaceholder(new Label("Decoding\u2026"));
        table.setItems(model.lines());
        words(
                "What if",
                190,
                "What is changed",
                l -> (l.kept() ? "" : "\u25b8 ") + l.result().description());
        words(
                "Top-1",
                86,
                "Share of positions whose target ranks first",
                l -> percent(l.result().top1().after()));
        figure(
                "Difference",
                "Of top-1, in points, with its 95% interval over windows",
                l -> l.result().top1());
        words(
                "Top-5",
                86,
                "Share of positions whose target is among five",
                l -> percent(l.result().top5().after()));
        figure(
                "Difference",
                "Of top-5, in points, with its 95% interval over windows",
                l -> l.result().top5());
        words(
                "Perplexity",
                108,
                "From normalised probabilities",
                l -> l.result()
                        .likelihood()
                        .map(p -> String.format(Locale.ROOT, "%.3f", p.perplexityAfter()))
                        .orElse("\u2026"));
        words(
                "Bits right",
                100,
                "Share of right bits among those that count",
                l -> percent(l.result().bits().after()));
        words(
                "Gained",
                88,
                "Positions decoded right that were wrong",
                l -> "" + l.result().changes().gained());
        words(
                "Lost",
                72,
                "Positions decoded wrong that were right",
                l -> "" + l.result().changes().lost());
        words(
                "Still wrong",
                108,
                "Positions decoded wrong otherwise",
                l -> "" + l.result().changes().stillWrong());
        words(
                "Seconds",
                94,
                "Time that it took",
                l -> String.format(Locale.ROOT, "%.2f", l.result().seconds()));
        table.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (is != null) {
                model.chosen().set(Optional.of(is));
            }
        });
        model.chosen().subscribe(c -> select());
        model.lines().addListener((ListChangeListener<WhatIfViewModel.Line>) c -> select());
        table.setContextMenu(menu());
        table.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.DELETE) {
                forget();
            }
        });
    }

    TableView<WhatIfViewModel.Line> node() {
        return table;
    }

    private void select() {
        model.chosen().get().ifPresent(c -> {
            boolean selected = c.equals(table.getSelectionModel().getSelectedItem());
            if (!selected && model.lines().contains(c)) {
                table.getSelectionModel().select(c);
            }
        });
    }

    private ContextMenu menu() {
        MenuItem again = new MenuItem("Ask this again in the form");
        again.setOnAction(e -> Optional.ofNullable(table.getSelectionModel().getSelectedItem())
                .ifPresent(l -> model.form().show(l.result().whatIf())));
        MenuItem forget = new MenuItem("Forget this line");
        forget.setOnAction(e -> forget());
        return new ContextMenu(again, forget);
    }

    private void forget() {
        Optional.ofNullable(table.getSelectionModel().getSelectedItem())
                .filter(WhatIfViewModel.Line::kept)
                .ifPresent(model::forget);
    }

    private TableColumn<WhatIfViewModel.Line, String> words(
            String title, double width, String help, Function<WhatIfViewModel.Line, String> text) {
        TableColumn<WhatIfViewModel.Line, String> column = new TableColumn<>();
        Label header = new Label(title);
        header.setTooltip(new Tooltip(help));
        column.setGraphic(header);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(f -> new ReadOnlyStringWrapper(text.apply(f.getValue())));
        boolean first = table.getColumns().isEmpty();
        column.setCellFactory(c -> new Cell(first ? Pos.CENTER_LEFT : Pos.CENTER_RIGHT, Optional.empty()));
        table.getColumns().add(column);
        return column;
    }

    private void figure(String title, String help, Function<WhatIfViewModel.Line, Figure> figure) {
        words(title, 178, help, l -> difference(figure.apply(l)))
                .setCellFactory(c -> new Cell(Pos.CENTER_RIGHT, Optional.of(figure)));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }

    private static String difference(Figure f) {
        return points(f.difference().mean()) + " ["
                + points(f.difference().low()) + ", "
                + points(f.difference().high()) + "]";
    }

    private static String points(double share) {
        return TrueMinus.format("%+.2f", 100 * share);
    }

    /** Marks differences whose interval leaves out 0. */
    private static final class Cell extends TableCell<WhatIfViewModel.Line, String> {
        private final Optional<Function<WhatIfViewModel.Line, Figure>> figure;

        Cell(Pos at, Optional<Function<WhatIfViewModel.Line, Figure>> figure) {
            this.figure = figure;
            setAlignment(at);
        }

        @Override
        protected void updateItem(String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
            Optional<Figure> of =
                    empty || getTableRow() == null || getTableRow().getItem() == null
                            ? Optional.empty()
                            : figure.map(f -> f.apply(getTableRow().getItem()));
            boolean clear = of.filter(Figure::clear).isPresent();
            boolean up = of.filter(f -> f.difference().mean() > 0).isPresent();
            pseudoClassStateChanged(BETTER, clear && up);
            pseudoClassStateChanged(WORSE, clear && !up);
        }
    }
}
