package hammingway.design;

import javafx.scene.control.TabPane;
import org.testfx.api.FxRobot;

/** The designer's tabs, by their ids: their order is the reader's business. */
public final class Tabs {
    private Tabs() {}

    public static void choose(FxRobot robot, String id) {
        TabPane tabs = robot.lookup("#design-tabs").queryAs(TabPane.class);
        robot.interact(() -> tabs.getSelectionModel()
                .select(tabs.getTabs().stream()
                        .filter(t -> id.equals(t.getId()))
                        .findFirst()
                        .orElseThrow()));
    }
}
