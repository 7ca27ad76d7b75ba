package hammingway.design.start;

import atlantafx.base.theme.Styles;
import hammingway.fx.FileDialogs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** The way to add a vocabulary without dropping a file. */
public final class AddVocabulary extends MenuButton {
    private static final double TIP_WIDTH = 320;

    public AddVocabulary(StartViewModel model, FileDialogs dialogs) {
        super(null, new FontIcon("mdi2p-plus"));
        setId("add-vocabulary");
        getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        setMinWidth(USE_PREF_SIZE);
        setAccessibleText("Add vocabulary");
        Tooltip tip = new Tooltip(
                "Add a vocabulary: a Hugging Face tokenizer.json, a text (.txt or .jsonl), or a checkpoint\u2019s"
                        + " folder. Files can be dropped on this page as well");
        tip.setWrapText(true);
        tip.setMaxWidth(TIP_WIDTH);
        setTooltip(tip);
        getItems()
                .setAll(
                        item(
                                model,
                                "Add vocabulary from a file\u2026",
                                "add-file",
                                () -> dialogs.open(
                                        "Add a vocabulary",
                                        "Tokenizers and texts",
                                        List.of(".json", ".jsonl", ".txt"))),
                        item(
                                model,
                                "Add vocabulary of a checkpoint\u2019s folder\u2026",
                                "add-folder",
                                () -> dialogs.folder("Add the vocabulary of a checkpoint")));
    }

    private static MenuItem item(StartViewModel model, String text, String id, Supplier<Optional<Path>> ask) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setOnAction(e -> ask.get().ifPresent(p -> model.take(List.of(p))));
        return item;
    }
}
