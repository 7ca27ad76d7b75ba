package hammingway.fx;

import java.util.Optional;
import java.util.function.Consumer;

/** One line of work of which only the newest counts: starting cancels what ran before, and stale results never arrive. */
public final class Latest {
    private final Background background;
    private Optional<Background.Job> job = Optional.empty();

    public Latest(Background background) {
        this.background = background;
    }

    /** See {@link Background#start}. */
    public <T> void start(String title, Background.Work<T> work, Consumer<T> then) {
        cancel();
        job = Optional.of(background.start(title, work, then));
    }

    /** See {@link Background#start}. */
    public <T> Background.Job start(String title, Background.Work<T> work, Consumer<T> then, Consumer<String> failed) {
        cancel();
        Background.Job started = background.start(title, work, then, failed);
        job = Optional.of(started);
        return started;
    }

    public void cancel() {
        job.ifPresent(Background.Job::cancel);
        job = Optional.empty();
    }
}
