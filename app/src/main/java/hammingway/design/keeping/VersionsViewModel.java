package hammingway.design.keeping;

import hammingway.code.versions.CodebookName;
import hammingway.code.versions.History;
import hammingway.code.versions.SavedCodebooks;
import hammingway.fx.Background;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The saved codebooks of the project, and the versions of the one that is named. Used on the toolkit's thread alone. */
public final class VersionsViewModel {
    /** After the last key of a name that is typed. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Background background;
    private final KeepingViewModel keeping;
    private final StringProperty name;
    private final ObservableList<String> names = FXCollections.observableArrayList();
    private final ObservableList<String> namesForAll = FXCollections.unmodifiableObservableList(names);
    private final ReadOnlyObjectWrapper<Optional<History>> history = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<SavedCodebooks> books = Optional.empty();

    VersionsViewModel(Background background, KeepingViewModel keeping, StringProperty name) {
        this.background = background;
        this.keeping = keeping;
        this.name = name;
        name.subscribe(n -> refreshAfter(PAUSE));
    }

    /** Names of the project's codebooks. */
    public ObservableList<String> names() {
        return namesForAll;
    }

    /** Versions of the codebook of the present name, if there is one. */
    public ReadOnlyObjectProperty<Optional<History>> historyProperty() {
        return history.getReadOnlyProperty();
    }

    void project(SavedCodebooks opened) {
        books = Optional.of(opened);
        names.clear();
        history.set(Optional.empty());
        refresh();
    }

    private record Look(List<String> names, Optional<History> history) {}

    /** Looks again: others save as well. */
    public void refresh() {
        refreshAfter(Duration.ZERO);
    }

    private void refreshAfter(Duration pause) {
        if (books.isEmpty()) {
            return;
        }
        SavedCodebooks asked = books.get();
        String of = CodebookName.cleaned(name.get());
        background.later(
                pause,
                () -> {
                    List<String> all = asked.names();
                    return new Look(all, all.contains(of) ? Optional.of(asked.history(of)) : Optional.empty());
                },
                look -> {
                    boolean still = books.filter(b -> b == asked).isPresent()
                            && CodebookName.cleaned(name.get()).equals(of);
                    if (still) {
                        if (!names.equals(look.names())) {
                            names.setAll(look.names());
                        }
                        history.set(look.history());
                    }
                },
                keeping::trouble);
    }

    /** Opens a version as a draft, as one step to undo. */
    public void open(int number) {
        history.get().ifPresent(h -> keeping.openVersion(h.name(), number));
    }

    /** Makes a version the newest again, and opens it. */
    public void restore(int number) {
        if (books.isEmpty() || history.get().isEmpty()) {
            return;
        }
        SavedCodebooks there = books.get();
        String of = history.get().get().name();
        background.start(
                "Restore version " + number,
                progress -> there.restore(of, number, progress),
                done -> {
                    refresh();
                    keeping.open(of);
                },
                keeping::trouble);
    }
}
