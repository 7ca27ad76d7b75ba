package hammingway.shell.log;

import hammingway.fx.Background;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The program's log as its page shows it: what passes a level and holds a word, and how many errors nobody has seen. */
public final class LogViewModel {
    /** Lines that come faster than this reach the screen together. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** From which level on entries are shown. */
    public enum Show {
        EVERYTHING("Everything", LogEntry.Level.INFO),
        WARNINGS("Warnings and errors", LogEntry.Level.WARNING),
        ERRORS("Errors", LogEntry.Level.ERROR);

        private final String title;
        private final LogEntry.Level least;

        Show(String title, LogEntry.Level least) {
            this.title = title;
            this.least = least;
        }

        /** For people. */
        @Override
        public String toString() {
            return title;
        }
    }

    private final LogBook book;
    private final Background background;
    private final AtomicBoolean coming = new AtomicBoolean();
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final BooleanProperty follow = new SimpleBooleanProperty(true);
    private final StringProperty search = new SimpleStringProperty("");
    private final ObjectProperty<Show> show = new SimpleObjectProperty<>(Show.EVERYTHING);
    private final ObservableList<LogEntry> entries = FXCollections.observableArrayList();
    private final ObservableList<LogEntry> entriesForAll = FXCollections.unmodifiableObservableList(entries);
    private final ReadOnlyIntegerWrapper unseen = new ReadOnlyIntegerWrapper();
    private List<LogEntry> all = List.of();
    private long seen;

    /** @param screen runs what concerns the screen */
    public LogViewModel(LogBook book, Background background, Executor screen) {
        this.book = book;
        this.background = background;
        search.subscribe(words -> filter());
        show.subscribe(level -> filter());
        shown.subscribe(now -> count());
        book.listen(() -> {
            if (coming.compareAndSet(false, true)) {
                screen.execute(this::soon);
            }
        });
    }

    private void soon() {
        background.later(
                PAUSE,
                () -> {
                    coming.set(false); // before the look, so that what comes after it is not missed
                    return book.entries();
                },
                this::take,
                failure -> {});
    }

    private void take(List<LogEntry> now) {
        all = now;
        filter();
        count();
    }

    private void filter() {
        String words = search.get().strip().toLowerCase(Locale.ROOT);
        List<LogEntry> passing = all.stream()
                .filter(e -> e.level().compareTo(show.get().least) >= 0 && (words.isEmpty() || e.holds(words)))
                .toList();
        if (!passing.equals(entries)) {
            entries.setAll(passing);
        }
    }

    private void count() {
        if (shown.get() && !all.isEmpty()) {
            seen = all.getLast().number();
        }
        unseen.set((int) all.stream()
                .filter(e -> e.level() == LogEntry.Level.ERROR && e.number() > seen)
                .count());
    }

    public BooleanProperty shown() {
        return shown;
    }

    /** Whether the newest line is kept in view. */
    public BooleanProperty follow() {
        return follow;
    }

    public StringProperty search() {
        return search;
    }

    public ObjectProperty<Show> show() {
        return show;
    }

    /** Those that pass, oldest first. */
    public ObservableList<LogEntry> entries() {
        return entriesForAll;
    }

    /** Errors that came since the page was open. */
    public ReadOnlyIntegerProperty unseenErrors() {
        return unseen.getReadOnlyProperty();
    }

    /** Forgets all lines; the file that keeps them stays. */
    public void clear() {
        book.clear();
    }

    /** All that is shown, as text. */
    public String text() {
        return text(entries);
    }

    static String text(List<LogEntry> chosen) {
        return chosen.stream().map(LogEntry::text).collect(Collectors.joining("\n"));
    }
}
