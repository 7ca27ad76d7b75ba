package hammingway.design.start;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;

/** The dialogs of the system, over the window of a node. */
public final class SystemFileChoice implements FileChoice {
    private final Node owner;

    public SystemFileChoice(Node owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> file() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Add a vocabulary or a codebook");
        chooser.getExtensionFilters()
                .setAll(
                        new ExtensionFilter(
                                "Tokenizers, texts and codebooks",
                                List.of("*.json", "*.jsonl", "*.txt", "*.npz", "*.npy", "*.csv", "*.alist")),
                        new ExtensionFilter("All files", "*"));
        return Optional.ofNullable(chooser.showOpenDialog(owner.getScene().getWindow()))
                .map(File::toPath);
    }

    @Override
    public Optional<Path> folder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Add the vocabulary of a checkpoint");
        return Optional.ofNullable(chooser.showDialog(owner.getScene().getWindow()))
                .map(File::toPath);
    }
}
