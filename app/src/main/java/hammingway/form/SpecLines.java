package hammingway.form;

import hammingway.base.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/**
 * The form of any record, line by line as {@link SpecEdits#fields} tells. A line stays while only its value changes, so that typing is
 * never disturbed.
 */
public final class SpecLines extends VBox {
    private final String prefix;
    private final SpecEdits edits;
    private final Extras extras;
    private final Map<String, Placed> byPath = new HashMap<>();
    private List<String> shapes = List.of();
    private boolean filling;

    /** A line, and the shape that it was made for. */
    private record Placed(String shape, SpecLine line, Optional<NumberSlider> slider) {}

    /** What one form has beyond its records. */
    public interface Extras {
        /** An editor other than the usual one. */
        default Optional<Control> editor(FormField field) {
            return Optional.empty();
        }

        /** What an empty text field shows, such as an example. */
        default Optional<String> prompt(FormField field) {
            return Optional.empty();
        }

        /** A title above the line, where a group of lines begins. */
        default Optional<String> title(FormField field) {
            return Optional.empty();
        }

        /** Whether names stand beside their editors instead of above. */
        default boolean beside() {
            return false;
        }

        /** What stands behind the editor. */
        default Optional<Node> behind(FormField field) {
            return Optional.empty();
        }
    }

    /** @param prefix of the ids of editors; several forms may be on the screen at once */
    public SpecLines(String prefix, SpecEdits edits, Extras extras) {
        super(10);
        this.prefix = prefix;
        this.edits = edits;
        this.extras = extras;
    }

    /** Shows the values of now. */
    public void fill() {
        filling = true;
        List<FormField> fields = edits.fields();
        List<String> next = fields.stream().map(FormField::shape).toList();
        if (!next.equals(shapes)) {
            shapes = next;
            arrange(fields);
        }
        for (FormField f : fields) {
            Placed placed = placed(f.path());
            placed.line().show(f);
            placed.slider().ifPresent(s -> s.show(f.value()));
        }
        filling = false;
    }

    private Placed placed(String path) {
        return Objects.requireNonNull(byPath.get(path));
    }

    /** Lines that stay are not taken out of the scene: one of them may have the keyboard. */
    private void arrange(List<FormField> fields) {
        Map<String, Placed> before = Map.copyOf(byPath);
        byPath.clear();
        List<Node> wanted = new ArrayList<>();
        for (FormField f : fields) {
            Placed placed = Optional.ofNullable(before.get(f.path()))
                    .filter(p -> p.shape().equals(f.shape()))
                    .orElseGet(() -> line(f));
            byPath.put(f.path(), placed);
            wanted.add(placed.line());
        }
        getChildren().removeIf(n -> !wanted.contains(n));
        for (int i = 0; i < wanted.size(); i++) {
            if (i == getChildren().size() || !getChildren().get(i).equals(wanted.get(i))) {
                getChildren().remove(wanted.get(i));
                getChildren().add(i, wanted.get(i));
            }
        }
    }

    /** Whether one of the lines stands at the path of a problem. */
    public boolean owns(String problem) {
        return byPath.keySet().stream().anyMatch(f -> SpecLine.owns(f, problem));
    }

    /** The editor at whose line a problem stands. */
    public Optional<Control> editorOf(String problem) {
        return byPath.entrySet().stream()
                .filter(e -> SpecLine.owns(e.getKey(), problem))
                .map(e -> e.getValue().line().editor())
                .findFirst();
    }

    /** Marks what is wrong in place. @return what stands at no line */
    public List<Problem> mark(List<Problem> problems) {
        byPath.forEach((path, placed) -> placed.line().mark(path, problems));
        return problems.stream()
                .filter(p -> byPath.keySet().stream().noneMatch(f -> SpecLine.owns(f, p.path())))
                .toList();
    }

    private Placed line(FormField f) {
        Control editor = extras.editor(f).orElseGet(() -> switch (f.input()) {
            case KIND, CHOICE -> choice(f);
            case NUMBER, TEXT, OPTIONAL_TEXT, LIST -> text(id(f.path()), v -> edits.set(f, v));
            case PARTS -> PartLine.adding(f, kind -> edits.set(f, kind));
            case PART -> PartLine.toggle(f, () -> edits.set(f, ""));
        });
        if (editor instanceof TextField text) {
            extras.prompt(f).ifPresent(text::setPromptText);
        }
        SpecLine line = new SpecLine(f.label(), f.help(), f.unit(), editor, f.depth());
        if (extras.beside()) {
            line.beside(f.depth());
            if (f.input() != FormField.Input.NUMBER) {
                line.grow();
            }
        }
        if (f.input() == FormField.Input.PART) {
            line.behind(PartLine.moving(f, edits));
            line.dropName();
        }
        extras.behind(f).ifPresent(line::behind);
        extras.title(f).ifPresent(line::title);
        Optional<NumberSlider> slider =
                f.slider().map(scale -> new NumberSlider(scale, v -> change(f, v), edits::settle));
        slider.ifPresent(s -> {
            s.setId("slide-" + id(f.path()));
            line.slider(s, f.help());
        });
        return new Placed(f.shape(), line, slider);
    }

    private void change(FormField f, String value) {
        if (!filling) {
            edits.set(f, value);
        }
    }

    private String id(String path) {
        return prefix + "field-" + path.replace('[', '-').replace("]", "").replace('.', '-');
    }

    private ComboBox<FormField.Option> choice(FormField f) {
        ComboBox<FormField.Option> box = new ComboBox<>();
        box.getItems().setAll(f.options());
        box.setCellFactory(list -> new OptionCell());
        box.setMaxWidth(Double.MAX_VALUE);
        box.setId(id(f.path()));
        box.valueProperty().subscribe(v -> {
            if (v != null) {
                change(f, v.value());
            }
        });
        return box;
    }

    /** An option in the list that opens; the mouse over it tells what it is. */
    private static final class OptionCell extends ListCell<FormField.Option> {
        @Override
        protected void updateItem(FormField.Option option, boolean empty) {
            super.updateItem(option, empty);
            boolean explained = !empty && option != null && !option.help().isEmpty();
            setText(empty || option == null ? "" : option.label());
            setTooltip(explained && option != null ? SpecLine.tip(option.help()) : null);
        }
    }

    private TextField text(String id, Consumer<String> changed) {
        return text(
                id,
                v -> {
                    if (!filling) {
                        changed.accept(v);
                    }
                },
                edits::settle);
    }

    /** A text field whose changes are told as they are typed, and when it is left. */
    public static TextField text(String id, Consumer<String> changed, Runnable left) {
        TextField text = new TextField();
        text.setId(id);
        text.setPrefColumnCount(8);
        text.textProperty().subscribe((was, is) -> changed.accept(is));
        text.focusedProperty().subscribe(f -> {
            if (!f) {
                left.run();
            }
        });
        return text;
    }
}
