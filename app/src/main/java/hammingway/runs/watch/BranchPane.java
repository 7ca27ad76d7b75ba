package hammingway.runs.watch;

import atlantafx.base.theme.Styles;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The form of a longer run or of a branch, above what is shown of the run that it goes on from. */
public final class BranchPane {
    private static final Map<String, String> LABELS = Map.of(
            "training.steps", "Steps in all",
            "training.schedule.peak", "Peak learning rate",
            "training.batch", "Batch",
            "backbone.dropout", "Dropout",
            "seed", "Seed");

    private final BranchViewModel model;
    private final Label title = new Label();
    private final FlowPane fields = new FlowPane();
    private final Label told = new Label();
    private final Label problem = new Label();
    private final Button make = new Button("Make and queue", new FontIcon("mdi2p-playlist-plus"));
    private final VBox root = new VBox();

    public BranchPane(BranchViewModel model) {
        this.model = model;
        root.setId("branch");
        root.getStyleClass().add("branch-pane");
        title.getStyleClass().add("chart-title");
        fields.getStyleClass().add("branch-fields");
        told.setWrapText(true);
        told.setId("branch-told");
        told.textProperty().bind(model.told());
        problem.setWrapText(true);
        problem.getStyleClass().add("problem");
        problem.setId("branch-problem");
        problem.textProperty().bind(model.problem());
        make.setId("branch-make");
        make.getStyleClass().addAll(Styles.ACCENT, Styles.SMALL);
        make.setTooltip(new Tooltip("Makes a new run that begins with the checkpoint; the old one stays as it is"));
        make.setOnAction(e -> model.make());
        Button close = new Button("Close");
        close.setId("branch-close");
        close.getStyleClass().add(Styles.SMALL);
        close.setTooltip(new Tooltip("Makes nothing"));
        close.setOnAction(e -> model.close());
        HBox buttons = new HBox(make, close);
        buttons.getStyleClass().add("button-row");
        buttons.setAlignment(Pos.CENTER_LEFT);
        root.getChildren().addAll(title, fields, told, problem, buttons);
        model.of().subscribe(of -> show(of.isPresent()));
        model.plan().subscribe(p -> make.setDisable(p.isEmpty()));
        for (Label l : java.util.List.of(told, problem)) {
            l.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
            l.textProperty().subscribe(t -> {
                l.setVisible(!t.isEmpty());
                l.setManaged(!t.isEmpty());
            });
        }
    }

    public Node node() {
        return root;
    }

    private void show(boolean shown) {
        root.setVisible(shown);
        root.setManaged(shown);
        if (!shown) {
            return;
        }
        title.setText(model.onlyLonger() ? "A longer run from the last checkpoint" : "A branch with changed settings");
        fields.getChildren().clear();
        if (!model.onlyLonger()) {
            fields.getChildren().add(labelled("Checkpoint", checkpoints()));
        }
        for (String path : BranchViewModel.paths()) {
            if (model.has(path) && (!model.onlyLonger() || path.equals("training.steps"))) {
                TextField field = text("branch-" + path.substring(path.lastIndexOf('.') + 1), 8, path);
                field.textProperty().bindBidirectional(model.field(path));
                fields.getChildren().add(labelled(LABELS.getOrDefault(path, path), field));
            }
        }
        TextField name = text("branch-name", 14, "Name of the new run; made from the old one's when left empty");
        name.setPromptText("made from the old one");
        name.textProperty().bindBidirectional(model.name());
        fields.getChildren().add(labelled("Name", name));
        if (!model.onlyLonger()) {
            TextField others = text(
                    "branch-others",
                    24,
                    "More fields of training, evaluation, device, head (but its layer): path = value; path = value");
            others.setPromptText("training.clipNorm = 0.5; ...");
            others.textProperty().bindBidirectional(model.others());
            fields.getChildren().add(labelled("Other fields", others));
        }
    }

    private ComboBox<String> checkpoints() {
        ComboBox<String> box = new ComboBox<>();
        box.setId("branch-checkpoint");
        box.setAccessibleText("Checkpoint");
        box.setTooltip(
                new Tooltip("Where the new run begins; older checkpoints were deleted (training.keepCheckpoints)"));
        box.getItems().setAll(model.checkpoints());
        model.checkpoint().get().ifPresent(box::setValue);
        box.setOnAction(e -> model.checkpoint().set(Optional.ofNullable(box.getValue())));
        return box;
    }

    private static TextField text(String id, int columns, String help) {
        TextField field = new TextField();
        field.setId(id);
        field.setPrefColumnCount(columns);
        field.setTooltip(new Tooltip(help));
        field.setAccessibleText(help);
        return field;
    }

    private static Node labelled(String text, Node field) {
        Label label = new Label(text);
        label.getStyleClass().add("field-caption");
        label.setLabelFor(field);
        return new VBox(2, label, field);
    }
}
