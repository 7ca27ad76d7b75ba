package hammingway.settings;

import hammingway.base.WorkbenchException;
import hammingway.fx.Notices;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The preferences while the window is open: each change is written down at once, off the toolkit's thread. */
public final class Settings implements AutoCloseable {
    private final PreferencesFile file;
    private final Notices notices;
    private final ReadOnlyObjectWrapper<Preferences> current;
    private final ReadOnlyObjectWrapper<Theme> theme;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("preferences").factory());

    public Settings(PreferencesFile file, Notices notices) {
        this.file = file;
        this.notices = notices;
        PreferencesFile.Loaded loaded = file.load();
        loaded.problem().ifPresent(notices::error);
        current = new ReadOnlyObjectWrapper<>(loaded.preferences());
        theme = new ReadOnlyObjectWrapper<>(loaded.preferences().theme());
    }

    public ReadOnlyObjectProperty<Preferences> current() {
        return current.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Theme> theme() {
        return theme.getReadOnlyProperty();
    }

    /** Changes the preferences. Call on the toolkit's thread. */
    public void update(UnaryOperator<Preferences> change) {
        Preferences next = change.apply(current.get());
        if (next.equals(current.get())) {
            return;
        }
        current.set(next);
        theme.set(next.theme());
        writer.execute(() -> {
            try {
                file.save(next);
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
