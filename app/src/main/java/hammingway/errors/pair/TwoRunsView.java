package hammingway.errors.pair;

import hammingway.errors.figures.FigureTable;
import hammingway.errors.figures.SaveMenu;
import hammingway.eval.errors.PairErrors;
import hammingway.eval.errors.PairErrors.Outcome;
import hammingway.eval.errors.PairErrors.TokenChange;
import hammingway.fx.Explained;
import hammingway.fx.View;
import hammingway.fx.WhenShown;
import hammingway.report.ErrorComparison;
import hammingway.report.PairText;
import hammingway.report.RunPair;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/** Two runs: how they differ and how sure that is, where both are right, and which tokens each gets alone. */
public final class TwoRunsView implements View {
    private static final double ADVICE_WIDTH = 480;

    /** Of "< 0.001", which is never cut. */
    private static final double P_WIDTH = 64;

    private final TwoRunsViewModel model;
    private final VBox head = new VBox(10);
    private final BorderPane root = new BorderPane();

    public TwoRunsView(TwoRunsViewModel model) {
        this.model = model;
        head.setId("two-runs-figures");
        head.getStyleClass().add("two-runs");
        HBox lists = new HBox(
                12,
                list("two-runs-gained", "A gets more often than B", true),
                list("two-runs-missed", "B gets more often than A", false));
        VBox.setVgrow(lists, Priority.ALWAYS);
        lists.getStyleClass().add("two-runs-lists");
        VBox content = new VBox(head, lists);
        content.visibleProperty().bind(model.message().isEmpty());
        root.setId("two-runs");
        root.setCenter(new StackPane(content, message()));
        Label told = new Label();
        told.getStyleClass().addAll("text-muted", "errors-told");
        told.textProperty().bind(model.saving().told());
        told.visibleProperty().bind(told.textProperty().isNotEmpty());
        told.managedProperty().bind(told.visibleProperty());
        root.setBottom(told);
        Explained.page(root, "errors-tokens.md#two-runs");
        model.found().subscribe(this::show);
        WhenShown comparing = new WhenShown(root, model::look);
        model.subject().addListener((o, was, is) -> comparing.request());
        comparing.request();
    }

    @Override
    public Node node() {
        return root;
    }

    private Node message() {
        Label message = new Label();
        message.setId("two-runs-message");
        message.setWrapText(true);
        message.setMaxWidth(ADVICE_WIDTH);
        message.setTextAlignment(TextAlignment.CENTER);
        message.getStyleClass().add("text-muted");
        message.textProperty().bind(model.message());
        message.visibleProperty().bind(model.message().isNotEmpty());
        return message;
    }

    private void show(Optional<ErrorComparison> found) {
        head.getChildren().clear();
        found.ifPresent(f -> {
            head.getChildren().add(names(f));
            f.pair().notComparable().forEach(w -> head.getChildren().add(sentence(w, "two-runs-warning")));
            SaveMenu save = new SaveMenu("two-runs", model.saving())
                    .picture(model::chart)
                    .numbers(() -> model.chart().map(c -> c::numbers));
            FlowPane both = new FlowPane(
                    36,
                    12,
                    differences(f.pair()),
                    agreement("Top-1", f.errors().top1(), true),
                    agreement("Top-5", f.errors().top5(), false),
                    save.button());
            head.getChildren().add(both);
        });
    }

    private Node names(ErrorComparison f) {
        return sentence(
                String.format(
                        Locale.ROOT,
                        "A: %s     B: %s     %,d tokens in %,d windows",
                        model.name(true),
                        model.name(false),
                        f.pair().tokens(),
                        f.pair().windows()),
                "errors-headline");
    }

    private static Label sentence(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }

    private static Node differences(RunPair pair) {
        GridPane grid = new GridPane();
        grid.setId("two-runs-differences");
        grid.getStyleClass().add("two-runs-grid");
        String[] titles = {"", "A", "B", "A \u2212 B", "95% interval", "p"};
        for (int i = 0; i < titles.length; i++) {
            Label title = right(titles[i]);
            title.getStyleClass().add("field-caption");
            if (i == 4 || i == 5) {
                Explained.explain(
                        title, "Paired bootstrap over windows, 10,000 draws: what is hard for both cancels out.");
            }
            grid.add(title, i, 0);
        }
        row(grid, 1, "Top-1, %", 100, 2, pair.top1());
        row(grid, 2, "Top-5, %", 100, 2, pair.top5());
        row(grid, 3, "Nats a token", 1, 4, pair.nats());
        return grid;
    }

