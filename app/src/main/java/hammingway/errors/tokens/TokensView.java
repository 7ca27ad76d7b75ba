package hammingway.errors.tokens;

import atlantafx.base.theme.Styles;
import hammingway.fx.Explained;
import hammingway.fx.View;
import hammingway.fx.WhenShown;
import hammingway.run.RunFolder;
import hammingway.settings.Theme;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Which tokens are lost, and what they are taken for: groups as charts, tokens, pairs and clusters as tables. */
public final class TokensView implements View {
    /** Below it charts and tables do not fit beside each other. */
    private static final double WIDE = 900;

    private final TokensViewModel model;
    private final SplitPane split = new SplitPane();
    private final StackPane shown = new StackPane();
    private final BorderPane root = new BorderPane();

    /** @param toDesigner is given the run whose confusions a code is to be designed for */
    public TokensView(TokensViewModel model, ReadOnlyObjectProperty<Theme> theme, Consumer<RunFolder> toDesigner) {
        this.model = model;
        VBox tables = new VBox(choices(toDesigner), shown);
        tables.setMinWidth(0);
        VBox.setVgrow(shown, Priority.ALWAYS);
        split.getItems().setAll(new ChartsPane(model, theme).node(), tables);
        Label message = new Label();
        message.setId("tokens-message");
        message.getStyleClass().add("text-muted");
        message.setWrapText(true);
        message.textProperty().bind(model.message());
        split.visibleProperty().bind(model.message().isEmpty());
        root.setId("tokens");
        root.setCenter(new StackPane(split, message));
        root.setBottom(told());
        root.widthProperty().addListener((o, was, is) -> turn(is.doubleValue()));
        Explained.page(root, "errors-tokens.md");
        WhenShown counting = new WhenShown(root, model::look);
        model.subject().addListener((o, was, is) -> counting.request());
        counting.request();
    }

    @Override
    public Node node() {
        return root;
    }

    private void turn(double width) {
        Orientation wanted = width < WIDE ? Orientation.VERTICAL : Orientation.HORIZONTAL;
        if (split.getOrientation() != wanted || split.getDividers().isEmpty()) {
            split.setOrientation(wanted);
        }
        split.setDividerPositions(wanted == Orientation.VERTICAL ? 0.42 : 0.36);
    }

    private Node told() {
        Label told = new Label();
        told.setId("tokens-told");
        told.getStyleClass().addAll("text-muted", "errors-told");
        told.textProperty().bind(model.saving().told());
        told.visibleProperty().bind(told.textProperty().isNotEmpty());
        told.managedProperty().bind(told.visibleProperty());
        return told;
    }

    private record Choice(String title, String id, String meaning, Node node) {}

    private Node choices(Consumer<RunFolder> toDesigner) {
        TokenTables tables = new TokenTables(model);
        List<Choice> all = List.of(
                new Choice("Worst", "tokens-show-worst", "Tokens that are lost most", tables.worst()),
                new Choice("Pairs", "tokens-show-pairs", "What each token is taken for", tables.pairs()),
                new Choice(
                        "Clusters", "tokens-show-clusters", "Groups of tokens taken for each other", tables.clusters()),
                new Choice(
                        "Near, kept apart",
                        "tokens-show-near",
                        "Near codewords whose tokens are never confused, though chance would confuse them",
                        tables.near()),
                new Choice(
                        "Selected",
                        "tokens-show-selected",
                        "What the selected token is taken for, and instead of",
                        tables.selected()));
        ToggleGroup group = new ToggleGroup();
        HBox buttons = new HBox();
        for (int i = 0; i < all.size(); i++) {
            Choice choice = all.get(i);
            ToggleButton button = new ToggleButton(choice.title());
            button.setId(choice.id());
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setTooltip(new Tooltip(choice.meaning()));
            button.setToggleGroup(group);
            button.getStyleClass()
                    .addAll(
                            Styles.SMALL,
                            i == 0 ? Styles.LEFT_PILL : i == all.size() - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
            button.selectedProperty().addListener((o, was, is) -> {
                if (is) {
                    shown.getChildren().setAll(choice.node());
                }
            });
            button.setOnAction(e -> button.setSelected(true)); // one is always chosen
            button.setSelected(i == 0);
            buttons.getChildren().add(button);
        }
        Button send = new Button("Send confusions to the designer");
        send.setId("tokens-to-designer");
        send.getStyleClass().add(Styles.SMALL);
        send.setTooltip(
                new Tooltip("Design an assignment in which tokens that this run confuses get distant codewords"));
        send.setOnAction(e ->
                model.subject().get().ifPresent(s -> toDesigner.accept(s.first().run())));
        send.setMinWidth(Region.USE_PREF_SIZE);
        javafx.scene.layout.FlowPane bar = new javafx.scene.layout.FlowPane(10, 6, buttons, send);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("errors-tools");
        return bar;
    }
}
