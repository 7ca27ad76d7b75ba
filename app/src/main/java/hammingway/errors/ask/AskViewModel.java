package hammingway.errors.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.eval.GenerationSpec;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.fx.Notices;
import hammingway.run.RunFolder;
import hammingway.run.TextEvaluation;
import hammingway.run.ask.Asking;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/** A text, one or two models that go on from it, and how each token is chosen. */
public final class AskViewModel {
    private final Background background;
    private final Notices notices;
    private final ObservableList<RunFolder> source;
    private final ListChangeListener<RunFolder> follower = change -> list(); // kept: the source may outlive this
    private final Latest listing;
    private final ObservableList<AskedRun> runs = FXCollections.observableArrayList();
    private final ObservableList<AskedRun> runsForAll = FXCollections.unmodifiableObservableList(runs);
    private final ReadOnlyBooleanWrapper listed = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<Optional<AskedRun>> first = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<AskedRun>> second = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty prompt = new SimpleStringProperty("Once upon a time");
    private final AskSettings settings = new AskSettings(this::check);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final List<Answer> answers;
    private final BooleanBinding running;
    private Optional<RunFolder> wantedFirst = Optional.empty();
    private Optional<RunFolder> wantedSecond = Optional.empty();
    private final ReadOnlyBooleanWrapper evaluating = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Judged>> judged = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * A text that models were evaluated on.
     *
     * @param text its name in the project
     * @param runs the models, in the order of the page; one at least
     */
    public record Judged(String text, List<RunFolder> runs) {}

    private record Evaluations(List<String> told, Optional<Judged> judged) {}

    /** @param runs with a model to ask; followed as long as this is open */
    public AskViewModel(Background background, Notices notices, ObservableList<RunFolder> runs) {
        this(background, notices, runs, Platform::runLater);
    }

    AskViewModel(Background background, Notices notices, ObservableList<RunFolder> runs, Executor screen) {
        this.background = background;
        this.notices = notices;
        this.source = runs;
        this.listing = new Latest(background);
        this.answers = List.of(new Answer(screen), new Answer(screen));
        this.running = Bindings.createBooleanBinding(
                () -> answers.stream().anyMatch(Answer::active),
                answers.get(0).state(),
                answers.get(1).state());
        prompt.subscribe(this::check);
        first.subscribe(this::check);
        second.subscribe(this::check);
        source.addListener(follower);
        list();
    }

    /** Names are in files, so they are read in the background. */
    private void list() {
        List<RunFolder> all = List.copyOf(source);
        listing.start("Listing models", progress -> askable(all, progress), found -> {
            runs.setAll(found);
            listed.set(true);
            first.set(first.get()
                    .filter(found::contains)
                    .or(() -> found.reversed().stream().findFirst()));
            second.set(second.get().filter(found::contains));
            follow();
        });
    }

    /** Asks the run that is chosen elsewhere, once it is listed; a choice made here holds until that changes. */
    public void followFirst(Optional<RunFolder> run) {
        wantedFirst = run;
        follow();
    }

    /** As {@link #followFirst}, of the run beside it. */
    public void followSecond(Optional<RunFolder> run) {
        wantedSecond = run;
        if (run.isEmpty()) {
            second.set(Optional.empty());
        }
        follow();
    }

    private void follow() {
        asked(wantedFirst).ifPresent(run -> {
            wantedFirst = Optional.empty();
            first.set(Optional.of(run));
        });
        asked(wantedSecond).ifPresent(run -> {
            wantedSecond = Optional.empty();
            second.set(Optional.of(run));
        });
        if (second.get().equals(first.get())) {
            second.set(Optional.empty());
        }
    }

    private Optional<AskedRun> asked(Optional<RunFolder> wanted) {
        return wanted.flatMap(
                w -> runs.stream().filter(r -> r.run().id().equals(w.id())).findFirst());
    }

    private static List<AskedRun> askable(List<RunFolder> all, Progress progress) {
        List<AskedRun> found = new ArrayList<>();
        Map<String, Integer> named = new HashMap<>();
        for (RunFolder run : all) {
            progress.check();
            if (!run.checkpoints().isEmpty()) {
                String name = name(run);
                found.add(new AskedRun(run, name));
                named.merge(name, 1, Integer::sum);
            }
        }
        found.replaceAll(r -> named.getOrDefault(r.name(), 0) == 1
                ? r
                : new AskedRun(r.run(), r.run().id()));
        return found;
    }

