package hammingway.errors.whatif;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.decode.Decoder;
import hammingway.errors.subject.Selection;
import hammingway.errors.subject.Subject;
import hammingway.eval.errors.whatif.ChangedTokens;
import hammingway.eval.errors.whatif.Factor;
import hammingway.eval.errors.whatif.Sweep;
import hammingway.eval.errors.whatif.WhatIf;
import hammingway.eval.errors.whatif.WhatIfResult;
import hammingway.eval.errors.whatif.WhatIfs;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.run.TracedRun;
import hammingway.run.WhatIfSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What-ifs of the run that is looked into: the one in the form, and those that are kept beside it. */
public final class WhatIfViewModel {
    /** Scores summed that a change of the form may cost without being asked for: about half a second. */
    static final long LIVE = 60_000_000;

    /** Typing pauses this long before it is answered. */
    private static final int PAUSE_MILLIS = 150;

    private final Background background;
    private final Latest answering;
    private final Latest varying;
    private final ReadOnlyObjectProperty<Optional<Subject>> subject;
    private final Selection selection;
    private final WhatIfForm form = new WhatIfForm();
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final ObservableList<Line> linesForAll = FXCollections.unmodifiableObservableList(lines);
    private final ObjectProperty<Optional<Line>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Source>> source = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper command = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Sweep.Curve>> curve = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Subject> of = Optional.empty();
    private boolean filling;

    /** The run and its answers so far. */
    private record Source(WhatIfs whatIfs, WhatIfs forCurves) {}

    /**
     * A what-if with its answer.
     *
     * @param kept whether it stays when the form changes
     */
    public record Line(boolean kept, WhatIfs.Answer answer) {
        /** Its figures. */
        public WhatIfResult result() {
            return answer.result();
        }
    }

    public WhatIfViewModel(
            Background background, ReadOnlyObjectProperty<Optional<Subject>> subject, Selection selection) {
        this.background = background;
        this.answering = new Latest(background);
        this.varying = new Latest(background);
        this.subject = subject;
        this.selection = selection;
        form.fields().forEach(f -> f.addListener((o, was, is) -> changed()));
    }

    /** Takes up the run that is looked into; the view calls it while it is shown. */
    public void update() {
        if (subject.get().equals(of)) {
            return;
        }
        of = subject.get();
        answering.cancel();
        varying.cancel();
        lines.clear();
        chosen.set(Optional.empty());
        curve.set(Optional.empty());
        source.set(Optional.empty());
        working.set(false);
        message.set("");
        of.ifPresent(this::open);
    }

    private void open(Subject looked) {
        Optional<TracedRun> softmax = looked.second().filter(WhatIfSource::isSoftmax);
        answering.start(
                "Open what-ifs",
                progress -> {
                    var code = WhatIfSource.of(looked.first(), softmax, progress);
                    return new Source(
                            WhatIfs.of(code, WhatIfs.POSITIONS),
                            WhatIfs.of(code, Sweep.positions(code.codebook().size())));
                },
                opened -> {
                    source.set(Optional.of(opened));
                    changed();
                },
                message::set);
    }

    /** Whether a change of the form is answered by itself. */
    public boolean live() {
        return source.get()
                .filter(s ->
                        s.whatIfs().positions() * s.whatIfs().code().codebook().size() <= LIVE)
                .isPresent();
    }

    private void changed() {
        if (filling || source.get().isEmpty()) {
            return;
        }
        try {
            WhatIf asked = form.read();
            source.get().orElseThrow().whatIfs().check(asked);
            message.set("");
            command.set(WhatIfCommandLine.of(subject.get().orElseThrow(), asked));
            if (live()) {
                start(List.of(asked), false);
            }
        } catch (WorkbenchException e) {
            answering.cancel();
            working.set(false);
            message.set(WhatIfForm.words(e));
        }
    }

    /** Answers what the form asks, however long it takes. */
    public void answer() {
        ask(false);
    }

    /** The same for every decoder, each kept. */
    public void allDecoders() {
        ask(true);
    }

    private void ask(boolean all) {
        if (source.get().isEmpty()) {
            return;
        }
        try {
            WhatIf asked = form.read();
            List<WhatIf> each = all
                    ? WhatIf.decoders().stream()
                            .map((Decoder d) -> asked.decoder(d))
                            .toList()
                    : List.of(asked);
            each.forEach(source.get().orElseThrow().whatIfs()::check);
            start(each, all);
        } catch (WorkbenchException e) {
            message.set(WhatIfForm.words(e));
        }
    }

    private void start(List<WhatIf> asked, boolean keep) {
        WhatIfs whatIfs = source.get().orElseThrow().whatIfs();
        working.set(true);
        // what is known early is shown while the rest is computed
        answering.start(
                "Answer a what-if",
                progress -> {
                    pause(progress);
                    List<WhatIfs.Answer> answers = new ArrayList<>();
                    for (WhatIf w : asked) {
                        answers.add(whatIfs.answer(w, early -> early(asked, early, progress), progress));
                    }
                    return answers;
                },
                answers -> {
                    working.set(false);
                    answers.forEach(a -> put(new Line(keep, a)));
                },
                why -> {
                    working.set(false);
                    message.set(why);
                });
    }

