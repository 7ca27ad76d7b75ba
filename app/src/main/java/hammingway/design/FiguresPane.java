package hammingway.design;

import atlantafx.base.theme.Styles;
import hammingway.control.BalanceStrip;
import hammingway.control.Histogram;
import hammingway.design.book.Figures;
import hammingway.settings.Theme;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What a codebook is worth, in numbers and small pictures. */
final class FiguresPane extends VBox {
    private final DesignViewModel model;
    private final GridPane grid = new GridPane(12, 5);
    private final Label histogramTitle = FormPane.title("Distances of all pairs");
    private final Histogram histogram = new Histogram();
    private final Label balanceTitle = FormPane.title("Ones per bit");
    private final BalanceStrip balance = new BalanceStrip();
    private final Label share = new Label();
    private final HoverCard card = new HoverCard();

    FiguresPane(DesignViewModel model) {
        super(10);
        this.model = model;
        setPadding(new Insets(14));
        ColumnConstraints names = new ColumnConstraints();
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(names, values);
        TextField width = new TextField();
        width.setPrefColumnCount(5);
        width.setId("width");
        width.textProperty().bindBidirectional(model.widthProperty());
        width.setTooltip(new Tooltip("Width d of the hidden state that the decision layer reads"));
        width.setAccessibleText("Width of the hidden state");
        Label d = new Label("at width d =");
        d.setMinWidth(USE_PREF_SIZE);
        share.setWrapText(true);
        share.setMinHeight(USE_PREF_SIZE);
        HBox head = new HBox(8, d, width);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren()
                .addAll(
                        FormPane.title("Codebook"),
                        grid,
                        histogramTitle,
                        histogram,
                        balanceTitle,
                        balance,
                        FormPane.title("Head parameters"),
                        head,
                        share,
                        FormPane.title("Pair of tokens"),
                        card);
        model.figuresProperty().subscribe(this::show);
        model.widthProperty().subscribe(w -> showShare());
        setPrefWidth(Region.USE_COMPUTED_SIZE);
    }

    HoverCard card() {
        return card;
    }

    void setTheme(Theme theme) {
        histogram.setTheme(theme);
        balance.setTheme(theme);
        card.setTheme(theme);
    }

    private void show(Optional<Figures> shown) {
        grid.getChildren().clear();
        showShare();
        if (shown.isEmpty()) {
            histogram.show(new double[0], "pairs");
            balance.show(new double[0]);
            return;
        }
        Figures f = shown.get();
        row("Tokens, V", whole(f.tokens()), "Number of tokens, each with its own codeword");
        row("Length, n", whole(f.bits()) + " bits", "Bits of a codeword");
        row(
                "Rate",
                String.format(Locale.ROOT, "%.3f", f.rate()),
                "log2 V / n: bits of information per bit of the codeword");
        row(
                "Minimum distance",
                (f.exact() ? "" : "\u2264 ") + f.minimum() + " bits",
                "d_min: the fewest bits in which two codewords differ");
        row(
                "Pairs at minimum",
                f.exact() ? whole(f.atMinimum()) : "\u2026",
                "Pairs of tokens whose codewords are that near");
        row("Corrects", (f.exact() ? "" : "\u2264 ") + f.correctable() + " wrong bits", "t = floor((d_min - 1) / 2)");
        row("Mean distance", String.format(Locale.ROOT, "%.2f bits", f.mean()), "Over all pairs of different tokens");
        row(
                "Mean nearest",
                String.format(Locale.ROOT, f.exact() ? "%.2f bits" : "about %.1f bits", f.meanNearest()),
                "Mean over tokens of the distance to the nearest other codeword");
        histogramTitle.setText(f.exact() ? "Distances of all pairs" : "Distances, a sample of pairs");
        histogram.show(f.histogram(), "pairs");
        balance.show(f.ones());
        balanceTitle.setText(String.format(
                Locale.ROOT,
                "Ones per bit: %.0f to %.0f %%",
                Arrays.stream(f.ones()).min().orElse(0) * 100,
                Arrays.stream(f.ones()).max().orElse(0) * 100));
    }

    private void row(String name, String value, String help) {
        Label left = new Label(name);
        left.getStyleClass().add(Styles.TEXT_MUTED);
        left.setMinWidth(USE_PREF_SIZE);
        Label right = new Label(value);
        right.setMinWidth(USE_PREF_SIZE);
        left.setTooltip(new Tooltip(help));
        right.setTooltip(new Tooltip(help));
        right.setId("figure-" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-"));
        grid.addRow(grid.getRowCount(), left, right);
    }

    private void showShare() {
        share.setText(model.headShare()
                .map(s -> String.format(Locale.ROOT, "%.2f %% of a softmax layer", s * 100))
                .orElse("Give a width of 1 or more."));
    }

    private static String whole(double v) {
        return String.format(Locale.ROOT, "%,.0f", v).replace(',', '\u202F');
    }
}
