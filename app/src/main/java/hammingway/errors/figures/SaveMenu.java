package hammingway.errors.figures;

import atlantafx.base.theme.Styles;
import hammingway.base.Json;
import hammingway.control.PageFigure;
import hammingway.eval.errors.Listing;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** Saves what a view shows: its picture where it has one, and its numbers. */
public final class SaveMenu {
    private final MenuButton button = new MenuButton(null, new FontIcon("mdi2t-tray-arrow-down"));
    private final String name;
    private final Saving saving;

    /** @param name of what is saved, for the name of the file */
    public SaveMenu(String name, Saving saving) {
        this.name = name;
        this.saving = saving;
        button.setId("save-" + name);
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        button.setTooltip(new Tooltip("Save it to the project's exports: picture (PNG, SVG), numbers (CSV, JSON)"));
        button.setAccessibleText("Save " + name.replace('-', ' '));
    }

    public MenuButton button() {
        return button;
    }

    /** Offers the picture. */
    public SaveMenu picture(Supplier<Optional<? extends PageFigure>> figure) {
        item("Picture (PNG)", ".png", () -> figure.get().map(f -> f::png));
        item("Picture with text as text (SVG)", ".svg", () -> figure.get().map(f -> f::svg));
        return this;
    }

    /** Offers the numbers; they are listed off the toolkit's thread. */
    public SaveMenu numbers(Supplier<Optional<Supplier<Listing>>> listing) {
        item("Numbers (CSV)", ".csv", () -> encoded(listing, Listing::csv));
        item("Numbers (JSON)", ".json", () -> encoded(listing, l -> Json.pretty(l.json())));
        return this;
    }

    private static Optional<Supplier<byte[]>> encoded(
            Supplier<Optional<Supplier<Listing>>> listing, Function<Listing, String> text) {
        return listing.get().map(l -> () -> text.apply(l.get()).getBytes(StandardCharsets.UTF_8));
    }

    private void item(String what, String ending, Supplier<Optional<Supplier<byte[]>>> content) {
        MenuItem item = new MenuItem(what);
        item.setOnAction(e -> content.get().ifPresent(c -> saving.keep(name + ending, out -> out.write(c.get()))));
        button.getItems().add(item);
    }
}