    private static void pause(Progress progress) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        progress.check();
    }

    private void early(List<WhatIf> asked, WhatIfs.Answer answer, Progress progress) {
        if (asked.size() == 1) {
            background.later(
                    java.time.Duration.ZERO,
                    () -> answer,
                    a -> {
                        if (!progress.cancelled() && working.get()) {
                            put(new Line(false, a));
                        }
                    },
                    why -> {});
        }
    }

    /** The form's line is the first and replaced; kept ones follow. */
    private void put(Line line) {
        if (line.kept()) {
            lines.removeIf(
                    l -> l.kept() && l.result().whatIf().equals(line.result().whatIf()));
            lines.add(line);
        } else if (lines.isEmpty() || lines.getFirst().kept()) {
            lines.addFirst(line);
            chosen.set(Optional.of(line));
        } else {
            boolean follows = chosen.get().filter(c -> c.kept()).isEmpty();
            lines.set(0, line);
            if (follows) {
                chosen.set(Optional.of(line));
            }
        }
    }

    /** The run's own figures, for people; empty before there are any. */
    static String baseline(WhatIfResult r) {
        String perplexity = r.likelihood()
                .map(l -> String.format(Locale.ROOT, ", perplexity %.3f", l.perplexityBefore()))
                .orElse("");
        String cost = r.cost()
                .map(c -> String.format(
                        Locale.ROOT, " A token costs %,d multiply-adds instead of %,d.", c.hybrid(), c.code()))
                .orElse("");
        String factor = r.whatIf().factor() instanceof Factor.Fitted
                ? String.format(
                        Locale.ROOT,
                        " Fitted factors: %.3g and %.3g.",
                        r.factors().getFirst(),
                        r.factors().getLast())
                : "";
        return String.format(
                        Locale.ROOT,
                        "The run, from traces: top-1 %.2f%%, top-5 %.2f%%%s (its evaluation reported %.2f%%, %.2f%%, %.3f), on %,d %spositions.",
                        100 * r.top1().before(),
                        100 * r.top5().before(),
                        perplexity,
                        100 * r.reported().top1(),
                        100 * r.reported().top5(),
                        r.reported().perplexity(),
                        r.sample().positions(),
                        r.sample().all() ? "" : "evenly spaced ")
                + factor
                + cost;
    }

    /** Keeps the form's line. */
    public void keep() {
        lines.stream().filter(l -> !l.kept()).findFirst().ifPresent(l -> put(new Line(true, l.answer())));
    }

    /** Forgets a kept line. */
    public void forget(Line line) {
        lines.remove(line);
        if (chosen.get().equals(Optional.of(line))) {
            chosen.set(lines.stream().findFirst());
        }
    }

    /** Back to the run's own decoding. */
    public void reset() {
        filling = true;
        form.clear();
        filling = false;
        changed();
    }

    /** Stops what is under way. */
    public void stop() {
        answering.cancel();
        varying.cancel();
        working.set(false);
    }

    /** Draws a curve of the form's what-if. */
    public void vary(Sweep sweep) {
        source.get().ifPresent(s -> {
            try {
                WhatIf asked = form.read();
                working.set(true);
                varying.start(
                        "Vary a what-if",
                        progress -> sweep.curve(asked, s.forCurves(), progress),
                        found -> {
                            working.set(false);
                            curve.set(Optional.of(found));
                        },
                        why -> {
                            working.set(false);
                            message.set(why);
                        });
            } catch (WorkbenchException e) {
                message.set(WhatIfForm.words(e));
            }
        });
    }

    /** Writes all lines' figures and the chosen line's changed tokens to the project's exports. */
    public void saveNumbers() {
        subject.get().ifPresent(s -> {
            var all = Json.mapper().createArrayNode();
            lines.forEach(l -> all.add(SpecCodec.write(l.result())));
            Optional<ChangedTokens> changed = chosen.get().map(c -> c.answer().changed());
            keep("what-if.json", out -> out.write(Json.pretty(all).getBytes(StandardCharsets.UTF_8)));
            changed.ifPresent(c -> keep(
                    "what-if-changed.csv",
                    out -> out.write(
                            c.csv(s.first().trace(), s.first().vocabulary()).getBytes(StandardCharsets.UTF_8))));
        });
    }

    /** Puts a file among the project's exports. */
    public void keep(String file, AtomicFiles.Writer content) {
        subject.get().ifPresent(s -> {
            Path folder = s.first().run().project().resolve("exports");
            String run = s.first().run().id();
            background.start(
                    "Save " + file,
                    progress -> {
                        Path target = folder.resolve(run + "-" + file);
                        AtomicFiles.write(target, content);
                        return target;
                    },
                    target -> message.set("Saved " + target),
                    message::set);
        });
    }

    public WhatIfForm form() {
        return form;
    }

    /** The form's what-if first, then those kept. */
    public ObservableList<Line> lines() {
        return linesForAll;
    }

    /** The line whose changed tokens are shown. */
    public ObjectProperty<Optional<Line>> chosen() {
        return chosen;
    }

    /** What cannot be asked and why, or what was saved; empty when all is well. */
    public ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty working() {
        return working.getReadOnlyProperty();
    }

    /** The command line that does the same. */
    public ReadOnlyStringProperty command() {
        return command.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Sweep.Curve>> curve() {
        return curve.getReadOnlyProperty();
    }

    /** Whether there is a run whose decoding can be changed. */
    public boolean open() {
        return source.get().isPresent();
    }

    ReadOnlyObjectProperty<?> source() {
        return source.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Subject>> subject() {
        return subject;
    }

    public Selection selection() {
        return selection;
    }
}
