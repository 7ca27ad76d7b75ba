package hammingway.design.keeping;

import hammingway.code.versions.SavedCodebooks;
import hammingway.fx.Background;
import hammingway.run.Project;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Keeps what is not saved yet, and offers what a window that crashed left behind. A change is on the disk a second later, see
 * {@link UnsavedFiles}; work without unsaved changes leaves no file. Used on the toolkit's thread alone.
 */
public final class RecoveryViewModel {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Background background;
    private final Consumer<Work> take;
    private final Consumer<String> trouble;
    private final Predicate<Writer> alive;
    private final ReadOnlyObjectWrapper<Optional<Offer>> offer = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final List<Offer> waiting = new ArrayList<>();
    private Optional<UnsavedFiles> files = Optional.empty();
    private volatile Optional<Work> unsaved = Optional.empty();
    private Optional<Work> written = Optional.empty();
    private boolean scheduled;

    /**
     * @param take    puts found work into the designer
     * @param trouble is told what fails
     */
    RecoveryViewModel(Background background, Consumer<Work> take, Consumer<String> trouble, Predicate<Writer> alive) {
        this.background = background;
        this.take = take;
        this.trouble = trouble;
        this.alive = alive;
    }

    /**
     * Work that was found.
     *
     * @param words what of it was not saved
     */
    public record Offer(Path file, Instant time, Work work, String words) {}

    /** The newest of what was left behind, until it is restored or discarded; then the next. */
    public ReadOnlyObjectProperty<Optional<Offer>> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    /** Works in a project from now on: looks for what was left there. */
    void project(Project project) {
        UnsavedFiles there = new UnsavedFiles(project.codebooks(), Writer.me(), alive);
        files = Optional.of(there);
        written = Optional.empty();
        waiting.clear();
        offer.set(Optional.empty());
        background.start(
                "Unsaved work",
                progress -> look(project, there),
                found -> {
                    if (files.filter(f -> f == there).isPresent()) {
                        if (!found.told().isEmpty()) {
                            trouble.accept(String.join(" ", found.told()));
                        }
                        waiting.addAll(found.offers());
                        next();
                    }
                },
                trouble);
        schedule();
    }

    private record Look(List<Offer> offers, List<String> told) {}

    private static Look look(Project project, UnsavedFiles files) {
        SavedCodebooks books = new SavedCodebooks(project.codebooks());
        List<String> vocabularies = project.vocabularies().names();
        UnsavedFiles.All all = files.found();
        List<Offer> offers = new ArrayList<>();
        for (UnsavedFiles.Found f : all.works()) {
            Work work = f.work();
            String words = Differences.words(work, books);
            if (words.isEmpty()) {
                UnsavedFiles.delete(f.file()); // saved, just before the end
                continue;
            }
            boolean known = work.draft().vocabulary().isEmpty()
                    || vocabularies.contains(work.draft().vocabulary());
            Work possible = known
                    ? work
                    : new Work(
                            work.name(),
                            work.notes(),
                            work.draft()
                                    .withVocabulary("", work.draft().size())
                                    .withEdits(work.draft().edits()));
            offers.add(new Offer(f.file(), f.time(), possible, words));
        }
        return new Look(offers, all.told());
    }

    private void next() {
        offer.set(waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.getFirst()));
    }

    /** Puts the offered work into the designer, as one step to undo; it is unsaved there, and kept like all that is. */
    public void restore() {
        offer.get().ifPresent(o -> {
            take.accept(o.work());
            settle(o, true);
        });
    }

    public void discard() {
        offer.get().ifPresent(o -> settle(o, false));
    }

    private void settle(Offer decided, boolean keep) {
        waiting.remove(decided);
        next();
        Optional<UnsavedFiles> there = files;
        background.start(
                "Unsaved work",
                progress -> {
                    if (keep) {
                        there.ifPresent(f -> f.write(decided.work())); // never is it in no file at all
                    }
                    UnsavedFiles.delete(decided.file());
                    return decided.file();
                },
                done -> {
                    written = keep ? Optional.of(decided.work()) : written;
                    schedule();
                },
                trouble);
    }

    /** The work as it is now; none while all of it is saved. */
    void changed(Optional<Work> now) {
        unsaved = now;
        schedule();
    }

    private void schedule() {
        boolean same = unsaved.equals(written);
        if (scheduled || same || files.isEmpty()) {
            return;
        }
        scheduled = true;
        UnsavedFiles there = files.get();
        background.later(
                PAUSE,
                () -> store(there),
                stored -> {
                    scheduled = false;
                    if (files.filter(f -> f == there).isPresent()) {
                        written = stored;
                    }
                    schedule();
                },
                text -> {
                    scheduled = false; // the next change tries again
                    trouble.accept("Unsaved changes are not kept. " + text);
                });
    }

    private Optional<Work> store(UnsavedFiles there) {
        Optional<Work> now = unsaved;
        now.ifPresentOrElse(there::write, there::clear);
        return now;
    }

    /** Writes at once what waits. */
    void close() {
        if (!unsaved.equals(written)) {
            files.ifPresent(this::store);
        }
    }
}
