package hammingway.shell;

import hammingway.fx.Background;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** The line at the bottom: what the runs do at the left, work in the background at the right. */
final class StatusBar {
    /** More tasks at once than fit are counted, not listed. */
    private static final int SHOWN = 2;

    private final Label text = new Label();
    private final HBox jobs = new HBox();
    private final HBox root = new HBox();

    StatusBar(Background background) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        text.getStyleClass().add("text-muted");
        jobs.setAlignment(Pos.CENTER_RIGHT);
        jobs.getStyleClass().add("jobs");
        root.getChildren().addAll(text, space, jobs);
        root.setAlignment(Pos.CENTER_LEFT);
        root.getStyleClass().add("status-bar");
        background.active().addListener((ListChangeListener<Background.Job>) change -> list(background));
        list(background);
    }

    Node node() {
        return root;
    }

    /** Adds something to the right end. */
    void tool(Node node) {
        root.getChildren().add(node);
    }

    void say(String line) {
        text.setText(line);
    }

    private void list(Background background) {
        jobs.getChildren()
                .setAll(background.active().stream()
                        .limit(SHOWN)
                        .map(StatusBar::row)
                        .toList());
        int more = background.active().size() - SHOWN;
        if (more > 0) {
            jobs.getChildren().add(new Label("and " + more + " more"));
        }
    }

    private static Node row(Background.Job job) {
        Label title = new Label();
        title.textProperty().bind(job.message().map(m -> m.isEmpty() ? job.title() : job.title() + ": " + m));
        title.getStyleClass().add("text-muted");
        title.setMaxWidth(420);
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(job.share());
        bar.getStyleClass().add("small");
        bar.setPrefWidth(120);
        Button cancel = new Button("", new FontIcon("mdi2c-close"));
        cancel.getStyleClass().addAll("flat", "small", "button-icon");
        cancel.setTooltip(new Tooltip("Cancel"));
        cancel.setAccessibleText("Cancel " + job.title());
        cancel.setOnAction(e -> job.stop());
        HBox row = new HBox(title, bar, cancel);
        row.getStyleClass().add("job");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
