package hammingway.errors.bits;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.errors.subject.Selection;
import hammingway.errors.subject.Subject;
import hammingway.eval.errors.BitError;
import hammingway.eval.errors.BitErrors;
import hammingway.eval.errors.BitReport;
import hammingway.eval.errors.BitTables;
import hammingway.eval.errors.TokenOfBit;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.run.TracedRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Figures of the bits of the chosen run, computed while they are shown; and the bit that is looked at. */
public final class BitsViewModel {
    /** What can be shown. */
    public enum State {
        NOTHING,
        /** The head has no codebook. */
        NO_BITS,
        COMPUTING,
        STOPPED,
        FAILED,
        READY
    }

    private final Latest computing;
    private final Latest looking;
    private final Background background;
    private final ReadOnlyObjectProperty<Optional<Subject>> subject;
    private final Selection selection;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NOTHING);
    private final ReadOnlyObjectWrapper<Optional<BitReport>> report = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<TokenOfBit>> tokens = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyIntegerWrapper bit = new ReadOnlyIntegerWrapper(Selection.NONE);
    private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");

    /** What the figures are of; the subject may have changed while they are not shown. */
    private Optional<TracedRun> run = Optional.empty();

    public BitsViewModel(
            Background background, ReadOnlyObjectProperty<Optional<Subject>> subject, Selection selection) {
        this.background = background;
        this.subject = subject;
        this.selection = selection;
        computing = new Latest(background);
        looking = new Latest(background);
        selection.bit().subscribe(b -> look());
    }

    public ReadOnlyObjectProperty<Optional<Subject>> subject() {
        return subject;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<BitReport>> report() {
        return report.getReadOnlyProperty();
    }

    /** The selected bit, or the one with most errors while none is selected; {@link Selection#NONE} without figures. */
    public ReadOnlyIntegerProperty bit() {
        return bit.getReadOnlyProperty();
    }

    /** Tokens that the bit errs on, most errors first. */
    public ReadOnlyObjectProperty<List<TokenOfBit>> tokens() {
        return tokens.getReadOnlyProperty();
    }

    /** How far the computation is, 0 to 1; negative while unknown. */
    public ReadOnlyDoubleProperty share() {
        return share.getReadOnlyProperty();
    }

    /** What went wrong, or where something was saved. */
    public ReadOnlyStringProperty told() {
        return told.getReadOnlyProperty();
    }

    /** Computes the figures of the chosen run anew. */
    public void update() {
        computing.cancel();
        looking.cancel();
        report.set(Optional.empty());
        tokens.set(List.of());
        bit.set(Selection.NONE);
        told.set("");
        run = subject.get().map(Subject::first);
        Optional<Codebook> codebook = run.flatMap(TracedRun::codebook);
        if (run.isEmpty() || codebook.isEmpty()) {
            state.set(run.isEmpty() ? State.NOTHING : State.NO_BITS);
            return;
        }
        state.set(State.COMPUTING);
        TracedRun traced = run.orElseThrow();
        Background.Job job = computing.start(
                "Errors of bits",
                progress -> BitReport.of(traced.trace(), codebook.orElseThrow(), traced.scoring(), progress),
                this::computed,
                why -> {
                    told.set(why);
                    state.set(State.FAILED);
                });
        share.unbind();
        share.bind(job.share());
    }

    private void computed(BitReport found) {
        report.set(Optional.of(found));
        state.set(State.READY);
        look();
    }

    /** Gives the computation up. */
    public void stop() {
        computing.cancel();
        state.set(State.STOPPED);
    }

    /** Selects a bit, for all views. */
    public void choose(int chosen) {
        selection.bit().set(chosen);
    }

    /** Selects a token, for all views. */
    public void chooseToken(int token) {
        selection.token().set(token);
    }

    /** A token's text. */
    public String display(int token) {
        return run.map(r -> r.vocabulary().display(token)).orElse("");
    }

    public BitError error(int at) {
        return report.get().orElseThrow().errors().bits().get(at);
    }

    private void look() {
        if (report.get().isEmpty() || run.isEmpty()) {
            return;
        }
        BitReport shown = report.get().orElseThrow();
        int wanted = selection.bit().get();
        int worst = BitErrors.Order.ERROR.of(shown.errors().bits()).getFirst().bit();
        int at = wanted >= 0 && wanted < shown.length() ? wanted : worst;
        bit.set(at);
        TracedRun traced = run.orElseThrow();
        looking.start("Tokens of bit " + at, progress -> tokensOf(traced, at, progress), found -> tokens.set(found));
    }

    private static List<TokenOfBit> tokensOf(TracedRun traced, int at, Progress progress) {
        return TokenOfBit.of(traced.trace(), traced.codebook().orElseThrow(), at, progress);
    }

    /** Saves all figures as JSON. */
    public void saveNumbers() {
        report.get()
                .ifPresent(r -> save(
                        "bits.json",
                        out -> out.write(
                                Json.pretty(BitTables.json(r, r.errors().bits()))
                                        .getBytes(StandardCharsets.UTF_8))));
    }

    /** Writes a file among the project's exports, under the run's name, and tells where. */
    public void save(String file, AtomicFiles.Writer content) {
        subject.get().map(Subject::first).ifPresent(run -> {
            Path target =
                    run.run().project().resolve("exports").resolve(run.run().id() + "-" + file);
            background.start(
                    "Save " + file,
                    progress -> {
                        AtomicFiles.write(target, content);
                        return target;
                    },
                    saved -> told.set("Saved to " + saved + "."),
                    told::set);
        });
    }
}
