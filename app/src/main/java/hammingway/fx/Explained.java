package hammingway.fx;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;

/** Words and fields that explain themselves: one sentence under the mouse, a page of the guide by a click or by F1. */
public final class Explained {
    private static final double WIDTH = 320;
    private static final Duration DELAY = Duration.millis(300);
    private static final String PAGE = "hammingway.guide";

    private Explained() {}

    /** @param help one sentence; empty: none */
    public static void explain(Control node, String help) {
        if (help.isEmpty()) {
            return;
        }
        Tooltip tooltip = new Tooltip(help);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(WIDTH);
        tooltip.setShowDelay(DELAY);
        node.setTooltip(tooltip);
        node.setAccessibleHelp(help);
    }

    /** @param page where more of it stands, as in {@link GuideEvent} */
    public static void explain(Control node, String help, String page) {
        explain(node, help + (node instanceof Label ? " Click for the guide." : " F1: the guide."));
        node.setAccessibleHelp(help);
        node.getProperties().put(PAGE, page);
        if (node instanceof Label) {
            node.getStyleClass().add("term");
            node.setOnMouseClicked(e -> node.fireEvent(new GuideEvent(page)));
        }
    }

    /** The page of a node, or of what it stands in. */
    public static Optional<String> page(Node node) {
        Optional<String> found = Optional.empty();
        for (Node at = node; at != null && found.isEmpty(); at = at.getParent()) {
            found = Optional.ofNullable(at.getProperties().get(PAGE)).map(Object::toString);
        }
        return found;
    }

    /** The page of all that a pane holds, unless it names its own. */
    public static void page(Node pane, String page) {
        pane.getProperties().put(PAGE, page);
    }
}
