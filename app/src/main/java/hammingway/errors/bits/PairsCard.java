package hammingway.errors.bits;

import atlantafx.base.theme.Styles;
import hammingway.control.HeatSquare;
import hammingway.control.SaveFigure;
import hammingway.eval.errors.BitPairs;
import hammingway.eval.errors.BitReport;
import hammingway.settings.Theme;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Which bits are wrong together, beside which bits of the codebook say the same. */
final class PairsCard {
    private final HeatSquare errors = new HeatSquare();
    private final HeatSquare codebook = new HeatSquare();
    private final Label ofErrors = new Label();
    private final Label ofCodebook = new Label();
    private final BitCard card;

    PairsCard(BitsViewModel model) {
        errors.setId("bits-pairs-errors");
        codebook.setId("bits-pairs-codebook");
        SaveFigure saveErrors = new SaveFigure(
                "bits-error-correlation", () -> errors.figure("Correlation of errors of bits"), model::save);
        SaveFigure saveBook = new SaveFigure(
                "bits-codebook-correlation", () -> codebook.figure("Correlation of the codebook's bits"), model::save);
        HBox both = new HBox(
                12, half(ofErrors, errors, saveErrors.on(errors)), half(ofCodebook, codebook, saveBook.on(codebook)));
        card = new BitCard(
                        "bits-pairs",
                        "Errors that come together",
                        "Pearson's (phi) coefficient of each pair of bits: of being wrong, and of being one, tokens as frequent as among the targets. Grey: nothing to compare.",
                        "errors-that-come-together")
                .with(both);
        model.report().subscribe(this::show);
    }

    private static VBox half(Label name, HeatSquare square, SaveFigure save) {
        name.getStyleClass().add(Styles.TEXT_SMALL);
        name.setMinWidth(0);
        name.setTooltip(new Tooltip("Mean |correlation| of all pairs of bits"));
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox line = new HBox(4, name, save.button());
        line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        VBox box = new VBox(4, line, square);
        box.setMinWidth(0);
        box.setPrefWidth(150);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    BitCard node() {
        return card;
    }

    void theme(Theme theme) {
        errors.setTheme(theme);
        codebook.setTheme(theme);
    }

    private void show(Optional<BitReport> report) {
        int n = report.map(BitReport::length).orElse(0);
        float[] ofErr = report.map(r -> r.pairs().errors()).orElse(new float[0]);
        float[] ofBook = report.map(r -> r.pairs().codebook()).orElse(new float[0]);
        errors.show(ofErr, n);
        codebook.show(ofBook, n);
        ofErrors.setText(n == 0 ? "" : text("Errors", BitPairs.meanAbsolute(ofErr, n)));
        ofCodebook.setText(n == 0 ? "" : text("Codebook", BitPairs.meanAbsolute(ofBook, n)));
        report.ifPresent(r -> card.say(r.findings().pairs()));
    }

    private static String text(String what, double mean) {
        return Double.isNaN(mean) ? what : String.format(Locale.ROOT, "%s %.3f", what, mean);
    }
}
