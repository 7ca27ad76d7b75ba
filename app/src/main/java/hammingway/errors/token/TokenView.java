package hammingway.errors.token;

import atlantafx.base.theme.Styles;
import hammingway.errors.figures.TrueMinus;
import hammingway.errors.token.TokenFacts.Fact;
import hammingway.eval.errors.PositionLook;
import hammingway.eval.errors.PositionLook.WordLook;
import hammingway.fx.Explained;
import hammingway.fx.View;
import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.javafx.FontIcon;

/** The pane of the selected token. */
public final class TokenView implements View {
    private final TokenViewModel model;
    private final StackPane root = new StackPane();
    private final Label title = new Label();
    private final Tooltip place = new Tooltip();
    private final Text before = text("markdown-text");
    private final Text target = text("errors-token-target");
    private final Text after = text("markdown-text");
    private final TextFlow context = new TextFlow(before, target, after);
    private final List<FactRow> rows = new ArrayList<>();
    private final GridPane facts = new GridPane();
    private final BitBars bars = new BitBars();
    private final Label repairs = wrapped("errors-token-repairs");
    private final CandidateTable candidates =
            new CandidateTable("errors-token-candidates", "Tokens that could have been chosen");
    private final Label otherTitle = new Label();
    private final CandidateTable other =
            new CandidateTable("errors-token-other", "The best tokens of the compared run");
    private final VBox bitPart;
    private final VBox otherPart;
    private final ScrollPane scroll;
    private final Node empty = empty();

