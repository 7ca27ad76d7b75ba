package hammingway.runs.form;

import atlantafx.base.theme.Styles;
import hammingway.form.FormField;
import hammingway.form.SpecLines;
import hammingway.fx.FileDialogs;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the page has beyond the fields of records: buttons that choose files. */
final class PageExtras implements SpecLines.Extras {
    private static final List<String> CODES = List.of(".npz", ".npy", ".csv", ".txt", ".alist");

    private final NewRunViewModel form;
    private final FileDialogs dialogs;

    PageExtras(NewRunViewModel form, FileDialogs dialogs) {
        this.form = form;
        this.dialogs = dialogs;
    }

    @Override
    public boolean beside() {
        return true;
    }

    @Override
    public Optional<Node> behind(FormField field) {
        return switch (field.path()) {
            case "data.source.path" -> Optional.of(file(field, "Texts", List.of(".txt", ".jsonl", ".json")));
            case "vocabulary.tokenizer.path" -> Optional.of(file(field, "Tokenizers", List.of(".json")));
            case "codebook.family.file" -> Optional.of(file(field, "Codewords", CODES));
            case "backbone.checkpoint" -> Optional.of(folder(field));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<String> prompt(FormField field) {
        return form.model().example(field);
    }

    private Button file(FormField field, String kinds, List<String> endings) {
        Button button = button("Choose a file");
        button.setOnAction(
                e -> dialogs.open("Choose a file", kinds, endings).ifPresent(f -> form.takeFile(field.path(), f)));
        return button;
    }

    private Button folder(FormField field) {
        Button button = button("Choose a folder");
        button.setOnAction(e -> dialogs.folder("Choose a checkpoint").ifPresent(f -> form.takeFile(field.path(), f)));
        return button;
    }

    private static Button button(String what) {
        Button button = new Button(null, new FontIcon("mdi2f-folder-open-outline"));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        return button;
    }
}