    private static void row(GridPane grid, int row, String name, double scale, int decimals, RunPair.Difference d) {
        Label difference =
                right(number("%+." + decimals + "f", scale * d.difference().mean()));
        if (d.clear()) {
            difference.getStyleClass().add("two-runs-clear");
        }
        grid.addRow(
                row,
                new Label(name),
                right(number("%." + decimals + "f", scale * d.first())),
                right(number("%." + decimals + "f", scale * d.second())),
                difference,
                right(number("%." + decimals + "f", scale * d.difference().low()) + " to "
                        + number("%." + decimals + "f", scale * d.difference().high())),
                right(PairText.pValue(d.pValue())));
    }

    private static String number(String pattern, double value) {
        return Double.isNaN(value)
                ? "\u2013"
                : String.format(Locale.ROOT, pattern, value).replace('-', '\u2212');
    }

    private static Label right(String text) {
        Label label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setHalignment(label, HPos.RIGHT);
        return label;
    }

    /** Two rows and two columns; where positions of the kind can be gone through, cells are buttons. */
    private Node agreement(String figure, PairErrors.Agreement a, boolean buttons) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("two-runs-grid");
        Label title = new Label(figure);
        title.getStyleClass().add("field-caption");
        Explained.explain(
                title,
                "Share of tokens that both, one or neither has right. McNemar's exact p "
                        + PairText.pValue(a.pValue())
                        + "; it takes tokens as independent, the bootstrap does not.");
        grid.add(title, 0, 0);
        String[] columns = {"B right", "B wrong"};
        String[] rows = {"A right", "A wrong"};
        for (int i = 0; i < 2; i++) {
            Label column = right(columns[i]);
            column.getStyleClass().add("field-caption");
            grid.add(column, i + 1, 0);
            grid.add(new Label(rows[i]), 0, i + 1);
        }
        Outcome[][] cells = {{Outcome.BOTH, Outcome.ONLY_FIRST}, {Outcome.ONLY_SECOND, Outcome.NEITHER}};
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 2; c++) {
                grid.add(cell(a, cells[r][c], buttons), c + 1, r + 1);
            }
        }
        return grid;
    }

    private Node cell(PairErrors.Agreement a, Outcome outcome, boolean button) {
        String share = String.format(Locale.ROOT, "%.2f%%", 100 * a.share(outcome));
        String meaning =
                String.format(Locale.ROOT, "%,d tokens: %s", a.count(outcome), TwoRunsViewModel.words(outcome));
        if (!button) {
            Label label = right(share);
            label.getStyleClass().add("two-runs-cell");
            label.setTooltip(new Tooltip(meaning));
            return label;
        }
        Button go = new Button(share);
        go.setId("two-runs-"
                + switch (outcome) {
                    case BOTH -> "both";
                    case ONLY_FIRST -> "only-a";
                    case ONLY_SECOND -> "only-b";
                    case NEITHER -> "neither";
                });
        go.setMaxWidth(Double.MAX_VALUE);
        go.setMinWidth(Region.USE_PREF_SIZE);
        go.setAlignment(Pos.CENTER_RIGHT);
        go.setAccessibleText(meaning);
        go.setTooltip(new Tooltip(meaning + ". Goes to the next of them"));
        go.setOnAction(e -> model.next(outcome));
        return go;
    }

    private Node list(String id, String title, boolean gained) {
        FigureTable<TokenChange> table = new FigureTable<TokenChange>(id, title, "No token.")
                .text(
                        "Token",
                        76,
                        "The token that came",
                        c -> model.found()
                                .get()
                                .map(f -> f.vocabulary().display(c.token()))
                                .orElse(""))
                .number("Came", 52, "Positions where it came", c -> "" + c.occurrences())
                .number("Only A", 60, "Positions that only A has right", c -> "" + c.gained())
                .number("Only B", 60, "Positions that only B has right", c -> "" + c.missed())
                .number(
                        "p",
                        66,
                        "Exact sign test on the two; of many tokens, some are small by chance",
                        c -> PairText.pValue(c.pValue()))
                .on(model::choose, model::next);
        table.node().getColumns().getLast().setMinWidth(P_WIDTH);
        model.found()
                .subscribe(f -> table.show(f.map(x -> gained
                                ? x.errors().gained(Integer.MAX_VALUE)
                                : x.errors().missed(Integer.MAX_VALUE))
                        .orElse(List.of())));
        Label heading = new Label(title);
        heading.getStyleClass().add("chart-title");
        heading.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(heading, Priority.ALWAYS);
        SaveMenu save = new SaveMenu(id, model.saving()).numbers(() -> model.changes(gained));
        HBox top = new HBox(6, heading, save.button());
        top.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(2, top, table.node());
        VBox.setVgrow(table.node(), Priority.ALWAYS);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setMinWidth(0);
        box.setPrefWidth(300);
        return box;
    }
}