    public TokenView(TokenViewModel model, ReadOnlyObjectProperty<Theme> theme) {
        this.model = model;
        bars.setId("errors-token-bits");
        bars.onTaken(model.selection().bit()::set);
        context.getStyleClass().add("errors-token-context");
        facts.getStyleClass().add("errors-token-facts");
        bitPart = new VBox(6, bitsHeader(), bars, key(), repairs);
        otherTitle.getStyleClass().add("chart-title");
        otherTitle.setWrapText(true);
        otherPart = new VBox(6, otherTitle, other.node());
        VBox all = new VBox(12, header(), context, facts, bitPart, candidatesHeader(), candidates.node(), otherPart);
        all.getStyleClass().add("errors-token");
        for (Region wide : List.of(context, candidates.node(), other.node(), bitPart, otherPart, all)) {
            wide.setMinWidth(0); // the pane is as wide as it is drawn, and no wider
        }
        scroll = new ScrollPane(all);
        scroll.setId("errors-token-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        root.setId("errors-token");
        Explained.page(root, "errors-text.md#the-selected-token");
        root.setMinWidth(300);
        root.getChildren().setAll(scroll, empty);
        theme.subscribe(bars::setTheme);
        model.look().subscribe(this::show);
        model.byReliability().subscribe(r -> showBits());
        model.nearest().subscribe(n -> showCandidates());
        model.selection().bit().subscribe(b -> bars.select(b.intValue()));
    }

    private static Label wrapped(String id) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static Node empty() {
        Label title = new Label("No token is selected");
        title.getStyleClass().add("title-4");
        Label advice = wrapped("errors-token-advice");
        advice.setText(
                "Click a token in the text, or press an arrow key there: its bits, its rivals and what it lacked are shown here.");
        advice.getStyleClass().add("text-muted");
        advice.setTextAlignment(TextAlignment.CENTER);
        advice.setMaxWidth(300);
        VBox box = new VBox(8, title, advice);
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private Node header() {
        title.setId("errors-token-title");
        title.setTooltip(place);
        title.getStyleClass().add("pane-title");
        title.setMinWidth(0);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(
                6,
                title,
                space,
                icon(
                        "errors-token-before",
                        "mdi2c-chevron-left",
                        "The occurrence of this token before",
                        () -> model.occurrence(false)),
                icon(
                        "errors-token-after",
                        "mdi2c-chevron-right",
                        "The next occurrence of this token",
                        () -> model.occurrence(true)),
                icon("errors-token-copy", "mdi2c-content-copy", "Copy all of this as JSON", this::copy));
        row.setAlignment(Pos.CENTER_LEFT);
        Label problem = new Label();
        problem.getStyleClass().add("problem");
        problem.textProperty().bind(model.problem());
        problem.managedProperty().bind(model.problem().isNotEmpty());
        return new VBox(4, row, problem);
    }

    private static Button icon(String id, String icon, String meaning, Runnable action) {
        Button button = new Button("", new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setTooltip(new Tooltip(meaning));
        button.setAccessibleText(meaning);
        button.setOnAction(e -> action.run());
        return button;
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(model.json());
        Clipboard.getSystemClipboard().setContent(content);
    }

    private Node bitsHeader() {
        return titled(
                "Codeword",
                toggle(
                        "errors-token-reliability",
                        "By reliability",
                        "Order bits by |logit|, the least sure first",
                        model.byReliability()));
    }

    private Node candidatesHeader() {
        ToggleButton nearest = toggle(
                "errors-token-nearest",
                "Nearest codewords",
                "List the codewords nearest to the decided word rather than the best scores",
                model.nearest());
        nearest.visibleProperty().bind(bitPart.visibleProperty());
        return titled("Rivals", nearest);
    }

    private static Node titled(String text, Node at) {
        Label label = new Label(text);
        label.getStyleClass().add("chart-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(8, label, space, at);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static ToggleButton toggle(String id, String text, String meaning, BooleanProperty value) {
        ToggleButton button = new ToggleButton(text);
        button.setId(id);
        button.getStyleClass().add(Styles.SMALL);
        button.setTooltip(new Tooltip(meaning));
        button.selectedProperty().bindBidirectional(value);
        return button;
    }

    private static Node key() {
        Label label = wrapped("errors-token-key");
        label.setText(
                "Squares: the target's bits, filled is one. Bars: the probability of a one. Underlined: decided wrong. A dot: this bit alone, if right, would have been enough.");
        label.getStyleClass().addAll("text-muted", "errors-legend-entry");
        return label;
    }

    private void show(Optional<LookedToken> now) {
        scroll.setVisible(now.isPresent());
        empty.setVisible(now.isEmpty());
        now.ifPresent(l -> {
            int position = l.first().position();
            int length = l.subject().first().trace().context();
            title.setText("Position " + position);
            place.setText("Token " + position % length + " of window " + position / length);
            before.setText(l.before());
            target.setText(l.target());
            after.setText(l.after());
            fill(TokenFacts.of(l));
            showBits();
            showCandidates();
            otherPart.setVisible(l.second().isPresent());
            otherPart.setManaged(l.second().isPresent());
            l.second().ifPresent(o -> showOther(l, o));
        });
    }

    private static Text text(String style) {
        Text text = new Text();
        text.getStyleClass().add(style);
        return text;
    }

    private void fill(List<Fact> all) {
        while (rows.size() < all.size()) {
            FactRow row = FactRow.make();
            facts.addRow(rows.size(), row.name(), row.value());
            rows.add(row);
        }
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).show(i < all.size() ? Optional.of(all.get(i)) : Optional.empty());
        }
    }

    /** Made once: labels are costly, and the selection moves quickly. */
    private record FactRow(Label name, Label value, Tooltip meaning) {
        static FactRow make() {
            Label name = new Label();
            name.getStyleClass().add("text-muted");
            name.setMinWidth(Region.USE_PREF_SIZE);
            Label value = new Label();
            Tooltip meaning = new Tooltip();
            name.setTooltip(meaning);
            value.setTooltip(meaning);
            return new FactRow(name, value, meaning);
        }

        void show(Optional<Fact> fact) {
            name.setText(fact.map(Fact::name).orElse(""));
            value.setText(fact.map(Fact::value).orElse(""));
            meaning.setText(fact.map(Fact::meaning).orElse(""));
        }
    }

    private void showBits() {
        Optional<WordLook> word = model.look().get().flatMap(l -> l.first().word());
        bitPart.setVisible(word.isPresent());
        bitPart.setManaged(word.isPresent());
        word.ifPresent(w -> {
            bars.show(w.bits(), model.byReliability().get());
            repairs.setText(TokenFacts.repairs(model.look().get().orElseThrow().first(), w));
        });
    }

    private void showCandidates() {
        model.look().get().ifPresent(l -> {
            boolean byDistance = model.nearest().get() && l.first().word().isPresent();
            candidates.show(
                    byDistance ? l.first().word().get().nearest() : l.first().best(),
                    l.first().run().target(),
                    l::display);
        });
    }

    private void showOther(LookedToken l, PositionLook o) {
        String name = l.subject().second().orElseThrow().spec().name();
        otherTitle.setText("Compared run, " + name + ": rank " + (o.run().rankedAbove() + 1) + ", log-probability "
                + TrueMinus.format("%.3f nats", o.run().logProbability()));
        other.show(o.best(), o.run().target(), l::display);
    }

    @Override
    public Node node() {
        return root;
    }
}
