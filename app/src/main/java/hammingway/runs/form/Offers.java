package hammingway.runs.form;

import hammingway.base.Progress;
import hammingway.code.versions.SavedCodebooks;
import hammingway.fx.FileDialogs;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the project has ready for a section: its vocabularies, its saved codebooks; a model to begin with. */
final class Offers {
    private final NewRunViewModel form;
    private final FileDialogs dialogs;

    Offers(NewRunViewModel form, FileDialogs dialogs) {
        this.form = form;
        this.dialogs = dialogs;
    }

    List<Node> above(Section section) {
        if (section == Section.BACKBONE) {
            return List.of(new ModelPane(form, dialogs).node());
        }
        if (form.project().isEmpty()) {
            return List.of();
        }
        return switch (section) {
            case VOCABULARY ->
                List.of(menu(
                        "take-vocabulary",
                        "Take a vocabulary of the project",
                        "Its tokenizer, and its text where it has one: then nothing is prepared anew",
                        p -> form.project().map(VocabularyOffer::of).orElse(List.of()),
                        VocabularyOffer::told,
                        form::takeVocabulary));
            case CODEBOOK ->
                List.of(menu(
                        "take-codebook",
                        "Take a saved codebook",
                        "The newest version of a codebook that the designer saved, as it is now",
                        p -> saved().names(),
                        Function.identity(),
                        this::take));
            case DATA, BACKBONE, HEAD, TRAINING, EVALUATION, DEVICE -> List.of();
        };
    }

    private SavedCodebooks saved() {
        return new SavedCodebooks(form.project().orElseThrow().codebooks());
    }

    private void take(String name) {
        Path folder = form.project().orElseThrow().folder().toAbsolutePath().normalize();
        form.background()
                .start(
                        "Taking the codebook " + name,
                        progress ->
                                saved().lasting(name, progress).toAbsolutePath().normalize(),
                        file -> form.takeCodebook(
                                folder.relativize(file).toString().replace('\\', '/')));
    }

    /** Filled each time it opens, as the project changes. */
    private <T> MenuButton menu(
            String id,
            String text,
            String help,
            Function<Progress, List<T>> read,
            Function<T, String> told,
            Consumer<T> take) {
        MenuButton menu = new MenuButton(text, new FontIcon("mdi2f-folder-outline"));
        menu.setId(id);
        menu.setTooltip(new Tooltip(help));
        menu.getItems().setAll(note("Reading the project"));
        menu.setOnShowing(e -> form.background().start("Reading the project", read::apply, all -> {
            List<MenuItem> items = all.stream()
                    .map(t -> {
                        MenuItem item = new MenuItem(told.apply(t));
                        item.setOnAction(a -> take.accept(t));
                        return item;
                    })
                    .toList();
            menu.getItems().setAll(items.isEmpty() ? List.of(note("The project has none yet")) : items);
        }));
        return menu;
    }

    private static MenuItem note(String text) {
        MenuItem item = new MenuItem(text);
        item.setDisable(true);
        return item;
    }
}
