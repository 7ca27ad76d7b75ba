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

    /** The workspaces need so many pixels: larger than what leaves them these, nothing is shown. */
    private static final double LEAST_WIDTH = 1060;

    private static final double LEAST_HEIGHT = 600;

    private final Node content;
    private double wanted = 1;
    private final Scale scale = new Scale(1, 1, 0, 0);

    ScaledPane(Node content) {
        this.content = content;
        content.getStyleClass().add("scaled-content");
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
                ".root { -fx-font-size: %.2fpx; } .scaled-content { -fx-font-size: %.0fpx; }",
                FONT * percent / 100,
                FONT);
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
