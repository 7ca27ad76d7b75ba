package hammingway.errors.pair;

import hammingway.errors.figures.BarChart;
import hammingway.errors.figures.Saving;
import hammingway.errors.subject.Selection;
import hammingway.errors.subject.Subject;
import hammingway.eval.errors.Listing;
import hammingway.eval.errors.Observations;
import hammingway.eval.errors.Occurrences;
import hammingway.eval.errors.PairErrors;
import hammingway.eval.errors.PairErrors.Outcome;
import hammingway.eval.errors.PairErrors.TokenChange;
import hammingway.eval.errors.TokenListings;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.report.ErrorComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Where the two runs of the subject agree and which tokens each gets alone; compared once someone looks. */
public final class TwoRunsViewModel {
    private final ReadOnlyObjectProperty<Optional<Subject>> subject;
    private final Selection selection;
    private final Saving saving;
    private final Latest comparing;
    private final Latest seeking;
    private final ReadOnlyObjectWrapper<Optional<ErrorComparison>> found =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private Optional<Subject> compared = Optional.empty();

    public TwoRunsViewModel(
            Background background, ReadOnlyObjectProperty<Optional<Subject>> subject, Selection selection) {
        this.subject = subject;
        this.selection = selection;
        this.saving = new Saving(background, subject);
        comparing = new Latest(background);
        seeking = new Latest(background);
    }

    /** Compares the subject as it is now, unless that is done. */
    void look() {
        Optional<Subject> wanted = subject.get();
        if (wanted.equals(compared)
                && (found.get().isPresent() || !message.get().isEmpty())) {
            return;
        }
        compared = wanted;
        comparing.cancel();
        found.set(Optional.empty());
        if (wanted.flatMap(Subject::second).isEmpty()) {
            message.set(
                    "Choose another run in the box \u201cCompare with\u201d above. It must be evaluated on the same tokens: a run of the same data, vocabulary and context, such as the softmax beside a code.");
            return;
        }
        message.set("Comparing\u2026");
        Subject both = wanted.orElseThrow();
        comparing.start(
                "Compare two runs",
                p -> ErrorComparison.of(both.first(), both.second().orElseThrow(), p),
                made -> {
                    message.set("");
                    found.set(Optional.of(made));
                },
                message::set);
    }

    /** Selects the next position of an outcome after the selected one. */
    void next(Outcome outcome) {
        seek((a, b) -> Occurrences.outcome(a, b, outcome), false);
    }

    /** Selects a token, and the first position where only one of the runs has it right. */
    void choose(TokenChange change) {
        seek((a, b) -> changed(a, b, change), true);
    }

    /** Selects the next such position. */
    void next(TokenChange change) {
        seek((a, b) -> changed(a, b, change), false);
    }

    private static IntPredicate changed(Observations a, Observations b, TokenChange change) {
        IntPredicate outcome = Occurrences.outcome(a, b, change.net() > 0 ? Outcome.ONLY_FIRST : Outcome.ONLY_SECOND);
        return i -> a.trace().target(i) == change.token() && outcome.test(i);
    }

    private interface Wanted {
        IntPredicate of(Observations a, Observations b);
    }

    private void seek(Wanted wanted, boolean fromTheFirst) {
        int after = fromTheFirst ? Selection.NONE : selection.position().get();
        compared.ifPresent(s -> s.second().ifPresent(second -> {
            Observations a = ErrorComparison.observations(s.first()).first(s.positions());
            Observations b = ErrorComparison.observations(second).first(s.positions());
            seeking.start(
                    "Find a position",
                    p -> Occurrences.next(a, after, wanted.of(a, b)),
                    at -> at.ifPresent(i -> selection.position().set(i)));
        }));
    }

    /** What a run of the two is called. */
    String name(boolean first) {
        return compared.flatMap(s -> first ? Optional.of(s.first()) : s.second())
                .map(r -> r.spec().name())
                .orElse("");
    }

    /** Both agreements as bars, to be saved. */
    Optional<BarChart> chart() {
        return found.get().map(f -> {
            List<BarChart.Bar> bars = new ArrayList<>();
            bars(bars, "top-1", f.errors().top1());
            bars(bars, "top-5", f.errors().top5());
            return new BarChart(
                    name(true) + " (A) and " + name(false) + " (B)",
                    "Share of tokens that both, one or neither has right",
                    bars,
                    1,
                    Double.NaN,
                    agreement(f));
        });
    }

    private static void bars(List<BarChart.Bar> bars, String figure, PairErrors.Agreement a) {
        for (Outcome outcome : Outcome.values()) {
            bars.add(new BarChart.Bar(
                    figure + ", " + words(outcome),
                    a.share(outcome),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    String.format(Locale.ROOT, "%.2f%%", 100 * a.share(outcome)),
                    ""));
        }
    }

    static String words(Outcome outcome) {
        return switch (outcome) {
            case BOTH -> "both right";
            case ONLY_FIRST -> "only A right";
            case ONLY_SECOND -> "only B right";
            case NEITHER -> "neither right";
        };
    }

    private static Listing agreement(ErrorComparison f) {
        List<List<Object>> rows = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            rows.add(List.of(
                    words(outcome),
                    f.errors().top1().count(outcome),
                    f.errors().top1().share(outcome),
                    f.errors().top5().count(outcome),
                    f.errors().top5().share(outcome)));
        }
        return new Listing(
                List.of(
                        new Listing.Column("outcome", "", 0),
                        new Listing.Column("top1", "top-1", 0),
                        new Listing.Column("top1Share", "share", 4),
                        new Listing.Column("top5", "top-5", 0),
                        new Listing.Column("top5Share", "share", 4)),
                rows);
    }

    /** All tokens of one list. */
    Optional<java.util.function.Supplier<Listing>> changes(boolean gained) {
        return found.get()
                .map(f -> () -> TokenListings.changes(
                        gained
                                ? f.errors().gained(Integer.MAX_VALUE)
                                : f.errors().missed(Integer.MAX_VALUE),
                        f.vocabulary()));
    }

    Saving saving() {
        return saving;
    }

    ReadOnlyObjectProperty<Optional<Subject>> subject() {
        return subject;
    }

    ReadOnlyObjectProperty<Optional<ErrorComparison>> found() {
        return found.getReadOnlyProperty();
    }

    /** Why nothing is shown; empty when something is. */
    ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }
}
