package hammingway.design;

import atlantafx.base.theme.Styles;
import hammingway.control.BitStrip;
import hammingway.design.book.BookEdit;
import hammingway.design.book.Design;
import hammingway.design.book.Pair;
import hammingway.settings.Theme;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The codeword of the first selected token, to change: bit by bit, from the clipboard, or by swapping with the second. */
final class CodewordEditor extends VBox {
    private final DesignViewModel model;
    private final Label title = FormPane.title("");
    private final BitStrip strip = new BitStrip(true);
    private final Label refusal = new Label();
    private final Button swap = new Button("Swap");

    CodewordEditor(DesignViewModel model, ReadOnlyObjectProperty<Theme> theme) {
        super(6);
        this.model = model;
        strip.setId("codeword-bits");
        strip.onTaken(bit -> first().ifPresent(t -> edit(new BookEdit.Flip(t, bit))));
        refusal.setId("refusal");
        refusal.setWrapText(true);
        refusal.getStyleClass().add("problem");
        refusal.managedProperty().bind(refusal.textProperty().isNotEmpty());
        Button copy = new Button("Copy");
        copy.setTooltip(new Tooltip("The bits as 0 and 1"));
        copy.setOnAction(e -> copy());
        Button paste = new Button("Paste");
        paste.setTooltip(new Tooltip("As many 0 and 1 as there are bits"));
        paste.setOnAction(e -> paste(
                Optional.ofNullable(Clipboard.getSystemClipboard().getString()).orElse("")));
        swap.setTooltip(new Tooltip("The two selected tokens get each other's codeword"));
        swap.setId("swap");
        swap.setOnAction(e ->
                model.pairProperty().get().ifPresent(p -> edit(new BookEdit.Swap(p.first(), p.second()))));
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox top = new HBox(6, title, between, copy, paste, swap);
        top.getChildren().forEach(b -> {
            if (b instanceof Button button) {
                button.getStyleClass().add(Styles.SMALL);
                button.setMinWidth(Region.USE_PREF_SIZE);
            }
        });
        top.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(top, strip, refusal);
        model.pairProperty().subscribe(p -> show());
        model.designProperty().subscribe(d -> show());
        theme.subscribe(strip::setTheme);
    }

    private Optional<Integer> first() {
        return model.pairProperty().get().map(Pair::first);
    }

    private void show() {
        refusal.setText("");
        Optional<Design> design = model.designProperty().get();
        boolean some = design.isPresent()
                && first().filter(t -> t < design.get().codebook().size()).isPresent();
        setVisible(some);
        setManaged(some);
        if (some) {
            int token = first().orElseThrow();
            title.setText(design.get().named(token));
            strip.show(design.get().bits(token), design.get().codebook().length());
            swap.setDisable(model.pairProperty()
                    .get()
                    .filter(p -> p.first() != p.second())
                    .isEmpty());
        }
    }

    private void edit(BookEdit edit) {
        refusal.setText(model.edit(edit).orElse(""));
    }

    private void paste(String text) {
        first().ifPresent(t -> edit(new BookEdit.Paste(t, BookEdit.bits(text))));
    }

    private void copy() {
        model.designProperty()
                .get()
                .flatMap(d -> first().map(t -> d.codebook().bits().text(t)))
                .ifPresent(bits -> {
                    ClipboardContent content = new ClipboardContent();
                    content.putString(bits);
                    Clipboard.getSystemClipboard().setContent(content);
                });
    }
}
