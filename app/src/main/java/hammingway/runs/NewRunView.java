package hammingway.runs;

import hammingway.run.Study;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The form of a new run. Every field that is wrong is marked where it stands. */
final class NewRunView {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("danger");

    /** Rows above the fields. */
    private static final int CHOICES = 2;

    private final NewRunViewModel form;
    private final RunsViewModel runs;
    private final GridPane grid = new GridPane();
    private final VBox root = new VBox();

    NewRunView(NewRunViewModel form, RunsViewModel runs) {
        this.form = form;
        this.runs = runs;
        ColumnConstraints labels = new ColumnConstraints();
        labels.setHalignment(HPos.RIGHT);
        labels.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints inputs = new ColumnConstraints(240, 280, 320);
        ColumnConstraints notes = new ColumnConstraints();
        notes.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(labels, inputs, notes);
        grid.getStyleClass().add("form");
        choices();
        form.fields().subscribe(this::build);
        build();
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.getStyleClass().addAll("pane", "detail");
        root.getChildren().addAll(header(), scroll, footer());
    }

    Node node() {
        return root;
    }

    private static Node header() {
        Label title = new Label("New run");
        title.getStyleClass().add("pane-title");
        HBox header = new HBox(title);
        header.getStyleClass().add("pane-header");
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private void choices() {
        ComboBox<String> preset = new ComboBox<>();
        preset.setId("preset");
        preset.getItems().setAll(Study.PRESETS);
        preset.valueProperty().bindBidirectional(form.preset());
        preset.setMaxWidth(Double.MAX_VALUE);
        ComboBox<String> base = new ComboBox<>(form.bases());
        base.setId("base");
        base.valueProperty().bindBidirectional(form.base());
        base.setMaxWidth(Double.MAX_VALUE);
        grid.addRow(0, label("Preset", "A study that comes with the program"), preset);
        grid.addRow(
                1, label("Run of it", "The run whose specification is taken as it is but for the fields below"), base);
    }

    /** The choices above stay: one of them may be what changes the fields. */
    private void build() {
        grid.getChildren().removeIf(n -> GridPane.getRowIndex(n) >= CHOICES);
        for (NewRunViewModel.Field field : form.fields()) {
            add(field);
        }
        Label size = new Label();
        size.textProperty().bind(form.decisionLayer());
        size.getStyleClass().add("live-figure");
        size.setId("decision-layer");
        size.setWrapText(true);
        int row = grid.getRowCount();
        grid.add(label("Decision layer", "Stored parameters, by the fields above"), 0, row);
        grid.add(size, 1, row, 2, 1);
        Label other = new Label();
        other.textProperty().bind(form.otherProblems());
        other.getStyleClass().add("problem");
        other.setWrapText(true);
        grid.add(other, 1, row + 1, 2, 1);
    }

    private static Label label(String text, String explanation) {
        Label label = new Label(text);
        label.setTooltip(new Tooltip(explanation));
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private void add(NewRunViewModel.Field field) {
        TextField input = new TextField();
        input.setId(field.path().replace('.', '-'));
        input.textProperty().bindBidirectional(field.text());
        input.setTooltip(new Tooltip(field.explanation()));
        Label note = new Label();
        note.setWrapText(true);
        field.problem().subscribe(problem -> {
            input.pseudoClassStateChanged(WRONG, !problem.isEmpty());
            note.setText(problem.isEmpty() ? field.unit() : problem);
            note.getStyleClass().setAll("label", problem.isEmpty() ? "text-muted" : "problem");
        });
        Label name = label(field.label(), field.explanation());
        name.setLabelFor(input);
        grid.addRow(grid.getRowCount(), name, input, note);
    }

    private Node footer() {
        Button create = new Button("Create and queue", new FontIcon("mdi2p-playlist-plus"));
        create.setId("create-run");
        create.getStyleClass().add("accent");
        create.setDefaultButton(true);
        create.disableProperty().bind(form.specification().map(java.util.Optional::isEmpty));
        create.setOnAction(e -> runs.create(form));
        Button cancel = new Button("Cancel");
        cancel.setCancelButton(true);
        cancel.setOnAction(e -> runs.closeForm());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox footer = new HBox(space, cancel, create);
        footer.getStyleClass().add("pane-footer");
        return footer;
    }
}
