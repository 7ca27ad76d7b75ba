package hammingway.design.keeping;

import atlantafx.base.theme.Styles;
import hammingway.fx.View;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** Offers unsaved work that a window left behind. It blocks nothing: whoever goes on designing can decide later. */
public final class RecoveryBar implements View {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private final HBox root;

    public RecoveryBar(RecoveryViewModel model) {
        Label text = new Label();
        text.setId("recovery-text");
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        root = new HBox(
                8,
                new FontIcon("mdi2b-backup-restore"),
                text,
                button("Restore", "recovery-restore", "Continue with it; Undo takes that back", model::restore),
                button("Discard", "recovery-discard", "Delete the unsaved design", model::discard));
        root.setId("recovery");
        root.setAlignment(Pos.CENTER_LEFT);
        root.getStyleClass().add("recovery");
        root.managedProperty().bind(root.visibleProperty());
        model.offerProperty().subscribe(offer -> {
            root.setVisible(offer.isPresent());
            text.setText(offer.map(o -> "Unsaved design \u201C" + o.work().name() + "\u201D from "
                            + TIME.format(o.time().atZone(ZoneId.systemDefault())) + " found: " + o.words() + ".")
                    .orElse(""));
        });
    }

    private static Button button(String name, String id, String what, Runnable action) {
        Button button = new Button(name);
        button.setId(id);
        button.getStyleClass().add(Styles.SMALL);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(name + " the unsaved design");
        button.setOnAction(e -> action.run());
        return button;
    }

    @Override
    public Node node() {
        return root;
    }
}
