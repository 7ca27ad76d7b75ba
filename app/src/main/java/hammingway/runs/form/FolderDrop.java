package hammingway.runs.form;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Takes a folder that is dropped on a node, which is marked while it hangs over it. */
final class FolderDrop {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("drop-over");

    private FolderDrop() {}

    static void on(Node node, Consumer<Path> take) {
        node.setOnDragOver(e -> {
            if (folder(e.getDragboard()).isPresent()) {
                e.acceptTransferModes(TransferMode.COPY);
                node.pseudoClassStateChanged(OVER, true);
                e.consume();
            }
        });
        node.setOnDragExited(e -> node.pseudoClassStateChanged(OVER, false));
        node.setOnDragDropped(e -> {
            Optional<Path> folder = folder(e.getDragboard());
            folder.ifPresent(take);
            e.setDropCompleted(folder.isPresent());
            e.consume();
        });
    }

    private static Optional<Path> folder(Dragboard board) {
        return board.hasFiles() && board.getFiles().size() == 1
                ? Optional.of(board.getFiles().getFirst())
                        .filter(File::isDirectory)
                        .map(File::toPath)
                : Optional.empty();
    }
}
