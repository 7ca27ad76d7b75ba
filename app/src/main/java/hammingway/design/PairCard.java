package hammingway.design;

import atlantafx.base.theme.Styles;
import hammingway.control.CodewordStrip;
import hammingway.design.book.Design;
import hammingway.design.book.Pair;
import hammingway.math.BitMatrix;
import hammingway.settings.Theme;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Two tokens, their codewords with the differing bits marked, and their distance: those under the mouse, or else those selected. */
final class PairCard extends VBox {
    private final DesignViewModel model;
    private final Label tokens = new Label();
    private final Label distance = new Label();
    private final CodewordStrip strip = new CodewordStrip();

    PairCard(DesignViewModel model, ReadOnlyObjectProperty<Theme> theme) {
        super(6);
        this.model = model;
        setId("pair");
        setPadding(new Insets(8, 14, 12, 14));
        tokens.setWrapText(true);
        tokens.setMinHeight(USE_PREF_SIZE);
        distance.setWrapText(true);
        distance.setMinHeight(USE_PREF_SIZE);
        distance.setId("pair-distance");
        distance.getStyleClass().add(Styles.TEXT_SMALL);
        getChildren().addAll(FormPane.title("Pair of tokens"), tokens, strip, distance);
        theme.subscribe(strip::setTheme);
        model.designProperty().subscribe(this::show);
        model.pairProperty().subscribe(this::show);
        model.hoveredProperty().subscribe(this::show);
    }

    private void show() {
        Optional<Design> design = model.designProperty().get();
        int tokensThere = design.map(d -> d.codebook().size()).orElse(0);
        Optional<Pair> pair = model.hoveredProperty()
                .get()
                .or(() -> model.pairProperty().get())
                .filter(p -> Math.max(p.first(), p.second()) < tokensThere);
        boolean some = pair.isPresent();
        strip.setVisible(some);
        strip.setManaged(some);
        distance.setVisible(some);
        distance.setManaged(some);
        tokens.getStyleClass().remove(Styles.TEXT_MUTED);
        if (design.isEmpty() || pair.isEmpty()) {
            tokens.getStyleClass().add(Styles.TEXT_MUTED);
            tokens.setText("Point at the matrix, or select a cell with the arrow keys.");
            return;
        }
        int a = pair.get().first();
        int b = pair.get().second();
        BitMatrix bits = design.get().codebook().bits();
        tokens.setText(
                a == b
                        ? design.get().named(a)
                        : design.get().named(a) + "  and  " + design.get().named(b));
        strip.show(design.get().bits(a), design.get().bits(b), bits.columns());
        distance.setText("Distance " + bits.distance(a, b) + " of " + bits.columns() + " bits"
                + (strip.hidden() > 0 ? "; the last " + strip.hidden() + " bits are not drawn." : "."));
    }
}
