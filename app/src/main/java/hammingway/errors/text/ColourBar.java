package hammingway.errors.text;

import atlantafx.base.theme.Styles;
import hammingway.control.SaveFigure;
import hammingway.errors.subject.Subject;
import java.util.Arrays;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** What colours tell, and what else is drawn. */
final class ColourBar {
    private final FlowPane bar = new FlowPane(8, 8);

    ColourBar(TextViewModel model, TextLegend legend, SaveFigure save) {
        ComboBox<TextQuantity> box = new ComboBox<>();
        box.setId("errors-text-colour");
        box.setAccessibleText("What colours tell");
        box.setTooltip(new Tooltip());
        box.setPrefWidth(175);
        box.setVisibleRowCount(TextQuantity.values().length);
        model.subject().subscribe(s -> fill(box, s, model.quantity().get()));
        model.quantity().subscribe(q -> {
            box.setValue(q);
            box.getTooltip().setText(q.meaning());
        });
        box.setOnAction(e -> {
            if (box.getValue() != null) {
                model.quantity().set(box.getValue());
            }
        });
        Label label = new Label("Colour");
        label.setLabelFor(box);
        label.setMinWidth(Region.USE_PREF_SIZE);
        HBox named = new HBox(6, label, box);
        named.setAlignment(Pos.CENTER_LEFT);
        Label notice = new Label();
        notice.setId("errors-text-notice");
        notice.getStyleClass().add("text-muted");
        notice.textProperty().bind(model.notice());
        notice.managedProperty().bind(model.notice().isNotEmpty());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("errors-bar");
        bar.getChildren()
                .setAll(
                        named,
                        legend,
                        toggle(
                                "errors-text-whitespace",
                                "mdi2f-format-pilcrow",
                                "Draw spaces, tabs and line ends as signs",
                                model.whitespace()),
                        toggle(
                                "errors-text-windows",
                                "mdi2f-format-page-break",
                                "Mark where a window begins: the model sees nothing of what stands before",
                                model.windows()),
                        save.button(),
                        notice);
    }

    private static void fill(ComboBox<TextQuantity> box, Optional<Subject> subject, TextQuantity chosen) {
        box.getItems()
                .setAll(Arrays.stream(TextQuantity.values())
                        .filter(q -> subject.map(q::offered).orElse(true))
                        .toList());
        box.setValue(chosen);
    }

    private static ToggleButton toggle(String id, String icon, String meaning, BooleanProperty value) {
        ToggleButton button = new ToggleButton("", new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().add(Styles.BUTTON_ICON);
        button.setTooltip(new Tooltip(meaning));
        button.setAccessibleText(meaning);
        button.selectedProperty().bindBidirectional(value);
        return button;
    }

    Node node() {
        return bar;
    }
}
