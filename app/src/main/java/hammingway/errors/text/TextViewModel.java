package hammingway.errors.text;

import hammingway.base.AtomicFiles;
import hammingway.base.Progress;
import hammingway.errors.subject.Selection;
import hammingway.errors.subject.Subject;
import hammingway.eval.errors.PositionLook;
import hammingway.eval.errors.PositionLooks;
import hammingway.eval.errors.TokenFilter;
import hammingway.eval.errors.TokenRows;
import hammingway.eval.errors.TokenSearch;
import hammingway.eval.errors.TokenText;
import hammingway.eval.trace.Trace;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.TracedRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/** The text of what is looked into: what its colours tell, and the ways to a position. */
public final class TextViewModel {
    /** Tokens on a card. */
    private static final int TOP = 5;

    private final Background background;
    private final Selection selection;
    private final Latest stepping;
    private final Latest hovering;
    private final TextFinder finder;
    private final TokenFiltering filtering;
    private final ReadOnlyObjectWrapper<Optional<Subject>> subject = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<TextQuantity> quantity = new SimpleObjectProperty<>(TextQuantity.OUTCOME);
    private final BooleanProperty whitespace = new SimpleBooleanProperty();
    private final BooleanProperty windows = new SimpleBooleanProperty();
    private final ReadOnlyLongWrapper decodedChanges = new ReadOnlyLongWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private Optional<TokenText> text = Optional.empty();
    private Optional<DecodedFigures> decoded = Optional.empty();
    private Optional<PositionLooks> looks = Optional.empty();

    public TextViewModel(Background background, ObservableValue<Optional<Subject>> shown, Selection selection) {
        this.background = background;
        this.selection = selection;
        this.stepping = new Latest(background);
        this.hovering = new Latest(background);
        this.finder = new TextFinder(background, selection);
        this.filtering = new TokenFiltering(background, selection);
        shown.subscribe(this::show);
    }

    private void show(Optional<Subject> now) {
        decoded.ifPresent(DecodedFigures::close);
        decoded = Optional.empty();
        looks = Optional.empty();
        text = now.map(s -> new TokenText(s.first().vocabulary()));
        now.ifPresent(s -> {
            if (!quantity.get().offered(s)) {
                quantity.set(TextQuantity.OUTCOME);
            }
        });
        problem.set("");
        notice.set("");
        subject.set(now);
        finder.show(now, text);
        filtering.show(now);
    }

    /** What a position's colour tells, in the unit of the quantity; NaN while it is not known. */
    double value(int position) {
        // a text may be drawn once more after its run has gone, as when another project is opened
        return subject.get()
                .filter(s -> position < s.positions())
                .map(s -> value(s, position))
                .orElse(Double.NaN);
    }

    private double value(Subject s, int position) {
        Trace trace = s.first().trace();
        return switch (quantity.get()) {
            case OUTCOME -> trace.rank(position) == 0 ? 0 : trace.rank(position) < TOP ? 1 : 2;
            case RANK -> rankStep(trace.rank(position));
            case LOG_PROBABILITY -> trace.logProbability(position);
            case WRONG_BITS -> trace.wrongBits(position);
            case MARGIN -> decoded().margin(position);
            case ENTROPY -> decoded().entropy(position);
            case PAIR -> pair(trace.rank(position) == 0, other(s).rank(position) == 0);
            case DIFFERENCE -> trace.logProbability(position) - other(s).logProbability(position);
        };
    }

    private static Trace other(Subject s) {
        return s.second().orElseThrow().trace();
    }

    /** 0 for the first place, then one more for each power of ten: 2 to 5 and 6 to 10 apart, as top-5 counts. */
    private static double rankStep(int above) {
        return above == 0 ? 0 : above < TOP ? 1 : above < 10 ? 2 : above < 100 ? 3 : above < 1000 ? 4 : 5;
    }

    private static double pair(boolean first, boolean second) {
        return first ? second ? 0 : 2 : second ? 1 : 3;
    }

