package hammingway.runs;

import hammingway.control.CurveChart;
import hammingway.runs.queue.RemediesView;
import hammingway.settings.Theme;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;

/** The selected run: what it does, its curves, what it is made of, its log, and how to do the same without a window. */
final class RunDetailView {
    private final RunsViewModel model;
    private final Label name = new Label();
    private final Label state = new Label();
    private final Label doing = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final Label trouble = new Label();
    private final VBox troubleText = new VBox(trouble);
    private final HBox troubleBox = new HBox(new FontIcon("mdi2a-alert-circle-outline"), troubleText);
    private final FlowPane figures = new FlowPane();
    private final CurveChart loss = new CurveChart();
    private final CurveChart quality = new CurveChart();
    private final ToggleButton top5 = new ToggleButton("Top-5");
    private final ToggleButton perplexity = new ToggleButton("Perplexity");
    private final TextArea log = new TextArea();
    private final SpecificationView specification = new SpecificationView();
    private final Button start = button("start", "Start", "mdi2p-play", "Starts or continues the run (F5)");
    private final Button pause = button("pause", "Pause", "mdi2p-pause", "Holds the run between two steps (F6)");
    private final Button stop =
            button("stop", "Stop", "mdi2s-stop", "Writes a checkpoint and ends; the run can be continued (Shift+F5)");
    private final Button unqueue = button("unqueue", "Remove from queue", "mdi2p-playlist-remove", "The run stays");
    private final VBox root = new VBox();
    private Subscription following = () -> {};

    RunDetailView(RunsViewModel model, ReadOnlyObjectProperty<Theme> theme) {
        this.model = model;
        build();
        act();
        loss.axes("step", "loss (nats)", false);
        theme.subscribe(t -> {
            loss.theme(t.palette());
            quality.theme(t.palette());
        });
        model.selected().subscribe(this::follow);
        model.detail().subscribe(this::show);
    }

    Node node() {
        return root;
    }

    private static Button button(String id, String text, String icon, String tooltip) {
        Button button = new Button(text, new FontIcon(icon));
        button.setId(id);
        button.setTooltip(new Tooltip(tooltip));
        return button;
    }

