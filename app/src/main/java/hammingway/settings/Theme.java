package hammingway.settings;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import javafx.scene.paint.Color;

/**
 * The two looks. Controls take their colours from AtlantaFX's Primer style sheets and {@code themes/workbench.css}, charts and
 * pictures from {@link #palette()}: the same values, so that they cannot drift apart.
 */
public enum Theme {
    LIGHT,
    DARK;

    /**
     * Colours of charts.
     *
     * @param background of the plot
     * @param text       titles and values
     * @param muted      axis labels, notes
     * @param line       grid and frames
     * @param accent     what is selected
     * @param series     colours that colour-blind readers tell apart (after Okabe and Ito 2008), adjusted to the background
     */
    public record Palette(Color background, Color text, Color muted, Color line, Color accent, List<Color> series) {}

    private static Palette palette(
            String background, String text, String muted, String line, String accent, String... series) {
        return new Palette(
                Color.web(background),
                Color.web(text),
                Color.web(muted),
                Color.web(line),
                Color.web(accent),
                List.of(series).stream().map(Color::web).toList());
    }

    /** The style sheet for {@code Application.setUserAgentStylesheet}. */
    public String styleSheet() {
        return switch (this) {
            case LIGHT -> new PrimerLight().getUserAgentStylesheet();
            case DARK -> new PrimerDark().getUserAgentStylesheet();
        };
    }

    public Palette palette() {
        return switch (this) {
            case LIGHT ->
                palette(
                        "#ffffff", "#24292f", "#57606a", "#d8dee4", "#0969da", "#0072b2", "#d55e00", "#009e73",
                        "#cc79a7", "#b58900", "#56b4e9", "#24292f");
            case DARK ->
                palette(
                        "#0d1117", "#c9d1d9", "#8b949e", "#30363d", "#58a6ff", "#56b4e9", "#e69f00", "#2fc79a",
                        "#e59ac4", "#f0e442", "#8fb8ff", "#c9d1d9");
        };
    }
}
