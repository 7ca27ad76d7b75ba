package hammingway.fx;

import javafx.application.Platform;
import javafx.scene.Node;

/** Brings a part of the window up to date: once for many changes, and only while it can be seen. Used on the toolkit's thread alone. */
public final class WhenShown {
    private final Node node;
    private final Runnable update;
    private boolean wanted;
    private boolean scheduled;

    /** @param update brings the node up to date; costs what it may */
    public WhenShown(Node node, Runnable update) {
        this.node = node;
        this.update = update;
        node.sceneProperty().addListener((o, was, is) -> {
            if (is != null) {
                update();
            }
        });
    }

    /** Something has changed: the node is brought up to date soon, or when it is shown. */
    public void request() {
        wanted = true;
        if (node.getScene() != null) {
            schedule();
        }
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            Platform.runLater(() -> {
                scheduled = false;
                update();
            });
        }
    }

    private void update() {
        if (wanted && node.getScene() != null) {
            wanted = false;
            update.run();
        }
    }
}
