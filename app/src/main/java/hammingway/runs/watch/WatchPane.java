package hammingway.runs.watch;

import atlantafx.base.theme.Styles;
import hammingway.control.LiveChart;
import hammingway.control.SaveFigure;
import hammingway.run.RunEvent;
import hammingway.settings.Theme;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Curves of the selected run and of those pinned beside it, its bits, and what it writes. */
public final class WatchPane {
    /** Two charts beside each other where there is room for their labels. */
    private static final double TWO_COLUMNS = 560;

    private static final double THREE_COLUMNS = 1300;
    /** A chart fills what the window has, within these. */
    private static final double LOWEST_CHART = 190;

    private static final double HIGHEST_CHART = 320;

    private final WatchViewModel model;
    private final ReadOnlyObjectProperty<Theme> theme;
    private final SaveFigure.Keeper keeper;
    private final Map<Metric, ChartCard> cards = new EnumMap<>(Metric.class);
    private final FlowPane legend = new FlowPane();
    private final TilePane grid = new TilePane();
    private final BitsView bits = new BitsView();
    private final Label bitsTold = new Label();
    private final VBox bitsBox = new VBox();
    private final VBox samples = new VBox();
    private final VBox samplesBox = new VBox();
    private final VBox content = new VBox();
    private final ScrollPane scroll = new ScrollPane();
    private final VBox root = new VBox();
    private List<RunEvent.Sampled> shownSamples = List.of();

    /** @param keeper puts saved figures where exports go */
    public WatchPane(WatchViewModel model, ReadOnlyObjectProperty<Theme> theme, SaveFigure.Keeper keeper) {
        this.model = model;
        this.theme = theme;
        this.keeper = keeper;
        root.setId("watch");
        grid.getStyleClass().add("watch-grid");
        grid.setPrefColumns(2);
        legend.getStyleClass().add("watch-legend");
        legend.setId("watch-legend");
        bitsTold.getStyleClass().add("text-muted");
        bitsTold.setWrapText(true);
        bitsBox.getChildren().addAll(heading("Bits decided right"), bitsTold, bits);
        samples.getStyleClass().add("watch-samples");
        samplesBox.getChildren().addAll(heading("Texts written at checkpoints"), samples);
        content.getChildren().addAll(legend, grid, bitsBox, samplesBox);
        content.getStyleClass().add("watch-content");
        scroll.setContent(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, javafx.scene.layout.Priority.ALWAYS);
        root.getChildren().addAll(bar(), scroll);
        scroll.viewportBoundsProperty().subscribe(b -> arrange(b.getWidth(), b.getHeight()));
        model.metrics().subscribe(m -> build());
        model.shown().subscribe(this::legend);
        model.picture().subscribe(this::show);
        theme.subscribe(t -> {
            cards.values().forEach(c -> c.theme(t.palette()));
            bits.theme(t.palette());
            legend(model.shown().get());
            show(model.picture().get());
        });
        root.sceneProperty().subscribe(s -> model.watching(s != null));
    }

    public Node node() {
        return root;
    }

