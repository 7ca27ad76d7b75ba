package hammingway.shell;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/** Shows the whole window larger or smaller: text, controls and pictures alike, as a screen of another density would. */
final class ScaledPane extends Region {
    /** Of text at 100%, as {@code workbench.css} has it. */
    private static final double FONT = 13;

    private static final double SMALL_FONT = 12;
    private static final double ICON = 18;

    /** The workspaces need so many pixels: larger than what leaves them these, nothing is shown. */
    private static final double LEAST_WIDTH = 1060;

    private static final double LEAST_HEIGHT = 600;

    private final Node content;
    private double wanted = 1;
    private final Scale scale = new Scale(1, 1, 0, 0);

    ScaledPane(Node content) {
        this.content = content;
        content.getTransforms().add(scale);
        getChildren().add(content);
    }

    void percent(int percent) {
        wanted = percent / 100.0;
        requestLayout();
    }

    /** Menus, lists and tooltips are windows of their own, which no transform reaches: their text is made larger. */
    static Optional<String> popupStyle(int percent) {
        if (percent == 100) {
            return Optional.empty();
        }
        String css = String.format(
                Locale.ROOT,
                ".context-menu, .combo-box-popup { -fx-font-size: %1$.2fpx; } .tooltip { -fx-font-size: %2$.2fpx; }"
                        + " .context-menu .ikonli-font-icon { -fx-icon-size: %3$.2fpx; }",
                FONT * percent / 100,
                SMALL_FONT * percent / 100,
                ICON * percent / 100);
        return Optional.of(
                "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    protected void layoutChildren() {
        double fits = Math.max(1, Math.min(getWidth() / LEAST_WIDTH, getHeight() / LEAST_HEIGHT));
        double factor = Math.min(wanted, fits);
        scale.setX(factor);
        scale.setY(factor);
        content.resizeRelocate(0, 0, getWidth() / factor, getHeight() / factor);
    }

    @Override
    protected double computePrefWidth(double height) {
        return content.prefWidth(-1) * wanted;
    }

    @Override
    protected double computePrefHeight(double width) {
        return content.prefHeight(-1) * wanted;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }
}
