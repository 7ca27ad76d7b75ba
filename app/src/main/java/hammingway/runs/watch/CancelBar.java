package hammingway.runs.watch;

import atlantafx.base.theme.Styles;
import hammingway.fx.Background;
import hammingway.run.Cancellation;
import hammingway.run.RunFolder;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** Ends a run's worker at once; asks first, in its place, when minutes of training are lost. */
public final class CancelBar {
    private final Background background;
    private final Label text = new Label();
    private final HBox root = new HBox();
    private Optional<Cancellation> asked = Optional.empty();

    public CancelBar(Background background) {
        this.background = background;
        text.setWrapText(true);
        text.setId("cancel-question");
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        Button yes = new Button("Cancel the run");
        yes.setId("cancel-yes");
        yes.getStyleClass().addAll(Styles.DANGER, Styles.SMALL);
        yes.setTooltip(new Tooltip("Ends the worker at once; the run can be continued from its last checkpoint"));
        yes.setOnAction(e -> asked.ifPresent(this::carryOut));
        Button no = new Button("Keep it going");
        no.setId("cancel-no");
        no.getStyleClass().add(Styles.SMALL);
        no.setTooltip(new Tooltip("The run goes on"));
        no.setOnAction(e -> hide());
        for (Button b : java.util.List.of(yes, no)) {
            b.setMinWidth(Region.USE_PREF_SIZE);
        }
        root.setId("cancel-bar");
        root.getStyleClass().add("trouble");
        root.setAlignment(Pos.CENTER_LEFT);
        root.getChildren().addAll(new FontIcon("mdi2a-alert-circle-outline"), text, yes, no);
        hide();
    }

    public Node node() {
        return root;
    }

    /** Cancels, or asks whether to. */
    public void cancel(RunFolder run) {
        background.start("Looking at " + run.id(), p -> Cancellation.of(run), c -> {
            if (c.costly()) {
                asked = Optional.of(c);
                text.setText(c.told() + " Stop would write a checkpoint first.");
                set(true);
            } else {
                carryOut(c);
            }
        });
    }

    private void carryOut(Cancellation cancellation) {
        hide();
        background.start(
                "Cancelling " + cancellation.run().id(),
                p -> {
                    cancellation.carryOut();
                    return cancellation;
                },
                done -> {});
    }

    /** Forgets a question that was not answered. */
    public void hide() {
        asked = Optional.empty();
        set(false);
    }

    private void set(boolean shown) {
        root.setVisible(shown);
        root.setManaged(shown);
    }
}