    private static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("chart-title", "chart-header");
        return label;
    }

    private Node bar() {
        ToggleGroup group = new ToggleGroup();
        HBox over = new HBox();
        for (Progression p : Progression.values()) {
            ToggleButton b = new ToggleButton(p.title());
            b.setId("over-" + p.name().toLowerCase(java.util.Locale.ROOT));
            b.setToggleGroup(group);
            b.getStyleClass()
                    .addAll(
                            Styles.SMALL,
                            p.equals(Progression.STEP)
                                    ? "left-pill"
                                    : p == Progression.TOKENS ? "right-pill" : "center-pill");
            b.setTooltip(new Tooltip(
                    switch (p) {
                        case STEP -> "Curves over optimiser steps";
                        case TIME -> "Curves over seconds of training; validation and pauses do not count";
                        case TOKENS -> "Curves over tokens trained on";
                    }));
            b.setMinWidth(Region.USE_PREF_SIZE);
            b.setSelected(model.over().get() == p);
            b.setOnAction(e -> {
                b.setSelected(true);
                model.over().set(p);
            });
            over.getChildren().add(b);
        }
        Slider smoothing = new Slider(0, 0.99, model.smoothing().get());
        smoothing.setId("smoothing");
        smoothing.setPrefWidth(110);
        smoothing.setMinWidth(60);
        smoothing.setBlockIncrement(0.05);
        smoothing.setTooltip(new Tooltip("Smoothing: how far each value looks back; at the left, values as they are"));
        smoothing.setAccessibleText("Smoothing");
        smoothing.valueProperty().bindBidirectional(model.smoothing());
        Button all = new Button("", new FontIcon("mdi2f-fit-to-page-outline"));
        all.setId("whole-span");
        all.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        all.setTooltip(
                new Tooltip(
                        "Shows all again (0). Drag over a chart to zoom, Ctrl and the wheel too; Shift and a drag moves; keys + - and arrows"));
        all.setAccessibleText("Show all of the curves");
        all.setOnAction(e -> model.span().set(Optional.empty()));
        model.span().subscribe(s -> all.setDisable(s.isEmpty()));
        Region space = new Region();
        HBox.setHgrow(space, javafx.scene.layout.Priority.ALWAYS);
        HBox bar = new HBox(over, smoothing, all, space, charts(), pin());
        bar.getStyleClass().add("watch-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Node charts() {
        MenuButton menu = new MenuButton("", new FontIcon("mdi2v-view-grid-plus-outline"));
        menu.setId("charts");
        menu.getStyleClass().add(Styles.SMALL);
        menu.setTooltip(new Tooltip("Which charts are shown"));
        menu.setAccessibleText("Charts shown");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        for (Metric m : Metric.values()) {
            CheckMenuItem item = new CheckMenuItem(m.plainTitle());
            item.setSelected(model.metrics().get().contains(m));
            item.setOnAction(e -> model.show(m, item.isSelected()));
            menu.getItems().add(item);
        }
        return menu;
    }

    private Node pin() {
        ToggleButton pin = new ToggleButton("Pin", new FontIcon("mdi2p-pin-outline"));
        pin.setId("pin");
        pin.getStyleClass().add(Styles.SMALL);
        pin.setMinWidth(Region.USE_PREF_SIZE);
        pin.setTooltip(new Tooltip("Keeps this run's curves on the charts when another run is selected (up to seven)"));
        Runnable update = () -> {
            Optional<WatchViewModel.Named> s = model.selected().get();
            pin.setSelected(s.filter(x -> model.isPinned(x.run())).isPresent());
            pin.setDisable(s.isEmpty() || (model.full() && !pin.isSelected()));
        };
        pin.setOnAction(e -> {
            model.selected().get().ifPresent(s -> {
                if (model.isPinned(s.run())) {
                    model.unpin(s.run());
                } else {
                    model.pin(s);
                }
            });
            update.run();
        });
        model.selected().subscribe(s -> update.run());
        model.shown().subscribe(s -> update.run());
        return pin;
    }

    private void build() {
        grid.getChildren()
                .setAll(model.metrics().get().stream().map(m -> card(m).node()).toList());
        arrange(
                scroll.getViewportBounds().getWidth(),
                scroll.getViewportBounds().getHeight());
        show(model.picture().get());
    }

    private ChartCard card(Metric metric) {
        return cards.computeIfAbsent(metric, m -> {
            ChartCard card = new ChartCard(m, model, keeper);
            card.theme(theme.get().palette());
            return card;
        });
    }

    private void arrange(double width, double height) {
        int across = width >= THREE_COLUMNS ? 3 : width >= TWO_COLUMNS ? 2 : 1;
        double tile = Math.floor((width - 32 - 12 * (across - 1)) / across);
        if (tile > 0) {
            grid.setPrefColumns(across);
            grid.setPrefTileWidth(tile);
            int rows = Math.max(1, (grid.getChildren().size() + across - 1) / across);
            grid.setPrefTileHeight(Math.clamp(Math.floor((height - 32) / rows) - 8, LOWEST_CHART, HIGHEST_CHART));
        }
    }

    private void legend(List<Wish.Shown> runs) {
        legend.getChildren()
                .setAll(runs.stream().map(r -> chip(r, runs.indexOf(r) == 0)).toList());
        legend.setVisible(runs.size() > 1);
        legend.setManaged(runs.size() > 1);
    }

    private Node chip(Wish.Shown run, boolean first) {
        Label label = new Label(
                run.name(),
                new javafx.scene.shape.Rectangle(
                        14, 3, ChartCard.colour(theme.get().palette(), run.colour())));
        label.setTooltip(new Tooltip(run.run().id()));
        label.setMaxWidth(220);
        HBox chip = new HBox(label);
        chip.getStyleClass().add("watch-chip");
        chip.setAlignment(Pos.CENTER_LEFT);
        if (model.isPinned(run.run())) {
            Button away = new Button("", new FontIcon("mdi2c-close"));
            away.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
            away.setTooltip(new Tooltip("Unpin " + run.name()));
            away.setAccessibleText("Unpin " + run.name());
            away.setOnAction(e -> model.unpin(run.run()));
            chip.getChildren().add(away);
        } else if (first) {
            label.getStyleClass().add("watch-selected");
        }
        return chip;
    }

    private void show(WatchPicture picture) {
        model.metrics()
                .get()
                .forEach(m -> Optional.ofNullable(cards.get(m))
                        .ifPresent(
                                c -> c.show(Optional.ofNullable(picture.charts().get(m)))));
        bits.show(picture.bits());
        set(bitsBox, picture.bits().isPresent());
        bitsTold.setText(picture.bits()
                .map(b -> BitsView.told(b) + ". A bar is the share above a guess; rows below are earlier validations.")
                .orElse(""));
        if (!picture.samples().equals(shownSamples)) {
            shownSamples = picture.samples();
            samples.getChildren()
                    .setAll(shownSamples.stream().map(WatchPane::sample).toList());
        }
        set(samplesBox, !shownSamples.isEmpty());
    }

    private static void set(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static Node sample(RunEvent.Sampled s) {
        Label step = new Label(String.format(java.util.Locale.ROOT, "Step %,d", s.step()));
        step.getStyleClass().add("field-caption");
        javafx.scene.text.Text prompt = new javafx.scene.text.Text(s.prompt());
        prompt.getStyleClass().add("sample-prompt");
        javafx.scene.text.Text text = new javafx.scene.text.Text(s.text());
        text.getStyleClass().add("sample-text");
        javafx.scene.text.TextFlow flow = new javafx.scene.text.TextFlow(prompt, text);
        flow.setAccessibleText("Given: " + s.prompt() + ". Written: " + s.text());
        VBox box = new VBox(step, flow);
        box.getStyleClass().add("watch-sample");
        return box;
    }

    /** The chart of a metric, while it is shown. */
    Optional<LiveChart> chart(Metric metric) {
        return Optional.ofNullable(cards.get(metric)).map(ChartCard::chart);
    }
}
