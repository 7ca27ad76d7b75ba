package hammingway.runs.queue;

import hammingway.fx.Explained;
import hammingway.run.diagnosis.Remedy;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Below the trouble of a run: what its own message does not say, and a button for each thing that can be done. */
public final class RemediesView {
    private final TroubleViewModel model;
    private final Label more = new Label();
    private final FlowPane offers = new FlowPane();
    private final VBox root = new VBox(more, offers);

    public RemediesView(TroubleViewModel model) {
        this.model = model;
        more.setWrapText(true);
        more.setMinHeight(Region.USE_PREF_SIZE);
        offers.getStyleClass().add("offers");
        root.setId("remedies");
        root.getStyleClass().add("remedies");
        root.managedProperty().bind(root.visibleProperty());
        more.managedProperty().bind(more.visibleProperty());
        Explained.page(root, "queue.md#when-a-run-ends-badly");
        model.trouble().subscribe(this::show);
    }

    public Node node() {
        return root;
    }

    private void show(Optional<TroubleViewModel.Trouble> trouble) {
        root.setVisible(trouble.isPresent());
        more.setText(trouble.map(TroubleViewModel.Trouble::more).orElse(""));
        more.setVisible(!more.getText().isEmpty());
        offers.getChildren().clear();
        trouble.ifPresent(t -> t.remedies().forEach(r -> offers.getChildren().add(button(t, r))));
    }

    private Button button(TroubleViewModel.Trouble trouble, Remedy remedy) {
        Button button = new Button(remedy.title());
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        Explained.explain(button, remedy.effect());
        button.setAccessibleText(remedy.title());
        button.setOnAction(e -> model.mend(trouble, remedy));
        return button;
    }
}
