package hammingway.form;

import atlantafx.base.theme.Styles;
import hammingway.base.Problem;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** One line of a form: its name, its editor, what is wrong with it. */
public final class SpecLine extends VBox {
    /** Pixels to the right per level of nesting. */
    private static final double INDENT = 12;

    /** Of wide forms: the longest usual name, a number of ten digits, the longest unit. */
    private static final double NAME_WIDTH = 164;

    private static final double EDITOR_WIDTH = 132;
    private static final double UNIT_WIDTH = 56;

    private final Label name;
    private final Control editor;
    private final HBox row;
    private final Label problem = problemLabel();
    private final String help;
    private boolean wide;

    /** @param depth of nesting, for the indentation */
    public SpecLine(String label, String help, String unit, Control editor, int depth) {
        super(4);
        this.editor = editor;
        this.help = help;
        name = new Label(label);
        name.setLabelFor(editor);
        name.setWrapText(true);
        HBox.setHgrow(editor, Priority.ALWAYS);
        editor.setMaxWidth(Double.MAX_VALUE);
        row = new HBox(6, editor);
        row.setAlignment(Pos.CENTER_LEFT);
        if (!unit.isEmpty()) {
            Label behind = new Label(unit);
            behind.setMinWidth(USE_PREF_SIZE);
            behind.getStyleClass().add(Styles.TEXT_MUTED);
            row.getChildren().add(behind);
        }
        if (!help.isEmpty()) {
            name.setTooltip(tip(help));
            editor.setTooltip(tip(help));
            editor.setAccessibleHelp(help);
        }
        editor.setAccessibleText(label);
        getChildren().addAll(name, row, problem);
        setPadding(new Insets(0, 0, 0, depth * INDENT));
    }

    /** A label for what is wrong, which takes no room while nothing is. */
    public static Label problemLabel() {
        Label problem = new Label();
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.getStyleClass().add("problem");
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        problem.visibleProperty().bind(problem.managedProperty());
        return problem;
    }

    static Tooltip tip(String help) {
        Tooltip tip = new Tooltip(help);
        tip.setWrapText(true);
        tip.setMaxWidth(320);
        tip.setShowDelay(Duration.millis(400));
        return tip;
    }

    public Control editor() {
        return editor;
    }

    /** Name, editor and slider on one row, names and editors in columns: for forms that are wide enough. */
    void beside(int depth) {
        wide = true;
        double width = NAME_WIDTH - depth * INDENT;
        name.setMinWidth(width);
        name.setMaxWidth(width);
        getChildren().remove(name);
        row.getChildren().addFirst(name);
        problem.setPadding(new Insets(0, 0, 2, width + row.getSpacing()));
        if (editor instanceof TextField) {
            editor.setMaxWidth(EDITOR_WIDTH);
        }
        row.getChildren().stream()
                .filter(n -> n instanceof Label && !n.equals(name))
                .forEach(n -> ((Label) n).setMinWidth(UNIT_WIDTH));
    }

    /** A text of any length takes the row. */
    void grow() {
        editor.setMaxWidth(Double.MAX_VALUE);
    }

    /** Another node behind the editor. */
    void behind(Node node) {
        row.getChildren().add(node);
    }

    /** A title above, where a group of lines begins. */
    void title(String text) {
        Label title = new Label(text);
        title.getStyleClass().add(Styles.TEXT_BOLD);
        title.setPadding(new Insets(6, 0, 2, 0));
        getChildren().addFirst(title);
    }

    /** The editor has the name already. */
    void dropName() {
        getChildren().remove(name);
        row.getChildren().remove(name);
    }

    void slider(Slider slider, String help) {
        slider.setAccessibleText(name.getText() + ", slider");
        slider.setAccessibleHelp(help);
        slider.setTooltip(tip(help));
        if (wide) {
            if (row.getChildren().getLast().equals(editor)) {
                Region none = new Region();
                none.setMinWidth(UNIT_WIDTH);
                row.getChildren().add(none);
            }
            HBox.setHgrow(editor, Priority.NEVER);
            editor.setMinWidth(EDITOR_WIDTH);
            editor.setPrefWidth(EDITOR_WIDTH);
            HBox.setHgrow(slider, Priority.ALWAYS);
            slider.setMaxWidth(Double.MAX_VALUE);
            row.getChildren().add(slider);
        } else {
            getChildren().add(getChildren().indexOf(row) + 1, slider);
        }
    }

    /** Shows a value; a text that means the same stays as it was typed. */
    void show(FormField f) {
        if (editor instanceof TextField text && !TypedValue.same(f, text.getText(), f.value())) {
            text.setText(f.value());
        } else if (editor instanceof ComboBox<?> box) {
            f.options().stream()
                    .filter(o -> o.value().equals(f.value()))
                    .findFirst()
                    .ifPresent(o -> choose(box, o));
        } else if (editor instanceof Button button) {
            f.options().stream()
                    .filter(o -> o.value().equals(f.value()))
                    .findFirst()
                    .ifPresent(o -> button.setText(o.label()));
        } else if (editor instanceof CheckBox box) {
            box.setSelected(f.value().equals("on"));
        }
    }

    @SuppressWarnings("unchecked") // boxes of a form are made in SpecLines.choice() alone
    private static void choose(ComboBox<?> box, FormField.Option option) {
        ((ComboBox<FormField.Option>) box).setValue(option);
    }

    /** Marks what is wrong with the field at a path. */
    public void mark(String path, List<Problem> problems) {
        String text = problems.stream()
                .filter(p -> owns(path, p.path()))
                .map(this::told)
                .collect(Collectors.joining("\n"));
        problem.setText(text);
        editor.pseudoClassStateChanged(Styles.STATE_DANGER, !text.isEmpty());
    }

    /** A range is told with what the field is, which its tooltip tells already; other problems with what to do. */
    private String told(Problem p) {
        return "Allowed: " + p.allowed() + "."
                + (p.fix().isEmpty() || help.startsWith(p.fix()) ? "" : " " + p.fix() + ".");
    }

    /** Whether a problem stands at a field: at itself, at an element of its list, or at its kind. */
    static boolean owns(String field, String problem) {
        boolean element = problem.startsWith(field + "[") && problem.indexOf('.', field.length()) < 0;
        return problem.equals(field) || element || problem.equals(field + ".type");
    }
}
