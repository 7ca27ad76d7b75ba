package hammingway.runs.queue;

import hammingway.run.queue.Priority;
import hammingway.run.queue.QueueEntry;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableRow;
import javafx.scene.input.MouseEvent;
import javafx.util.Subscription;

/** A line of the queue: it is dragged to another place, and has a menu. */
final class QueueRow extends TableRow<QueueItem> {
    private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");
    private static final PseudoClass DROP_AFTER = PseudoClass.getPseudoClass("drop-after");

    /** No drop is under way. */
    static final int NOWHERE = -1;

    private final QueueViewModel model;
    private final IntegerProperty drop;
    private Subscription following = () -> {};

    /** @param drop the line before which a dragged run would land; shared by all lines */
    QueueRow(QueueViewModel model, IntegerProperty drop) {
        this.model = model;
        this.drop = drop;
        drop.subscribe(d -> mark());
        indexProperty().subscribe(i -> mark());
        addEventFilter(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventFilter(MouseEvent.MOUSE_RELEASED, this::released);
        ContextMenu menu = menu();
        emptyProperty().subscribe(nothing -> setContextMenu(nothing ? null : menu));
    }

    @Override
    protected void updateItem(QueueItem item, boolean nothing) {
        super.updateItem(item, nothing);
        following.unsubscribe();
        following = item == null || nothing ? () -> {} : item.now().subscribe(row -> setId("queued-" + item.id()));
        if (item == null || nothing) {
            setId(null);
        }
        mark();
    }

    private void mark() {
        int last = getTableView() == null ? 0 : getTableView().getItems().size();
        pseudoClassStateChanged(DROP, !isEmpty() && drop.get() == getIndex());
        pseudoClassStateChanged(DROP_AFTER, !isEmpty() && drop.get() == last && getIndex() == last - 1);
    }

    /** The line nearest to the mouse; lines have one height. */
    private int under(MouseEvent e) {
        int lines = getTableView().getItems().size();
        long shift = Math.round(Math.floor(e.getY() / getHeight() + 0.5));
        return Math.clamp(getIndex() + shift, 0, lines);
    }

    private void dragged(MouseEvent e) {
        if (e.isPrimaryButtonDown() && getItem() != null && QueueViewModel.waits(getItem())) {
            int at = under(e);
            drop.set(at);
            int lines = getTableView().getItems().size();
            getTableView().scrollTo(Math.clamp(e.getY() < 0 ? at - 1 : at, 0, Math.max(0, lines - 1)));
            e.consume();
        }
    }

    private void released(MouseEvent e) {
        int at = drop.get();
        drop.set(NOWHERE);
        if (at != NOWHERE && getItem() != null) {
            model.drop(getItem(), at);
            e.consume();
        }
    }

    private List<QueueItem> chosen() {
        List<QueueItem> selected =
                new ArrayList<>(getTableView().getSelectionModel().getSelectedItems());
        return selected.contains(getItem()) ? selected : List.of(getItem());
    }

    private ContextMenu menu() {
        MenuItem next = item("Run next", "Ctrl+Home", () -> model.next(getItem()));
        MenuItem up = item("Move up", "Alt+Up", () -> model.step(getItem(), -1));
        MenuItem down = item("Move down", "Alt+Down", () -> model.step(getItem(), 1));
        Menu priority = new Menu("Priority");
        for (Priority p : Priority.values()) {
            priority.getItems().add(item(QueueWords.priority(p), "", () -> model.prioritise(chosen(), p)));
        }
        MenuItem retry = item("Try again", "", () -> model.retry(chosen()));
        MenuItem duplicate = item("Duplicate with the next seed", "", () -> model.duplicate(getItem()));
        MenuItem show = item("Show the run", "Enter", () -> model.show(getItem()));
        MenuItem remove = item("Remove from the queue", "Delete", () -> model.remove(chosen()));
        ContextMenu menu = new ContextMenu(
                show,
                new SeparatorMenuItem(),
                next,
                up,
                down,
                priority,
                new SeparatorMenuItem(),
                retry,
                duplicate,
                remove);
        menu.setOnShowing(e -> {
            QueueEntry.State state = getItem().row().entry().state();
            boolean waits = state == QueueEntry.State.WAITING;
            up.setDisable(!waits);
            down.setDisable(!waits);
            next.setDisable(state == QueueEntry.State.STARTED);
            retry.setDisable(state != QueueEntry.State.FAILED);
            remove.setDisable(state == QueueEntry.State.STARTED);
        });
        return menu;
    }

    private static MenuItem item(String text, String key, Runnable action) {
        // no accelerator: the scene would obey it wherever the focus is
        MenuItem item = new MenuItem(key.isEmpty() ? text : text + " (" + key + ")");
        item.setOnAction(e -> action.run());
        return item;
    }
}
