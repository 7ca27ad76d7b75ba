package hammingway.design;

import atlantafx.base.theme.Styles;
import hammingway.control.CodewordStrip;
import hammingway.control.MatrixView;
import hammingway.design.book.DistanceSource;
import hammingway.math.BitMatrix;
import hammingway.settings.Theme;
import java.util.BitSet;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** The two tokens of a cell, their codewords with the differing bits marked, and their distance. */
final class HoverCard extends VBox {
    private final Label tokens = new Label();
    private final Label distance = new Label();
    private final CodewordStrip strip = new CodewordStrip();

    HoverCard() {
        super(6);
        tokens.setWrapText(true);
        tokens.setMinHeight(USE_PREF_SIZE);
        distance.setWrapText(true);
        distance.setMinHeight(USE_PREF_SIZE);
        distance.getStyleClass().add(Styles.TEXT_SMALL);
        getChildren().addAll(tokens, strip, distance);
        show(Optional.empty(), Optional.empty());
    }

    void setTheme(Theme theme) {
        strip.setTheme(theme);
    }

    void show(Optional<MatrixView.Cell> cell, Optional<DistanceSource> source) {
        boolean some = cell.isPresent() && source.isPresent();
        strip.setVisible(some);
        strip.setManaged(some);
        distance.setVisible(some);
        distance.setManaged(some);
        tokens.getStyleClass().remove(Styles.TEXT_MUTED);
        if (!some) {
            tokens.getStyleClass().add(Styles.TEXT_MUTED);
            tokens.setText("Point at the matrix, or select a cell with the arrow keys.");
            return;
        }
        DistanceSource s = source.get();
        int a = s.token(cell.get().row());
        int b = s.token(cell.get().column());
        BitMatrix bits = s.codebook().bits();
        tokens.setText(named(s.name(cell.get().row()), a) + "  and  "
                + named(s.name(cell.get().column()), b));
        strip.show(row(bits, a), row(bits, b), bits.columns());
        distance.setText("Distance " + bits.distance(a, b) + " of " + bits.columns() + " bits"
                + (strip.hidden() > 0 ? "; the last " + strip.hidden() + " bits are not drawn." : "."));
    }

    private static String named(String name, int id) {
        return name.equals(Integer.toString(id)) ? "token " + id : "\u201C" + name + "\u201D (" + id + ")";
    }

    private static BitSet row(BitMatrix bits, int row) {
        BitSet set = new BitSet(bits.columns());
        for (int c = 0; c < bits.columns(); c++) {
            set.set(c, bits.get(row, c));
        }
        return set;
    }
}
