package hammingway.design.comparison;

import atlantafx.base.theme.Styles;
import hammingway.settings.Theme;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Which codebooks are compared: buttons that add some, and a chip for each. */
final class BooksBar extends VBox {
    private final ComparisonViewModel model;
    private final TextField name = new TextField();
    private final FlowPane chips = new FlowPane(6, 6);
    private Theme theme = Theme.LIGHT;

    BooksBar(ComparisonViewModel model, Supplier<Optional<Path>> files) {
        super(8);
        this.model = model;
        name.setPromptText("Name of the pin");
        name.setPrefColumnCount(9);
        name.setId("comparison-pin-name");
        name.setTooltip(new Tooltip("What the pinned codebook is called; its own name where this is empty"));
        name.setAccessibleText("Name of the pinned codebook");
        name.setOnAction(e -> pin());
        Button pin = Parts.named(
                new Button("Pin this design", new FontIcon("mdi2p-pin-outline")),
                "comparison-pin",
                "Keep the codebook as it is now, to compare later changes with it");
        pin.setOnAction(e -> pin());
        MenuButton saved =
                Parts.named(new MenuButton("Add saved"), "comparison-saved", "Add a codebook saved in this project");
        MenuButton runs = Parts.named(
                new MenuButton("Add from run"),
                "comparison-runs",
                "Add the codebook that a run of this project was trained with");
        saved.setOnShowing(e -> model.list());
        runs.setOnShowing(e -> model.list());
        Runnable list = () -> {
            offer(saved, Compared.Origin.SAVED, "No saved codebook yet: Save keeps one");
            offer(runs, Compared.Origin.RUN, "No run with a codebook yet");
        };
        model.offers().addListener((Observable o) -> list.run());
        list.run();
        Button file = Parts.named(new Button("Add file\u2026"), "comparison-file", "Add a codebook from any file");
        file.setOnAction(e -> files.get().map(Offer::ofFile).ifPresent(model::add));
        FlowPane tools = new FlowPane(6, 6, name, pin, saved, runs, file);
        tools.setAlignment(Pos.CENTER_LEFT);
        chips.setId("comparison-books");
        getChildren().addAll(tools, chips);
        follow(tools);
    }

    /** What can be done depends on what is compared. */
    private void follow(FlowPane tools) {
        Runnable show = () -> {
            chips();
            boolean full = model.room() <= 0;
            tools.getChildren().forEach(n -> n.setDisable(full));
        };
        model.books().addListener((Observable o) -> show.run());
        show.run();
    }

    private void pin() {
        model.pin(name.getText());
        name.clear();
    }

    void setTheme(Theme newTheme) {
        theme = newTheme;
        chips();
    }

    private void offer(MenuButton menu, Compared.Origin origin, String none) {
        var items = model.offers().stream()
                .filter(o -> o.origin() == origin)
                .map(o -> {
                    MenuItem item = new MenuItem(o.label());
                    item.setMnemonicParsing(false);
                    item.setOnAction(e -> model.add(o));
                    return item;
                })
                .toList();
        MenuItem nothing = new MenuItem(none);
        nothing.setDisable(true);
        menu.getItems().setAll(items.isEmpty() ? java.util.List.of(nothing) : items);
    }

    private void chips() {
        chips.getChildren().setAll(model.books().stream().map(this::chip).toList());
    }

    private Node chip(Compared book) {
        Label label = new Label(book.tag().label(), Parts.dot(book.tag().colour(), theme));
        label.setMaxWidth(280);
        label.setTooltip(new Tooltip(told(book)));
        HBox chip = new HBox(4, label);
        chip.setAlignment(Pos.CENTER_LEFT);
        chip.getStyleClass().add("comparison-chip");
        if (book.tag().origin() != Compared.Origin.DESIGN) {
            Button remove = Parts.named(
                    new Button(null, new FontIcon("mdi2c-close")),
                    "comparison-remove-" + book.tag().colour(),
                    "Remove " + book.tag().label());
            remove.setAccessibleText("Remove " + book.tag().label());
            remove.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
            remove.setOnAction(e -> model.remove(book.id()));
            chip.getChildren().add(remove);
        }
        return chip;
    }

    private static String told(Compared book) {
        String from = switch (book.tag().origin()) {
            case DESIGN -> "What is designed, with every change";
            case PINNED -> "Pinned";
            case SAVED -> "Saved in this project";
            case RUN -> "Of a run";
            case FILE -> "From a file";
        };
        return book.tag().label() + "\n" + from + ": " + book.codebook().name() + ", "
                + Parts.whole(book.codebook().size()) + " tokens";
    }
}
