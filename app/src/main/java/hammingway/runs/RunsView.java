package hammingway.runs;

import hammingway.fx.FileDialogs;
import hammingway.fx.View;
import hammingway.runs.form.NewRunView;
import hammingway.runs.form.NewRunViewModel;
import hammingway.runs.queue.QueuePane;
import hammingway.settings.Theme;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The workspace of runs: the list at the left; the selected run, or the form of a new one, at the right. */
public final class RunsView implements View {
    /** All columns without a cut word. */
    private static final double LIST_WIDTH = 536;

    private final RunsViewModel model;
    private final ReadOnlyObjectProperty<Theme> theme;
    private final RunsTable table;
    private final StackPane right = new StackPane();
    private final RunDetailView detail;
    private final BorderPane root = new BorderPane();
    private final SplitPane split = new SplitPane();
    private final Node empty;
    private final FileDialogs dialogs;
    private Optional<FormPage> page = Optional.empty();

    /** One view per form: what the user typed and where the focus is must survive updates of the list. */
    private record FormPage(NewRunViewModel form, Node node) {}

    public RunsView(RunsViewModel model, ReadOnlyObjectProperty<Theme> theme, FileDialogs dialogs) {
        this.dialogs = dialogs;
        this.model = model;
        this.theme = theme;
        detail = new RunDetailView(model, theme);
        empty = emptyState();
        table = new RunsTable(model);
        VBox left = new VBox(toolbar(), table.filter(), table.node(), new QueuePane(model.queue()).node());
        left.getStyleClass().add("pane");
        VBox.setVgrow(table.node(), Priority.ALWAYS);
        left.setMinWidth(420);
        right.setMinWidth(480);
        split.getItems().addAll(left, right);
        left.setPrefWidth(LIST_WIDTH);
        split.setDividerPositions(0.465);
        split.widthProperty().addListener((p, before, width) -> {
            if (before.doubleValue() == 0) {
                split.setDividerPositions(LIST_WIDTH / width.doubleValue());
            }
        });
        SplitPane.setResizableWithParent(left, false);
        root.getStyleClass().add("workspace");
        model.runs().addListener((ListChangeListener<RunItem>) change -> showRight());
        model.form().subscribe(form -> showRight());
        model.selected().subscribe(item -> showRight());
    }

    private void showRight() {
        if (model.form().get().isPresent()) {
            root.setCenter(currentForm(model.form().get().get()));
            return;
        }
        root.setCenter(model.runs().isEmpty() ? empty : split);
        Optional<Node> wanted = model.selected().get().map(s -> detail.node());
        Node node = wanted.orElseGet(() -> hint("Select a run to see its curves."));
        if (!right.getChildren().equals(java.util.List.of(node))) {
            right.getChildren().setAll(node);
        }
    }

    private Node currentForm(NewRunViewModel form) {
        FormPage current = page.filter(p -> p.form().equals(form))
                .orElseGet(() ->
                        new FormPage(form, new NewRunView(form, dialogs, model::create, model::closeForm).node()));
        page = Optional.of(current);
        return current.node();
    }

    private static Node hint(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("text-muted");
        return label;
    }

    private Node toolbar() {
        Label title = new Label("Runs");
        title.getStyleClass().add("pane-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button quick = new Button("Quick-start study", new FontIcon("mdi2r-rocket-launch-outline"));
        quick.setId("quick-start-again");
        quick.setTooltip(new Tooltip("Queues the nine runs of the quick-start study that are not finished yet"));
        quick.setOnAction(e -> model.quickStart());
        Button create = new Button("New run", new FontIcon("mdi2p-plus"));
        create.setId("new-run");
        create.getStyleClass().add("accent");
        create.setTooltip(new Tooltip("One page with every field, what the run will be, and sweeps (Ctrl+N)"));
        create.setOnAction(e -> model.newRun());
        HBox bar = new HBox(title, space, quick, create);
        bar.getStyleClass().add("pane-header");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Node emptyState() {
        FontIcon icon = new FontIcon("mdi2c-chart-timeline-variant");
        icon.getStyleClass().add("empty-icon");
        Label title = new Label("No runs yet");
        title.getStyleClass().add("title-3");
        Label text = new Label(
                "The quick-start study trains nine decision layers, from softmax to 10 bits, one after the other "
                        + "on an embedded text: about six minutes on two processor cores. You can watch, pause and stop them here, "
                        + "and Compare fills as they end. Each run is a process of its own and goes on when this window closes.");
        text.setWrapText(true);
        text.getStyleClass().add("empty-text");
        Button quick = new Button("Quick-start study", new FontIcon("mdi2r-rocket-launch-outline"));
        quick.setId("quick-start");
        quick.getStyleClass().addAll("accent", "large");
        quick.setOnAction(e -> model.quickStart());
        Button create = new Button("New run", new FontIcon("mdi2p-plus"));
        create.setId("first-run");
        create.getStyleClass().add("large");
        create.setOnAction(e -> model.newRun());
        HBox buttons = new HBox(quick, create);
        buttons.getStyleClass().add("button-row");
        buttons.setAlignment(Pos.CENTER);
        VBox box = new VBox(icon, title, text, buttons);
        box.getStyleClass().add("empty-state");
        box.setAlignment(Pos.CENTER);
        return box;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void close() {
        detail.close();
    }

    /** The theme that the workspace follows. */
    ReadOnlyObjectProperty<Theme> theme() {
        return theme;
    }
}
