package hammingway.fx;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.LoggerFactory;

/** Work off the toolkit's thread. Everything that may take over 50 ms goes through here and is listed while it lasts. */
public final class Background implements AutoCloseable {
    /** Least time between two updates of one task that reach the screen: 20 a second. */
    private static final long UPDATE_NANOS = 50_000_000L;

    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("background-", 0).factory());
    private final ObservableList<Job> active = FXCollections.observableArrayList();
    private final ObservableList<Job> activeForAll = FXCollections.unmodifiableObservableList(active);
    private final Notices notices;
    private final Executor screen;

    public Background(Notices notices) {
        this(notices, Platform::runLater);
    }

    /** @param screen runs what concerns the screen: the toolkit's thread, or a stand-in where there is no toolkit */
    public Background(Notices notices, Executor screen) {
        this.notices = notices;
        this.screen = screen;
    }

    /** Work that gives a value. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Progress progress);
    }

    /** Tasks under way, in order of their start. Changes on the toolkit's thread. */
    public ObservableList<Job> active() {
        return activeForAll;
    }

    /**
     * Starts work. Call on the toolkit's thread; results come there. A failure is told as a notice; a cancelled task tells nothing.
     *
     * @param then takes the result; not called once the job is cancelled
     */
    public <T> Job start(String title, Work<T> work, Consumer<T> then) {
        return start(new Job(title, screen, false), work, then, notices::error, stopped -> {});
    }

    /** The same, the failure's text going to {@code failed}; so does that a person stopped it, for whoever waits for its end. */
    public <T> Job start(String title, Work<T> work, Consumer<T> then, Consumer<String> failed) {
        return start(new Job(title, screen, false), work, then, failed, failed);
    }

    /** The same for work that a cancel ends early with what it has: its result is taken, its failure told, in any case. */
    public <T> Job startKeeping(String title, Work<T> work, Consumer<T> then, Consumer<String> failed) {
        return start(new Job(title, screen, true), work, then, failed, failed);
    }

    private <T> Job start(Job job, Work<T> work, Consumer<T> then, Consumer<String> failed, Consumer<String> stopped) {
        if (threads.isShutdown()) {
            job.cancel(); // a timer may fire once more after the window has closed
            return job;
        }
        active.add(job);
        threads.execute(() -> {
            try {
                T result = work.run(job);
                finish(job, () -> then.accept(result), stopped);
            } catch (Progress.CancelledException e) {
                finish(job, () -> stopped.accept(ended(job)), stopped);
            } catch (WorkbenchException e) {
                finish(job, () -> failed.accept(String.valueOf(e.getMessage())), stopped);
            } catch (RuntimeException | Error e) {
                LoggerFactory.getLogger(Background.class).error("{} failed", job.title(), e);
                finish(job, () -> failed.accept(job.title() + " failed: " + e + ". The log tells more."), stopped);
            }
        });
        return job;
    }

    /**
     * Small work after a while that nobody waits for, such as keeping what was typed: it is not listed. Call on the toolkit's thread; the
     * result, or the failure's text, comes there. Not done once this is closed.
     */
    public <T> void later(Duration delay, Supplier<T> work, Consumer<T> then, Consumer<String> failed) {
        Executor open = task -> {
            if (!threads.isShutdown()) {
                threads.execute(task);
            }
        };
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, open)
                .execute(() -> {
                    try {
                        T result = work.get();
                        screen.execute(() -> then.accept(result));
                    } catch (WorkbenchException e) {
                        screen.execute(() -> failed.accept(String.valueOf(e.getMessage())));
                    } catch (RuntimeException | Error e) {
                        LoggerFactory.getLogger(Background.class).error("work in the background failed", e);
                        screen.execute(() -> failed.accept("This failed: " + e + ". The log tells more."));
                    }
                });
    }

    private void finish(Job job, Runnable then, Consumer<String> stopped) {
        screen.execute(() -> {
            active.remove(job);
            if (job.keeping || !job.cancelled()) {
                then.run();
            } else if (!job.dropped.get()) {
                stopped.accept(ended(job));
            }
        });
    }

    private static String ended(Job job) {
        return job.title() + " was stopped before its end.";
    }

    @Override
    public void close() {
        active.forEach(Job::cancel);
        threads.shutdownNow();
    }

    /** One task: its title, how far it is, and the way to stop it. */
    public static final class Job implements Progress {
        private final String title;
        private final Executor screen;
        private final boolean keeping;
        private final AtomicBoolean dropped = new AtomicBoolean();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(-1);
        private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
        private long lastUpdate;

        private Job(String title, Executor screen, boolean keeping) {
            this.title = title;
            this.screen = screen;
            this.keeping = keeping;
        }

        public String title() {
            return title;
        }

        /** 0 to 1; negative while unknown. */
        public ReadOnlyDoubleProperty share() {
            return share.getReadOnlyProperty();
        }

        public ReadOnlyStringProperty message() {
            return message.getReadOnlyProperty();
        }

        /** Asks the work to stop at its next look, as nobody waits for it any more; its result is dropped, unless it was started to be kept. */
        public void cancel() {
            dropped.set(true);
        }

        /** The same because a person wants no more of it: who waits for its end is told. */
        public void stop() {
            stopped.set(true);
        }

        @Override
        public boolean cancelled() {
            return dropped.get() || stopped.get();
        }

        @Override
        public void update(double newShare, String newMessage) {
            long now = System.nanoTime();
            synchronized (this) {
                if (now - lastUpdate < UPDATE_NANOS) {
                    return;
                }
                lastUpdate = now;
            }
            screen.execute(() -> {
                share.set(newShare);
                message.set(newMessage);
            });
        }
    }
}
