package hammingway.errors.ask;

import hammingway.control.CodewordStrip;
import hammingway.eval.GeneratedToken;
import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One step of an answer: which tokens were possible, and the bits that the network predicted beside those of the token. */
final class StepPane {
    /** So many bits are named; the strip marks them all. */
    private static final int NAMED = 12;

    private final Answer answer;
    private final Label title = new Label();
    private final GridPane best = new GridPane();
    private final Label bitsTitle = new Label();
    private final CodewordStrip strip = new CodewordStrip();
    private final Label named = new Label();
    private final VBox bits = new VBox(bitsTitle, strip, named);
    private final VBox root = new VBox(title, best, bits);

    StepPane(Answer answer, ReadOnlyObjectProperty<Theme> theme, String id) {
        this.answer = answer;
        root.setId(id);
        root.getStyleClass().add("ask-step");
        best.getStyleClass().add("ask-best");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(88);
        ColumnConstraints bars = new ColumnConstraints();
        bars.setHgrow(Priority.ALWAYS);
        ColumnConstraints figures = new ColumnConstraints();
        figures.setMinWidth(56);
        figures.setHalignment(javafx.geometry.HPos.RIGHT);
        best.getColumnConstraints().addAll(names, bars, figures);
        bits.getStyleClass().add("ask-bits");
        for (Label l : List.of(title, bitsTitle, named)) {
            l.setWrapText(true);
            l.setMinHeight(Region.USE_PREF_SIZE);
        }
        title.setId(id + "-title");
        bitsTitle.getStyleClass().add("text-muted");
        named.getStyleClass().add("text-muted");
        theme.subscribe(strip::setTheme);
        answer.selected().subscribe(s -> show());
        answer.tokens().addListener((ListChangeListener<GeneratedToken>) c -> {
            if (answer.selected().get() == Answer.NONE) {
                show();
            }
        });
        show();
    }

    Node node() {
        return root;
    }

    private void show() {
        best.getChildren().clear();
        boolean chosen = answer.selectedToken().isPresent();
        boolean withBits = answer.selectedToken().flatMap(GeneratedToken::bits).isPresent();
        best.setVisible(chosen);
        best.setManaged(chosen);
        bits.setVisible(withBits);
        bits.setManaged(withBits);
        title.setText(
                answer.selectedToken()
                        .map(t -> String.format(
                                Locale.ROOT,
                                "Token %d, %s: probability %s, the decoder's rank %d",
                                t.index() + 1,
                                t.display(),
                                TokenText.percent(t.probability()),
                                t.rank() + 1))
                        .orElse(
                                answer.tokens().isEmpty()
                                        ? ""
                                        : "Click a token, or go over them with the arrow keys, to see what else was possible."));
        answer.selectedToken().ifPresent(t -> {
            t.best().forEach(c -> line(c, c.token() == t.token()));
            if (t.best().stream().noneMatch(c -> c.token() == t.token())) {
                line(new GeneratedToken.Candidate(t.token(), t.display(), t.probability()), true);
            }
            t.bits().ifPresent(this::bits);
        });
    }

    private void line(GeneratedToken.Candidate candidate, boolean chosen) {
        Label name = new Label(candidate.display());
        name.getStyleClass().add(chosen ? "ask-chosen" : "monospace");
        name.setTooltip(new Tooltip(chosen ? "This one was written" : "Token " + candidate.token()));
        ProgressBar bar = new ProgressBar(candidate.probability());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("ask-bar");
        bar.setFocusTraversable(false);
        bar.setAccessibleText("Probability of " + candidate.display());
        bar.setTooltip(new Tooltip("The whole width is 100%"));
        Label figure = new Label(TokenText.percent(candidate.probability()));
        best.addRow(best.getRowCount(), name, bar, figure);
    }

    private void bits(GeneratedToken.Bits found) {
        int n = found.ones().size();
        double[] ones = found.ones().stream().mapToDouble(Double::doubleValue).toArray();
        BitSet codeword = new BitSet();
        List<String> apart = new ArrayList<>();
        for (int b = 0; b < n; b++) {
            boolean one = found.codeword().charAt(b) == '1';
            codeword.set(b, one);
            if (ones[b] > 0.5 != one) {
                apart.add(String.format(Locale.ROOT, "%d (%.2f)", b, ones[b]));
            }
        }
        strip.show(codeword, ones);
        bitsTitle.setText(
                "Its codeword, and below each bit the probability that it is 1, in the shade of 1 when certain. Decided otherwise: "
                        + found.disagreeing() + " of " + n + " bits."
                        + (strip.hidden() > 0 ? " The first " + (n - strip.hidden()) + " are drawn." : ""));
        named.setText(
                apart.isEmpty()
                        ? "Every bit agrees."
                        : "Bit (probability of 1): "
                                + String.join(", ", apart.subList(0, Math.min(NAMED, apart.size())))
                                + (apart.size() > NAMED ? ", \u2026" : ""));
    }
}
