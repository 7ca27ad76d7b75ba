package hammingway.control;

import java.util.List;
import javafx.scene.paint.Color;

/** Colours of values, equal steps of which look equally far apart, also to colour-blind readers. */
public enum ColorScale {
    /**
     * For magnitudes: ten equidistant colours of viridis (S. van der Walt and N. Smith, matplotlib 1.5, 2015), put into the public domain
     * (CC0) by their authors.
     */
    VIRIDIS(
            "Viridis", "#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58",
            "#b5de2b", "#fde725"),
    /**
     * For magnitudes, blue to yellow: the same to readers with and without red-green blindness (J. R. Nuñez, C. R. Anderton and R. S.
     * Renslow, PLOS ONE 13(7), 2018; ten equidistant colours).
     */
    CIVIDIS(
            "Cividis", "#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369",
            "#e1cc55", "#fee838"),
    /** For signs: PuOr of ColorBrewer 2.0 (C. A. Brewer 2003), 11 classes, neutral in the middle. */
    PURPLE_ORANGE(
            "Purple-orange",
            "#7f3b08",
            "#b35806",
            "#e08214",
            "#fdb863",
            "#fee0b6",
            "#f7f7f7",
            "#d8daeb",
            "#b2abd2",
            "#8073ac",
            "#542788",
            "#2d004b");

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // Stream.toList gives an unmodifiable list
    private final List<Color> anchors;

    ColorScale(String label, String... anchors) {
        this.label = label;
        this.anchors = List.of(anchors).stream().map(Color::web).toList();
    }

    /** For people. */
    @Override
    public String toString() {
        return label;
    }

    /** The colour at 0 (least) to 1 (greatest); linear between the anchors. */
    public Color at(double share) {
        double t = Math.clamp(share, 0, 1) * (anchors.size() - 1);
        int i = Math.min((int) t, anchors.size() - 2);
        return anchors.get(i).interpolate(anchors.get(i + 1), t - i);
    }

    /** Opaque ARGB values at {@code size} equal steps from 0 to 1. */
    int[] table(int size) {
        int[] table = new int[size];
        for (int i = 0; i < size; i++) {
            table[i] = argb(at(i / (size - 1.0)));
        }
        return table;
    }

    /** Opaque ARGB of a colour. */
    static int argb(Color c) {
        return 0xFF000000
                | (int) Math.round(c.getRed() * 255) << 16
                | (int) Math.round(c.getGreen() * 255) << 8
                | (int) Math.round(c.getBlue() * 255);
    }
}
