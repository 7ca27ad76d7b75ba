package hammingway.settings;

import hammingway.base.WorkbenchException;
import hammingway.fx.Notices;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/** The preferences while the window is open: each change is written down at once, off the toolkit's thread. */
public final class Settings implements AutoCloseable {
    private final PreferencesFile file;
    private final Notices notices;
    private final ReadOnlyObjectWrapper<Preferences> current;
    private final ReadOnlyObjectWrapper<Theme> theme;
    private final ObservableValue<Theme> system;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("preferences").factory());

    public Settings(PreferencesFile file, Notices notices) {
        this(file, notices, new SimpleObjectProperty<>(Theme.LIGHT));
    }

    /** @param system the look of the system, which the window follows if it is asked to */
    public Settings(PreferencesFile file, Notices notices, ObservableValue<Theme> system) {
        this.file = file;
        this.notices = notices;
        this.system = system;
        PreferencesFile.Loaded loaded = file.load();
        loaded.problem().ifPresent(notices::error);
        current = new ReadOnlyObjectWrapper<>(loaded.preferences());
        theme = new ReadOnlyObjectWrapper<>(look());
        system.addListener((p, before, now) -> theme.set(look()));
    }

    private Theme look() {
        return switch (current.get().theme()) {
            case LIGHT -> Theme.LIGHT;
            case DARK -> Theme.DARK;
            case SYSTEM -> system.getValue();
        };
    }

    public ReadOnlyObjectProperty<Preferences> current() {
        return current.getReadOnlyProperty();
    }

    /** The look that is shown now. */
    public ReadOnlyObjectProperty<Theme> theme() {
        return theme.getReadOnlyProperty();
    }

    /**
     * Changes the preferences. Call on the toolkit's thread. The change is made to the file as it is then: another window, or the command
     * line, may have changed something else in it.
     */
    public void update(UnaryOperator<Preferences> change) {
        Preferences next = change.apply(current.get());
        if (next.equals(current.get())) {
            return;
        }
        current.set(next);
        theme.set(look());
        writer.execute(() -> {
            try {
                file.save(change.apply(file.load().preferences()));
            } catch (WorkbenchException e) {
                notices.error(String.valueOf(e.getMessage()));
            }
        });
    }

    /** Waits, not for long, until all is written. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
