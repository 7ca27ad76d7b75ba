package hammingway.control;

import hammingway.settings.Theme;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.Background;
import javafx.scene.layout.Border;
import javafx.scene.layout.BorderStroke;
import javafx.scene.layout.BorderStrokeStyle;
import javafx.scene.layout.BorderWidths;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;

/** The text beside the mouse: inside its pane always, and never under the mouse. */
public final class HoverCard {
    /** From the mouse to the card, in pixels. */
    private static final double GAP = 14;

    private final Label label = new Label();

    public HoverCard() {
        label.setManaged(false);
        label.setMouseTransparent(true);
        label.setVisible(false);
        label.setPadding(new Insets(8, 10, 8, 10));
        label.getStyleClass().add("hover-card");
    }

    public Label node() {
        return label;
    }

    public void theme(Theme.Palette p) {
        label.setTextFill(p.text());
        label.setBackground(Background.fill(p.background().interpolate(p.line(), 0.35)));
        label.setBorder(new Border(
                new BorderStroke(p.muted(), BorderStrokeStyle.SOLID, new CornerRadii(4), new BorderWidths(1))));
    }

    /** Shows a text beside a place of the pane that the card lies in. */
    public void show(String text, double x, double y, Region in) {
        label.setText(text);
        label.applyCss();
        double width = Math.ceil(label.prefWidth(-1));
        double height = Math.ceil(label.prefHeight(width));
        double left = x + GAP + width <= in.getWidth() ? x + GAP : Math.max(0, x - GAP - width);
        double top = Math.clamp(y + GAP, 0, Math.max(0, in.getHeight() - height));
        label.resizeRelocate(left, top, width, height);
        label.setVisible(true);
        label.toFront();
    }

    public void hide() {
        label.setVisible(false);
    }
}
