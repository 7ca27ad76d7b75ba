package hammingway.runs.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Progress;
import hammingway.base.UserPath;
import hammingway.form.FormField;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.model.Adapters;
import hammingway.model.Tuning;
import hammingway.model.checkpoint.CheckpointFolder;
import hammingway.run.ModelStart;
import hammingway.run.RunSpec;
import hammingway.run.SpecKinds;
import hammingway.run.TuningChoice;
import hammingway.run.estimate.Machine;
import hammingway.run.estimate.TuningOffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The pretrained model that the run of the page begins with: what it is, why a folder is none, and what can be trained of it. */
final class ModelViewModel {
    private static final String CHECKPOINT = "backbone.checkpoint";
    private static final String TARGETS = "training.tuning.targets";

    /** Nobody types faster than this between two words. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    /**
     * What the choices take.
     *
     * @param advice what would fit; empty where the one chosen does
     */
    record Offers(List<TuningOffer> all, Machine machine, String advice) {}

    private final Path project;
    private final NewRunViewModel form;
    private final Background background;
    private final Latest looking;
    private final ReadOnlyObjectWrapper<Optional<CheckpointFolder>> model =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Offers>> offers = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final AtomicLong turn = new AtomicLong();
    private final AtomicLong offered = new AtomicLong();
    private Optional<Background.Job> job = Optional.empty();
    private List<String> layers = List.of();
    private String family = "";
    private String told = "";

    ModelViewModel(Path project, NewRunViewModel form, Background background) {
        this.project = project;
        this.form = form;
        this.background = background;
        looking = new Latest(background);
        form.specification().subscribe(s -> s.ifPresentOrElse(this::name, this::uncounted));
        form.draft().subscribe(this::follow);
        form.forecast().now().subscribe(f -> f.ifPresent(this::count));
    }

    /** The model that the page's specification names, once it was read. */
    ReadOnlyObjectProperty<Optional<CheckpointFolder>> model() {
        return model.getReadOnlyProperty();
    }

    /** Why a folder was not taken, or why the one that is named is no model; empty while all is well. */
    ReadOnlyStringProperty refusal() {
        return refusal.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty reading() {
        return reading.getReadOnlyProperty();
    }

    /** What the choices of training take; empty while it is counted. */
    ReadOnlyObjectProperty<Optional<Offers>> offers() {
        return offers.getReadOnlyProperty();
    }

    /** Whether the specification names a model, right or wrong. */
    boolean named() {
        return !named(form.draft().get()).isEmpty();
    }

    private static String named(RunDraft draft) {
        return SpecKinds.at(draft.spec(), CHECKPOINT).asText("");
    }

    /** What was looked at, and what the page becomes with it. */
    private record Found(CheckpointFolder folder, ObjectNode from, ObjectNode next) {}

    /** Begins with a model: one step to undo. A folder that is none changes nothing. */
    void choose(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        ObjectNode from = form.draft().get().spec();
        refusal.set("");
        reading.set(true);
        job = Optional.of(looking.start(
                "Reading the model " + whole.getFileName(),
                progress -> look(whole, from, progress),
                found -> taken(whole, found),
                this::refused));
    }

    private Found look(Path folder, ObjectNode from, Progress progress) {
        CheckpointFolder found = ModelStart.checked(folder, progress);
        return new Found(found, from, ModelStart.on(from, project, folder));
    }

    private void taken(Path folder, Found found) {
        reading.set(false);
        if (!found.from().equals(form.draft().get().spec())) {
            choose(folder); // something was typed meanwhile, and stays
            return;
        }
        told = SpecKinds.at(found.next(), CHECKPOINT).asText();
        turn.incrementAndGet();
        model.set(Optional.of(found.folder()));
        form.replace(found.next());
    }

    private void refused(String message) {
        reading.set(false);
        refusal.set(message);
    }

    /** Ends the reading; nothing changes. */
    void stop() {
        job.ifPresent(Background.Job::stop);
    }

    /** Back to random weights. */
    void forget() {
        refusal.set("");
        form.replace(ModelStart.off(form.draft().get().spec()));
    }

    /** What is trained. */
    void train(TuningChoice choice) {
        if (!choice.equals(TuningChoice.of(form.draft().get().spec()).orElse(null))) {
            form.replace(choice.into(form.draft().get().spec()));
        }
    }

    /** A model that came by typing, by undo, or with another beginning is read a moment later. */
    private void follow(RunDraft draft) {
        String named = named(draft);
        if (named.equals(told)) {
            return;
        }
        told = named;
        long mine = turn.incrementAndGet();
        model.set(Optional.empty());
        offers.set(Optional.empty());
        refusal.set("");
        if (named.isEmpty()) {
            return;
        }
        background.later(
                PAUSE,
                () -> mine == turn.get()
                        ? Optional.of(CheckpointFolder.of(UserPath.resolve(project, named, CHECKPOINT)))
                        : Optional.<CheckpointFolder>empty(),
                found -> found.filter(f -> mine == turn.get()).ifPresent(f -> model.set(Optional.of(f))),
                message -> {
                    if (mine == turn.get()) {
                        refusal.set(message);
                    }
                });
    }

    /** While the page is wrong nothing can be counted, and what was counted is of another page. */
    private void uncounted() {
        offered.incrementAndGet();
        offers.set(Optional.empty());
    }

    private void count(ForecastViewModel.Forecast forecast) {
        long mine = offered.incrementAndGet();
        if (forecast.spec().backbone().checkpoint().isEmpty()
                || !forecast.problems().isEmpty()) {
            offers.set(Optional.empty());
            return;
        }
        background.later(
                Duration.ZERO,
                () -> new Offers(
                        TuningOffer.of(forecast.spec(), forecast.estimate().with()),
                        forecast.machine(),
                        TuningOffer.advice(forecast.spec(), forecast.estimate().with(), forecast.machine())
                                .orElse("")),
                counted -> {
                    if (mine == offered.get() && named()) {
                        offers.set(Optional.of(counted));
                    }
                },
                message -> offers.set(Optional.empty()));
    }

    private void name(RunSpec spec) {
        boolean lora = spec.training().tuning() instanceof Tuning.Lora;
        layers = lora ? Adapters.kinds(spec.backbone()) : layers;
        family = spec.backbone().family();
    }

    /** The list of adapted layers tells which there are. */
    FormField explained(FormField f) {
        if (!f.path().equals(TARGETS) || layers.isEmpty()) {
            return f;
        }
        String help = f.help() + " Layers of " + family + ": " + String.join(", ", layers) + ".";
        return new FormField(
                f.path(), f.label(), help, f.unit(), f.input(), f.options(), f.value(), f.depth(), f.slider());
    }

    /** What an empty list of adapted layers stands for. */
    Optional<String> example(FormField f) {
        return f.path().equals(TARGETS) && !layers.isEmpty()
                ? Optional.of("Queries and values; or " + String.join(", ", layers) + ", all-linear")
                : Optional.empty();
    }
}
