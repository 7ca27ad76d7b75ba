package hammingway.design.analysis;

import hammingway.code.analysis.ErrorCurves;
import hammingway.control.CurveChart;
import hammingway.control.SaveFigure;
import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

/** How often a token is decoded wrongly when bits flip. */
final class ErrorsCard extends Card {
    private static final double HEIGHT = 240;

    private final AnalysisViewModel model;
    private final CurveChart chart = new CurveChart();
    private final Button simulate = new Button("Simulate");
    private final Label told = note("");

    ErrorsCard(AnalysisViewModel model) {
        super(
                "Token error against bit flips",
                "Share of tokens decoded wrongly by the nearest codeword when each bit flips independently with some probability.",
                "token-error");
        this.model = model;
        chart.axes("Bit flips, %", "Token error, share", true);
        chart.node().setMinHeight(HEIGHT);
        chart.node().setPrefHeight(HEIGHT);
        simulate.setId("simulate");
        simulate.setMinWidth(USE_PREF_SIZE);
        simulate.setOnAction(e -> {
            if (model.simulatingNow().get()) {
                model.stopSimulating();
            } else {
                model.simulate();
            }
        });
        told.setId("simulated");
        add(chart.node(), row(simulate, told));
        model.preview().subscribe(p -> show());
        model.distances().subscribe(d -> show());
        model.simulated().subscribe(s -> show());
        model.simulatingNow().subscribe(s -> show());
    }

    void savable(SaveFigure.Keeper keeper) {
        savable(new SaveFigure(
                        "errors",
                        () -> model.preview()
                                .get()
                                .flatMap(p -> chart.figure(p.titled("Token error against bit flips"))),
                        keeper)
                .on(chart.node()));
    }

    void setTheme(Theme theme) {
        chart.theme(theme.palette());
    }

    private void show() {
        boolean busy = model.simulatingNow().get();
        simulate.setText(busy ? "Stop" : "Simulate");
        simulate.setDisable(model.preview().get().isEmpty());
        List<ErrorCurves.Point> points = model.simulated().get();
        told.setText(
                busy
                        ? "Sending tokens\u2026"
                        : points.isEmpty()
                                ? whole(AnalysisViewModel.TRIALS) + " tokens at each of "
                                        + AnalysisViewModel.RATES.size() + " rates."
                                : "Simulated with " + whole(AnalysisViewModel.TRIALS)
                                        + " tokens a rate; 95 % intervals dashed.");
        double[] percent =
                AnalysisViewModel.RATES.stream().mapToDouble(r -> 100 * r).toArray();
        List<CurveChart.Series> series = new ArrayList<>();
        double[] bound = model.unionBound();
        if (bound.length > 0) {
            double least =
                    points.isEmpty() ? 1e-6 : 1e-4; // below what so few tokens show, a bound says nothing about them
            series.add(new CurveChart.Series("Union bound", percent, above(bound, least), false));
        }
        if (!points.isEmpty()) {
            series.add(new CurveChart.Series(
                    "Simulated", percent, of(points, p -> p.error().mean()), false));
            series.add(new CurveChart.Series(
                    "95 % from", percent, of(points, p -> p.error().low()), true));
            series.add(new CurveChart.Series(
                    "95 % to", percent, of(points, p -> p.error().high()), true));
        }
        chart.show(series);
    }

    private static double[] of(List<ErrorCurves.Point> points, ToDoubleFunction<ErrorCurves.Point> value) {
        return points.stream()
                .mapToDouble(p -> p.error().mean() > 0 ? value.applyAsDouble(p) : Double.NaN)
                .toArray();
    }

    private static double[] above(double[] values, double least) {
        return java.util.Arrays.stream(values)
                .map(v -> v < least ? Double.NaN : v)
                .toArray();
    }
}
