package hammingway.runs;

import atlantafx.base.theme.Styles;
import hammingway.base.AtomicFiles;
import hammingway.fx.Background;
import hammingway.fx.ErrorsEvent;
import hammingway.fx.Explained;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.runs.queue.RemediesView;
import hammingway.runs.watch.BranchPane;
import hammingway.runs.watch.BranchViewModel;
import hammingway.runs.watch.CancelBar;
import hammingway.runs.watch.DifferencePane;
import hammingway.runs.watch.LogView;
import hammingway.runs.watch.LogViewModel;
import hammingway.runs.watch.WatchPane;
import hammingway.runs.watch.WatchPicture;
import hammingway.runs.watch.WatchViewModel;
import hammingway.settings.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
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
    private final Background background;
    private final WatchViewModel watch;
    private final LogViewModel log;
    private final BranchViewModel branch;
    private final CancelBar cancelBar;
    private final DifferencePane differences;
    private final Label name = new Label();
    private final Label state = new Label();
    private final Label doing = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final Label trouble = new Label();
    private final VBox troubleText = new VBox(trouble);
    private final HBox troubleBox = new HBox(new FontIcon("mdi2a-alert-circle-outline"), troubleText);
    private final FlowPane figures = new FlowPane();
    private final SpecificationView specification = new SpecificationView();
    private final Button start = button("start", "Start", "mdi2p-play", "Starts or continues the run (F5)");
    private final Button pause = button("pause", "Pause", "mdi2p-pause", "Holds the run between two steps (F6)");
    private final Button stop =
            button("stop", "Stop", "mdi2s-stop", "Writes a checkpoint and ends; the run can be continued (Shift+F5)");
    private final Button unqueue = button("unqueue", "Remove from queue", "mdi2p-playlist-remove", "The run stays");
    private final Button cancel =
            icon("cancel", "mdi2c-close-octagon-outline", "Cancel: ends the worker at once, without a checkpoint");
    private final Button errors =
            button("run-errors", "Errors", "mdi2m-magnify-scan", "Shows why tokens were decoded wrong, bit by bit");
    private final Button extend =
            icon("extend", "mdi2a-arrow-expand-right", "Extend: a longer run from the last checkpoint");
    private final Button branchOff =
            icon("branch-off", "mdi2s-source-branch", "Branch: a run with changed settings from a checkpoint");
    private final VBox root = new VBox();
    private Subscription following = () -> {};

    RunDetailView(RunsViewModel model, ReadOnlyObjectProperty<Theme> theme) {
        this.model = model;
        background = new Background(model.notices());
        watch = new WatchViewModel(Platform::runLater, model.notices()::error);
        log = new LogViewModel(Platform::runLater, model.notices()::error);
        branch = new BranchViewModel(background, model::queueNew);
        cancelBar = new CancelBar(background);
        differences = new DifferencePane(background);
        build(theme);
        act();
        model.selected().subscribe(this::follow);
        model.runs().addListener((ListChangeListener<RunItem>) c -> listed());
        watch.picture().subscribe(p -> show(p.figures()));
    }

    Node node() {
        return root;
    }

    void close() {
        watch.close();
        log.close();
        background.close();
    }

    private static Button button(String id, String text, String icon, String tooltip) {
        Button button = new Button(text, new FontIcon(icon));
        button.setId(id);
        button.setTooltip(new Tooltip(tooltip));
        return button;
    }

    private static Button icon(String id, String icon, String tooltip) {
        Button button = button(id, "", icon, tooltip);
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setAccessibleText(tooltip);
        return button;
    }

    private void build(ReadOnlyObjectProperty<Theme> theme) {
        name.getStyleClass().add("pane-title");
        name.setMinWidth(40);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header = new HBox(name, state, space, start, pause, stop, unqueue, errors, cancel, extend, branchOff);
        header.getStyleClass().add("pane-header");
        header.setAlignment(Pos.CENTER_LEFT);
        for (Button b : List.of(start, pause, stop, unqueue, cancel, extend, branchOff)) {
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

        TabPane tabs = tabs(new WatchPane(watch, theme, this::keep).node());
        root.getStyleClass().addAll("pane", "detail");
        Explained.page(root, "watch.md");
        root.getChildren()
                .addAll(header, line, cancelBar.node(), troubleBox, new BranchPane(branch).node(), figures, tabs);
    }

    private TabPane tabs(Node curves) {
        Tab logTab = new Tab("Log", new LogView(log).node());
        logTab.selectedProperty().subscribe(log::watching);
        TabPane tabs = new TabPane(
                new Tab("Curves", curves),
                new Tab("Specification", specification.node()),
                new Tab("Differences", differences.node()),
                logTab);
        tabs.setId("run-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getSelectionModel().selectedIndexProperty().subscribe(i -> watch.watching(i.intValue() == 0));
        VBox.setVgrow(tabs, Priority.ALWAYS);
        return tabs;
    }

    /** Saved figures go where exports go. */
    private void keep(String file, AtomicFiles.Writer content) {
        model.project().map(Project::exports).ifPresent(folder -> {
            Path target = folder.resolve(file);
            background.start(
                    "Saving " + file,
                    p -> {
                        AtomicFiles.write(target, content);
                        return target;
                    },
                    done -> model.notices().info("Saved " + done));
        });
    }

    private void act() {
        start.setOnAction(e -> model.startSelected());
        pause.setOnAction(e -> model.pauseOrResumeSelected());
        stop.setOnAction(e -> model.stopSelected());
        unqueue.setOnAction(e -> model.selected().get().ifPresent(model::unqueue));
        cancel.setOnAction(e -> selectedRun().ifPresent(cancelBar::cancel));
        errors.setOnAction(e -> selectedRun().ifPresent(r -> errors.fireEvent(new ErrorsEvent(r.id()))));
        extend.setOnAction(e -> selectedRun().ifPresent(r -> branch.open(r, true)));
        branchOff.setOnAction(e -> selectedRun().ifPresent(r -> branch.open(r, false)));
    }

    private Optional<RunFolder> selectedRun() {
        return model.selected().get().map(RunItem::run);
    }

    private void follow(Optional<RunItem> item) {
        following.unsubscribe();
        following = item.map(i -> i.now().subscribe(this::show)).orElse(() -> {});
        item.ifPresent(i -> specification.show(i.now().get()));
        cancelBar.hide();
        branch.close();
        Optional<WatchViewModel.Named> named = item.map(RunDetailView::named);
        watch.selected().set(named);
        differences.of(named);
        differences.offer(model.runs().stream().map(RunDetailView::named).toList());
        log.open(item.map(i -> i.run().log()));
    }

    private static WatchViewModel.Named named(RunItem item) {
        return new WatchViewModel.Named(item.run(), item.now().get().name());
    }

    /** Runs of another project, or deleted ones, are not watched on. */
    private void listed() {
        List<WatchViewModel.Named> runs =
                model.runs().stream().map(RunDetailView::named).toList();
        List.copyOf(watch.pinned()).stream()
                .filter(p -> runs.stream().noneMatch(r -> r.run().equals(p.run())))
                .forEach(p -> watch.unpin(p.run()));
        differences.offer(runs);
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
        set(errors, run.evaluated().isPresent());
        set(cancel, run.canStop());
        set(extend, run.begun() && run.readable());
        set(branchOff, run.begun() && run.readable());
    }

    private static void set(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** The same tiles with new numbers: ten times a second nothing may be laid out anew for nothing. */
    private void show(List<WatchPicture.Fact> facts) {
        while (figures.getChildren().size() > facts.size()) {
            figures.getChildren().removeLast();
        }
        for (int i = 0; i < facts.size(); i++) {
            if (i == figures.getChildren().size()) {
                figures.getChildren().add(new FigureTile());
            }
            if (figures.getChildren().get(i) instanceof FigureTile tile) {
                tile.show(facts.get(i));
            }
        }
    }

    private static final class FigureTile extends VBox {
        private final Label value = new Label();
        private final Label name = new Label();

        FigureTile() {
            value.getStyleClass().add("figure-value");
            name.getStyleClass().add("figure-name");
            getStyleClass().add("figure-tile");
            getChildren().addAll(value, name);
        }

        void show(WatchPicture.Fact fact) {
            value.setText(fact.value());
            name.setText(fact.name());
        }
    }
}
