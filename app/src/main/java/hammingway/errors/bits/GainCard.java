package hammingway.errors.bits;

import hammingway.control.CurveChart;
import hammingway.eval.errors.BitReport;
import hammingway.eval.errors.FirstBits;
import hammingway.settings.Theme;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/** What each further bit corrects, and what it would if errors were independent. */
final class GainCard {
    private static final double HEIGHT = 240;

    private final CurveChart chart = new CurveChart();
    private final BitCard card;

    GainCard(BitsViewModel model) {
        chart.node().setId("bits-gain-chart");
        chart.node().setMinHeight(HEIGHT);
        chart.node().setPrefHeight(HEIGHT);
        chart.axes("First bits used", "Right, %", false);
        card = new BitCard(
                        "bits-gain",
                        "What redundancy corrects",
                        "Share of tokens that rank first when only the first bits of the codewords are decoded, by the run's decoder and by hard decisions; and by hard decisions if each bit erred independently.",
                        "what-redundancy-corrects")
                .savable("bits-gain", chart.node(), () -> chart.figure("What redundancy corrects"), model::save)
                .with(chart.node());
        model.report().subscribe(this::show);
    }

    BitCard node() {
        return card;
    }

    void theme(Theme theme) {
        chart.theme(theme.palette());
    }

    private void show(Optional<BitReport> report) {
        chart.show(report.map(r -> List.of(
                        series(r.first(), "run's decoder", 0, p -> p.soft().mean()),
                        series(r.first(), "hard decisions", 1, p -> p.hard().mean()),
                        series(
                                r.first(),
                                "hard, if independent",
                                2,
                                p -> p.independent().mean())))
                .orElse(List.of()));
        report.ifPresent(r -> card.say(r.findings().gain()
                + String.format(
                        java.util.Locale.ROOT,
                        " (%,d tokens, evenly spaced.)",
                        r.first().sampled())));
    }

    private static CurveChart.Series series(
            FirstBits first, String name, int colour, ToDoubleFunction<FirstBits.Point> value) {
        double[] x = first.points().stream().mapToDouble(FirstBits.Point::bits).toArray();
        double[] y = first.points().stream()
                .mapToDouble(p -> 100 * value.applyAsDouble(p))
                .toArray();
        if (x.length == 1) { // a line of one point would not be seen
            x = new double[] {x[0] - 0.5, x[0] + 0.5};
            y = new double[] {y[0], y[0]};
        }
        return new CurveChart.Series(name, x, y, false, OptionalInt.of(colour));
    }
}
