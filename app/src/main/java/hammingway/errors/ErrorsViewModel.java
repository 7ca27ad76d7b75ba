package hammingway.errors;

import hammingway.errors.ask.AskViewModel;
import hammingway.errors.bits.BitsViewModel;
import hammingway.errors.pair.TwoRunsViewModel;
import hammingway.errors.subject.RunChoice;
import hammingway.errors.subject.Selection;
import hammingway.errors.subject.Subject;
import hammingway.errors.text.TextViewModel;
import hammingway.errors.token.TokenViewModel;
import hammingway.errors.tokens.TokensViewModel;
import hammingway.errors.whatif.WhatIfViewModel;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.fx.Notices;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.SameTokens;
import hammingway.run.TracedRun;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Which evaluations are looked into, and what is selected in them; the views of it have models of their own. */
public final class ErrorsViewModel {
    /** What the workspace can show. */
    public enum State {
        NO_PROJECT,
        LOADING,
        /** No run has traces. */
        EMPTY,
        /** The chosen traces cannot be read. */
        FAILED,
        READY
    }

    private final Notices notices;
    private final Latest listing;
    private final Latest opening;
    private final ObservableList<RunChoice> runs = FXCollections.observableArrayList();
    private final ObservableList<RunChoice> runsForAll = FXCollections.unmodifiableObservableList(runs);
    private final ObservableList<String> texts = FXCollections.observableArrayList();
    private final ObservableList<String> textsForAll = FXCollections.unmodifiableObservableList(texts);
    private final ObjectProperty<Optional<RunChoice>> first = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<RunChoice>> second = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<String>> text = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NO_PROJECT);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Subject>> subject = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Selection selection = new Selection();
    private final ReadOnlyObjectWrapper<Optional<Project>> project = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<RunFolder> folders = FXCollections.observableArrayList();
    private final AskViewModel ask;
    private final TokensViewModel tokensView;
    private final TwoRunsViewModel pairView;
    private final BitsViewModel bits;
    private final WhatIfViewModel whatIfView;
    private Optional<String> wanted = Optional.empty();
    private final TextViewModel textView;
    private final TokenViewModel tokenView;
    private Optional<String> shownText = Optional.empty();
    private Optional<Chosen> open = Optional.empty();
    private boolean shown;
    private boolean stale;
    private Optional<AskViewModel.Judged> wantedText = Optional.empty();
    private boolean changing;

    /** What is open, by name. */
    private record Chosen(String first, Optional<String> second, Optional<String> text) {}

    public ErrorsViewModel(Background background, Notices notices) {
        this.notices = notices;
        ask = new AskViewModel(background, notices, folders);
        textView = new TextViewModel(background, subject, selection);
        tokenView = new TokenViewModel(background, subject, selection);
        listing = new Latest(background);
        opening = new Latest(background);
        tokensView = new TokensViewModel(background, subject, selection);
        pairView = new TwoRunsViewModel(background, subject, selection);
        bits = new BitsViewModel(background, subject.getReadOnlyProperty(), selection);
        whatIfView = new WhatIfViewModel(background, subject, selection);
        ask.judged().subscribe(j -> j.ifPresent(this::look));
        first.addListener((o, was, is) -> open());
        second.addListener((o, was, is) -> open());
        text.addListener((o, was, is) -> open());
        first.subscribe(run -> ask.followFirst(run.map(RunChoice::run)));
        second.subscribe(run -> ask.followSecond(run.map(RunChoice::run)));
        selection.position().addListener((o, was, is) -> follow(is.intValue()));
    }

    public BitsViewModel bits() {
        return bits;
    }

    /** Looks into the runs of a project from now on. */
    public void project(Project newProject) {
        project.set(Optional.of(newProject));
        change(() -> {
            first.set(Optional.empty());
            second.set(Optional.empty());
            text.set(Optional.empty());
        });
        opening.cancel(); // of the project before
        runs.clear();
        subject.set(Optional.empty());
        selection.clear();
        state.set(State.LOADING);
        changed();
    }

    /** Whether the workspace is looked at: nothing is read before it is. */
    public void shown(boolean now) {
        shown = now;
        if (shown && stale) {
            list();
        }
    }

    /** Runs may have got traces: they are listed again once the workspace is looked at. What is open stays as it is. */
    public void changed() {
        stale = true;
        shown(shown);
    }

    /** Reads all again: which runs and texts have traces, and the chosen ones. */
    public void reload() {
        open = Optional.empty();
        list();
    }

    private void list() {
        stale = false;
        project.get()
                .ifPresent(
                        p -> listing.start("List evaluated runs", progress -> Evaluated.of(p, progress), this::show));
    }

    private void show(Evaluated found) {
        change(() -> {
            runs.setAll(found.runs());
            folders.setAll(found.runs().stream().map(RunChoice::run).toList());
            texts.setAll(found.texts());
            Optional<RunChoice> again =
                    wanted.or(() -> first.get().map(RunChoice::id)).flatMap(this::choice);
            wanted.filter(id -> choice(id).isEmpty())
                    .ifPresent(
                            id -> notices.error(
                                    "The run " + id
                                            + " has no traces: it has not finished with an evaluation, or was evaluated without them."));
            wanted = Optional.empty();
            Optional<AskViewModel.Judged> judged =
                    wantedText.filter(j -> choice(j.runs().getFirst().id()).isPresent());
            wantedText = Optional.empty();
            again = judged.map(j -> choice(j.runs().getFirst().id())).orElse(again);
            first.set(again.or(() -> found.suggested()));
            second.set(judged.map(j -> j.runs().stream().skip(1).findFirst().map(RunFolder::id))
                    .orElseGet(() -> second.get().map(RunChoice::id))
                    .flatMap(this::choice));
            text.set(judged.map(AskViewModel.Judged::text).or(text::get).filter(texts::contains));
        });
        if (runs.isEmpty()) {
            opening.cancel();
            subject.set(Optional.empty());
            state.set(State.EMPTY);
        } else if (!open.equals(chosen()) || state.get() != State.READY) {
            open();
        }
    }

    private Optional<Chosen> chosen() {
        return first.get()
                .map(one -> new Chosen(
                        one.id(), second.get().map(RunChoice::id).filter(id -> !id.equals(one.id())), text.get()));
    }

    private Optional<RunChoice> choice(String id) {
        return runs.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    /** Several choices at once: the evaluations are opened when all are made. */
    private void change(Runnable work) {
        changing = true;
        try {
            work.run();
        } finally {
            changing = false;
        }
    }

    private void open() {
        if (changing || first.get().isEmpty()) {
            return;
        }
        RunChoice one = first.get().orElseThrow();
        Optional<RunChoice> other = second.get().filter(s -> !s.id().equals(one.id()));
        Optional<String> on = text.get();
        Optional<Chosen> chosen = chosen();
        if (state.get() != State.READY) {
            state.set(State.LOADING);
        }
        opening.start(
                "Open traces",
                progress -> {
                    TracedRun a = open(one, on);
                    return new Subject(a, other.map(o -> SameTokens.require(a, open(o, on), progress)));
                },
                opened -> opened(opened, chosen),
                why -> {
                    open = Optional.empty();
                    subject.set(Optional.empty());
                    problem.set(why);
                    state.set(State.FAILED);
                });
    }

    private static TracedRun open(RunChoice choice, Optional<String> on) {
        return on.map(t -> TracedRun.open(choice.run(), t)).orElseGet(() -> TracedRun.open(choice.run()));
    }

    private void opened(Subject opened, Optional<Chosen> chosen) {
        boolean sameText = shownText.equals(text.get())
                && subject.get()
                        .filter(s -> s.first()
                                        .trace()
                                        .facts()
                                        .dataSha256()
                                        .equals(opened.first().trace().facts().dataSha256())
                                && selection.position().get() < opened.positions())
                        .isPresent();
        if (!sameText) {
            selection.clear();
        }
        shownText = text.get();
        open = chosen;
        problem.set("");
        subject.set(Optional.of(opened));
        state.set(State.READY);
    }

    private void follow(int position) {
        if (position >= 0) {
            subject.get()
                    .filter(s -> position < s.positions())
                    .ifPresent(s -> selection.token().set(s.first().trace().target(position)));
        }
    }

    /** Looks into runs on a text that they were evaluated on just now. */
    private void look(AskViewModel.Judged judged) {
        wantedText = Optional.of(judged);
        reload();
    }

    /** Looks into a run, if it has traces; else says why not. */
    public void look(String runId) {
        if (choice(runId).isPresent()) {
            first.set(choice(runId));
        } else {
            wanted = Optional.of(runId);
            list();
        }
    }

    public ReadOnlyObjectProperty<Optional<Project>> project() {
        return project.getReadOnlyProperty();
    }

    /** Runs with traces, the latest last. */
    public ObservableList<RunChoice> runs() {
        return runsForAll;
    }

    /** Texts of the project beside the validation text. */
    public ObservableList<String> texts() {
        return textsForAll;
    }

    /** The run that is looked into. */
    public ObjectProperty<Optional<RunChoice>> first() {
        return first;
    }

    /** A run to compare it with. */
    public ObjectProperty<Optional<RunChoice>> second() {
        return second;
    }

    /** The text that they were evaluated on; none: the validation text. */
    public ObjectProperty<Optional<String>> text() {
        return text;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /** Why traces cannot be read; empty when all is well. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** What is open; nothing while it is not. */
    public ReadOnlyObjectProperty<Optional<Subject>> subject() {
        return subject.getReadOnlyProperty();
    }

    /** Runs that go on from a prompt. */
    public AskViewModel ask() {
        return ask;
    }

    /** The text in colours. */
    public TextViewModel textView() {
        return textView;
    }

    /** Of the pane of the selected token. */
    public TokenViewModel tokenView() {
        return tokenView;
    }

    public Selection selection() {
        return selection;
    }

    /** Of the tab of tokens. */
    public TokensViewModel tokensView() {
        return tokensView;
    }

    /** Of the tab of two runs. */
    public TwoRunsViewModel pairView() {
        return pairView;
    }

    /** Of the tab of what-ifs. */
    public WhatIfViewModel whatIfView() {
        return whatIfView;
    }
}
