package hammingway.runs.watch;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.run.BranchPlan;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A run that goes on from another's checkpoint, before it is made: longer, or with changed settings. */
public final class BranchViewModel {
    /** What is worth changing in the middle of a training; all else that may be changed is typed. */
    private static final List<String> FIELDS =
            List.of("training.steps", "training.schedule.peak", "training.batch", "backbone.dropout", "seed");

    private final Background background;
    private final Latest planning;
    private final Consumer<RunFolder> made;
    private final ReadOnlyObjectWrapper<Optional<RunFolder>> of = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<String> checkpoints = FXCollections.observableArrayList();
    private final ObservableList<String> checkpointsForAll = FXCollections.unmodifiableObservableList(checkpoints);
    private final ObjectProperty<Optional<String>> checkpoint = new SimpleObjectProperty<>(Optional.empty());
    private final Map<String, StringProperty> fields = new LinkedHashMap<>();
    private final StringProperty others = new SimpleStringProperty("");
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<BranchPlan>> plan = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Map<String, String> before = Map.of();
    private boolean loading;
    private boolean onlyLonger;

    /** @param made takes the run once it is there, on the toolkit's thread */
    public BranchViewModel(Background background, Consumer<RunFolder> made) {
        this.background = background;
        this.planning = new Latest(background);
        this.made = made;
        FIELDS.forEach(f -> fields.put(f, new SimpleStringProperty("")));
        fields.values().forEach(f -> f.subscribe(t -> check()));
        others.subscribe(t -> check());
        name.subscribe(t -> check());
        checkpoint.subscribe(c -> check());
    }

    private record Begun(RunSpec spec, List<String> checkpoints) {}

    /**
     * Begins with a run as it is.
     *
     * @param longer whether only the number of steps is asked for, twice as many at first
     */
    public void open(RunFolder run, boolean longer) {
        planning.start(
                "Reading " + run.id(),
                p -> new Begun(
                        run.spec(),
                        run.checkpoints().reversed().stream()
                                .map(c -> String.valueOf(c.getFileName()))
                                .toList()),
                begun -> begin(run, begun, longer));
    }

    private void begin(RunFolder run, Begun begun, boolean longer) {
        loading = true;
        onlyLonger = longer;
        JsonNode json = SpecCodec.write(begun.spec());
        Map<String, String> values = new LinkedHashMap<>();
        for (String f : FIELDS) {
            JsonNode value = json.at("/" + f.replace('.', '/'));
            if (!value.isMissingNode()) {
                values.put(f, value.asText());
            }
        }
        before = values;
        fields.forEach((f, text) -> text.set(values.getOrDefault(f, "")));
        // a checkpoint of the last step leaves nothing to do but more steps
        int steps = begun.spec().training().steps();
        boolean atEnd = begun.checkpoints().stream()
                .findFirst()
                .filter(c -> c.replaceFirst("^step-0*", "").equals(Integer.toString(steps)))
                .isPresent();
        if (longer || atEnd) {
            field("training.steps").set(Long.toString(2L * steps));
        }
        others.set("");
        name.set("");
        checkpoints.setAll(begun.checkpoints());
        checkpoint.set(begun.checkpoints().stream().findFirst());
        of.set(Optional.of(run));
        loading = false;
        check();
    }

    public void close() {
        planning.cancel();
        of.set(Optional.empty());
        plan.set(Optional.empty());
    }

    private void check() {
        if (loading || of.get().isEmpty()) {
            return;
        }
        RunFolder run = of.get().get();
        plan.set(Optional.empty());
        Optional<String> from = checkpoint.get();
        String title = name.get();
        Map<String, String> set;
        try {
            set = changes();
        } catch (WorkbenchException e) {
            tell("", String.valueOf(e.getMessage()));
            return;
        }
        planning.start(
                "Checking the branch",
                p -> BranchPlan.of(run, from, set, title),
                made -> {
                    plan.set(Optional.of(made));
                    tell(made.told(), "");
                },
                text -> tell("", text));
    }

    private void tell(String text, String trouble) {
        told.set(text);
        problem.set(trouble);
    }

    private Map<String, String> changes() {
        Map<String, String> set = new LinkedHashMap<>();
        fields.forEach((f, text) -> {
            if (before.containsKey(f) && !text.get().strip().equals(before.get(f))) {
                set.put(f, text.get().strip());
            }
        });
        List<Problem> problems = new ArrayList<>();
        for (String line : others.get().split("[;\n]")) {
            int at = line.indexOf('=');
            if (at > 0) {
                set.put(line.substring(0, at).strip(), line.substring(at + 1).strip());
            } else if (!line.isBlank()) {
                problems.add(new Problem(line.strip(), "", "FIELD = VALUE", "Such as training.clipNorm = 0.5"));
            }
        }
        if (!problems.isEmpty()) {
            throw new SpecException("Other fields:", problems);
        }
        return set;
    }

    /** Makes the run's folder, in the background: the checkpoint's hash is computed. */
    public void make() {
        plan.get().ifPresent(p -> {
            background.start("Making a run from " + p.checkpoint().getFileName(), progress -> p.create(), run -> {
                close();
                made.accept(run);
            });
        });
    }

    /** The run that is branched from; nothing while no branch is being made. */
    public ReadOnlyObjectProperty<Optional<RunFolder>> of() {
        return of.getReadOnlyProperty();
    }

    /** Whether only the number of steps is asked for. */
    public boolean onlyLonger() {
        return onlyLonger;
    }

    /** Folders' names, the newest first. */
    public ObservableList<String> checkpoints() {
        return checkpointsForAll;
    }

    public ObjectProperty<Optional<String>> checkpoint() {
        return checkpoint;
    }

    /** Paths of the fields with a place of their own. */
    static List<String> paths() {
        return FIELDS;
    }

    StringProperty field(String path) {
        return Optional.ofNullable(fields.get(path)).orElseThrow();
    }

    /** Whether the run's specification has the field. */
    boolean has(String path) {
        return before.containsKey(path);
    }

    /** More fields: {@code path = value}, separated by semicolons. */
    public StringProperty others() {
        return others;
    }

    /** Of the new run; empty: made from the other's. */
    public StringProperty name() {
        return name;
    }

    /** What will happen; empty while something is wrong. */
    public ReadOnlyStringProperty told() {
        return told.getReadOnlyProperty();
    }

    /** What is wrong, with what to do. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<BranchPlan>> plan() {
        return plan.getReadOnlyProperty();
    }

    /** The command that does the same. */
    public String command() {
        String set = plan.get().map(BranchPlan::changes).orElse(List.of()).stream()
                .map(c -> " --set " + c.field() + "=" + c.to())
                .collect(Collectors.joining());
        return "run branch " + of.get().map(RunFolder::id).orElse("")
                + checkpoint.get().map(c -> " --checkpoint " + c).orElse("") + set;
    }
}
