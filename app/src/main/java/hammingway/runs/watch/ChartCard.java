package hammingway.runs.watch;

import atlantafx.base.theme.Styles;
import hammingway.control.LiveChart;
import hammingway.control.PageChart;
import hammingway.control.SaveFigure;
import hammingway.settings.Theme;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

/** One chart with its title, its axis and a way to save it. */
final class ChartCard {
    private final Metric metric;
    private final WatchViewModel model;
    private final LiveChart chart = new LiveChart();
    private final Label empty = new Label("Nothing yet");
    private final VBox root = new VBox();
    private Theme.Palette palette = Theme.LIGHT.palette();
    private Optional<WatchPicture.Chart> shown = Optional.empty();

    ChartCard(Metric metric, WatchViewModel model, SaveFigure.Keeper keeper) {
        this.metric = metric;
        this.model = model;
        String id = metric.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        chart.setId("chart-" + id);
        chart.onSpan(model.span()::set);
        chart.onColumns(model::columns);
        model.over().subscribe(o -> chart.xText(o::text));
        Label title = new Label(metric.title());
        title.getStyleClass().add("chart-title");
        title.setTooltip(new Tooltip(metric.plainTitle() + ": " + metric.note()));
        title.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        ToggleButton log = new ToggleButton("log");
        log.setId("log-" + id);
        log.getStyleClass().addAll(Styles.SMALL, Styles.FLAT, "log-axis");
        log.setTooltip(new Tooltip("Logarithmic axis; leaves out what is not above 0"));
        log.setAccessibleText("Logarithmic axis of " + metric.plainTitle());
        log.setMinWidth(Region.USE_PREF_SIZE);
        log.setSelected(model.logarithmic().get().contains(metric));
        log.setOnAction(e -> model.logarithmic(metric, log.isSelected()));
        SaveFigure save = new SaveFigure("run-" + id, this::figure, keeper);
        save.on(chart);
        HBox header = new HBox(title, space, log, save.button());
        header.getStyleClass().add("watch-card-header");
        header.setAlignment(Pos.CENTER_LEFT);
        empty.setMouseTransparent(true);
        empty.getStyleClass().add("text-muted");
        StackPane stack = new StackPane(chart, empty);
        VBox.setVgrow(stack, Priority.ALWAYS);
        root.getChildren().addAll(header, stack);
        chart.setAccessibleText("Curves of " + metric.plainTitle());
    }

    Node node() {
        return root;
    }

    LiveChart chart() {
        return chart;
    }

    /** More runs than the palette has colours take them again, half faded. */
    static Color colour(Theme.Palette palette, int place) {
        List<Color> series = palette.series();
        Color own = series.get(place % series.size());
        return place < series.size() ? own : own.interpolate(palette.background(), 0.5);
    }

    void theme(Theme.Palette newPalette) {
        palette = newPalette;
        chart.theme(palette);
        shown.ifPresent(s -> show(Optional.of(s)));
    }

    void show(Optional<WatchPicture.Chart> next) {
        shown = next;
        List<LiveChart.Curve> curves = next.map(WatchPicture.Chart::curves).orElse(List.of()).stream()
                .map(c -> new LiveChart.Curve(c.name(), colour(palette, c.colour()), c.x(), c.y(), c.kind(), c.told()))
                .toList();
        empty.setVisible(curves.isEmpty());
        chart.show(next.map(WatchPicture.Chart::frame).orElse(chart.frame()), curves);
    }

    private Optional<PageChart> figure() {
        List<PageChart.Series> series = shown.map(WatchPicture.Chart::curves).orElse(List.of()).stream()
                .filter(WatchPicture.Curve::told)
                .map(c -> new PageChart.Series(
                        c.name(),
                        c.x(),
                        c.y(),
                        c.kind() == LiveChart.Kind.DOTS && metric == Metric.LOSS
                                ? PageChart.Kind.DASHED
                                : PageChart.Kind.LINE))
                .toList();
        boolean log = model.logarithmic().get().contains(metric);
        return series.isEmpty()
                ? Optional.empty()
                : Optional.of(new PageChart(
                        metric.plainTitle(),
                        new PageChart.Axes(model.over().get().title(), metric.title(), log),
                        series,
                        log ? 0 : Double.NaN));
    }
}
