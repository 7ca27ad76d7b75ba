package hammingway.shell;

import atlantafx.base.theme.Styles;
import hammingway.control.MarkdownView;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The guide at the right edge, over the workspace, which can be used on while one reads. */
final class GuideView {
    static final double WIDTH = 460;

    private final GuideViewModel model;
    private final TextField search = new TextField();
    private final ListView<GuideViewModel.Hit> hits = new ListView<>();
    private final VBox root = new VBox(8);

    GuideView(GuideViewModel model) {
        this.model = model;
        MarkdownView text =
                new MarkdownView(model::follow, target -> model.picture(target).map(Image::new));
        text.setId("guide-page");
        model.page().subscribe(p -> p.ifPresent(x -> text.show(x.text(), x.anchor())));
        hits.setId("guide-hits");
        hits.setPlaceholder(new Label("Nothing speaks of that."));
        hits.visibleProperty().bind(model.search().isNotEmpty());
        model.hits().subscribe(found -> hits.getItems().setAll(found));
        hits.setOnMouseClicked(e -> take());
        StackPane pages = new StackPane(text, hits);
        VBox.setVgrow(pages, Priority.ALWAYS);
        root.setId("guide");
        root.getStyleClass().add("guide");
        root.setMaxWidth(WIDTH);
        root.setPrefWidth(WIDTH);
        root.getChildren().addAll(top(), pages);
        root.visibleProperty().bind(model.shown());
        root.managedProperty().bind(model.shown());
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    Node node() {
        return root;
    }

    private Node top() {
        Button back = button("mdi2a-arrow-left", "Back (Alt+Left)", "guide-back", model::back);
        back.disableProperty().bind(model.canGoBack().not());
        Button first = button("mdi2h-home-outline", "All pages", "guide-home", () -> model.open(GuideViewModel.FIRST));
        search.setPromptText("Search the guide");
        search.setAccessibleText("Search the guide");
        search.setTooltip(new Tooltip("Words of a heading or a text"));
        search.setId("guide-search");
        search.textProperty().bindBidirectional(model.search());
        HBox.setHgrow(search, Priority.ALWAYS);
        Button close = button(
                "mdi2c-close",
                "Close the guide (Esc)",
                "guide-close",
                () -> model.shown().set(false));
        HBox top = new HBox(4, back, first, search, close);
        top.setAlignment(Pos.CENTER_LEFT);
        top.getStyleClass().add("guide-top");
        return top;
    }

    private static Button button(String icon, String what, String id, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setId(id);
        button.setOnAction(e -> action.run());
        return button;
    }

    private void take() {
        Optional.ofNullable(hits.getSelectionModel().getSelectedItem()).ifPresent(hit -> {
            model.search().set("");
            model.open(hit.page());
        });
    }

    private void key(KeyEvent e) {
        if (e.getCode() == KeyCode.ESCAPE) {
            model.shown().set(false);
        } else if (e.getCode() == KeyCode.LEFT && e.isAltDown()) {
            model.back();
        } else if (e.getCode() == KeyCode.DOWN && search.isFocused() && hits.isVisible()) {
            hits.requestFocus();
            hits.getSelectionModel().selectFirst();
        } else if (e.getCode() == KeyCode.ENTER && hits.isVisible()) {
            if (hits.getSelectionModel().isEmpty()) {
                hits.getSelectionModel().selectFirst();
            }
            take();
        } else {
            return;
        }
        e.consume();
    }
}
