package hammingway.settings.engine;

import atlantafx.base.theme.Styles;
import hammingway.fx.Background;
import hammingway.fx.Explained;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Pieces that the sections of the page have in common. */
public final class Parts {
    private Parts() {}

    public static Label heading(String text) {
        Label heading = new Label(text);
        heading.getStyleClass().add("engine-heading");
        return heading;
    }

    /** Wraps to the width there is. */
    public static Label text(String id) {
        Label text = new Label();
        text.setId(id);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        return text;
    }

    public static Label muted(String words) {
        Label text = new Label(words);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.getStyleClass().add("text-muted");
        return text;
    }

    public static Button button(String text, String id, String help, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setAccessibleText(text);
        Explained.explain(button, help);
        button.setOnAction(e -> action.run());
        return button;
    }

    public static Button icon(String icon, String what, String id, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setId(id);
        button.setAccessibleText(what);
        Explained.explain(button, what);
        button.setOnAction(e -> action.run());
        return button;
    }

    /** What failed; not there while nothing did. */
    public static Node trouble(String id, ObservableValue<String> words) {
        Label text = text(id);
        text.textProperty().bind(words);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox box = new HBox(8, new FontIcon("mdi2a-alert-circle-outline"), text);
        box.getStyleClass().add("engine-trouble");
        box.setAlignment(Pos.TOP_LEFT);
        shownIf(box, words.map(w -> !w.isEmpty()));
        return box;
    }

    /** A bar with what is done and a way to end it; there while something is under way. */
    public static Node progress(String id, ObservableValue<Optional<Background.Job>> job, Runnable cancel) {
        ProgressBar bar = new ProgressBar();
        bar.setId(id);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText("Progress");
        HBox.setHgrow(bar, Priority.ALWAYS);
        Label what = muted("");
        what.setId(id + "-text");
        job.subscribe(j -> {
            bar.progressProperty().unbind();
            what.textProperty().unbind();
            if (j.isPresent()) {
                bar.progressProperty().bind(j.get().share());
                what.textProperty().bind(j.get().message());
            }
        });
        Button end = button("Cancel", id + "-cancel", "Ends it; nothing is kept", cancel);
        HBox line = new HBox(8, bar, end);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(4, line, what);
        shownIf(box, job.map(Optional::isPresent));
        return box;
    }

    public static void shownIf(Node node, ObservableValue<Boolean> condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }
}
