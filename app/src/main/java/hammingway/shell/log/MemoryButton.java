package hammingway.shell.log;

import hammingway.fx.Explained;
import javafx.scene.control.Button;
import org.kordamp.ikonli.javafx.FontIcon;

/** The memory of the window, for the status bar. */
public final class MemoryButton {
    private final Button button = new Button("", new FontIcon("mdi2m-memory"));

    public MemoryButton(MemoryViewModel model) {
        button.setId("memory");
        button.getStyleClass().addAll("flat", "small", "status-tool");
        button.setOnAction(e -> model.collect());
        Explained.explain(button, model.use().get().explained());
        model.use().subscribe(use -> {
            button.setText(use.told());
            button.setAccessibleText("Memory of the window: " + use.told());
            button.getTooltip().setText(use.explained());
        });
    }

    public Button node() {
        return button;
    }
}