    private static String name(RunFolder run) {
        try {
            return run.spec().name();
        } catch (WorkbenchException e) {
            return run.id(); // why it cannot be read is told when it is asked
        }
    }

    private void check() {
        List<String> problems = new ArrayList<>(settings.problems());
        if (prompt.get().isEmpty()) {
            problems.add("Text: write at least one word to go on from");
        }
        if (second.get().isPresent() && second.get().equals(first.get())) {
            problems.add("Choose two different runs, or one");
        }
        problem.set(String.join("\n", problems));
    }

    /** Asks the chosen runs; what they wrote before is gone. */
    public void generate() {
        if (running.get() || !problem.get().isEmpty() || first.get().isEmpty()) {
            return;
        }
        GenerationSpec how = settings.how();
        List<Optional<AskedRun>> asked = List.of(first.get(), second.get());
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            answer.clear();
            asked.get(i).ifPresent(run -> answer.ask(new Answer.Question(run, prompt.get(), how), background));
        }
    }

    /** Ends what is being written; what is there stays. */
    public void stop() {
        answers.forEach(Answer::stop);
    }

    /** Measures the chosen runs on the text, one after the other, and tells the figures as notices. */
    public void evaluate() {
        List<AskedRun> asked = Stream.of(first, second)
                .flatMap(r -> r.get().stream())
                .distinct()
                .toList();
        if (evaluating.get() || asked.isEmpty()) {
            return;
        }
        String text = prompt.get();
        evaluating.set(true);
        background.startKeeping(
                "Evaluating on the text",
                progress -> {
                    List<String> told = new ArrayList<>();
                    List<RunFolder> done = new ArrayList<>();
                    String name = "";
                    try {
                        for (AskedRun run : asked) {
                            TextEvaluation.Outcome outcome =
                                    Asking.evaluate(run.run(), text, Optional.empty(), progress);
                            told.add(words(run, outcome));
                            done.add(run.run());
                            name = outcome.name();
                        }
                    } catch (Progress.CancelledException e) {
                        progress.update(1, "Stopped"); // what was evaluated until then is kept
                    }
                    return new Evaluations(
                            told, done.isEmpty() ? Optional.empty() : Optional.of(new Judged(name, List.copyOf(done))));
                },
                done -> {
                    evaluating.set(false);
                    done.told().forEach(notices::info);
                    judged.set(done.judged());
                },
                why -> {
                    evaluating.set(false);
                    notices.error(why);
                });
    }

    private static String words(AskedRun run, TextEvaluation.Outcome o) {
        return String.format(
                Locale.ROOT,
                "%s on %s: top-1 %.1f%%, top-5 %.1f%%, perplexity %.2f over %d tokens. The other tabs show that text now.",
                run.name(),
                o.name(),
                100 * o.top1(),
                100 * o.top5(),
                o.perplexity(),
                o.tokens());
    }

    public void save(Answer answer, Path file) {
        ObjectNode json = answer.json();
        background.start(
                "Saving " + file.getFileName(),
                progress -> {
                    Json.write(file, json);
                    return file;
                },
                saved -> notices.info("Saved " + saved + "."));
    }

    public void close() {
        source.removeListener(follower);
        answers.forEach(Answer::stop);
        listing.cancel();
    }

    /** Whose models can be asked, in the order of their making. */
    public ObservableList<AskedRun> runs() {
        return runsForAll;
    }

    /** Whether {@link #runs} was read: until then an empty list says nothing. */
    public ReadOnlyBooleanProperty listed() {
        return listed.getReadOnlyProperty();
    }

    public ObjectProperty<Optional<AskedRun>> first() {
        return first;
    }

    /** Another run to ask the same. */
    public ObjectProperty<Optional<AskedRun>> second() {
        return second;
    }

    public StringProperty prompt() {
        return prompt;
    }

    public AskSettings settings() {
        return settings;
    }

    /** Why nothing can be asked; empty when all is well. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** The first run's and the second's. */
    public List<Answer> answers() {
        return answers;
    }

    /** The last text that models were evaluated on. */
    public ReadOnlyObjectProperty<Optional<Judged>> judged() {
        return judged.getReadOnlyProperty();
    }

    /** Whether {@link #evaluate} is under way. */
    public ReadOnlyBooleanProperty evaluating() {
        return evaluating.getReadOnlyProperty();
    }

    public BooleanBinding running() {
        return running;
    }
}
