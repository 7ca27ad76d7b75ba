package hammingway.design.search;

import atlantafx.base.theme.Styles;
import hammingway.code.search.SearchPoint;
import hammingway.control.CurveChart;
import hammingway.settings.Theme;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The best objective so far, as a stair over evaluations or seconds. */
final class SearchCurve extends VBox {
    private static final String EVALUATIONS = "Over evaluations";
    private static final String SECONDS = "Over seconds";

    private final CurveChart chart = new CurveChart();
    private final ComboBox<String> over = new ComboBox<>();

    SearchCurve(ReadOnlyObjectProperty<SearchLog.Reached> reached, ReadOnlyObjectProperty<Theme> theme) {
        super(4);
        Label title = new Label("Objective");
        title.getStyleClass().add(Styles.TEXT_BOLD);
        title.setTooltip(new Tooltip("The weighted sum that the form asks for; greater is better"));
        over.getItems().setAll(EVALUATIONS, SECONDS);
        over.setValue(EVALUATIONS);
        over.setId("search-over");
        over.setAccessibleText("Horizontal axis of the curve");
        over.setTooltip(new Tooltip("Horizontal axis of the curve"));
        over.getStyleClass().add(Styles.SMALL);
        over.setMinWidth(Region.USE_PREF_SIZE);
        title.setMinWidth(Region.USE_PREF_SIZE);
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox top = new HBox(6, title, between, over);
        top.setAlignment(Pos.CENTER_LEFT);
        chart.node().setId("search-curve");
        chart.node().setMinHeight(140);
        VBox.setVgrow(chart.node(), Priority.ALWAYS);
        getChildren().addAll(top, chart.node());
        theme.subscribe(t -> chart.theme(t.palette()));
        over.valueProperty().subscribe(v -> {
            chart.axes(v.equals(EVALUATIONS) ? "evaluations" : "seconds", "objective", false);
            show(reached.get());
        });
        reached.subscribe(this::show);
    }

    private void show(SearchLog.Reached now) {
        boolean counted = over.getValue().equals(EVALUATIONS);
        ToDoubleFunction<SearchPoint> x = counted ? SearchPoint::evaluations : SearchPoint::seconds;
        chart.show(List.of(stairs(now, x, counted ? now.evaluations() : now.seconds())));
    }

    /** A best stays until the next: two points an improvement, and one for now. */
    static CurveChart.Series stairs(SearchLog.Reached now, ToDoubleFunction<SearchPoint> of, double last) {
        List<SearchPoint> points = now.points();
        int n = points.size();
        double[] x = new double[Math.max(0, 2 * n)];
        double[] y = new double[x.length];
        for (int i = 0; i < n; i++) {
            x[2 * i] = of.applyAsDouble(points.get(i));
            x[2 * i + 1] = i + 1 < n ? of.applyAsDouble(points.get(i + 1)) : Math.max(x[2 * i], last);
            y[2 * i] = points.get(i).objective();
            y[2 * i + 1] = y[2 * i];
        }
        return new CurveChart.Series("Best so far", x, y, false);
    }
}
