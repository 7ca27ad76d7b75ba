package hammingway.errors.token;

import hammingway.base.Json;
import hammingway.errors.subject.Selection;
import hammingway.errors.subject.Subject;
import hammingway.eval.errors.PositionJson;
import hammingway.eval.errors.PositionLook;
import hammingway.eval.errors.PositionLooks;
import hammingway.eval.errors.TokenFilter;
import hammingway.eval.errors.TokenSearch;
import hammingway.eval.errors.TokenText;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.run.TracedRun;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;

/** Looks at the selected token whenever another one is selected. */
public final class TokenViewModel {
    /** Tokens of a list. */
    private static final int TOP = 10;

    /** Tokens of the compared run. */
    private static final int OTHER_TOP = 5;

    private final Latest looking;
    private final Latest stepping;
    private final Selection selection;
    private final ReadOnlyObjectWrapper<Optional<LookedToken>> look = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final BooleanProperty byReliability = new SimpleBooleanProperty();
    private final BooleanProperty nearest = new SimpleBooleanProperty();
    private Optional<Source> source = Optional.empty();

    /** What looks are made from; made once for a subject. */
    private record Source(Subject subject, TokenText text, PositionLooks first, Optional<PositionLooks> second) {
        static Source of(Subject s) {
            return new Source(
                    s,
                    new TokenText(s.first().vocabulary()),
                    looks(s.first()),
                    s.second().map(Source::looks));
        }

        private static PositionLooks looks(TracedRun run) {
            return PositionLooks.of(run.trace(), run.codebook(), run.prior());
        }

        LookedToken look(int position) {
            Optional<PositionLook> other = second.map(o -> o.look(position, OTHER_TOP));
            return LookedToken.of(subject, text, first.look(position, TOP), other);
        }
    }

    public TokenViewModel(Background background, ObservableValue<Optional<Subject>> shown, Selection selection) {
        this.looking = new Latest(background);
        this.stepping = new Latest(background);
        this.selection = selection;
        shown.subscribe(s -> {
            source = s.map(Source::of);
            update();
        });
        selection.position().subscribe(p -> update());
    }

    private void update() {
        int position = selection.position().get();
        looking.cancel();
        problem.set("");
        if (source.filter(s -> position >= 0 && position < s.subject().positions())
                .isEmpty()) {
            look.set(Optional.empty());
            return;
        }
        Source from = source.get();
        looking.start("Look at a token", progress -> from.look(position), found -> look.set(Optional.of(found)));
    }

    /** Selects the next place where the same token came, or the one before. */
    public void occurrence(boolean forwards) {
        look.get().ifPresent(l -> {
            TokenFilter same =
                    TokenFilter.ALL.withTarget(OptionalInt.of(l.first().run().target()));
            TokenSearch search = new TokenSearch(l.subject().first().trace(), Optional.empty());
            int positions = l.subject().positions();
            stepping.start(
                    "Find a token", progress -> search.next(same, l.first().position(), forwards, progress), found -> {
                        if (found.isPresent() && found.getAsInt() < positions) {
                            selection.position().set(found.getAsInt());
                        } else {
                            problem.set("This token does not come " + (forwards ? "again." : "before."));
                        }
                    });
        });
    }

    /** What is shown, as JSON; empty while nothing is. */
    public String json() {
        return look.get()
                .map(l -> Json.pretty(PositionJson.of(l.first(), l.vocabulary())))
                .orElse("");
    }

    ReadOnlyObjectProperty<Optional<LookedToken>> look() {
        return look.getReadOnlyProperty();
    }

    Selection selection() {
        return selection;
    }

    /** Whether bits stand in the order of |logit|, the least sure first. */
    public BooleanProperty byReliability() {
        return byReliability;
    }

    /** Whether the nearest codewords are listed rather than the best scores. */
    public BooleanProperty nearest() {
        return nearest;
    }

    /** Why the last wish was not fulfilled; empty when it was. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }
}
