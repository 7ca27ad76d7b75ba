package hammingway.design.comparison;

import hammingway.code.CodebookFiles;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.FileChooser;

/** Asks for a codebook's file through a window of the system; an interface, as there is none in tests. */
@FunctionalInterface
public interface FileChoice {
    Optional<Path> codebook();

    /** The system's dialog, in front of the window that a node is in. */
    static FileChoice ofSystem(Node owner) {
        return () -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle("Add a codebook");
            chooser.getExtensionFilters()
                    .add(new FileChooser.ExtensionFilter(
                            "Codebooks (" + CodebookFiles.ENDINGS + ")",
                            List.of("*.npz", "*.npy", "*.csv", "*.txt", "*.alist")));
            return Optional.ofNullable(chooser.showOpenDialog(owner.getScene().getWindow()))
                    .map(File::toPath);
        };
    }
}
