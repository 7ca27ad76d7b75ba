package hammingway.errors.bits;

import hammingway.control.BarPlot;
import hammingway.control.PageChart;
import hammingway.eval.errors.BitError;
import hammingway.eval.errors.BitErrors;
import hammingway.eval.errors.BitReport;
import hammingway.eval.errors.BitTables;
import hammingway.settings.Theme;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;

/** How often each bit is wrong, with its interval, and what guessing would give. */
final class RatesCard {
    private final BitsViewModel model;
    private final BarPlot plot = new BarPlot();
    private final ToggleButton byError = new ToggleButton("By error");
    private final BitCard card;
    private List<BitError> shown = List.of();

    RatesCard(BitsViewModel model) {
        this.model = model;
        plot.setId("bits-rates-plot");
        byError.setId("bits-by-error");
        byError.getStyleClass().addAll("small", "flat");
        byError.setTooltip(new Tooltip("Most errors first, instead of the codebook's order"));
        byError.setAccessibleText("Order bits by error");
        byError.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        byError.selectedProperty().subscribe(s -> show());
        card = new BitCard(
                        "bits-rates",
                        "Error of each bit",
                        "Share of tokens that decide the bit wrong, with a 95 % interval; the short line is the error of always answering the more frequent value.",
                        "error-of-a-bit")
                .beside(byError)
                .savable("bits-errors", plot, this::figure, model::save)
                .with(plot);
        plot.onChosen(i -> model.choose(shown.get(i).bit()));
        model.report().subscribe(r -> show());
        model.bit().subscribe(b -> highlight());
    }

    BitCard node() {
        return card;
    }

    void theme(Theme theme) {
        plot.setTheme(theme);
        card.legend(List.of(new BitCard.Key("error", 0), new BitCard.Key("base rate", 1)), theme);
    }

    private void show() {
        shown = model.report()
                .get()
                .map(r -> (byError.isSelected() ? BitErrors.Order.ERROR : BitErrors.Order.BIT)
                        .of(r.errors().bits()))
                .orElse(List.of());
        plot.show(
                new BarPlot.Bars(
                        List.of(new BarPlot.Part(of(b -> b.error().mean()), 0)),
                        of(b -> b.error().low()),
                        of(b -> b.error().high()),
                        of(b -> b.balance().base()),
                        new double[0]),
                new BarPlot.Names(
                        byError.isSelected() ? "Bit, most errors first" : "Bit",
                        "Error, %",
                        i -> Integer.toString(shown.get(i).bit()),
                        i -> told(shown.get(i))));
        highlight();
        model.report().get().map(BitReport::findings).ifPresent(f -> card.say(f.errors()));
    }

    private void highlight() {
        int at = -1;
        for (int i = 0; i < shown.size(); i++) {
            at = shown.get(i).bit() == model.bit().get() ? i : at;
        }
        plot.highlight(at);
    }

    private double[] of(ToDoubleFunction<BitError> value) {
        return shown.stream().mapToDouble(b -> 100 * value.applyAsDouble(b)).toArray();
    }

    private static String told(BitError b) {
        return String.format(
                Locale.ROOT,
                "Bit %d: wrong %.2f %% (%.2f to %.2f), base rate %.2f %%",
                b.bit(),
                100 * b.error().mean(),
                100 * b.error().low(),
                100 * b.error().high(),
                100 * b.balance().base());
    }

    private Optional<Numbered> figure() {
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        double[] x = shown.stream().mapToDouble(BitError::bit).toArray();
        if (byError.isSelected()) {
            java.util.Arrays.setAll(x, i -> i);
        }
        PageChart.Axes axes =
                new PageChart.Axes(byError.isSelected() ? "Bit, most errors first" : "Bit", "Error, %", false);
        PageChart chart = new PageChart(
                "Error of each bit",
                axes,
                List.of(
                        new PageChart.Series("error", x, of(b -> b.error().mean()), PageChart.Kind.BARS),
                        new PageChart.Series("base rate", x, of(b -> b.balance().base()), PageChart.Kind.LINE)),
                0);
        return Optional.of(new Numbered(chart, BitTables.csv(shown)));
    }
}
