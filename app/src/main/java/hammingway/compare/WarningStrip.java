package hammingway.compare;

import hammingway.fx.Explained;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Which runs may not stand beside the others: told above the plot until it has been read. */
final class WarningStrip {
    private final HBox strip = new HBox(8);

    WarningStrip(CompareViewModel model) {
        Label text = new Label();
        text.setId("compare-warnings");
        text.textProperty().bind(model.warnings());
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMaxHeight(72);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(model.warnings());
        whole.setWrapText(true);
        whole.setMaxWidth(640);
        text.setTooltip(whole);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button dismiss = new Button("Dismiss");
        dismiss.setId("compare-warnings-dismiss");
        dismiss.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        dismiss.setAccessibleText("Dismiss the warnings on comparability");
        Explained.explain(
                dismiss, "Hide these warnings until others are due.", "compare.md#runs-that-may-not-be-compared");
        dismiss.setOnAction(e -> model.dismissWarnings());
        strip.getChildren().addAll(text, dismiss);
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.setPadding(new Insets(6, 8, 6, 12));
        strip.getStyleClass().add("problem");
        VBox.setMargin(strip, new Insets(0, 16, 8, 16));
        strip.visibleProperty().bind(model.warnings().isNotEmpty());
        strip.managedProperty().bind(strip.visibleProperty());
    }

    Node node() {
        return strip;
    }
}
