package hammingway.runs.queue;

import hammingway.run.queue.Priority;
import hammingway.run.queue.QueueEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
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

    /** The run that is dragged: the table may give this line to another meanwhile. */
    private Optional<QueueItem> grabbed = Optional.empty();

    /** @param drop the line before which a dragged run would land; shared by all lines */
    QueueRow(QueueViewModel model, IntegerProperty drop) {
        this.model = model;
        this.drop = drop;
        drop.subscribe(d -> mark());
        indexProperty().subscribe(i -> mark());
        addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
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

    /** Where a dragged run would land: before the line whose upper half is under the mouse. Beyond the lines the table scrolls. */
    private int under(MouseEvent e) {
        List<QueueRow> lines = getTableView().lookupAll(".table-row-cell").stream()
                .filter(n -> n.isVisible() && n instanceof QueueRow r && !r.isEmpty())
                .map(QueueRow.class::cast)
                .sorted(Comparator.comparingInt(QueueRow::getIndex))
                .toList();
        for (QueueRow line : lines) {
            Bounds there = line.localToScene(line.getLayoutBounds());
            if (e.getSceneY() < there.getCenterY()) {
                if (e.getSceneY() < there.getMinY() && line.getIndex() > 0) {
                    getTableView().scrollTo(line.getIndex() - 1);
                }
                return line.getIndex();
            }
        }
        int last = lines.isEmpty() ? 0 : lines.getLast().getIndex() + 1;
        if (last < getTableView().getItems().size()) {
            getTableView().scrollTo(getTableView().getItems().size() - 1);
        }
        return last;
    }

    private void pressed(MouseEvent e) {
        grabbed = Optional.ofNullable(getItem()).filter(QueueViewModel::waits);
    }

    private void dragged(MouseEvent e) {
        if (e.isPrimaryButtonDown() && grabbed.isPresent()) {
            drop.set(under(e));
            e.consume();
        }
    }

    private void released(MouseEvent e) {
        int at = drop.get();
        drop.set(NOWHERE);
        if (at != NOWHERE) {
            grabbed.ifPresent(item -> model.drop(item, at));
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
