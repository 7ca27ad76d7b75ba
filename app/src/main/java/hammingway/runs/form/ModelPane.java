package hammingway.runs.form;

import atlantafx.base.theme.Styles;
import hammingway.fx.FileDialogs;
import hammingway.model.checkpoint.CheckpointFolder;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Above the backbone's fields: a pretrained model to begin with, what it is, and what can be trained of it. */
final class ModelPane {
    private static final String HINT =
            "The folder of a Hugging Face model on this computer, with its tokenizer.json; or drop the folder on this page.";

    private final ModelViewModel model;
    private final Button begin = button("begin-model", "Begin with a model\u2026", "mdi2f-folder-open-outline", HINT);
    private final Button forget = button(
            "forget-model",
            "Forget the model",
            "mdi2c-close",
            "The same shape with random weights, all of them trained; undo brings the model back");
    private final Button stop = button("stop-model", "Stop", "mdi2s-stop", "Ends the reading; nothing changes");
    private final HBox busy = new HBox(8);
    private final Label hint = new Label(HINT);
    private final Label refusal = new Label();
    private final Label name = new Label();
    private final GridPane facts = new GridPane();
    private final Label caution = new Label();
    private final VBox card;
    private final VBox root = new VBox();

    ModelPane(NewRunViewModel form, FileDialogs dialogs) {
        model = form.model();
        begin.setOnAction(e -> dialogs.folder("Choose a model's folder").ifPresent(model::choose));
        forget.setOnAction(e -> model.forget());
        stop.setOnAction(e -> model.stop());
        card = card(form);
        refusal.setId("model-refusal");
        note(refusal, "model-refusal");
        refusal.setGraphic(new FontIcon("mdi2a-alert-circle-outline"));
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        hint.getStyleClass().add(Styles.TEXT_MUTED);
        root.getStyleClass().add("model-pane");
        root.getChildren().addAll(bar(), hint, refusal, card);
        model.model().subscribe(this::show);
        form.draft().subscribe(d -> named());
    }

    Node node() {
        return root;
    }

    private static Button button(String id, String text, String icon, String help) {
        Button button = new Button(text, new FontIcon(icon));
        button.setId(id);
        Tooltip tip = new Tooltip(help);
        tip.setWrapText(true);
        tip.setMaxWidth(320);
        button.setTooltip(tip);
        button.setAccessibleHelp(help);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static void note(Label label, String style) {
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        label.managedProperty().bind(label.textProperty().isNotEmpty());
        label.visibleProperty().bind(label.managedProperty());
    }

    private Node bar() {
        ProgressIndicator turning = new ProgressIndicator();
        turning.setMinSize(18, 18);
        turning.setPrefSize(18, 18);
        turning.setAccessibleText("Reading the model");
        busy.getChildren().addAll(turning, new Label("Reading the folder"), stop);
        busy.setAlignment(Pos.CENTER_LEFT);
        busy.managedProperty().bind(model.reading());
        busy.visibleProperty().bind(model.reading());
        begin.disableProperty().bind(model.reading());
        refusal.textProperty().bind(model.refusal());
        HBox bar = new HBox(8, begin, forget, busy);
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private VBox card(NewRunViewModel form) {
        name.setId("model-name");
        name.getStyleClass().add("model-name");
        name.setGraphic(new FontIcon("mdi2c-cube-outline"));
        facts.setId("model-facts");
        facts.getStyleClass().add("model-facts");
        note(caution, "forecast-warning");
        Label yours =
                new Label("Layers, heads and sizes below are the model's; context and dropout are yours to choose.");
        yours.setWrapText(true);
        yours.setMinHeight(Region.USE_PREF_SIZE);
        yours.getStyleClass().add(Styles.TEXT_MUTED);
        VBox box = new VBox(name, facts, caution, new TuningPane(form).node(), yours);
        box.setId("model-card");
        box.getStyleClass().add("model-card");
        return box;
    }

    private void named() {
        boolean now = model.named();
        forget.setVisible(now);
        forget.setManaged(now);
        begin.setText(now ? "Another model\u2026" : "Begin with a model\u2026");
        hint.setVisible(!now);
        hint.setManaged(!now);
    }

    private void show(Optional<CheckpointFolder> found) {
        card.setVisible(found.isPresent());
        card.setManaged(found.isPresent());
        found.ifPresent(f -> {
            name.setText(String.valueOf(f.folder().getFileName()));
            name.setTooltip(new Tooltip(f.folder().toString()));
            facts.getChildren().clear();
            for (ModelFacts.Fact fact : ModelFacts.of(f)) {
                Label what = new Label(fact.name());
                what.getStyleClass().add(Styles.TEXT_MUTED);
                what.setMinWidth(Region.USE_PREF_SIZE);
                Label value = new Label(fact.value());
                value.setWrapText(true);
                value.setMinHeight(Region.USE_PREF_SIZE);
                value.setAccessibleText(fact.name() + ": " + fact.value());
                GridPane.setHgrow(value, Priority.ALWAYS);
                GridPane.setValignment(what, VPos.TOP);
                facts.addRow(facts.getRowCount(), what, value);
            }
            caution.setText(String.join("\n", f.problems()));
        });
    }
}
