package hammingway.runs;

import hammingway.run.RunFolder;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A line of the list: one run, with what is known of it now. It stays the same object while the run goes on. */
public final class RunItem {
    private final ReadOnlyObjectWrapper<RunSnapshot> now;

    RunItem(RunSnapshot first) {
        now = new ReadOnlyObjectWrapper<>(first);
    }

    public RunFolder run() {
        return now.get().run();
    }

    public ReadOnlyObjectProperty<RunSnapshot> now() {
        return now.getReadOnlyProperty();
    }

    void set(RunSnapshot next) {
        now.set(next);
    }
}
