package hammingway.errors.tokens;

import hammingway.errors.figures.BarChart;
import hammingway.errors.figures.BarPane;
import hammingway.errors.figures.SaveMenu;
import hammingway.fx.Explained;
import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The groups of tokens as small charts, and the headline above them. */
final class ChartsPane {
    private static final double LEAST = 250;
    private static final double GAP = 20;

    private final TokensViewModel model;
    private final ReadOnlyObjectProperty<Theme> theme;
    private final FlowPane flow = new FlowPane(GAP, 14);
    private final Label headline = new Label();
    private final ScrollPane root = new ScrollPane();
    private final List<BarPane> bars = new ArrayList<>();

    ChartsPane(TokensViewModel model, ReadOnlyObjectProperty<Theme> theme) {
        this.model = model;
        this.theme = theme;
        headline.setId("tokens-headline");
        headline.setWrapText(true);
        headline.setMinHeight(Region.USE_PREF_SIZE);
        headline.getStyleClass().add("errors-headline");
        VBox content = new VBox(12, headline, flow);
        content.getStyleClass().add("errors-charts");
        root.setId("tokens-charts");
        root.setContent(content);
        root.setFitToWidth(true);
        root.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        root.viewportBoundsProperty().addListener((o, was, is) -> fit(is.getWidth()));
        model.found().addListener((o, was, is) -> show());
        model.neighbours().addListener((o, was, is) -> show());
        theme.addListener((o, was, is) -> bars.forEach(b -> b.theme(is)));
    }

    Node node() {
        return root;
    }

    /** As many columns as fit, of equal width. */
    private void fit(double width) {
        double inside = width - 32;
        int columns = Math.max(1, (int) ((inside + GAP) / (LEAST + GAP)));
        double each = Math.floor((inside - GAP * (columns - 1)) / columns);
        flow.setPrefWrapLength(inside);
        flow.getChildren().forEach(c -> ((Region) c).setPrefWidth(Math.max(LEAST, each)));
    }

    private void show() {
        bars.clear();
        flow.getChildren().clear();
        headline.setText(model.found().get().map(ChartsPane::headline).orElse(""));
        model.found().get().ifPresent(f -> {
            List<BarChart> charts = new ArrayList<>(f.derived().charts());
            model.neighbours().get().ifPresent(charts::add);
            for (int i = 0; i < charts.size(); i++) {
                flow.getChildren().add(card(charts.get(i), i));
            }
            if (f.pairs().codebook().isEmpty()) {
                Label none = new Label(
                        "This run has no codebook: its tokens have no weights, neighbours or distances. Choose a run with a code to see them.");
                none.setWrapText(true);
                none.getStyleClass().add("text-muted");
                flow.getChildren().add(none);
            }
        });
        fit(root.getViewportBounds().getWidth());
    }

    private Node card(BarChart chart, int number) {
        Label title = new Label(chart.title());
        title.getStyleClass().add("chart-title");
        Explained.explain(title, chart.explained() + ".");
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        SaveMenu save = new SaveMenu("chart-" + (number + 1), model.saving())
                .picture(() -> Optional.of(chart))
                .numbers(() -> Optional.of(chart::numbers));
        HBox top = new HBox(6, title, save.button());
        top.setAlignment(Pos.CENTER_LEFT);
        BarPane pane = new BarPane();
        pane.theme(theme.get());
        pane.show(chart);
        bars.add(pane);
        return new VBox(2, top, pane);
    }

    private static String headline(TokensFound f) {
        String lost = String.format(
                Locale.ROOT,
                "%,d of %,d tokens are lost (%.1f%%).",
                f.derived().report().summary().lost(),
                f.derived().report().summary().positions(),
                100.0
                        * f.derived().report().summary().lost()
                        / f.derived().report().summary().positions());
        String distance = f.pairs()
                .effect()
                .map(e -> String.format(
                        Locale.ROOT,
                        " The code's distances explain %.1f%% of them: so many confusions are beyond what frequencies give at near distances (noise alone: about %.1f%%). Rank correlation of distance and confusions: %s.",
                        100 * e.shareByDistance(),
                        100 * e.shareByNoise(),
                        Double.isNaN(e.spearman())
                                ? "none"
                                : String.format(Locale.ROOT, "%+.2f", e.spearman())
                                        .replace('-', '\u2212')))
                .orElse("");
        String also = f.derived().report().alsoLost().isPresent()
                ? String.format(
                        Locale.ROOT,
                        " The other run loses %.1f%% of them too.",
                        100.0
                                * f.derived().report().alsoLost().getAsInt()
                                / Math.max(1, f.derived().report().summary().lost()))
                : "";
        return lost + distance + also;
    }
}
