package hammingway.errors.bits;

import atlantafx.base.theme.Styles;
import hammingway.control.PageFigure;
import hammingway.control.SaveFigure;
import hammingway.fx.Explained;
import hammingway.settings.Theme;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/** A titled picture, the sentence that says what it means, and a way to save it. */
final class BitCard extends VBox {
    private final HBox header;
    private final Label title;
    private final Label sentence = new Label();
    private final FlowPane legend = new FlowPane(10, 2);
    private List<Key> keys = List.of();

    /**
     * One entry of a legend.
     *
     * @param colour place in the palette; -1: the colour of text, for a line
     */
    record Key(String name, int colour) {}

    /**
     * @param help one sentence on the picture
     * @param page anchor in the guide's page of the bits
     */
    BitCard(String id, String name, String help, String page) {
        super(6);
        setId(id);
        getStyleClass().add("bits-card");
        title = new Label(name);
        title.getStyleClass().add(Styles.TEXT_BOLD);
        Explained.explain(title, help, "errors-bits.md#" + page);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        header = new HBox(6, title, space);
        header.setAlignment(Pos.CENTER_LEFT);
        header.setMinHeight(30);
        sentence.setId(id + "-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        sentence.getStyleClass().addAll(Styles.TEXT_SMALL, "bits-sentence");
        getChildren().add(header);
    }

    /** The picture, below it its legend and its sentence. */
    BitCard with(Node picture) {
        VBox.setVgrow(picture, Priority.ALWAYS);
        getChildren().addAll(picture, legend, sentence);
        return this;
    }

    /** Puts a control beside the title. */
    BitCard beside(Node control) {
        header.getChildren().add(control);
        return this;
    }

    BitCard savable(String name, Node on, Supplier<Optional<? extends PageFigure>> figure, SaveFigure.Keeper keeper) {
        return beside(new SaveFigure(name, figure, keeper).on(on).button());
    }

    void retitle(String text) {
        title.setText(text);
    }

    void say(String text) {
        sentence.setText(text);
    }

    void legend(List<Key> newKeys, Theme theme) {
        keys = newKeys;
        theme(theme);
    }

    void theme(Theme theme) {
        Theme.Palette palette = theme.palette();
        legend.getChildren().setAll(keys.stream().map(k -> key(k, palette)).toList());
        legend.setManaged(!keys.isEmpty());
    }

    private static Node key(Key key, Theme.Palette palette) {
        Rectangle square = new Rectangle(10, key.colour() < 0 ? 3 : 10);
        square.setFill(
                key.colour() < 0
                        ? palette.text()
                        : palette.series().get(key.colour() % palette.series().size()));
        Label label = new Label(key.name(), square);
        label.getStyleClass().add(Styles.TEXT_SMALL);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    /** {@code 12.3 %}. */
    static String percent(double share) {
        return Double.isNaN(share) ? "\u2013" : String.format(Locale.ROOT, "%.1f\u00A0%%", 100 * share);
    }
}
