package hammingway.settings.engine;

import hammingway.fx.Explained;
import hammingway.fx.FileDialogs;
import hammingway.fx.View;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The page of devices and engine, over the workspace at the right edge. */
public final class EngineView implements View {
    private static final double WIDTH = 560;
    private static final String PAGE = "devices.md";

    private final EngineViewModel model;
    private final VBox root = new VBox();
    private final ScrollPane scroll;

    public EngineView(EngineViewModel model, FileDialogs dialogs) {
        this.model = model;
        VBox sections = new VBox(
                12,
                Parts.trouble("engine-trouble", model.trouble()),
                new DevicesPane(model).node(),
                new Separator(),
                new ChoicePane(model, dialogs).node(),
                new Separator(),
                new CudaPane(model).node(),
                new Separator(),
                new ThreadsPane(model).node(),
                Parts.muted(
                        "A run keeps the engine and the threads that it began with; a choice counts for runs that start after it."));
        sections.getStyleClass().add("engine-sections");
        scroll = new ScrollPane(sections);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.setId("engine-page");
        root.getStyleClass().addAll("guide", "engine-page");
        root.setMinWidth(0);
        root.setPrefWidth(WIDTH);
        root.setMaxWidth(WIDTH);
        root.getChildren().addAll(top(), scroll);
        Explained.page(root, PAGE);
        Parts.shownIf(root, model.shown());
        root.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                model.shown().set(false);
                e.consume();
            }
        });
    }

    @Override
    public Node node() {
        return root;
    }

    /**
     * Opens and closes the page; for the window's header.
     *
     * @param key what does the same
     */
    public Button opener(String key) {
        return Parts.icon("mdi2c-cpu-64-bit", "Devices and engine (" + key + ")", "open-engine", this::toggle);
    }

    public void toggle() {
        model.shown().set(!model.shown().get());
        if (model.shown().get()) {
            scroll.requestFocus();
        }
    }

    private Node top() {
        Label title = new Label("Devices and engine");
        title.getStyleClass().add("pane-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button refresh = Parts.icon("mdi2r-refresh", "Look again", "refresh-devices", model::refresh);
        Button close = Parts.icon(
                "mdi2c-close",
                "Close (Esc)",
                "close-engine",
                () -> model.shown().set(false));
        HBox top = new HBox(4, title, space, refresh, close);
        top.setAlignment(Pos.CENTER_LEFT);
        top.getStyleClass().add("engine-top");
        return top;
    }
}
