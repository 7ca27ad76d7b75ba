package hammingway.compare;

import hammingway.fx.View;
import hammingway.settings.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** The workspace of comparison: the chart, the table below it, exports and the command line that does the same. */
public final class CompareView implements View {
    private final CompareViewModel model;
    private final Function<Window, Optional<Path>> askForFile;
    private final BorderPane root = new BorderPane();
    private final SizeChartPane chart;
    private final ReadOnlyObjectProperty<Theme> theme;

    public CompareView(CompareViewModel model, ReadOnlyObjectProperty<Theme> theme) {
        this(model, theme, ExportMenu::choose);
    }

    /** @param askForFile where to save a picture; the system's dialog cannot be driven by a test */
    CompareView(
            CompareViewModel model, ReadOnlyObjectProperty<Theme> theme, Function<Window, Optional<Path>> askForFile) {
        this.model = model;
        this.askForFile = askForFile;
        this.theme = theme;
        chart = new SizeChartPane(model, theme);
        root.setId("compare");
        root.getStylesheets().add(String.valueOf(CompareView.class.getResource("/hammingway/themes/compare.css")));
        root.setTop(new VBox(tools(), problem(), new WarningStrip(model).node()));
        root.setCenter(new StackPane(content(), empty()));
        root.setBottom(footer());
    }

    @Override
    public Node node() {
        return root;
    }

    private BooleanBinding is(CompareViewModel.State state) {
        return model.state().isEqualTo(state);
    }

    private Node tools() {
        MenuButton export = new ExportMenu(model.exports(), askForFile).button();
        Button reload = new Button("Reload");
        reload.setTooltip(new Tooltip("Read the project's runs again"));
        reload.setOnAction(e -> model.reload());
        return new ChartBar(model, chart, is(CompareViewModel.State.READY), List.of(reload, export)).node();
    }

    /** Damaged runs: told above the others, never silently left out. */
    private Node problem() {
        Label text = new Label();
        text.setId("compare-problem");
        text.textProperty().bind(model.problem());
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMaxHeight(90);
        text.setPadding(new Insets(8, 12, 8, 12));
        text.getStyleClass().add("problem");
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(model.problem());
        text.setTooltip(whole);
        VBox.setMargin(text, new Insets(0, 16, 8, 16));
        text.visibleProperty().bind(model.problem().isNotEmpty());
        text.managedProperty().bind(text.visibleProperty());
        return text;
    }

    private Node content() {
        Label none = new Label("No run passes the filter");
        none.visibleProperty().bind(chart.node().visibleProperty().not());
        chart.node().visibleProperty().bind(model.chart().map(Optional::isPresent));
        SplitPane split = new SplitPane(
                new StackPane(chart.node(), none), new ComparisonTabs(model.table(), model.pair(), theme).node());
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.55);
        split.visibleProperty().bind(is(CompareViewModel.State.READY));
        return split;
    }

    private Node empty() {
        Label title = new Label();
        title.getStyleClass().add("title-3");
        title.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> switch (model.state().get()) {
                            case NO_PROJECT -> "No project is open";
                            case LOADING -> "Reading the runs\u2026";
                            case EMPTY -> "No evaluated run yet";
                            case READY -> "";
                        },
                        model.state()));
        Label advice = new Label();
        advice.setWrapText(true);
        advice.setMaxWidth(460);
        advice.getStyleClass().add("text-muted");
        advice.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
        advice.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> switch (model.state().get()) {
                            case NO_PROJECT -> "Open a project, or create one: its evaluated runs are compared here.";
                            case EMPTY ->
                                "Accuracy against the size of the decision layer appears here once a run has finished with its evaluation. Start a study among the runs: the quick start trains a softmax and five codes to compare it with.";
                            case LOADING, READY -> "";
                        },
                        model.state()));
        VBox box = new VBox(8, title, advice);
        box.setId("compare-empty");
        box.setAlignment(Pos.CENTER);
        box.visibleProperty().bind(is(CompareViewModel.State.READY).not());
        return box;
    }

    private Node footer() {
        TextField command = new TextField();
        command.setId("compare-command");
        command.setEditable(false);
        command.setAccessibleText("The command line that exports the same");
        command.textProperty().bind(model.command());
        command.setPrefColumnCount(30);
        HBox.setHgrow(command, Priority.ALWAYS);
        Label name = new Label("Same as");
        name.setLabelFor(command);
        name.setMinWidth(Region.USE_PREF_SIZE);
        Button copy = new Button("Copy");
        copy.setAccessibleText("Copy the command line");
        copy.setOnAction(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(command.getText());
            Clipboard.getSystemClipboard().setContent(content);
        });
        Label message = new Label();
        message.setId("compare-message");
        message.textProperty().bind(model.message());
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(model.message());
        message.setTooltip(whole);
        message.setMaxWidth(Double.MAX_VALUE);
        message.setAlignment(Pos.CENTER_RIGHT);
        HBox footer = new HBox(8, name, command, copy, message);
        footer.setAlignment(Pos.CENTER_LEFT);
        footer.setPadding(new Insets(8, 16, 10, 16));
        footer.visibleProperty().bind(model.command().isNotEmpty());
        return footer;
    }
}
