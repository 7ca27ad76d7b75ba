package hammingway.runs.queue;

import hammingway.fx.Notices;
import hammingway.run.RunFolder;
import hammingway.run.queue.Copies;
import hammingway.run.queue.Priority;
import hammingway.run.queue.QueueEntry;
import hammingway.run.queue.QueueLook;
import hammingway.run.queue.QueueState;
import hammingway.run.queue.RunQueue;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The queue of the project that is shown. What it does happens on the thread of the runs; what is shown changes on the toolkit's. */
public final class QueueViewModel {
    private final ProjectQueues queues;
    private final Executor runs;
    private final Executor screen;
    private final Consumer<String> select;
    private final Notices notices;
    private final ObservableList<QueueItem> items = FXCollections.observableArrayList();
    private final ObservableList<QueueItem> itemsForAll = FXCollections.unmodifiableObservableList(items);
    private final ReadOnlyObjectWrapper<QueueLook> look = new ReadOnlyObjectWrapper<>(QueueLook.NOTHING);

    /**
     * @param runs   carries commands out, one after the other, and looks at the runs after each
     * @param select shows the run of this folder name
     */
    public QueueViewModel(
            ProjectQueues queues, Executor runs, Executor screen, Consumer<String> select, Notices notices) {
        this.queues = queues;
        this.runs = runs;
        this.screen = screen;
        this.select = select;
        this.notices = notices;
    }

    /** Those under way, those that wait in the order of their turn, those that failed. */
    public ObservableList<QueueItem> items() {
        return itemsForAll;
    }

    public ReadOnlyObjectProperty<QueueLook> look() {
        return look.getReadOnlyProperty();
    }

    /** Looks at the queue. On the thread of the runs. */
    public QueueLook update() {
        QueueLook now = queues.shown().map(RunQueue::look).orElse(QueueLook.NOTHING);
        screen.execute(() -> show(now));
        return now;
    }

    private void show(QueueLook now) {
        if (now.equals(look.get())) {
            return;
        }
        Map<String, QueueItem> known = new HashMap<>();
        items.forEach(i -> known.put(i.id(), i));
        List<QueueItem> next = now.rows().stream()
                .map(row -> {
                    QueueItem item = known.getOrDefault(row.entry().run(), new QueueItem(row));
                    item.set(row);
                    return item;
                })
                .toList();
        if (!next.equals(items)) {
            items.setAll(next);
        }
        look.set(now);
    }

    private void edit(UnaryOperator<QueueState> change) {
        runs.execute(() -> queues.shown().ifPresent(q -> q.edit(change)));
    }

    /** Lets the runs start that wait from before. */
    public void goOn() {
        runs.execute(() -> queues.shown().ifPresent(RunQueue::goOn));
    }

    public void pauseOrResume() {
        boolean paused = !look.get().paused();
        edit(s -> s.withPaused(paused));
    }

    public void step(QueueItem item, int by) {
        edit(s -> s.step(item.id(), by));
    }

    public void next(QueueItem item) {
        edit(s -> s.next(item.id()));
    }

    /** Where a run that is dropped before the line of this index stands among those that wait: 1 is the next. */
    int placeOf(QueueItem item, int index) {
        long before = items.stream()
                .limit(Math.max(0, index))
                .filter(i -> i != item && waits(i))
                .count();
        return (int) before + 1;
    }

    static boolean waits(QueueItem item) {
        return item.row().entry().state() == QueueEntry.State.WAITING;
    }

    /** Moves a run that waits before the line of an index; the number of lines is after the last. */
    public void drop(QueueItem item, int index) {
        if (waits(item)) {
            int place = placeOf(item, index);
            edit(s -> s.place(item.id(), place));
        }
    }

    public void prioritise(List<QueueItem> chosen, Priority priority) {
        List<String> ids = ids(chosen);
        edit(s -> {
            QueueState now = s;
            for (String id : ids) {
                now = now.prioritise(id, priority);
            }
            return now;
        });
    }

    private static List<String> ids(List<QueueItem> chosen) {
        return chosen.stream().map(QueueItem::id).toList();
    }

    /** Takes runs out of the queue; those under way stay. */
    public void remove(List<QueueItem> chosen) {
        List<String> ids = ids(chosen);
        edit(s -> s.remove(new LinkedHashSet<>(ids)));
    }

    public void clear() {
        edit(QueueState::clear);
    }

    /** Queues the same run with the next seed. */
    public void duplicate(QueueItem item) {
        RunFolder run = item.row().run();
        runs.execute(() -> queues.shown().ifPresent(q -> {
            RunFolder copy = Copies.withNextSeed(q.project(), run);
            q.add(List.of(copy));
            notices.info("Queued " + copy.id() + ".");
        }));
    }

    /** Failed runs wait again, from their last checkpoints. */
    public void retry(List<QueueItem> chosen) {
        List<RunFolder> failed = chosen.stream()
                .filter(i -> i.row().entry().state() == QueueEntry.State.FAILED)
                .map(i -> i.row().run())
                .toList();
        runs.execute(() -> queues.add(failed));
    }

    public void retryAll() {
        retry(List.copyOf(items));
    }

    public void retries(int times) {
        edit(s -> s.withRetries(times));
    }

    /** Shows the run itself. */
    public void show(QueueItem item) {
        select.accept(item.id());
    }

    /** The line of this run, if it is in the queue. */
    Optional<QueueItem> item(String id) {
        return items.stream().filter(i -> i.id().equals(id)).findFirst();
    }
}
