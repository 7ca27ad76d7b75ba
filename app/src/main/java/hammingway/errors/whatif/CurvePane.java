package hammingway.errors.whatif;

import hammingway.control.CurveChart;
import hammingway.control.SaveFigure;
import hammingway.eval.errors.whatif.Sweep;
import hammingway.fx.Explained;
import hammingway.settings.Theme;
import java.util.Arrays;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** Top-1 or perplexity while one number of the what-if varies. */
final class CurvePane {
    private static final String TOP1 = "Top-1";
    private static final String PERPLEXITY = "Perplexity";

    private final WhatIfViewModel model;
    private final CurveChart chart = new CurveChart();
    /** Of the box of what varies, so that the menu beside it is never cut. */
    private static final double NARROWEST = 90;

    private final ComboBox<Sweep> over = new ComboBox<>();
    private final ComboBox<String> figure = new ComboBox<>();
    private final VBox root;

    CurvePane(WhatIfViewModel model, ReadOnlyObjectProperty<Theme> theme) {
        this.model = model;
        Node bar = bar();
        chart.node().setId("what-if-curve");
        chart.node().setMinHeight(90);
        VBox.setVgrow(chart.node(), Priority.ALWAYS);
        root = new VBox(4, bar, chart.node());
        theme.subscribe(t -> chart.theme(t.palette()));
        model.curve().subscribe(c -> show());
        figure.valueProperty().subscribe(f -> show());
    }

    Node node() {
        return root;
    }

    private Node bar() {
        over.getItems().setAll(Sweep.values());
        over.setValue(Sweep.PRIOR);
        over.setId("what-if-sweep");
        over.setAccessibleText("What varies");
        over.setConverter(new StringConverter<>() {
            @Override
            public String toString(Sweep sweep) {
                return sweep == null ? "" : sweep.axis();
            }

            @Override
            public Sweep fromString(String text) {
                throw new UnsupportedOperationException("the box is not edited");
            }
        });
        Explained.explain(over, "The number of the form's what-if that varies, the rest kept");
        figure.getItems().setAll(TOP1, PERPLEXITY);
        figure.setValue(TOP1);
        figure.setId("what-if-figure");
        figure.setAccessibleText("Figure of the curve");
        Explained.explain(figure, "What is drawn");
        Button draw = new Button("Sweep");
        draw.setId("what-if-draw");
        draw.setTooltip(new Tooltip("Decode a sample of the positions at each value"));
        draw.setOnAction(e -> model.vary(over.getValue()));
        for (Region r : List.of(over, figure, draw)) {
            r.getStyleClass().add("small");
            r.setMinWidth(Region.USE_PREF_SIZE);
        }
        over.setMinWidth(NARROWEST);
        Label between = new Label();
        between.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(between, Priority.ALWAYS);
        SaveFigure save = new SaveFigure("what-if-curve", () -> chart.figure("What if"), model::keep);
        if (save.button() instanceof Region menu) {
            menu.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox bar = new HBox(6, over, figure, draw, between, save.button());
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private void show() {
        boolean top1 = TOP1.equals(figure.getValue());
        Sweep sweep = model.curve().get().map(Sweep.Curve::sweep).orElse(over.getValue());
        chart.axes(sweep.axis(), top1 ? "top-1, %" : "perplexity", false);
        chart.show(model.curve().get().stream()
                .map(c -> new CurveChart.Series(
                        top1 ? TOP1 : PERPLEXITY,
                        c.x(),
                        top1 ? Arrays.stream(c.top1()).map(t -> 100 * t).toArray() : c.perplexity(),
                        false))
                .toList());
    }
}
