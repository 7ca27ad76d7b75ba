package hammingway.runs.watch;

import hammingway.base.WorkbenchException;
import hammingway.run.RunFolder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Follows the logs of some runs on a thread of its own, and gives the screen a new picture when there is something new, ten times a second
 * at most; where a picture takes long, so much seldomer that the thread is idle nine tenths of the time.
 */
final class Follower implements AutoCloseable {
    private static final long LEAST_MILLIS = 100;

    /** Idle time for a unit of work. */
    private static final long IDLE = 9;

    private final Executor screen;
    private final Consumer<WatchPicture> shown;
    private final Consumer<String> trouble;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("follower").factory());
    private final AtomicReference<Optional<WatchPicture>> waiting = new AtomicReference<>(Optional.empty());
    private final Map<RunFolder, Followed> followed = new HashMap<>();
    private final Painter painter = new Painter();
    private volatile Wish wish = Wish.NOTHING;
    private volatile boolean paused;
    private Wish painted = Wish.NOTHING;
    private boolean told;
    private volatile Future<?> next;

    /**
     * @param screen  runs what concerns the screen
     * @param shown   takes pictures there
     * @param trouble takes what went wrong there, for people
     */
    Follower(Executor screen, Consumer<WatchPicture> shown, Consumer<String> trouble) {
        this.screen = screen;
        this.shown = shown;
        this.trouble = trouble;
        next = thread.schedule(this::round, 0, TimeUnit.MILLISECONDS);
    }

    /** What is to be followed from now on; the picture comes soon. */
    void follow(Wish newWish) {
        wish = newWish;
    }

    /** While nobody looks nothing is read, and nothing forgotten. */
    void pause(boolean nobodyLooks) {
        paused = nobodyLooks;
    }

    private void round() {
        long begin = System.nanoTime();
        try {
            if (!paused) {
                look();
            }
            told = false;
        } catch (WorkbenchException e) {
            tell(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            org.slf4j.LoggerFactory.getLogger(Follower.class).error("following failed", e);
            tell("Following runs failed: " + e + ". The log tells more.");
        }
        long took = (System.nanoTime() - begin) / 1_000_000;
        if (!thread.isShutdown()) {
            next = thread.schedule(this::round, Math.max(LEAST_MILLIS, IDLE * took), TimeUnit.MILLISECONDS);
        }
    }

    /** Once, until a look goes well again. */
    private void tell(String text) {
        if (!told) {
            told = true;
            screen.execute(() -> trouble.accept(text));
        }
    }

    private void look() {
        Wish now = wish;
        followed.keySet()
                .retainAll(
                        new HashSet<>(now.runs().stream().map(Wish.Shown::run).toList()));
        boolean fresh = false;
        for (Wish.Shown s : now.runs()) {
            fresh |= followed.computeIfAbsent(s.run(), Followed::new).poll();
        }
        if (!fresh && now.equals(painted)) {
            return;
        }
        painted = now;
        List<Painter.Part> parts = now.runs().stream()
                .map(s -> new Painter.Part(s, followed.computeIfAbsent(s.run(), Followed::new)))
                .toList();
        give(painter.paint(now, parts));
    }

    /** A picture that the screen has not taken yet is replaced, not followed. */
    private void give(WatchPicture picture) {
        if (waiting.getAndSet(Optional.of(picture)).isEmpty()) {
            screen.execute(() -> waiting.getAndSet(Optional.empty()).ifPresent(shown));
        }
    }

    @Override
    public void close() {
        next.cancel(false);
        thread.shutdownNow();
    }
}
