package hammingway.control;

import atlantafx.base.theme.Styles;
import hammingway.base.AtomicFiles;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** Saves a figure as PNG, SVG or CSV: a button for the keyboard, the same as a context menu on the figure itself. */
public final class SaveFigure {
    private final String name;
    private final Supplier<Optional<? extends PageFigure>> figure;
    private final Keeper keeper;
    private final MenuButton button = new MenuButton(null, new FontIcon("mdi2t-tray-arrow-down"));

    /** Puts a file where exports go. */
    @FunctionalInterface
    public interface Keeper {
        /** @param content is written off the toolkit's thread */
        void keep(String file, AtomicFiles.Writer content);
    }

    /**
     * @param name   of the figure, for the name of the file, such as {@code distances}
     * @param figure as it is now; none while there is nothing to save
     */
    public SaveFigure(String name, Supplier<Optional<? extends PageFigure>> figure, Keeper keeper) {
        this.name = name;
        this.figure = figure;
        this.keeper = keeper;
        button.setId("save-" + name);
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        button.setTooltip(new Tooltip("Save the picture (PNG, SVG) or its numbers (CSV)"));
        button.setAccessibleText("Save the figure " + name);
        button.getItems().setAll(items());
    }

    public Node button() {
        return button;
    }

    /** Offers the same on the figure. */
    public SaveFigure on(Node node) {
        ContextMenu menu = new ContextMenu(items());
        node.setOnContextMenuRequested(e -> {
            if (e.isKeyboardTrigger()) {
                menu.show(node, Side.BOTTOM, 0, 0);
            } else {
                menu.show(node, e.getScreenX(), e.getScreenY());
            }
            e.consume();
        });
        return this;
    }

    private MenuItem[] items() {
        return new MenuItem[] {
            item("Picture (PNG)", ".png", f -> f.png()),
            item("Picture with text as text (SVG)", ".svg", f -> f.svg()),
            item("Numbers (CSV)", ".csv", f -> f.csv().getBytes(StandardCharsets.UTF_8))
        };
    }

    private MenuItem item(String what, String ending, java.util.function.Function<PageFigure, byte[]> encoded) {
        MenuItem item = new MenuItem(what);
        item.setOnAction(e ->
                figure.get().ifPresent(f -> keeper.keep(name + ending, out -> out.write(encoded.apply(f)))));
        return item;
    }
}
