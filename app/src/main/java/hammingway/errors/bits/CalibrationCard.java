package hammingway.errors.bits;

import hammingway.control.CurveChart;
import hammingway.eval.errors.BitReport;
import hammingway.eval.errors.Reliability;
import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How far decisions can be believed: all bits, and the one that is looked at. */
final class CalibrationCard {
    private static final double HEIGHT = 240;

    private final BitsViewModel model;
    private final CurveChart chart = new CurveChart();
    private final BitCard card;

    CalibrationCard(BitsViewModel model) {
        this.model = model;
        chart.node().setId("bits-calibration-chart");
        chart.node().setMinHeight(HEIGHT);
        chart.node().setPrefHeight(HEIGHT);
        chart.axes("Confidence, %", "Right, %", false);
        card = new BitCard(
                        "bits-calibration",
                        "Calibration",
                        "Share of decisions that were right, by the probability that the model gave to them, in 15 bins: on the dashed line they deserve what they claim.",
                        "calibration")
                .savable("bits-calibration", chart.node(), () -> chart.figure("Calibration of bits"), model::save)
                .with(chart.node());
        model.report().subscribe(r -> show());
        model.bit().subscribe(b -> show());
    }

    BitCard node() {
        return card;
    }

    void theme(Theme theme) {
        chart.theme(theme.palette());
    }

    private void show() {
        Optional<BitReport> report = model.report().get();
        List<CurveChart.Series> series = new ArrayList<>();
        report.ifPresent(r -> {
            series.add(series("all bits", r.errors().all(), 0));
            int bit = model.bit().get();
            if (bit >= 0) {
                series.add(series("bit " + bit, r.errors().reliabilities().get(bit), 2));
            }
            double[] ends = {50, 100};
            series.add(new CurveChart.Series("as claimed", ends, ends, true, OptionalInt.of(1)));
            card.say(r.findings().calibration());
        });
        chart.show(series);
    }

    /** Bins that hold a thousandth of all decisions or more: the others say nothing. */
    private static CurveChart.Series series(String name, Reliability of, int colour) {
        List<Reliability.Bin> bins = of.bins().stream()
                .filter(b -> b.count() > 0 && b.count() * 1000 >= of.decisions())
                .toList();
        return new CurveChart.Series(
                name,
                bins.stream().mapToDouble(b -> 100 * b.confidence()).toArray(),
                bins.stream().mapToDouble(b -> 100 * b.right()).toArray(),
                false,
                OptionalInt.of(colour));
    }
}
