package hammingway.errors.text;

import hammingway.eval.errors.TokenFilter;
import java.util.Arrays;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Which tokens are shown alone. */
final class FilterBar {
    private static final double WIDEST_SUMMARY = 600;

    private final FlowPane bar = new FlowPane(12, 8);

    FilterBar(TextViewModel model) {
        TokenFiltering filtering = model.filtering();
        ComboBox<TokenFilter.Outcome> outcome = new ComboBox<>();
        outcome.setId("errors-text-outcome");
        outcome.setAccessibleText("Outcome");
        outcome.setTooltip(new Tooltip("Show only tokens with this outcome"));
        outcome.setPrefWidth(190);
        outcome.setVisibleRowCount(TokenFilter.Outcome.values().length);
        model.subject().subscribe(s -> {
            boolean pair = s.flatMap(x -> x.second()).isPresent();
            outcome.getItems()
                    .setAll(Arrays.stream(TokenFilter.Outcome.values())
                            .filter(o -> pair || !o.pair())
                            .toList());
            outcome.setValue(filtering.outcome().get());
        });
        filtering.outcome().subscribe(o -> outcome.setValue(o));
        outcome.setOnAction(e -> {
            if (outcome.getValue() != null) {
                filtering.outcome().set(outcome.getValue());
            }
        });
        TextField bits = FindBar.field(
                "errors-text-wrong-bits", "Wrong bits", "Only tokens with so many wrong bits, such as 1 or 1-2", 95);
        bits.textProperty().bindBidirectional(filtering.wrongBits());
        TextField target = FindBar.field(
                "errors-text-target", "Target", "Only this target: its text, or its id after #, such as #284", 90);
        target.textProperty().bindBidirectional(filtering.target());
        Button selected = FindBar.button(
                "errors-text-only-selected",
                "Selected",
                "Only the selected token as the target",
                filtering::onlySelected);
        selected.disableProperty().bind(model.selection().token().lessThan(0));
        model.subject()
                .subscribe(s -> bits.setDisable(s.filter(x -> x.hasCodebook()).isEmpty()));
        Label label = new Label("Only");
        label.setLabelFor(outcome);
        label.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(
                6,
                label,
                outcome,
                bits,
                target,
                selected,
                FindBar.button("errors-text-everything", "Everything", "Show the whole text again", filtering::clear));
        row.setAlignment(Pos.CENTER_LEFT);
        Label summary = new Label();
        summary.setId("errors-text-summary");
        summary.setWrapText(true);
        summary.setMaxWidth(WIDEST_SUMMARY); // a long word of what is wrong does not move the pane beside the text
        summary.setMinHeight(Region.USE_PREF_SIZE);
        summary.getStyleClass().add("text-muted");
        summary.textProperty().bind(filtering.summary());
        summary.managedProperty().bind(filtering.summary().isNotEmpty());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("errors-bar");
        bar.getChildren().setAll(row, summary);
    }

    Node node() {
        return bar;
    }
}
