package hammingway.runs.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.form.FormField;
import hammingway.form.SpecEdits;
import hammingway.fx.Background;
import hammingway.fx.History;
import hammingway.run.FeedBack;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The page of a new run: a specification that is edited field by field, with undo, every problem of it, and what it will be. It
 * lives on while the page is closed, so that nothing typed is lost.
 */
public final class NewRunViewModel implements SpecEdits {
    private final Optional<Project> project;
    private final Background background;
    private final History<RunDraft> history = new History<>(RunDraft.of(Start.first()));
    private final ReadOnlyObjectWrapper<Optional<RunSpec>> spec = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private final ObservableList<Problem> problemsForAll = FXCollections.unmodifiableObservableList(problems);
    private final ForecastViewModel forecast;
    private final SweepViewModel sweep;
    private final ModelViewModel model;
    private List<Problem> own = List.of();
    private String edited = "";
    private RunDraft origin = history.current();

    public NewRunViewModel(Optional<Project> project, Background background) {
        this.project = project;
        this.background = background;
        Path folder = project.map(Project::folder).orElse(Path.of(""));
        forecast = new ForecastViewModel(folder, background);
        sweep = new SweepViewModel(folder, background, forecast);
        history.currentProperty().subscribe(d -> check());
        forecast.problems().subscribe(p -> collect());
        model = new ModelViewModel(folder, this, background);
    }

    /** The draft as it stands. */
    ReadOnlyObjectProperty<RunDraft> draft() {
        return history.currentProperty();
    }

    /** The specification of the page, where its fields are right; files and sizes are looked at in the background. */
    public ReadOnlyObjectProperty<Optional<RunSpec>> specification() {
        return spec.getReadOnlyProperty();
    }

    /** All that is wrong. */
    public ObservableList<Problem> problems() {
        return problemsForAll;
    }

    ForecastViewModel forecast() {
        return forecast;
    }

    SweepViewModel sweep() {
        return sweep;
    }

    ModelViewModel model() {
        return model;
    }

    History<RunDraft> history() {
        return history;
    }

    Optional<Project> project() {
        return project;
    }

    Background background() {
        return background;
    }

    @Override
    public List<FormField> fields() {
        return history.current().fields().stream().map(model::explained).toList();
    }

    /** Another specification in place of this one, compared with the same beginning; one step to undo. */
    void replace(ObjectNode next) {
        push(history.current().with(next));
    }

    @Override
    public void set(FormField field, String value) {
        switch (field.input()) {
            case KIND, CHOICE, PARTS, PART -> push(history.current().with(field, value));
            case NUMBER, TEXT, OPTIONAL_TEXT, LIST -> type(field.path(), value, field);
        }
    }

    /** What is typed in one go is one step to undo, and is set in what was there before it. */
    private void type(String path, String value, FormField field) {
        boolean more = path.equals(edited);
        if (!more) {
            origin = history.current();
        }
        RunDraft next = origin.with(field, value);
        if (more) {
            history.amend(next);
        } else {
            history.push(next);
        }
        edited = path;
    }

    private void push(RunDraft next) {
        edited = "";
        history.push(next);
    }

    @Override
    public void move(FormField part, int by) {
        push(history.current().moved(part, by));
    }

    @Override
    public void remove(FormField part) {
        push(history.current().without(part));
    }

    @Override
    public void settle() {
        edited = "";
    }

    /** Sets a field as if it were typed and left. */
    void set(String path, String value) {
        fields().stream().filter(f -> f.path().equals(path)).findFirst().ifPresent(f -> {
            set(f, value);
            settle();
        });
    }

    /** Begins with another specification; what was typed can be had back by undo. */
    void begin(Start start) {
        push(RunDraft.of(start));
    }

    /** Begins with a run of a study. */
    void begin(String study, String run) {
        Start.runsOf(study).stream()
                .filter(r -> r.path("name").asText().equals(run))
                .findFirst()
                .ifPresent(r -> begin(Start.preset(study, r)));
    }

    /** Begins with a study's first run. */
    void begin(String study) {
        begin(study, Start.runsOf(study).getFirst().path("name").asText());
    }

    /** Runs that a group offers to begin with. Reads the project's folder: in the background. */
    List<String> offered(String group) {
        return Study.PRESETS.contains(group)
                ? Start.runsOf(group).stream().map(r -> r.path("name").asText()).toList()
                : project.map(p -> p.runs().stream().map(r -> r.id()).toList().reversed())
                        .orElse(List.of());
    }

