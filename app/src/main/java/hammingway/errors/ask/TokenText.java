package hammingway.errors.ask;

import hammingway.control.ColorScale;
import hammingway.eval.GeneratedToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.util.Duration;

/** A prompt and the tokens after it, each coloured by its probability; a click or the arrow keys select one. */
final class TokenText {
    /** Below blue, the same to readers with and without red-green blindness, above yellow. */
    static final ColorScale COLORS = ColorScale.CIVIDIS;

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    /** Characters at the end of a prompt that are shown word by word: two or three lines. */
    private static final int WORDS = 200;

    private static final CornerRadii CORNERS = new CornerRadii(3);

    private final Answer answer;
    private final TextFlow flow = new TextFlow();
    private final ScrollPane scroll = new ScrollPane(flow);
    private final List<Label> labels = new ArrayList<>();

    TokenText(Answer answer, String id) {
        this.answer = answer;
        flow.setId(id);
        flow.getStyleClass().add("ask-text");
        flow.setFocusTraversable(true);
        flow.setAccessibleRole(AccessibleRole.TEXT);
        flow.setOnKeyPressed(this::key);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("ask-scroll");
        scroll.setFocusTraversable(false);
        answer.question().subscribe(q -> begin());
        answer.tokens().addListener((ListChangeListener<GeneratedToken>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::add);
            }
        });
        answer.selected().subscribe((was, is) -> select(was.intValue(), is.intValue()));
        flow.heightProperty().subscribe(() -> {
            if (answer.active() && answer.selected().get() == Answer.NONE) {
                scroll.setVvalue(1); // what was written last stays in view
            }
        });
    }

    Node node() {
        return scroll;
    }

    private void begin() {
        labels.clear();
        flow.getChildren().clear();
        answer.question().get().ifPresent(q -> prompt(q.prompt()));
        describe();
    }

    /** The toolkit breaks lines between words of a text rather than between nodes: near the tokens each word is a node as they are. */
    private void prompt(String prompt) {
        int cut =
                prompt.offsetByCodePoints(prompt.length(), -Math.min(WORDS, prompt.codePointCount(0, prompt.length())));
        if (cut > 0) {
            flow.getChildren().add(new Text(prompt.substring(0, cut)));
        }
        for (String word : prompt.substring(cut).splitWithDelimiters("\\n|(?<= )", 0)) {
            if (!word.isEmpty()) {
                flow.getChildren().add(word.equals("\n") ? new Text(word) : new Label(word));
            }
        }
        flow.getChildren().forEach(n -> n.getStyleClass().add("ask-prompt"));
    }

    private void add(GeneratedToken token) {
        Label label = new Label(shown(token));
        Color color = COLORS.at(token.probability());
        label.getStyleClass().add("ask-token");
        label.setBackground(new Background(new BackgroundFill(color, CORNERS, Insets.EMPTY)));
        label.setTextFill(readableOn(color));
        label.setMinWidth(Label.USE_PREF_SIZE);
        Tooltip tooltip = new Tooltip(words(token));
        tooltip.setShowDelay(Duration.millis(300));
        label.setTooltip(tooltip);
        label.setOnMousePressed(e -> {
            flow.requestFocus();
            answer.selected().set(token.index());
            e.consume();
        });
        labels.add(label);
        flow.getChildren().add(label);
        if (token.text().endsWith("\n")) {
            flow.getChildren().add(new Text("\n"));
        }
    }

    /** White space alone cannot be seen or clicked, and a part of a character has no text. */
    private static String shown(GeneratedToken token) {
        return token.text().isBlank() ? token.display() : token.text().replace("\n", "\u23CE");
    }

    /** Black or white, whichever stands out more (relative luminance, WCAG 2.2; both contrast equally at 0.179). */
    private static Color readableOn(Color c) {
        double luminance = 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
        return luminance > 0.179 ? Color.BLACK : Color.WHITE;
    }

    private static double linear(double share) {
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    static String words(GeneratedToken token) {
        return String.format(
                Locale.ROOT,
                "%s: probability %s, rank %d",
                token.display(),
                percent(token.probability()),
                token.rank() + 1);
    }

    static String percent(double share) {
        double percent = 100 * share;
        return percent > 0 && percent < 0.05
                ? "< 0.1%"
                : percent < 99.95 || share == 1 ? String.format(Locale.ROOT, "%.1f%%", percent) : "> 99.9%";
    }

    private void key(KeyEvent e) {
        int at = answer.selected().get();
        int last = labels.size() - 1;
        int to;
        switch (e.getCode()) {
            case LEFT -> to = at == Answer.NONE ? last : at - 1;
            case RIGHT -> to = at + 1;
            case HOME -> to = 0;
            case END -> to = last;
            case ESCAPE -> to = Answer.NONE;
            default -> {
                return;
            }
        }
        if (to <= last && (to >= 0 || e.getCode() == javafx.scene.input.KeyCode.ESCAPE)) {
            answer.selected().set(to);
        }
        e.consume();
    }

    private void select(int was, int is) {
        if (was >= 0 && was < labels.size()) {
            labels.get(was).pseudoClassStateChanged(SELECTED, false);
        }
        if (is >= 0 && is < labels.size()) {
            Label label = labels.get(is);
            label.pseudoClassStateChanged(SELECTED, true);
            reveal(label);
        }
        describe();
    }

    private void reveal(Label label) {
        double room = flow.getHeight() - scroll.getViewportBounds().getHeight();
        double top = label.getBoundsInParent().getMinY();
        double seen = scroll.getVvalue() * room;
        if (room > 0
                && (top < seen
                        || top + label.getHeight()
                                > seen + scroll.getViewportBounds().getHeight())) {
            scroll.setVvalue(Math.clamp(top / room, 0, 1));
        }
    }

    private void describe() {
        flow.setAccessibleText(answer.selectedToken()
                .map(t -> "Token " + (t.index() + 1) + " of " + labels.size() + ", " + words(t))
                .orElse("What the model wrote; arrow keys select a token"));
    }
}
