package hammingway.errors.ask;

import hammingway.fx.Explained;
import hammingway.fx.FileDialogs;
import hammingway.fx.View;
import hammingway.settings.Theme;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Asks one or two models to go on from a text. */
public final class AskPane implements View {
    private static final double WIDEST_ADVICE = 480;

    private final AskViewModel model;
    private final StackPane root = new StackPane();

    public AskPane(AskViewModel model, ReadOnlyObjectProperty<Theme> theme, FileDialogs dialogs) {
        this.model = model;
        root.setId("ask");
        root.getStyleClass().add("ask");
        root.getStylesheets().add(String.valueOf(AskPane.class.getResource("/hammingway/themes/ask.css")));
        Explained.page(root, "ask.md");
        HBox answers = new HBox(
                new AnswerPane(model, model.answers().get(0), theme, dialogs, "ask-first").node(),
                new AnswerPane(model, model.answers().get(1), theme, dialogs, "ask-second").node());
        answers.getStyleClass().add("ask-answers");
        StackPane center = new StackPane(answers, hint());
        BorderPane page = new BorderPane(center);
        page.setBottom(legend());
        page.setTop(new AskForm(model).node());
        Node empty = empty();
        model.runs().addListener((ListChangeListener<AskedRun>) c -> switchTo(page, empty));
        model.listed().subscribe(l -> switchTo(page, empty));
    }

    private void switchTo(Node page, Node empty) {
        Node wanted = model.runs().isEmpty() && model.listed().get() ? empty : page;
        if (!root.getChildren().equals(List.of(wanted))) {
            root.getChildren().setAll(wanted);
        }
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void close() {
        model.close();
    }

    /** The key to the colours of tokens. */
    private static Node legend() {
        HBox steps = new HBox();
        for (int i = 0; i <= 10; i++) {
            Region step = new Region();
            step.setPrefSize(12, 12);
            step.setBackground(javafx.scene.layout.Background.fill(TokenText.COLORS.at(i / 10.0)));
            steps.getChildren().add(step);
        }
        steps.setMaxHeight(Region.USE_PREF_SIZE);
        Label low = new Label("Probability 0%");
        Label high = new Label("100%");
        for (Label l : List.of(low, high)) {
            l.getStyleClass().add("text-muted");
            l.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox legend = new HBox(6, low, steps, high);
        legend.setAlignment(Pos.CENTER_LEFT);
        legend.getStyleClass().add("ask-legend");
        return legend;
    }

    private Node hint() {
        Label hint = new Label("Write the beginning of a text, choose a run, and press Generate.");
        hint.getStyleClass().add("text-muted");
        hint.setWrapText(true);
        hint.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.answers().stream().allMatch(a -> a.state().get() == Answer.State.IDLE),
                        model.answers().get(0).state(),
                        model.answers().get(1).state()));
        return hint;
    }

    private static Node empty() {
        Label title = new Label("No model to ask yet");
        title.getStyleClass().add("title-3");
        Label advice = new Label(
                "A run can be asked once it has finished, or was stopped after a checkpoint. Start one among the runs: the quick start trains nine in about six minutes.");
        advice.getStyleClass().add("text-muted");
        advice.setWrapText(true);
        advice.setMaxWidth(WIDEST_ADVICE);
        advice.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
        VBox box = new VBox(8, title, advice);
        box.setId("ask-empty");
        box.setAlignment(Pos.CENTER);
        return box;
    }
}