    /** Groups that the page can begin with. */
    List<String> groups() {
        List<String> groups = new ArrayList<>(Study.PRESETS);
        project.ifPresent(p -> groups.add(Start.RUNS));
        if (history.current().start().group().equals(Start.FILE)) {
            groups.add(Start.FILE);
        }
        return groups;
    }

    void beginWithRun(String id) {
        project.ifPresent(p -> background.start("Reading a run", progress -> Start.run(p, id), this::begin));
    }

    /**
     * Begins with a codebook.
     *
     * @param like the run that it is to be like in all else; without one the latest of the project with a code, or the quick start's
     */
    public void beginWithCodebook(Optional<String> like, ObjectNode codebook) {
        background.start("Reading a run", progress -> like(like), start -> {
            begin(start);
            RunDraft next = history.current().set("codebook", codebook);
            String name = next.spec().path("name").asText();
            push(next.set("name", TextNode.valueOf(FeedBack.name(name, "other codebook"))));
        });
    }

    private Start like(Optional<String> wanted) {
        return wanted.or(() -> project.flatMap(p -> p.runs().reversed().stream()
                        .filter(r -> Files.exists(r.codebook()))
                        .map(RunFolder::id)
                        .findFirst()))
                .flatMap(id -> project.map(p -> Start.run(p, id)))
                .orElseGet(() -> Start.runsOf(Study.PRESETS.getFirst()).stream()
                        .filter(r -> r.path("codebook").isObject())
                        .findFirst()
                        .map(r -> Start.preset(Study.PRESETS.getFirst(), r))
                        .orElseThrow());
    }

    void open(Path file) {
        background.start("Opening a specification", progress -> Start.file(file), this::begin);
    }

    /** Writes the specification, so that it can be opened, or run by the command line. */
    void save(Path file) {
        ObjectNode json = history.current().active();
        background.start(
                "Saving the specification",
                progress -> {
                    Json.write(file, json);
                    return file;
                },
                saved -> {});
    }

    /** A field or a group as it was in the beginning. */
    void reset(String path) {
        push(history.current().reset(path));
    }

    /** Imports a file of codewords that will not change. */
    void takeCodebook(String file) {
        ObjectNode recipe = Json.object();
        recipe.putObject("family").put("type", "explicit-import").put("file", file);
        recipe.putObject("assignment").put("type", "identity");
        recipe.put("seed", 42);
        push(history.current().set("codebook", recipe));
    }

    void takeVocabulary(VocabularyOffer offer) {
        RunDraft next = history.current().set("vocabulary", offer.vocabulary());
        push(offer.data().map(d -> next.set("data", d)).orElse(next));
    }

    /** @param chosen a file; one of the project is named from its folder */
    void takeFile(String path, Path chosen) {
        String name = project.map(Project::folder)
                .map(f -> f.toAbsolutePath().normalize())
                .filter(chosen.toAbsolutePath()::startsWith)
                .map(f -> f.relativize(chosen.toAbsolutePath()).toString())
                .orElse(chosen.toString());
        push(history.current().set(path, TextNode.valueOf(name)));
    }

    /** The order as the page stands; empty while something is wrong. */
    Optional<RunOrder> order(boolean queue) {
        if (sweep.active()) {
            return sweep.ready()
                    .map(s -> new RunOrder(Optional.empty(), Optional.of(s), sweep.title(), queue, sweep.retries()));
        }
        return problems.isEmpty()
                ? spec.get().map(s -> new RunOrder(Optional.of(s), Optional.empty(), "", queue, 0))
                : Optional.empty();
    }

    private void check() {
        RunDraft draft = history.current();
        ObjectNode active = draft.active();
        try {
            RunSpec read = SpecCodec.read(RunSpec.class, active, "The run");
            own = List.of();
            spec.set(Optional.of(read));
        } catch (SpecException e) {
            own = e.problems().stream()
                    .map(p -> new Problem(draft.located(p.path()), p.value(), p.allowed(), p.fix()))
                    .toList();
            spec.set(Optional.empty());
        }
        forecast.show(spec.get());
        sweep.base(active);
        collect();
    }

    private void collect() {
        List<Problem> all = new ArrayList<>(own);
        RunDraft draft = history.current();
        forecast.problems().get().stream()
                .map(p -> new Problem(draft.located(p.path()), p.value(), p.allowed(), p.fix()))
                .forEach(all::add);
        problems.setAll(all);
    }
}