    private void build() {
        name.getStyleClass().add("pane-title");
        name.setMinWidth(40);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header = new HBox(name, state, space, start, pause, stop, unqueue);
        header.getStyleClass().add("pane-header");
        header.setAlignment(Pos.CENTER_LEFT);
        for (Button b : List.of(start, pause, stop, unqueue)) {
            b.setMinWidth(Region.USE_PREF_SIZE);
        }
        state.setMinWidth(Region.USE_PREF_SIZE);

        progress.getStyleClass().add("small");
        progress.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(progress, Priority.ALWAYS);
        doing.getStyleClass().add("text-muted");
        doing.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(progress, doing);
        line.getStyleClass().add("progress-line");
        line.setAlignment(Pos.CENTER_LEFT);

        trouble.setWrapText(true);
        trouble.setMinHeight(Region.USE_PREF_SIZE);
        trouble.setId("trouble");
        troubleBox.getStyleClass().add("trouble");
        HBox.setHgrow(troubleText, Priority.ALWAYS);
        troubleText.getChildren().add(new RemediesView(model.trouble()).node());
        figures.getStyleClass().add("figures-row");

        TabPane tabs =
                new TabPane(tab("Curves", curves()), tab("Specification", specification.node()), tab("Log", logPane()));
        tabs.setId("run-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        VBox.setVgrow(tabs, Priority.ALWAYS);
        root.getStyleClass().addAll("pane", "detail");
        root.getChildren().addAll(header, line, troubleBox, figures, tabs);
    }

    private static Tab tab(String title, Node content) {
        return new Tab(title, content);
    }

    private Node curves() {
        ToggleGroup group = new ToggleGroup();
        for (ToggleButton b : List.of(top5, perplexity)) {
            b.setToggleGroup(group);
            b.getStyleClass().add("small");
        }
        top5.getStyleClass().add("left-pill");
        perplexity.getStyleClass().add("right-pill");
        group.selectToggle(top5);
        group.selectedToggleProperty().addListener((p, before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            } else {
                model.detail().get().ifPresent(this::showQuality);
            }
        });
        Label during = new Label("During training, on validation windows");
        during.getStyleClass().add("chart-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox choice = new HBox(during, space, new HBox(top5, perplexity));
        choice.setAlignment(Pos.CENTER_LEFT);
        choice.getStyleClass().add("chart-header");
        Label lossTitle = new Label("Loss");
        lossTitle.getStyleClass().addAll("chart-title", "chart-header");
        VBox.setVgrow(loss.node(), Priority.ALWAYS);
        VBox.setVgrow(quality.node(), Priority.ALWAYS);
        loss.node().setMinHeight(120);
        quality.node().setMinHeight(120);
        loss.node().setPrefHeight(260);
        quality.node().setPrefHeight(220);
        VBox box = new VBox(lossTitle, loss.node(), choice, quality.node());
        box.getStyleClass().add("curves");
        return box;
    }

    private Node logPane() {
        log.setEditable(false);
        log.setId("log");
        log.getStyleClass().add("log");
        log.setPromptText("The worker has not written anything yet.");
        return log;
    }

    private void act() {
        start.setOnAction(e -> model.startSelected());
        pause.setOnAction(e -> model.pauseOrResumeSelected());
        stop.setOnAction(e -> model.stopSelected());
        unqueue.setOnAction(e -> model.selected().get().ifPresent(model::unqueue));
    }

    private void follow(Optional<RunItem> item) {
        following.unsubscribe();
        following = item.map(i -> i.now().subscribe(this::show)).orElse(() -> {});
        item.ifPresent(i -> specification.show(i.now().get()));
    }

    private void show(RunSnapshot run) {
        name.setText(run.name());
        name.setTooltip(new Tooltip(run.run().id()));
        StatusMark.show(state, run);
        doing.setText(run.doing());
        progress.setProgress(run.share());
        trouble.setText(run.trouble());
        troubleBox.pseudoClassStateChanged(
                javafx.css.PseudoClass.getPseudoClass("failed"), run.state() == hammingway.run.RunStatus.State.FAILED);
        set(troubleBox, !run.trouble().isEmpty());
        start.setText(run.begun() ? "Continue" : "Start");
        pause.setText(run.canResume() ? "Resume" : "Pause");
        set(start, run.canStart());
        set(pause, run.canPause() || run.canResume());
        set(stop, run.canStop());
        set(unqueue, run.queued());
    }

    private static void set(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private void show(Optional<RunDetail> detail) {
        figures.getChildren()
                .setAll(detail.map(RunDetail::figures).orElse(List.of()).stream()
                        .map(RunDetailView::figure)
                        .toList());
        loss.show(series(detail.map(RunDetail::loss).orElse(List.of())));
        detail.ifPresentOrElse(this::showQuality, () -> quality.show(List.of()));
        String text = detail.map(RunDetail::log).orElse("");
        if (!text.equals(log.getText())) {
            log.setText(text);
            log.positionCaret(text.length());
        }
    }

    private void showQuality(RunDetail detail) {
        boolean accuracy = top5.isSelected();
        quality.axes("step", accuracy ? "top-5 (%)" : "perplexity", !accuracy);
        RunDetail.Line line =
                accuracy ? detail.quality().top5() : detail.quality().perplexity();
        quality.show(line.x().length == 0 ? List.of() : series(List.of(line)));
    }

    private static List<CurveChart.Series> series(List<RunDetail.Line> lines) {
        return lines.stream()
                .map(l -> new CurveChart.Series(l.name(), l.x(), l.y(), l.dashed()))
                .toList();
    }

    private static Node figure(RunDetail.Fact fact) {
        Label value = new Label(fact.value());
        value.getStyleClass().add("figure-value");
        Label name = new Label(fact.name());
        name.getStyleClass().add("figure-name");
        VBox box = new VBox(value, name);
        box.getStyleClass().add("figure-tile");
        return box;
    }
}
