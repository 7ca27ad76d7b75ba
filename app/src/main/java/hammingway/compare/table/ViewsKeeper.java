package hammingway.compare.table;

import hammingway.fx.Background;
import hammingway.report.table.Views;
import hammingway.report.table.ViewsFile;
import hammingway.run.Project;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Keeps what changes often, such as widths of columns, a moment later; of several changes the last. Never blocks the window. */
final class ViewsKeeper {
    private static final Duration MOMENT = Duration.ofMillis(400);

    private record Pending(ViewsFile file, UnaryOperator<Views> change) {}

    private final Background background;
    private final Consumer<String> failed;
    private final AtomicReference<Optional<Pending>> pending = new AtomicReference<>(Optional.empty());

    ViewsKeeper(Background background, Consumer<String> failed) {
        this.background = background;
        this.failed = failed;
    }

    void keep(Project project, UnaryOperator<Views> change) {
        Optional<Pending> before = pending.getAndSet(Optional.of(new Pending(new ViewsFile(project), change)));
        if (before.isEmpty()) {
            background.later(
                    MOMENT,
                    () -> {
                        pending.getAndSet(Optional.empty())
                                .ifPresent(p -> p.file().change(p.change()));
                        return true;
                    },
                    kept -> {},
                    failed);
        }
    }
}
