package hammingway.runs.queue;

import hammingway.fx.Explained;
import hammingway.run.queue.QueueEntry;
import hammingway.run.queue.QueueLook;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.javafx.FontIcon;

/** What concerns the whole queue. */
final class QueueMenu {
    private static final List<Integer> TIMES = List.of(0, 1, 2, 5);

    private final MenuButton button = new MenuButton("", new FontIcon("mdi2d-dots-vertical"));

    QueueMenu(QueueViewModel model) {
        MenuItem retry = new MenuItem("Try all failed runs again");
        retry.setOnAction(e -> model.retryAll());
        MenuItem clear = new MenuItem("Clear the queue");
        clear.setOnAction(e -> model.clear());
        Menu retries = new Menu("After a kill or crash");
        ToggleGroup group = new ToggleGroup();
        for (int times : TIMES) {
            RadioMenuItem item = new RadioMenuItem(words(times));
            item.setUserData(times);
            item.setToggleGroup(group);
            item.setOnAction(e -> model.retries(times));
            retries.getItems().add(item);
        }
        button.getItems().addAll(retry, retries, clear);
        button.setOnShowing(e -> {
            QueueLook look = model.look().get();
            retry.setDisable(look.count(QueueEntry.State.FAILED) == 0);
            clear.setDisable(look.count(QueueEntry.State.STARTED) == look.rows().size());
            group.getToggles().forEach(t -> t.setSelected(t.getUserData().equals(look.retries())));
        });
        button.setId("queue-menu");
        button.getStyleClass().addAll("flat", "small", "button-icon", "no-arrow");
        Explained.explain(button, "More that concerns the whole queue");
        button.setAccessibleText("Queue menu");
    }

    private static String words(int times) {
        return switch (times) {
            case 0 -> "Skip the run";
            case 1 -> "Try again once";
            case 2 -> "Try again twice";
            default -> "Try again " + times + " times";
        };
    }

    Node node() {
        return button;
    }
}
