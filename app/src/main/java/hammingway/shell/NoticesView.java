package hammingway.shell;

import hammingway.fx.NoticeBoard;
import java.util.HashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** Notices over the lower right corner: facts go by themselves, errors stay until they are closed and can be copied. */
final class NoticesView {
    private static final Duration READING_TIME = Duration.seconds(6);

    private final NoticeBoard board;
    private final VBox root = new VBox();
    private final Map<NoticeBoard.Notice, Node> nodes = new HashMap<>();

    NoticesView(NoticeBoard board) {
        this.board = board;
        root.setAlignment(Pos.BOTTOM_RIGHT);
        root.setPickOnBounds(false);
        root.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        root.getStyleClass().add("notices");
        board.shown().addListener((ListChangeListener<NoticeBoard.Notice>) change -> list());
        list();
    }

    Node node() {
        return root;
    }

    private void list() {
        nodes.keySet().retainAll(board.shown());
        root.getChildren()
                .setAll(board.shown().stream()
                        .map(n -> nodes.computeIfAbsent(n, this::card))
                        .toList());
    }

    private Node card(NoticeBoard.Notice notice) {
        FontIcon icon = new FontIcon(notice.error() ? "mdi2a-alert-circle" : "mdi2i-information");
        Label text = new Label(notice.text());
        text.setWrapText(true);
        text.getStyleClass().add("notice-text");
        ScrollPane scroll = new ScrollPane(text);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().addAll("edge-to-edge", "notice-scroll");
        scroll.setMaxHeight(200);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        Button close = icon("mdi2c-close", "Close");
        close.setOnAction(e -> board.close(notice));
        HBox card = new HBox(icon, scroll);
        if (notice.error()) {
            Button copy = icon("mdi2c-content-copy", "Copy the text");
            copy.setOnAction(e -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(notice.text());
                Clipboard.getSystemClipboard().setContent(content);
            });
            card.getChildren().add(copy);
        } else {
            PauseTransition wait = new PauseTransition(READING_TIME);
            wait.setOnFinished(e -> board.close(notice));
            wait.play();
        }
        card.getChildren().add(close);
        card.getStyleClass().addAll("notice", notice.error() ? "error" : "info");
        return card;
    }

    private static Button icon(String name, String tooltip) {
        Button button = new Button("", new FontIcon(name));
        button.getStyleClass().addAll("flat", "small", "button-icon");
        button.setTooltip(new Tooltip(tooltip));
        button.setAccessibleText(tooltip);
        return button;
    }
}
