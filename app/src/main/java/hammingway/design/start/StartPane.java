package hammingway.design.start;

import atlantafx.base.theme.Styles;
import hammingway.data.TextSource;
import hammingway.form.FormField;
import hammingway.fx.Explained;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Under the list of vocabularies: what the chosen one is, and the question, the progress or the end of adding another. */
public final class StartPane extends VBox {
    private static final String TRAINED = "Train one on this text";
    private static final String HINT = "Drop a tokenizer, a text, a checkpoint\u2019s folder or a codebook here.";

    private final StartViewModel model;
    private final VBox going = new VBox(6);

    /** @param box the list of vocabularies, whose entries are told more of */
    public StartPane(StartViewModel model, ComboBox<FormField.Option> box) {
        super(6);
        this.model = model;
        setId("start");
        Label facts = note("", "vocabulary-facts");
        Tooltip whole = new Tooltip();
        whole.setWrapText(true);
        whole.setMaxWidth(480);
        facts.setTooltip(whole);
        model.chosenProperty().subscribe(c -> {
            facts.setText(c.map(v -> StartViewModel.line(v) + ", " + StartViewModel.origin(v))
                    .orElse(""));
            whole.setText(c.map(v -> "From " + v.source()).orElse(""));
        });
        Label hint = note(HINT, "start-hint");
        hint.visibleProperty().bind(model.factsProperty().map(f -> f.isEmpty()));
        hint.managedProperty().bind(hint.visibleProperty());
        box.setCellFactory(list -> new VocabularyCell(model));
        model.factsProperty().subscribe(f -> box.setCellFactory(list -> new VocabularyCell(model)));
        going.managedProperty().bind(javafx.beans.binding.Bindings.isNotEmpty(going.getChildren()));
        getChildren().addAll(facts, hint, going);
        model.stateProperty().subscribe(this::show);
    }

    private static Label note(String text, String id) {
        Label note = new Label(text);
        note.setId(id);
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        note.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        note.managedProperty().bind(note.textProperty().isNotEmpty().and(note.visibleProperty()));
        return note;
    }

    private void show(StartViewModel.State state) {
        going.getChildren()
                .setAll(
                        switch (state) {
                            case StartViewModel.State.Resting resting -> List.of();
                            case StartViewModel.State.Working working -> working(working);
                            case StartViewModel.State.Asking asking -> asking(asking);
                            case StartViewModel.State.Told told -> told(told);
                        });
    }

    private List<Node> working(StartViewModel.State.Working working) {
        Label what = note(working.what(), "start-work");
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(working.job().share());
        HBox.setHgrow(bar, Priority.ALWAYS);
        return List.of(what, row(bar, button("Cancel", "start-cancel", "Stop this", model::cancel)));
    }

    private List<Node> told(StartViewModel.State.Told told) {
        Label text = note(told.text(), "start-told");
        if (told.problem()) {
            text.getStyleClass().setAll("label", "problem");
        }
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        Button close = new Button(null, new FontIcon("mdi2c-close"));
        close.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        close.setId("start-close");
        close.setTooltip(new Tooltip("Close this message"));
        close.setAccessibleText("Close this message");
        close.setOnAction(e -> model.cancel());
        HBox row = row(text, close);
        row.setAlignment(Pos.TOP_LEFT);
        return List.of(row);
    }

    private List<Node> asking(StartViewModel.State.Asking asking) {
        TextForm form = model.formProperty().get();
        List<Node> lines = new ArrayList<>();
        lines.add(note(asking.text().told(), "start-text"));
        ComboBox<String> tokenizer = new ComboBox<>();
        tokenizer.setId("start-tokenizer");
        tokenizer.setMaxWidth(Double.MAX_VALUE);
        tokenizer.getItems().add(TRAINED);
        tokenizer.getItems().addAll(model.factsProperty().get().keySet());
        tokenizer.setValue(TRAINED);
        explain(
                tokenizer,
                "Tokenizer",
                "Cuts the text into tokens: one that is trained on it, or that of another vocabulary");
        Label problem = new Label();
        problem.setId("start-problem");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.getStyleClass().add("problem");
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        TextField size =
                field("start-size", form.size(), "Tokens of the byte-level BPE, 257 to 1000000", "Number of tokens");
        HBox sizes = labelled("Tokens", size);
        Button add = button("Add", "start-add", "Add this text\u2019s vocabulary to the project", model::count);
        add.getStyleClass().add(Styles.ACCENT);
        Runnable check = () -> {
            problem.setText(model.problem().orElse(""));
            add.setDisable(model.problem().isPresent());
        };
        Consumer<UnaryOperator<TextForm>> change = by -> {
            model.formProperty().set(by.apply(model.formProperty().get()));
            check.run();
        };
        size.textProperty().subscribe(t -> change.accept(f -> f.withSize(t)));
        tokenizer.valueProperty().subscribe(t -> {
            boolean trained = t.equals(TRAINED);
            sizes.setVisible(trained);
            sizes.setManaged(trained);
            change.accept(f -> f.withTokenizer(trained ? "" : t));
        });
        lines.add(new VBox(4, new Label("Tokenizer"), tokenizer));
        lines.add(sizes);
        lines.add(beginning(asking, form, change));
        lines.add(problem);
        lines.add(row(add, button("Cancel", "start-cancel", "Leave this text alone", model::cancel)));
        size.setOnAction(e -> model.count());
        check.run();
        javafx.application.Platform.runLater(tokenizer::requestFocus);
        return lines;
    }

    /** What there is to say of the file itself: which field, or how much of it. */
    private static HBox beginning(
            StartViewModel.State.Asking asking, TextForm form, Consumer<UnaryOperator<TextForm>> change) {
        boolean lines = asking.text().source() instanceof TextSource.JsonLines;
        TextField text = lines
                ? field("start-field", form.field(), "The field of each line that holds the text", "Text field")
                : field(
                        "start-megabytes",
                        form.megabytes(),
                        "Only so many megabytes of its beginning are read; 0: all",
                        "Megabytes that are read");
        text.textProperty().subscribe(t -> change.accept(f -> lines ? f.withField(t) : f.withMegabytes(t)));
        return lines ? labelled("Text field", text) : labelled("MB to read, 0: all", text);
    }

    private static HBox labelled(String text, TextField field) {
        Label label = new Label(text);
        label.setLabelFor(field);
        label.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        return row(label, field);
    }

    private static TextField field(String id, String value, String help, String name) {
        TextField field = new TextField(value);
        field.setId(id);
        field.setPrefColumnCount(6);
        explain(field, name, help);
        return field;
    }

    private static void explain(javafx.scene.control.Control control, String name, String help) {
        control.setAccessibleText(name);
        Explained.explain(control, help);
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(8, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Button button(String text, String id, String help, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().add(Styles.SMALL);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(help));
        button.setOnAction(e -> action.run());
        return button;
    }
}
