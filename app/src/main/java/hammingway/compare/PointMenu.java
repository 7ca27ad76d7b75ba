package hammingway.compare;

import hammingway.fx.ErrorsEvent;
import hammingway.report.SizeChart;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** What can be done with a point of the size chart. */
final class PointMenu {
    private final CompareViewModel model;
    private final ContextMenu menu = new ContextMenu();

    PointMenu(CompareViewModel model) {
        this.model = model;
        menu.setId("size-chart-menu");
    }

    void show(SizeChart.Point point, Node owner, double x, double y) {
        String id = point.runId();
        String selected = model.selected().get();
        MenuItem pair = item(
                "Copy the command that pairs it with the selected run", () -> copy(model.commandOfPair(selected, id)));
        pair.setDisable(selected.isEmpty() || selected.equals(id));
        menu.getItems()
                .setAll(
                        item("Open the run", () -> model.open(id)),
                        item("Show its errors", () -> owner.fireEvent(new ErrorsEvent(id))),
                        item(
                                model.brushed().contains(point.rowId()) ? "Take out of the brush" : "Add to the brush",
                                () -> model.brushOrNot(point.rowId())),
                        new SeparatorMenuItem(),
                        item("Copy its folder's path", () -> copy(model.folderOf(id))),
                        item("Copy the command that runs it", () -> copy(model.commandOf(id))),
                        pair);
        menu.show(owner, x, y);
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(e -> action.run());
        return item;
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