    private DecodedFigures decoded() {
        if (decoded.isEmpty()) {
            TracedRun run = subject.get().orElseThrow().first();
            decoded = Optional.of(
                    new DecodedFigures(background, run, () -> decodedChanges.set(decodedChanges.get() + 1)));
        }
        return decoded.get();
    }

    /** Positions that are seen: what their colours need is decoded. */
    void seen(int from, int to) {
        if (quantity.get().decoded() && to > from) {
            decoded().want(from, to);
        }
    }

    /** Everything of a position, once it is computed; only the newest question is answered. */
    void look(int position, Consumer<PositionLook> then) {
        TracedRun run = subject.get().orElseThrow().first();
        if (looks.isEmpty()) {
            looks = Optional.of(PositionLooks.of(run.trace(), run.codebook(), run.prior()));
        }
        PositionLooks from = looks.get();
        hovering.start("Look at a token", progress -> from.look(position, TOP), then);
    }

    /** Rows of positions as CSV; call off the toolkit's thread. */
    String csv(Subject of, int[] positions) {
        TokenRows rows = new TokenRows(
                of.first().trace(),
                of.second().map(TracedRun::trace),
                of.first().vocabulary(),
                Optional.empty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            rows.csv(positions, Progress.NONE).writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Puts a file into the project's exports. */
    void keep(String file, AtomicFiles.Writer content) {
        subject.get().ifPresent(s -> {
            RunFolder run = s.first().run();
            background.start(
                    "Save " + file,
                    progress -> {
                        Path to = Project.open(run.project()).exports().resolve(run.id() + "-" + file);
                        AtomicFiles.write(to, content);
                        return to;
                    },
                    kept -> notice.set("Saved " + kept + "."));
        });
    }

    /** Selects the next position, or the one before, that was not ranked first. */
    public void error(boolean forwards) {
        step(
                TokenFilter.ALL.withOutcome(TokenFilter.Outcome.WRONG),
                forwards,
                "There is no error " + (forwards ? "further down." : "further up."));
    }

    private void step(TokenFilter filter, boolean forwards, String otherwise) {
        subject.get().ifPresent(s -> {
            int from = selection.position().get() < 0 && !forwards
                    ? s.positions()
                    : selection.position().get();
            TokenSearch search = new TokenSearch(s.first().trace(), s.second().map(TracedRun::trace));
            stepping.start(
                    "Find an error", progress -> search.next(filter, from, forwards, progress), (OptionalInt found) -> {
                        problem.set(found.isPresent() ? "" : otherwise);
                        found.ifPresent(selection.position()::set);
                    });
        });
    }

    /** Selects a position that was typed. */
    public void goTo(String typed) {
        int positions = subject.get().map(Subject::positions).orElse(0);
        try {
            int position = Integer.parseInt(typed.strip().replace(",", ""));
            if (position >= 0 && position < positions) {
                problem.set("");
                selection.position().set(position);
                return;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        problem.set("\"" + typed.strip() + "\" is no position. Allowed are 0 to " + (positions - 1) + ".");
    }

    public ReadOnlyObjectProperty<Optional<Subject>> subject() {
        return subject.getReadOnlyProperty();
    }

    Optional<TokenText> text() {
        return text;
    }

    Selection selection() {
        return selection;
    }

    public TextFinder finder() {
        return finder;
    }

    public TokenFiltering filtering() {
        return filtering;
    }

    ObjectProperty<TextQuantity> quantity() {
        return quantity;
    }

    /** Whether spaces and line ends are drawn as signs. */
    public BooleanProperty whitespace() {
        return whitespace;
    }

    /** Whether the beginnings of windows are marked: the model saw nothing before them. */
    public BooleanProperty windows() {
        return windows;
    }

    /** Counts how often more of the decoded figures became known. */
    ReadOnlyLongProperty decodedChanges() {
        return decodedChanges.getReadOnlyProperty();
    }

    /** What was saved where; empty before. */
    ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    /** Why the last wish was not fulfilled; empty when it was. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }
}
