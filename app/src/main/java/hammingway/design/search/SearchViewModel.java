package hammingway.design.search;

import hammingway.base.Progress;
import hammingway.code.search.SearchResult;
import hammingway.design.book.RecipeCommand;
import hammingway.fx.Background;
import hammingway.run.Project;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** A search for a better codebook in the background: how far it is, and what it found. Used on the toolkit's thread alone. */
final class SearchViewModel {
    private final Workplace work;
    private final Background background;
    private final SearchFormViewModel form;
    private final ReadOnlyStringWrapper command = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper();
    private final ReadOnlyObjectWrapper<SearchLog.Reached> reached =
            new ReadOnlyObjectWrapper<>(SearchLog.Reached.NOTHING);
    private final ReadOnlyObjectWrapper<Optional<SearchOrder.Found>> found =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Background.Job> job = Optional.empty();
    /** Counts the searches: what an earlier one still tells is not heard. */
    private int latest;
    /** The form of the search that found. */
    private Optional<SearchDraft> searched = Optional.empty();

    private Optional<Path> kept = Optional.empty();

    SearchViewModel(Workplace work, Background background) {
        this.work = work;
        this.background = background;
        this.form = new SearchFormViewModel(work);
        form.orderProperty().subscribe(o -> showCommand());
        work.name().subscribe(n -> showCommand());
    }

    SearchFormViewModel form() {
        return form;
    }

    /** The command line that does the search of the form, or that finds again what it found. */
    ReadOnlyStringProperty commandProperty() {
        return command.getReadOnlyProperty();
    }

    /** What happened last, one sentence. */
    ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** The part of the budget that is spent, 0 to 1; negative before the search can tell. */
    ReadOnlyDoubleProperty shareProperty() {
        return share.getReadOnlyProperty();
    }

    /** How far the search is; changes at most 20 times a second. */
    ReadOnlyObjectProperty<SearchLog.Reached> reachedProperty() {
        return reached.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<SearchOrder.Found>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** Starts the search of the form; one that goes on ends. */
    void start() {
        Optional<SearchOrder> order = form.orderProperty().get();
        if (order.isEmpty()) {
            status.set("Correct what is marked first.");
            return;
        }
        stop();
        found.set(Optional.empty());
        kept = Optional.empty();
        searched = Optional.of(form.draftProperty().get());
        reached.set(SearchLog.Reached.NOTHING);
        share.set(-1);
        status.set("Preparing the search\u2026");
        running.set(true);
        latest++;
        int mine = latest;
        SearchLog log = new SearchLog();
        Background.Job started = background.startKeeping(
                "Search for a codebook",
                progress -> run(order.get(), log, progress),
                end -> onlyLatest(mine, () -> end(end)),
                text -> onlyLatest(mine, () -> failed(text)));
        job = Optional.of(started);
        started.message().subscribe((was, is) -> onlyLatest(mine, () -> follow(started, log)));
    }

    /** Nothing where it was stopped before its first codebook. */
    private static Optional<SearchOrder.Found> run(SearchOrder order, SearchLog log, Progress progress) {
        try {
            return Optional.of(order.run(log, progress));
        } catch (Progress.CancelledException e) {
            return Optional.empty();
        }
    }

    private void onlyLatest(int search, Runnable what) {
        if (search == latest) {
            what.run();
        }
    }

    private void follow(Background.Job of, SearchLog log) {
        if (running.get()) {
            share.set(of.share().get());
            reached.set(log.reached());
            status.set(log.reached().evaluations() == 0 ? of.message().get() : "Searching\u2026");
        }
    }

    private void end(Optional<SearchOrder.Found> end) {
        running.set(false);
        found.set(end);
        if (end.isEmpty()) {
            status.set("Stopped before the first codebook.");
            return;
        }
        SearchResult result = end.get().result();
        reached.set(new SearchLog.Reached(result.trace(), result.evaluations(), result.seconds()));
        share.set(result.cancelled() ? Math.max(0, share.get()) : 1);
        boolean better = result.best().objective() > result.trace().getFirst().objective();
        status.set((result.cancelled() ? "Stopped. " : "Finished. ")
                + (better
                        ? "The best codebook is kept until the next search."
                        : "Nothing better than the first was found."));
        showCommand();
    }

    private void failed(String text) {
        running.set(false);
        share.set(0);
        status.set(text);
    }

    /** Ends the search; the best codebook so far is its result. */
    void stop() {
        job.ifPresent(Background.Job::cancel);
    }

    /** Keeps the found codebook in a file of the project and makes it the designed one. */
    void use() {
        Optional<Project> project = work.project().get();
        Optional<SearchOrder.Found> taken = found.get();
        if (project.isEmpty() || taken.isEmpty()) {
            status.set(
                    project.isEmpty()
                            ? "Open a project first: a found codebook is kept in a file there."
                            : "Search for a codebook first.");
            return;
        }
        if (kept.isPresent()) {
            work.load().accept(kept.get());
            return;
        }
        String name = work.name().getValue();
        background.start(
                "Keep the found codebook",
                progress -> FoundFiles.write(project.get().codebooks(), name, taken.get()),
                file -> {
                    kept = Optional.of(file);
                    status.set(
                            "Saved as codebooks/" + file.getFileName() + ". Undo brings the codebook before it back.");
                    work.load().accept(file);
                },
                status::set);
    }

    private void showCommand() {
        boolean same = searched.equals(Optional.of(form.draftProperty().get()));
        String file = FoundFiles.name(work.name().getValue()) + ".npz";
        command.set(found.get()
                .filter(f -> same)
                .map(f -> RecipeCommand.line(f.repeatable().arguments(file)))
                .or(() -> form.orderProperty().get().map(o -> line(o, file)))
                .orElse("Correct what is marked first."));
    }

    private static String line(SearchOrder order, String file) {
        return (order.beginning().kept()
                        ? ""
                        : "# Start the search once: it keeps the edited codebook, which this reads.\n")
                + RecipeCommand.line(order.arguments(file));
    }
}
