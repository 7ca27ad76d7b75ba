package hammingway.design.start;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.data.ProjectVocabularies;
import hammingway.data.VocabularyFacts;
import hammingway.data.VocabularySource;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.run.Project;
import hammingway.run.StartingPoint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/**
 * What is done with files that somebody gives to the designer, dropped or chosen alike: tokens are added at once, texts after a question,
 * codebooks are loaded. Knows the project's vocabularies. Used on the toolkit's thread alone.
 */
public final class StartViewModel {
    /** Where the taking of a file stands. */
    public sealed interface State {
        /** Nothing is going on. */
        record Resting() implements State {}

        /** Work in the background, which may be cancelled. */
        record Working(String what, Background.Job job) implements State {}

        /** A text waits for the answer by which tokenizer it is to be counted. */
        record Asking(StartingPoint.Text text) implements State {}

        /** How it ended. */
        record Told(String text, boolean problem) implements State {}
    }

    private final Latest taking;
    private final Latest listing;
    private final Consumer<Path> codebooks;
    private final Consumer<VocabularyFacts> added;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Resting());
    private final ReadOnlyObjectWrapper<Map<String, VocabularyFacts>> facts = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Optional<VocabularyFacts>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<TextForm> form = new SimpleObjectProperty<>(new TextForm("1000", "", "text", "0"));
    private Optional<Project> project = Optional.empty();
    private String name = "";

    /**
     * @param codebooks takes a codebook's file
     * @param added     is told of a vocabulary that is in the project now, to choose it
     */
    public StartViewModel(Background background, Consumer<Path> codebooks, Consumer<VocabularyFacts> added) {
        this.taking = new Latest(background);
        this.listing = new Latest(background);
        this.codebooks = codebooks;
        this.added = added;
    }

    /** Works in a project from now on. */
    public void project(Project opened) {
        project = Optional.of(opened);
        taking.cancel();
        state.set(new State.Resting());
        facts.set(Map.of());
        find();
        list(opened);
    }

    private void list(Project of) {
        listing.start("Vocabularies", progress -> all(of.vocabularies(), progress), found -> {
            facts.set(found);
            find();
        });
    }

    private static Map<String, VocabularyFacts> all(ProjectVocabularies vocabularies, Progress progress) {
        Map<String, VocabularyFacts> all = new LinkedHashMap<>();
        for (String name : vocabularies.names()) {
            progress.check();
            readable(vocabularies, name).ifPresent(f -> all.put(name, f));
        }
        return all;
    }

    /** Damaged ones are told where they are opened. */
    private static Optional<VocabularyFacts> readable(ProjectVocabularies vocabularies, String name) {
        try {
            return Optional.of(vocabularies.facts(name));
        } catch (WorkbenchException e) {
            return Optional.empty();
        }
    }

    /** The vocabulary that is designed for; empty for none. */
    public void choose(String vocabulary) {
        name = vocabulary;
        find();
    }

    private void find() {
        chosen.set(Optional.ofNullable(facts.get().get(name)));
    }

    /** What is known of the project's vocabularies, by name. */
    public ReadOnlyObjectProperty<Map<String, VocabularyFacts>> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    /** What is known of the vocabulary that is designed for. */
    public ReadOnlyObjectProperty<Optional<VocabularyFacts>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What is typed for the text that is asked about. */
    public ObjectProperty<TextForm> formProperty() {
        return form;
    }

    /** What is wrong with the form; empty when nothing is, or nothing is asked. */
    public Optional<String> problem() {
        return state.get() instanceof State.Asking asking ? form.get().problem(asking.text()) : Optional.empty();
    }

    /** Takes what was dropped or chosen. */
    public void take(List<Path> files) {
        if (files.size() != 1) {
            tell("Give one file or folder at a time; these were " + files.size() + ".", true);
            return;
        }
        Path file = files.getFirst();
        work("Looking at " + file.getFileName(), progress -> StartingPoint.of(file), this::found);
    }

    private void found(StartingPoint found) {
        switch (found) {
            case StartingPoint.CodebookFile book -> {
                tell("Took " + book.file().getFileName() + " as a codebook.", false);
                codebooks.accept(book.file());
            }
            case StartingPoint.ProjectFolder other -> tell(other.told(), true);
            case StartingPoint.Tokens tokens -> inProject(p -> add(p, tokens.source(), tokens.told()));
            case StartingPoint.Text text ->
                inProject(p -> {
                    form.set(TextForm.of(text));
                    state.set(new State.Asking(text));
                });
        }
    }

    private void inProject(Consumer<Project> action) {
        project.ifPresentOrElse(
                action, () -> tell("Open or make a project first (Ctrl+O): vocabularies are kept in it.", true));
    }

    /** Counts the text that is asked about, as the form says. */
    public void count() {
        if (state.get() instanceof State.Asking asking && problem().isEmpty()) {
            VocabularySource source = form.get().source(asking.text());
            inProject(p -> add(p, source, asking.text().told()));
        }
    }

    private void add(Project to, VocabularySource source, String told) {
        work(
                told,
                progress -> {
                    ProjectVocabularies all = to.vocabularies();
                    return all.facts(all.add(source, Optional.empty(), progress));
                },
                made -> {
                    Map<String, VocabularyFacts> more = new LinkedHashMap<>(facts.get());
                    more.put(made.name(), made);
                    facts.set(more);
                    tell("Added " + made.name() + ", " + tokens(made.tokens()) + ".", false);
                    added.accept(made);
                });
    }

    private <T> void work(String what, Background.Work<T> work, Consumer<T> then) {
        Background.Job job = taking.start(what, work, then, problem -> tell(problem, true));
        state.set(new State.Working(what, job));
    }

    /** Stops what is going on, and takes back what is asked or told. */
    public void cancel() {
        taking.cancel();
        state.set(new State.Resting());
    }

    private void tell(String text, boolean problem) {
        state.set(new State.Told(text, problem));
    }

    static String tokens(int count) {
        return String.format(java.util.Locale.ROOT, "%,d", count).replace(',', '\u202F') + " tokens";
    }

    /** Such as {@code 50 257 tokens, without counts}. */
    public static String line(VocabularyFacts v) {
        return tokens(v.tokens()) + (v.counted() ? ", with counts" : ", without counts");
    }

    /** Where it comes from, and the model that it belongs to. */
    public static String origin(VocabularyFacts v) {
        String file = v.source().replaceFirst(".*[/\\\\](?=.)", "");
        return v.model()
                .map(m -> "checkpoint " + file + ", " + m.architecture() + ", d = " + m.width()
                        + (m.tied() ? ", tied" : ", not tied"))
                .orElse("from " + file);
    }
}
