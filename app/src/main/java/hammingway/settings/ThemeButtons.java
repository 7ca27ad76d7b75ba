package hammingway.settings;

import hammingway.fx.Explained;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** The looks, side by side. */
final class ThemeButtons {
    private ThemeButtons() {}

    static Node of(PreferencesViewModel model) {
        ToggleGroup group = new ToggleGroup();
        HBox choices = new HBox();
        for (ThemeChoice choice : ThemeChoice.values()) {
            ToggleButton one = new ToggleButton(choice.toString());
            one.setId("theme-" + choice.name().toLowerCase(Locale.ROOT));
            one.setToggleGroup(group);
            one.setAccessibleText("Theme: " + choice);
            Explained.explain(one, help(choice));
            one.getStyleClass().add(pill(choice));
            one.setOnAction(e -> {
                one.setSelected(true);
                model.theme(choice);
            });
            model.current().subscribe(p -> one.setSelected(p.theme() == choice));
            choices.getChildren().add(one);
        }
        return choices;
    }

    private static String help(ThemeChoice choice) {
        return switch (choice) {
            case LIGHT -> "Always light";
            case DARK -> "Always dark";
            case SYSTEM -> "Follows the system's own setting, where the system tells it";
        };
    }

    private static String pill(ThemeChoice choice) {
        return switch (choice) {
            case LIGHT -> "left-pill";
            case DARK -> "center-pill";
            case SYSTEM -> "right-pill";
        };
    }
}
