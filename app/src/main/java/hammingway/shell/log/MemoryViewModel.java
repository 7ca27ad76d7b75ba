package hammingway.shell.log;

import hammingway.fx.Background;
import hammingway.run.Memory;
import java.time.Duration;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** How much memory the window takes, looked at now and then. Runs are processes of their own and are not counted. */
public final class MemoryViewModel {
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final long MEGABYTE = 1_000_000;

    /**
     * In megabytes.
     *
     * @param used     of Java's heap
     * @param most     that the heap may become
     * @param resident of the whole process; 0 where the system does not tell
     */
    public record Use(long used, long most, long resident) {
        static Use now() {
            Runtime java = Runtime.getRuntime();
            return new Use(
                    (java.totalMemory() - java.freeMemory()) / MEGABYTE,
                    java.maxMemory() / MEGABYTE,
                    Memory.residentBytes() / MEGABYTE);
        }

        public String told() {
            return used + " of " + most + " MB";
        }

        /** With what it means. */
        public String explained() {
            return "Memory of the window: " + used + " MB of Java's heap are used, " + most + " MB at most."
                    + (resident == 0 ? "" : " The whole process takes " + resident + " MB.")
                    + " Runs are processes of their own. Click to collect garbage.";
        }
    }

    private final Background background;
    private final ReadOnlyObjectWrapper<Use> use = new ReadOnlyObjectWrapper<>(Use.now());

    public MemoryViewModel(Background background) {
        this.background = background;
    }

    /** Looks again and again until the background is closed. */
    public void start() {
        background.later(PAUSE, Use::now, this::again, failure -> start());
    }

    private void again(Use now) {
        use.set(now);
        start();
    }

    public ReadOnlyObjectProperty<Use> use() {
        return use.getReadOnlyProperty();
    }

    /** Frees what nobody needs any more. */
    public void collect() {
        background.later(
                Duration.ZERO,
                () -> {
                    System.gc();
                    return Use.now();
                },
                use::set,
                failure -> {});
    }
}
