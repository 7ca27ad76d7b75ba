package hammingway.runs.form;

import atlantafx.base.theme.Styles;
import hammingway.base.Problem;
import hammingway.form.FormField;
import hammingway.form.SpecEdits;
import hammingway.form.SpecLines;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A section of the page: its usual fields, and the others under a fold, which opens by itself for a problem. */
final class SectionPane extends VBox {
    private final Section section;
    private final NewRunViewModel form;
    private final SpecLines usual;
    private final SpecLines others;
    private final Button fold = new Button();
    private final Label general = hammingway.form.SpecLine.problemLabel();
    private boolean open;
    private int folded;
    private int wrong;

    /** @param above what stands between title and fields */
    SectionPane(Section section, NewRunViewModel form, SpecLines.Extras extras, List<Node> above) {
        this.section = section;
        this.form = form;
        getStyleClass().add("run-section");
        setId("section-" + section.name().toLowerCase(Locale.ROOT));
        usual = new SpecLines("run-", new Part(form, f -> section.holds(f.path()) && section.opens(f.path())), extras);
        others =
                new SpecLines("run-", new Part(form, f -> section.holds(f.path()) && !section.opens(f.path())), extras);
        Label title = new Label(section.title());
        title.getStyleClass().add("section-title");
        Label told = new Label(section.told());
        told.getStyleClass().add(Styles.TEXT_MUTED);
        fold.setId("more-" + section.name().toLowerCase(Locale.ROOT));
        fold.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "fold");
        fold.setTooltip(new Tooltip("Shows or hides the fields of this section that are seldom changed"));
        fold.setOnAction(e -> open(!open));
        getChildren().addAll(new VBox(2, title, told), general);
        getChildren().addAll(above);
        getChildren().addAll(usual, fold, others);
        open(false);
    }

    /** The fields of a part of the page. */
    private record Part(NewRunViewModel form, Predicate<FormField> wanted) implements SpecEdits {
        @Override
        public List<FormField> fields() {
            return form.fields().stream()
                    .filter(wanted)
                    .map(f -> f.depth() == 0 ? f : shallower(f))
                    .toList();
        }

        /** The section stands for the first level. */
        private static FormField shallower(FormField f) {
            return new FormField(
                    f.path(),
                    f.label(),
                    f.help(),
                    f.unit(),
                    f.input(),
                    f.options(),
                    f.value(),
                    f.depth() - 1,
                    f.slider());
        }

        @Override
        public void set(FormField field, String value) {
            form.set(field, value);
        }

        @Override
        public void move(FormField part, int by) {
            form.move(part, by);
        }

        @Override
        public void remove(FormField part) {
            form.remove(part);
        }

        @Override
        public void settle() {
            form.settle();
        }
    }

    Section section() {
        return section;
    }

    /** Shows the values of now. */
    void fill() {
        usual.fill();
        others.fill();
        folded = (int) form.fields().stream()
                .filter(f -> section.holds(f.path()) && !section.opens(f.path()))
                .count();
        boolean any = form.fields().stream().anyMatch(f -> section.holds(f.path()));
        setVisible(any);
        setManaged(any);
        label();
    }

    /** Marks what is wrong here. @return how many problems this section has */
    int mark(List<Problem> all) {
        List<Problem> here = all.stream().filter(p -> section.holds(p.path())).toList();
        List<Problem> left = usual.mark(here);
        List<Problem> nowhere = others.mark(left);
        general.setText(
                String.join("\n", nowhere.stream().map(Problem::toString).toList()));
        int inside = left.size() - nowhere.size();
        if (inside > wrong) {
            open(true);
        }
        wrong = inside;
        label();
        return here.size();
    }

    private void open(boolean now) {
        open = now;
        others.setVisible(now);
        others.setManaged(now);
        label();
    }

    private void label() {
        fold.setGraphic(new FontIcon(open ? "mdi2c-chevron-down" : "mdi2c-chevron-right"));
        String fields = folded == 1 ? "1 field" : folded + " fields";
        String problems = wrong == 0 ? "" : wrong == 1 ? ", 1 problem" : ", " + wrong + " problems";
        fold.setText((open ? "Less" : "More (" + fields + problems + ")"));
        fold.setVisible(folded > 0);
        fold.setManaged(folded > 0);
    }

    /** Where a problem of this section stands; opens the fold for it. */
    Optional<Control> editorOf(String path) {
        Optional<Control> found = usual.editorOf(path);
        if (found.isPresent()) {
            return found;
        }
        Optional<Control> inside = others.editorOf(path);
        inside.ifPresent(c -> open(true));
        return inside;
    }
}
