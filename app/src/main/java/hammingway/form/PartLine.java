package hammingway.form;

import atlantafx.base.theme.Styles;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Editors of a list of parts, such as the operators of a recipe. */
final class PartLine {
    private PartLine() {}

    /** The button that adds a part. */
    static MenuButton adding(FormField list, Consumer<String> add) {
        MenuButton button = new MenuButton("Add", new FontIcon("mdi2p-plus"));
        button.setId("add-" + list.path());
        for (FormField.Option option : list.options()) {
            MenuItem item = new MenuItem(option.label());
            item.setOnAction(e -> add.accept(option.value()));
            button.getItems().add(item);
        }
        return button;
    }

    /** The switch of a part, by its name. */
    static CheckBox toggle(FormField part, Runnable toggled) {
        CheckBox box = new CheckBox(part.label());
        box.setId(id("field-", part));
        box.setOnAction(e -> toggled.run());
        return box;
    }

    /** Earlier, later, away. */
    static HBox moving(FormField part, SpecEdits edits) {
        HBox buttons = new HBox(
                icon("mdi2c-chevron-up", "Earlier", id("earlier-", part), () -> edits.move(part, -1)),
                icon("mdi2c-chevron-down", "Later", id("later-", part), () -> edits.move(part, 1)),
                icon("mdi2c-close", "Remove", id("remove-", part), () -> edits.remove(part)));
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.setMinWidth(HBox.USE_PREF_SIZE);
        return buttons;
    }

    private static String id(String what, FormField part) {
        return what + part.path().replace('[', '-').replace("]", "").replace('.', '-');
    }

    private static Button icon(String name, String what, String id, Runnable action) {
        Button button = new Button(null, new FontIcon(name));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setId(id);
        button.setOnAction(e -> action.run());
        return button;
    }
}
