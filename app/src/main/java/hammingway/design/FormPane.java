package hammingway.design;

import atlantafx.base.theme.Styles;
import hammingway.base.Problem;
import hammingway.design.book.Draft;
import hammingway.form.FormField;
import hammingway.form.SpecEdits;
import hammingway.form.SpecLine;
import hammingway.form.SpecLines;
import hammingway.fx.Explained;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The form of a codebook: its vocabulary, and the recipe's lines; what is wrong stands under its field. */
final class FormPane extends VBox {
    private static final FormField.Option UNNAMED = new FormField.Option("", "Unnamed tokens", "");

    private final DesignViewModel model;
    private final SpecLines lines;
    private final ComboBox<FormField.Option> vocabulary = new ComboBox<>();
    private final TextField tokens;
    private final SpecLine size;
    private final Label general = SpecLine.problemLabel();
    /** Also before the first filling: fields start empty, which nobody typed. */
    private boolean filling = true;

    /** @param tools beside the title */
    FormPane(DesignViewModel model, Node tools) {
        super(14);
        this.model = model;
        setPadding(new Insets(14));
        vocabulary.setMaxWidth(Double.MAX_VALUE);
        vocabulary.setId("vocabulary");
        vocabulary.setAccessibleText("Vocabulary");
        vocabulary.valueProperty().subscribe(v -> {
            if (!filling && v != null) {
                model.vocabulary(v.value());
            }
        });
        tokens = SpecLines.text("field-size", this::size, model::settle);
        size = new SpecLine("Number of tokens, V", "How many codewords are made, 2 to 524288.", "tokens", tokens, 0);
        lines = new SpecLines("", edits(model), extras());
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox top = new HBox(title("Vocabulary"), between, tools);
        top.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(top, vocabulary, size, title("Codebook"), lines, general);
        model.vocabularies().subscribe(this::fillVocabularies);
        model.draftProperty().subscribe(d -> fill());
        model.problems().subscribe(this::mark);
        fillVocabularies();
        mark();
    }

    /** The list of vocabularies. */
    ComboBox<FormField.Option> vocabularies() {
        return vocabulary;
    }

    /** Puts a node under the list of vocabularies. */
    void underVocabularies(Node node) {
        getChildren().add(getChildren().indexOf(vocabulary) + 1, node);
    }

    static Label title(String text) {
        Label title = new Label(text);
        title.getStyleClass().add(Styles.TEXT_BOLD);
        return title;
    }

    private static SpecEdits edits(DesignViewModel model) {
        return new SpecEdits() {
            @Override
            public List<FormField> fields() {
                return model.fields();
            }

            @Override
            public void set(FormField field, String value) {
                model.set(field, value);
            }

            @Override
            public void move(FormField part, int by) {
                model.move(part, by);
            }

            @Override
            public void remove(FormField part) {
                model.remove(part);
            }

            @Override
            public void settle() {
                model.settle();
            }
        };
    }

    private SpecLines.Extras extras() {
        return new SpecLines.Extras() {
            @Override
            public Optional<Control> editor(FormField field) {
                return field.path().equals("family") ? Optional.of(family()) : Optional.empty();
            }

            @Override
            public Optional<Node> behind(FormField field) {
                return field.path().equals("seed") ? Optional.of(dice()) : Optional.empty();
            }
        };
    }

    private void size(String typed) {
        if (!filling) {
            model.size(typed);
        }
    }

    private void fillVocabularies() {
        filling = true;
        vocabulary.getItems().setAll(UNNAMED);
        model.vocabularies().forEach(v -> vocabulary.getItems().add(new FormField.Option(v, v, "")));
        filling = false;
        fill();
    }

    private void fill() {
        filling = true;
        Draft draft = model.draftProperty().get();
        Explained.page(
                lines, "codes/" + draft.recipe().path("family").path("type").asText("index") + ".md");
        vocabulary.getItems().stream()
                .filter(o -> o.value().equals(draft.vocabulary()))
                .findFirst()
                .ifPresent(vocabulary::setValue);
        boolean choice = vocabulary.getItems().size() > 1;
        vocabulary.setManaged(choice);
        vocabulary.setVisible(choice);
        boolean unnamed = draft.vocabulary().isEmpty();
        size.setManaged(unnamed);
        size.setVisible(unnamed);
        if (!tokens.getText().strip().equals(draft.size())) {
            tokens.setText(draft.size());
        }
        filling = false;
        lines.fill();
        mark();
    }

    private static Button icon(String name, String what) {
        Button button = new Button(null, new FontIcon(name));
        button.getStyleClass().add(Styles.BUTTON_ICON);
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        return button;
    }

    private Button dice() {
        Button dice = icon("mdi2d-dice-5-outline", "Another seed");
        dice.setId("dice");
        dice.setOnAction(e -> model.dice());
        return dice;
    }

    /** Opens the gallery. */
    private Button family() {
        Button button = new Button("", new FontIcon("mdi2c-chevron-down"));
        button.setId("field-family");
        button.getStyleClass().add("family-field");
        button.setContentDisplay(ContentDisplay.RIGHT);
        button.setAlignment(Pos.CENTER_LEFT);
        button.setOnAction(e -> model.openGallery());
        return button;
    }

    private void mark() {
        size.mark("size", model.problems());
        List<Problem> elsewhere = lines.mark(model.problems());
        general.setText(elsewhere.stream()
                .filter(p -> !p.path().equals("size"))
                .map(p -> p.path().isEmpty() ? p.value() : p.toString())
                .collect(Collectors.joining("\n")));
    }
}
