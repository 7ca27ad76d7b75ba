package hammingway.design.comparison;

import atlantafx.base.theme.Styles;
import hammingway.fx.Explained;
import hammingway.settings.Theme;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;

/** Small parts that all panes of the comparison have. */
final class Parts {
    private static final double DOT = 5;

    private Parts() {}

    /** Names a control for mouse, keyboard and screen readers. */
    static <T extends ButtonBase> T named(T button, String id, String help) {
        button.setId(id);
        Explained.explain(button, help);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** The colour by which a codebook is known in all pictures. */
    static Circle dot(int colour, Theme theme) {
        return new Circle(DOT, theme.palette().series().get(colour));
    }

    /** {@code 50 257}. */
    static String whole(int v) {
        return String.format(Locale.ROOT, "%,d", v).replace(',', '\u202F');
    }

    static Label note(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        return label;
    }

    static ScrollPane scrolling(Node content) {
        ScrollPane pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setFitToHeight(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return pane;
    }
}
