package hammingway.design.keeping;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The system's own dialogs. */
public final class ChooserFileDialogs implements FileDialogs {
    /** Of files that hold codebooks. */
    public static final List<String> ENDINGS = List.of(".npz", ".npy", ".csv", ".txt", ".alist");

    private final Supplier<Window> owner;

    public ChooserFileDialogs(Supplier<Window> owner) {
        this.owner = owner;
    }

    private static FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(
                        "Codebooks", ENDINGS.stream().map(e -> "*" + e).toList()));
        return chooser;
    }

    @Override
    public Optional<Path> open(String title) {
        return Optional.ofNullable(chooser(title).showOpenDialog(owner.get())).map(File::toPath);
    }

    @Override
    public Optional<Path> save(String title, String suggestion) {
        FileChooser chooser = chooser(title);
        chooser.setInitialFileName(suggestion);
        return Optional.ofNullable(chooser.showSaveDialog(owner.get())).map(File::toPath);
    }
}
