package hammingway.errors.text;

import hammingway.base.WorkbenchException;
import hammingway.errors.subject.Selection;
import hammingway.errors.subject.Subject;
import hammingway.eval.errors.TokenFilter;
import hammingway.eval.errors.TokenSearch;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.run.TracedRun;
import hammingway.vocab.Vocabulary;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Which tokens are wanted, as it is chosen and typed, and where they are. */
public final class TokenFiltering {
    private final Latest running;
    private final Selection selection;
    private final ObjectProperty<TokenFilter.Outcome> outcome = new SimpleObjectProperty<>(TokenFilter.Outcome.ANY);
    private final StringProperty target = new SimpleStringProperty("");
    private final StringProperty wrongBits = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<int[]>> hits = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private Optional<Subject> subject = Optional.empty();
    private boolean changing;

    TokenFiltering(Background background, Selection selection) {
        this.running = new Latest(background);
        this.selection = selection;
        outcome.subscribe(o -> restart());
        target.subscribe(t -> restart());
        wrongBits.subscribe(w -> restart());
    }

    void show(Optional<Subject> now) {
        subject = now;
        now.ifPresent(s -> {
            changing = true;
            if (outcome.get().pair() && s.second().isEmpty()) {
                outcome.set(TokenFilter.Outcome.ANY);
            }
            if (!s.hasCodebook()) {
                wrongBits.set("");
            }
            changing = false;
        });
        restart();
    }

    private void restart() {
        if (changing) {
            return;
        }
        running.cancel();
        hits.set(Optional.empty());
        summary.set("");
        if (subject.isEmpty()) {
            return;
        }
        Subject s = subject.get();
        try {
            TokenFilter filter = filter(s.first().vocabulary());
            if (filter.equals(TokenFilter.ALL)) {
                return;
            }
            summary.set("Filtering\u2026");
            TokenSearch search = new TokenSearch(s.first().trace(), s.second().map(TracedRun::trace));
            running.start(
                    "Filter tokens",
                    progress -> search.hits(filter, progress),
                    found -> {
                        hits.set(Optional.of(found));
                        summary.set(String.format(
                                Locale.ROOT,
                                "%,d of %,d positions (%.2f%%)",
                                found.length,
                                s.positions(),
                                100.0 * found.length / s.positions()));
                    },
                    summary::set);
        } catch (WorkbenchException e) {
            summary.set(String.valueOf(e.getMessage()));
        }
    }

    private TokenFilter filter(Vocabulary vocabulary) {
        TokenFilter filter = TokenFilter.ALL.withOutcome(outcome.get()).withTarget(target(vocabulary));
        String typed = wrongBits.get().strip();
        if (typed.isEmpty()) {
            return filter;
        }
        String[] ends = typed.split("[-\u2013]", 2);
        try {
            int least = Integer.parseInt(ends[0].strip());
            return filter.withWrongBits(least, ends.length == 1 ? least : Integer.parseInt(ends[1].strip()));
        } catch (NumberFormatException e) {
            throw new WorkbenchException(
                    "\"" + typed + "\" is no number of wrong bits. Type one such as 1, or a range such as 1-2.", e);
        }
    }

    /** By its text, in which spaces may be typed as such, or by its id after #. */
    private OptionalInt target(Vocabulary vocabulary) {
        String typed = target.get();
        if (typed.isEmpty()) {
            return OptionalInt.empty();
        }
        if (typed.startsWith("#")) {
            try {
                return OptionalInt.of(Integer.parseInt(typed.substring(1).strip()));
            } catch (NumberFormatException e) {
                // it may be a token's text
            }
        }
        String shown = typed.replace(' ', '\u2423');
        for (int v = 0; v < vocabulary.size(); v++) {
            if (vocabulary.display(v).equals(shown)) {
                return OptionalInt.of(v);
            }
        }
        throw new WorkbenchException("No token is spelled \"" + typed
                + "\". Many begin with a space; an id can be given as #284, and Selected takes the selected token.");
    }

    /** Wants the selected token alone. */
    public void onlySelected() {
        if (selection.token().get() >= 0) {
            target.set("#" + selection.token().get());
        }
    }

    /** Wants everything again. */
    public void clear() {
        changing = true;
        outcome.set(TokenFilter.Outcome.ANY);
        target.set("");
        wrongBits.set("");
        changing = false;
        restart();
    }

    public ObjectProperty<TokenFilter.Outcome> outcome() {
        return outcome;
    }

    public StringProperty target() {
        return target;
    }

    /** A number or a range. */
    public StringProperty wrongBits() {
        return wrongBits;
    }

    /** Positions; none while everything is wanted or it is not known. */
    public ReadOnlyObjectProperty<Optional<int[]>> hits() {
        return hits.getReadOnlyProperty();
    }

    /** How many there are, or what is wrong with what was typed. */
    public ReadOnlyStringProperty summary() {
        return summary.getReadOnlyProperty();
    }
}
