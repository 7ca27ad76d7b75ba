package hammingway.design.comparison;

import atlantafx.base.theme.Styles;
import hammingway.control.CurveChart;
import hammingway.settings.Theme;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Distances, balance and token errors of all codebooks, each in one picture. */
final class CurvesPane extends VBox {
    private final CurveChart distances = new CurveChart();
    private final CurveChart balance = new CurveChart();
    private final CurveChart errors = new CurveChart();
    private final CheckBox logarithmic = new CheckBox("Logarithmic");
    private final CheckBox relative = new CheckBox("% of length");
    private final ComparisonViewModel model;

    CurvesPane(ComparisonViewModel model) {
        this.model = model;
        logarithmic.setSelected(true);
        Parts.named(logarithmic, "comparison-log", "Show rare distances: heights by powers of ten");
        Parts.named(
                relative, "comparison-relative", "Distances as a share of the length, for codes of different lengths");
        balance.axes("Bits, %", "Tokens with a one, %", false);
        errors.axes("Bit flips, %", "Token error, share", true);
        CardGrid grid = new CardGrid(300, 280, 1.3);
        grid.getChildren()
                .addAll(
                        card(
                                "Distances of pairs",
                                "Share of pairs of tokens whose codewords are that far apart",
                                distances,
                                relative,
                                logarithmic),
                        card(
                                "Token error, union bound",
                                "At most so many tokens are decoded wrongly by the nearest codeword when each bit flips with that probability; from exact distances",
                                errors),
                        card(
                                "Ones per bit",
                                "Share of tokens whose bit is one; bits of each code by rising share, so that codes of any length can be compared. 50 % tells the most",
                                balance));
        getChildren().add(Parts.scrolling(grid));
        VBox.setVgrow(getChildren().getFirst(), Priority.ALWAYS);
        logarithmic.selectedProperty().subscribe(s -> axes());
        relative.selectedProperty().subscribe(s -> axes());
        model.tableProperty().subscribe(t -> show());
    }

    private static Region card(String name, String help, CurveChart chart, CheckBox... boxes) {
        Label title = new Label(name);
        title.getStyleClass().add(Styles.TEXT_BOLD);
        title.setTooltip(new Tooltip(help));
        title.setMinWidth(0);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(10, title, space);
        head.getChildren().addAll(boxes);
        head.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        head.setMinHeight(28);
        VBox.setVgrow(chart.node(), Priority.ALWAYS);
        return new VBox(2, head, chart.node());
    }

    void setTheme(Theme theme) {
        List.of(distances, balance, errors).forEach(c -> c.theme(theme.palette()));
    }

    private void axes() {
        distances.axes(
                relative.isSelected() ? "Distance, % of length" : "Distance, bits",
                "Pairs, %",
                logarithmic.isSelected());
        show();
    }

    private void show() {
        Optional<ComparisonViewModel.Table> table = model.tableProperty().get();
        distances.show(
                curves(table, t -> ComparisonCurves.distances(t, relative.isSelected(), logarithmic.isSelected())));
        balance.show(curves(table, ComparisonCurves::balance));
        errors.show(curves(table, ComparisonCurves::errors));
    }

    private static List<CurveChart.Series> curves(
            Optional<ComparisonViewModel.Table> table,
            Function<ComparisonViewModel.Table, List<CurveChart.Series>> curves) {
        return table.map(curves).orElse(List.of());
    }
}
