package hammingway.runs.queue;

import hammingway.run.queue.QueueLook;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A line of the queue; it stays the same object while its run goes on. */
public final class QueueItem {
    private final ReadOnlyObjectWrapper<QueueLook.Row> now;

    QueueItem(QueueLook.Row first) {
        now = new ReadOnlyObjectWrapper<>(first);
    }

    /** The run's folder name. */
    public String id() {
        return row().entry().run();
    }

    QueueLook.Row row() {
        return now.get();
    }

    public ReadOnlyObjectProperty<QueueLook.Row> now() {
        return now.getReadOnlyProperty();
    }

    void set(QueueLook.Row next) {
        if (!next.equals(now.get())) {
            now.set(next);
        }
    }
}
