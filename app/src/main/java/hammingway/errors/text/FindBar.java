package hammingway.errors.text;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** Ways through the text: words in it, errors, positions. */
final class FindBar {
    private final FlowPane bar = new FlowPane(12, 8);

    FindBar(TextViewModel model) {
        TextFinder finder = model.finder();
        TextField words =
                field("errors-text-find", "Find in the text", "Text to look for; Enter goes to the next", 130);
        words.textProperty().bindBidirectional(finder.wanted());
        words.setOnAction(e -> finder.step(true));
        words.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER && e.isShiftDown()) {
                finder.step(false);
                e.consume();
            }
        });
        ToggleButton exact = new ToggleButton("Aa");
        exact.setId("errors-text-case");
        exact.setTooltip(new Tooltip("Tell capital letters from small ones"));
        exact.setAccessibleText("Match case");
        exact.selectedProperty().bindBidirectional(finder.matchCase());
        Label found = new Label();
        found.setId("errors-text-found");
        found.getStyleClass().add("text-muted");
        found.setMinWidth(70);
        found.textProperty().bind(finder.summary());
        TextField place = field("errors-text-position", "Position", "A position to go to; Enter goes there", 80);
        place.setOnAction(e -> model.goTo(place.getText()));
        Label problem = new Label();
        problem.setId("errors-text-problem");
        problem.getStyleClass().add("problem");
        problem.textProperty().bind(model.problem());
        problem.managedProperty().bind(model.problem().isNotEmpty());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("errors-bar");
        bar.getChildren()
                .setAll(
                        row(
                                words,
                                exact,
                                icon(
                                        "errors-text-previous",
                                        "mdi2c-chevron-up",
                                        "Previous occurrence (Shift+Enter)",
                                        () -> finder.step(false)),
                                icon(
                                        "errors-text-next",
                                        "mdi2c-chevron-down",
                                        "Next occurrence (Enter)",
                                        () -> finder.step(true)),
                                found),
                        row(
                                icon(
                                        "errors-text-error-before",
                                        "mdi2s-skip-previous",
                                        "The error before the selected token",
                                        () -> model.error(false)),
                                new Label("Error"),
                                icon(
                                        "errors-text-error-after",
                                        "mdi2s-skip-next",
                                        "The error after the selected token",
                                        () -> model.error(true))),
                        row(place),
                        problem);
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(6, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    static TextField field(String id, String prompt, String meaning, double width) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        field.setTooltip(new Tooltip(meaning));
        field.setPrefWidth(width);
        return field;
    }

    static Button button(String id, String text, String meaning, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(meaning));
        button.setOnAction(e -> action.run());
        return button;
    }

    private static Button icon(String id, String icon, String meaning, Runnable action) {
        Button button = button(id, "", meaning, action);
        button.setGraphic(new FontIcon(icon));
        button.getStyleClass().add(Styles.BUTTON_ICON);
        button.setAccessibleText(meaning);
        return button;
    }

    Node node() {
        return bar;
    }
}
