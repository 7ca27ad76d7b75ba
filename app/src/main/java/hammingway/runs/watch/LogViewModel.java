package hammingway.runs.watch;

import hammingway.base.WorkbenchException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A run's log as it grows: by level, searched. It is read on a thread of its own. */
public final class LogViewModel implements AutoCloseable {
    private static final long LOOK_MILLIS = 500;

    private final Executor screen;
    private final Consumer<String> trouble;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("log").factory());
    private final ScheduledFuture<?> looks;
    private Optional<LogFile> file = Optional.empty();
    private volatile boolean watching;

    private List<LogLine> all = List.of();
    private final ObservableList<LogLine> lines = FXCollections.observableArrayList();
    private final ObservableList<LogLine> linesForAll = FXCollections.unmodifiableObservableList(lines);
    private final ObjectProperty<LogLine.Level> least = new SimpleObjectProperty<>(LogLine.Level.INFO);
    private final StringProperty search = new SimpleStringProperty("");
    private final BooleanProperty follow = new SimpleBooleanProperty(true);
    private final ReadOnlyIntegerWrapper found = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper place = new ReadOnlyIntegerWrapper(-1);
    private final ReadOnlyLongWrapper before = new ReadOnlyLongWrapper();

    /**
     * @param screen  runs what concerns the screen
     * @param trouble takes what went wrong, for people
     */
    public LogViewModel(Executor screen, Consumer<String> trouble) {
        this.screen = screen;
        this.trouble = trouble;
        least.subscribe(l -> filter());
        search.subscribe(s -> {
            place.set(-1);
            count();
            if (!s.isBlank()) {
                next(1);
            }
        });
        looks = thread.scheduleWithFixedDelay(() -> look(0), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Shows another file; nothing: none. */
    public void open(Optional<Path> path) {
        all = List.of();
        filter();
        before.set(0);
        follow.set(true);
        thread.execute(() -> file = path.map(LogFile::new));
        thread.execute(() -> look(0));
    }

    /** Nothing is read while nobody looks. */
    public void watching(boolean somebody) {
        watching = somebody;
        if (somebody) {
            thread.execute(() -> look(0));
        }
    }

    /** Reads earlier lines. */
    public void more() {
        follow.set(false);
        thread.execute(() -> look(1));
    }

    private void look(int earlier) {
        if (!watching || file.isEmpty()) {
            return;
        }
        LogFile now = file.get();
        try {
            boolean changed = now.poll();
            if (earlier > 0) {
                now.more();
            }
            if (changed || earlier > 0) {
                List<LogLine> copy = List.copyOf(now.lines());
                long rest = now.before();
                screen.execute(() -> take(copy, rest));
            }
        } catch (WorkbenchException e) {
            screen.execute(() -> trouble.accept(String.valueOf(e.getMessage())));
        }
    }

    private void take(List<LogLine> now, long rest) {
        all = now;
        before.set(rest);
        filter();
    }

    private void filter() {
        List<LogLine> wanted = new ArrayList<>();
        for (LogLine l : all) {
            if (l.level().compareTo(least.get()) <= 0) {
                wanted.add(l);
            }
        }
        boolean grew =
                wanted.size() >= lines.size() && wanted.subList(0, lines.size()).equals(lines);
        if (grew) {
            lines.addAll(wanted.subList(lines.size(), wanted.size()));
        } else {
            lines.setAll(wanted);
            place.set(-1);
        }
        count();
    }

    private void count() {
        String wanted = wanted();
        found.set(
                wanted.isEmpty()
                        ? 0
                        : (int) lines.stream().filter(l -> l.contains(wanted)).count());
    }

    private String wanted() {
        return search.get().strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Goes to the next place found, round and round.
     *
     * @param by 1: downwards, -1: upwards
     */
    public void next(int by) {
        String wanted = wanted();
        if (wanted.isEmpty() || found.get() == 0) {
            return;
        }
        follow.set(false);
        int n = lines.size();
        int at = place.get() < 0 && by < 0 ? 0 : place.get();
        for (int i = 1; i <= n; i++) {
            int index = Math.floorMod(at + by * i, n);
            if (lines.get(index).contains(wanted)) {
                place.set(index);
                return;
            }
        }
    }

    /** Which of the places found the present one is, 1 for the first; 0: none. */
    public int rank() {
        String wanted = wanted();
        return place.get() < 0
                ? 0
                : (int) lines.subList(0, place.get() + 1).stream()
                        .filter(l -> l.contains(wanted))
                        .count();
    }

    /** The lines of the levels asked for. */
    ObservableList<LogLine> lines() {
        return linesForAll;
    }

    /** The least grave level that is shown. */
    ObjectProperty<LogLine.Level> least() {
        return least;
    }

    public StringProperty search() {
        return search;
    }

    /** Whether the newest line stays in sight. */
    public BooleanProperty follow() {
        return follow;
    }

    /** Lines that have what is searched. */
    public ReadOnlyIntegerProperty found() {
        return found.getReadOnlyProperty();
    }

    /** The line gone to; -1: none. */
    public ReadOnlyIntegerProperty place() {
        return place.getReadOnlyProperty();
    }

    /** Bytes of the file before the first line. */
    public ReadOnlyLongProperty before() {
        return before.getReadOnlyProperty();
    }

    @Override
    public void close() {
        looks.cancel(false);
        thread.shutdownNow();
    }
}
