package hammingway.design.start;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Takes files that are dropped on a node; it is marked while they hang over it. */
public final class Drops {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("drop-over");

    private Drops() {}

    public static void on(Node node, StartViewModel model) {
        node.setOnDragOver(e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
                node.pseudoClassStateChanged(OVER, true);
                e.consume();
            }
        });
        node.setOnDragExited(e -> node.pseudoClassStateChanged(OVER, false));
        node.setOnDragDropped(e -> {
            List<Path> files = files(e);
            if (!files.isEmpty()) {
                model.take(files);
            }
            e.setDropCompleted(!files.isEmpty());
            e.consume();
        });
    }

    private static List<Path> files(DragEvent e) {
        return e.getDragboard().getFiles().stream().map(File::toPath).toList();
    }
}
