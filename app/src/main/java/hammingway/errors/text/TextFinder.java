package hammingway.errors.text;

import hammingway.errors.subject.Selection;
import hammingway.errors.subject.Subject;
import hammingway.eval.errors.TextSearch;
import hammingway.eval.errors.TokenText;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Text that is looked for in the text; its occurrences are gone through one after the other. */
public final class TextFinder {
    private static final TextSearch.Hits NOTHING = new TextSearch.Hits(new int[0], new int[0]);

    private final Latest searching;
    private final Selection selection;
    private final StringProperty wanted = new SimpleStringProperty("");
    private final BooleanProperty matchCase = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<TextSearch.Hits> hits = new ReadOnlyObjectWrapper<>(NOTHING);
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private Optional<TextSearch> search = Optional.empty();

    TextFinder(Background background, Selection selection) {
        this.searching = new Latest(background);
        this.selection = selection;
        wanted.subscribe(w -> restart());
        matchCase.subscribe(m -> restart());
        selection.position().subscribe(p -> tell());
    }

    void show(Optional<Subject> subject, Optional<TokenText> text) {
        search = subject.flatMap(s -> text.map(t -> new TextSearch(s.first().trace(), t, s.positions())));
        restart();
    }

    private void restart() {
        searching.cancel();
        hits.set(NOTHING);
        summary.set("");
        String pattern = wanted.get();
        if (search.isEmpty() || pattern.isEmpty()) {
            return;
        }
        TextSearch in = search.get();
        boolean exact = matchCase.get();
        summary.set("searching\u2026");
        searching.start("Search the text", progress -> in.find(pattern, exact, progress), found -> {
            hits.set(found);
            summary.set("not found");
            tell();
        });
    }

    private void tell() {
        TextSearch.Hits found = hits.get();
        if (found.count() == 0) {
            return;
        }
        int at = Arrays.binarySearch(found.first(), selection.position().get());
        summary.set(
                at >= 0
                        ? String.format(Locale.ROOT, "%,d of %,d", at + 1, found.count())
                        : String.format(Locale.ROOT, "%,d found", found.count()));
    }

    /** Selects the next occurrence, or the one before; after the last comes the first. */
    public void step(boolean forwards) {
        TextSearch.Hits found = hits.get();
        if (found.count() == 0) {
            return;
        }
        int at = Arrays.binarySearch(found.first(), selection.position().get());
        int next;
        if (at >= 0) {
            next = forwards ? at + 1 : at - 1;
        } else {
            next = forwards ? -at - 1 : -at - 2;
        }
        selection.position().set(found.first()[Math.floorMod(next, found.count())]);
    }

    /** Whether a position belongs to an occurrence. */
    boolean found(int position) {
        TextSearch.Hits all = hits.get();
        if (all.count() == 0) {
            return false;
        }
        int at = Arrays.binarySearch(all.first(), position);
        int last = at >= 0 ? at : -at - 2;
        return last >= 0 && position <= all.last()[last];
    }

    public StringProperty wanted() {
        return wanted;
    }

    public BooleanProperty matchCase() {
        return matchCase;
    }

    public ReadOnlyObjectProperty<TextSearch.Hits> hits() {
        return hits.getReadOnlyProperty();
    }

    /** How many were found, and which of them is selected. */
    public ReadOnlyStringProperty summary() {
        return summary.getReadOnlyProperty();
    }
}
