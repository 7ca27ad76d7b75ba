package hammingway.design;

import atlantafx.base.theme.Styles;
import hammingway.base.Problem;
import hammingway.design.book.Draft;
import hammingway.design.form.FormField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
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
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** The form of a codebook, line by line as {@link DesignViewModel#fields} tells; what is wrong stands under its field. */
final class FormPane extends VBox {
    /** Pixels to the right per level of nesting. */
    private static final double INDENT = 12;

    private static final FormField.Option UNNAMED = new FormField.Option("", "Unnamed tokens", "");

    private final DesignViewModel model;
    private final VBox lines = new VBox(10);
    private final Map<String, Line> byPath = new HashMap<>();
    private final ComboBox<FormField.Option> vocabulary = new ComboBox<>();
    private final Line size;
    private final Label general = problemLabel();
    private String shape = "";
    /** Also before the first filling: fields start empty, which nobody typed. */
    private boolean filling = true;

    /** One field on the screen. */
    private record Line(VBox box, Control editor, Label problem) {}

    /** @param tools beside the title */
    FormPane(DesignViewModel model, Node tools) {
        super(14);
        this.model = model;
        setPadding(new Insets(14));
        vocabulary.setMaxWidth(Double.MAX_VALUE);
        vocabulary.setId("vocabulary");
        vocabulary.valueProperty().subscribe(v -> {
            if (!filling && v != null) {
                model.vocabulary(v.value());
            }
        });
        size = line(
                "Number of tokens, V",
                "How many codewords are made, 2 to 524288.",
                "tokens",
                text("size", model::size),
                0);
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox top = new HBox(title("Vocabulary"), between, tools);
        top.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(top, vocabulary, size.box(), title("Codebook"), lines, general);
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

    private static Label problemLabel() {
        Label problem = new Label();
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.getStyleClass().add("problem");
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        problem.visibleProperty().bind(problem.managedProperty());
        return problem;
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
        vocabulary.getItems().stream()
                .filter(o -> o.value().equals(draft.vocabulary()))
                .findFirst()
                .ifPresent(vocabulary::setValue);
        boolean choice = vocabulary.getItems().size() > 1;
        vocabulary.setManaged(choice);
        vocabulary.setVisible(choice);
        boolean unnamed = draft.vocabulary().isEmpty();
        size.box().setManaged(unnamed);
        size.box().setVisible(unnamed);
        set(size.editor(), draft.size(), List.of());
        List<FormField> fields = model.fields();
        String next = fields.stream().map(FormField::shape).collect(Collectors.joining("\n"));
        if (!next.equals(shape)) {
            shape = next;
            byPath.clear();
            fields.forEach(f -> byPath.put(f.path(), line(f)));
            lines.getChildren()
                    .setAll(fields.stream()
                            .map(f -> (Node) java.util.Objects.requireNonNull(byPath.get(f.path()))
                                    .box())
                            .toList());
        }
        fields.forEach(
                f -> set(java.util.Objects.requireNonNull(byPath.get(f.path())).editor(), f.value(), f.options()));
        filling = false;
        mark();
    }

    private static void set(Control editor, String value, List<FormField.Option> options) {
        if (editor instanceof TextField text && !text.getText().strip().equals(value)) {
            text.setText(value);
        } else if (editor instanceof ComboBox<?> box) {
            options.stream().filter(o -> o.value().equals(value)).findFirst().ifPresent(o -> choose(box, o));
        } else if (editor instanceof Button button) {
            options.stream().filter(o -> o.value().equals(value)).findFirst().ifPresent(o -> button.setText(o.label()));
        } else if (editor instanceof CheckBox box) {
            box.setSelected(value.equals("on"));
        }
    }

    @SuppressWarnings("unchecked") // boxes are made in choice() alone
    private static void choose(ComboBox<?> box, FormField.Option option) {
        ((ComboBox<FormField.Option>) box).setValue(option);
    }

    private Line line(FormField f) {
        Control editor = switch (f.input()) {
            case KIND -> f.path().equals("family") ? family() : choice(f);
            case CHOICE -> choice(f);
            case NUMBER, TEXT, LIST -> text(f.path(), v -> model.set(current(f), v));
            case PARTS -> PartLine.adding(f, kind -> model.set(current(f), kind));
            case PART -> PartLine.toggle(f, () -> model.set(current(f), ""));
        };
        Line line = line(f.label(), f.help(), f.unit(), editor, f.depth());
        if (f.input() == FormField.Input.PART) {
            HBox row = (HBox) line.box().getChildren().get(1);
            row.getChildren().add(PartLine.moving(f, model));
            line.box().getChildren().removeFirst(); // the switch has the name
        }
        if (f.path().equals("seed")) {
            Button dice = new Button(null, new FontIcon("mdi2d-dice-5-outline"));
            dice.getStyleClass().add(Styles.BUTTON_ICON);
            dice.setTooltip(new Tooltip("Another seed"));
            dice.setAccessibleText("Another seed");
            dice.setId("dice");
            dice.setOnAction(e -> model.dice());
            ((HBox) line.box().getChildren().get(1)).getChildren().add(dice);
        }
        return line;
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

    /** The same field with the values of now. */
    private FormField current(FormField f) {
        return model.fields().stream()
                .filter(x -> x.path().equals(f.path()))
                .findFirst()
                .orElse(f);
    }

    private ComboBox<FormField.Option> choice(FormField f) {
        ComboBox<FormField.Option> box = new ComboBox<>();
        box.getItems().setAll(f.options());
        box.setMaxWidth(Double.MAX_VALUE);
        box.setId("field-" + f.path().replace('.', '-'));
        box.valueProperty().subscribe(v -> {
            if (!filling && v != null) {
                model.set(current(f), v.value());
            }
        });
        return box;
    }

    private TextField text(String path, Consumer<String> changed) {
        TextField text = new TextField();
        text.setId("field-" + path.replace('.', '-'));
        text.setPrefColumnCount(8);
        text.textProperty().subscribe(v -> {
            if (!filling) {
                changed.accept(v);
            }
        });
        text.focusedProperty().subscribe(f -> {
            if (!f) {
                model.settle();
            }
        });
        return text;
    }

    private static Line line(String label, String help, String unit, Control editor, int depth) {
        Label name = new Label(label);
        name.setLabelFor(editor);
        name.setWrapText(true);
        HBox.setHgrow(editor, Priority.ALWAYS);
        editor.setMaxWidth(Double.MAX_VALUE);
        HBox row = new HBox(6, editor);
        row.setAlignment(Pos.CENTER_LEFT);
        if (!unit.isEmpty()) {
            Label behind = new Label(unit);
            behind.setMinWidth(USE_PREF_SIZE);
            behind.getStyleClass().add(Styles.TEXT_MUTED);
            row.getChildren().add(behind);
        }
        Label problem = problemLabel();
        if (!help.isEmpty()) {
            Tooltip tip = new Tooltip(help);
            tip.setWrapText(true);
            tip.setMaxWidth(320);
            tip.setShowDelay(Duration.millis(400));
            name.setTooltip(tip);
            editor.setTooltip(tip);
            editor.setAccessibleHelp(help);
        }
        editor.setAccessibleText(label);
        VBox box = new VBox(4, name, row, problem);
        box.setPadding(new Insets(0, 0, 0, depth * INDENT));
        return new Line(box, editor, problem);
    }

    private void mark() {
        show(size, "size");
        byPath.forEach((path, line) -> show(line, path));
        general.setText(model.problems().stream()
                .filter(p ->
                        !p.path().equals("size") && byPath.keySet().stream().noneMatch(f -> owns(f, p.path())))
                .map(p -> p.path().isEmpty() ? p.value() : p.toString())
                .collect(Collectors.joining("\n")));
    }

    private void show(Line line, String path) {
        String text = model.problems().stream()
                .filter(p -> owns(path, p.path()))
                .map(FormPane::text)
                .collect(Collectors.joining("\n"));
        line.problem().setText(text);
        line.editor().pseudoClassStateChanged(Styles.STATE_DANGER, !text.isEmpty());
    }

    private static boolean owns(String field, String problem) {
        boolean element = problem.startsWith(field + "[") && problem.indexOf('.', field.length()) < 0;
        return problem.equals(field) || element || problem.equals(field + ".type");
    }

    private static String text(Problem p) {
        return "Allowed: " + p.allowed() + ".";
    }
}
