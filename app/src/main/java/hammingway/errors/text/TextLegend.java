package hammingway.errors.text;

import hammingway.control.ColorLegend;
import hammingway.errors.subject.Subject;
import hammingway.settings.Theme;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;

/** The key to the colours: names with their tints, or a scale whose range can be narrowed. */
final class TextLegend extends StackPane {
    private final FlowPane names = new FlowPane(10, 2);
    private final ColorLegend scale = new ColorLegend();
    private final ReadOnlyObjectProperty<Theme> theme;
    private TextQuantity quantity = TextQuantity.OUTCOME;
    private Runnable changed = () -> {};

    TextLegend(ReadOnlyObjectProperty<Theme> theme) {
        this.theme = theme;
        setId("errors-text-legend");
        names.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        names.setPrefWrapLength(250);
        scale.setMaxWidth(250);
        StackPane.setAlignment(scale, javafx.geometry.Pos.CENTER_LEFT);
        getChildren().setAll(names, scale);
        scale.lowProperty().subscribe(v -> changed.run());
        scale.highProperty().subscribe(v -> changed.run());
        theme.subscribe(t -> {
            scale.setTheme(t);
            fill();
        });
    }

    void onChange(Runnable taker) {
        changed = taker;
    }

    void show(TextQuantity shown, Optional<Subject> subject) {
        quantity = shown;
        names.setVisible(shown.named());
        names.setManaged(shown.named());
        scale.setVisible(!shown.named());
        scale.setManaged(!shown.named());
        subject.ifPresent(s -> {
            scale.minimumProperty().set(shown.least());
            scale.maximumProperty().set(shown.greatest(s));
            scale.lowProperty().set(shown.least());
            scale.highProperty().set(shown.greatest(s));
        });
        scale.unitProperty().set(shown.unit());
        scale.colorsProperty().set(colors(shown, theme.get()).scale());
        fill();
    }

    private void fill() {
        names.getChildren().clear();
        for (TextColors.Entry entry : colors(quantity, theme.get()).entries()) {
            Label label = new Label(entry.name(), new Rectangle(14, 14, entry.color()));
            label.getStyleClass().add("errors-legend-entry");
            names.getChildren().add(label);
        }
    }

    TextColors colors(TextQuantity of, Theme shown) {
        return new TextColors(
                of, shown, scale.lowProperty().get(), scale.highProperty().get());
    }
}
