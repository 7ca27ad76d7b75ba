package hammingway.settings.engine;

import hammingway.base.WorkbenchException;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.torch.engine.Devices;
import hammingway.torch.engine.EngineChoice;
import hammingway.torch.engine.EngineLaunch;
import hammingway.torch.engine.EngineSettings;
import hammingway.torch.engine.LibtorchReport;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/** Devices of this machine, the engine in use, and a folder that is looked at before it is used. */
public final class EngineViewModel {
    private final Background background;
    private final Machine machine;
    private final Latest probing;
    private final Latest checking;
    private final Latest keeping;
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<Devices>> devices = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State(EngineSettings.DEFAULT, "", false, ""));
    private final StringProperty folder = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<LibtorchReport>> report =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final CudaViewModel cuda;
    private final ThreadsViewModel threads;

    /**
     * The engine of runs that start now.
     *
     * @param told    the engine, for people
     * @param cuda    whether it computes on GPUs
     * @param problem why no run can start with it; empty when it can be used
     */
    public record State(EngineSettings settings, String told, boolean cuda, String problem) {}

    public EngineViewModel(Background background, Machine machine) {
        this.background = background;
        this.machine = machine;
        probing = new Latest(background);
        checking = new Latest(background);
        keeping = new Latest(background);
        cuda = new CudaViewModel(background, machine, this);
        threads = new ThreadsViewModel(background, machine, this);
        shown.subscribe(now -> {
            if (now) {
                refresh();
            }
        });
        folder.subscribe(f -> report.set(Optional.empty()));
    }

    /** Whether the page is there to be seen; looking begins when it opens. */
    public BooleanProperty shown() {
        return shown;
    }

    /** Empty until they are found. */
    public ReadOnlyObjectProperty<Optional<Devices>> devices() {
        return devices.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /** The folder to be looked at, as typed. */
    public StringProperty folder() {
        return folder;
    }

    /** What the folder holds; empty until it is looked at. */
    public ReadOnlyObjectProperty<Optional<LibtorchReport>> report() {
        return report.getReadOnlyProperty();
    }

    /** What failed last; empty when nothing did. */
    public ReadOnlyStringProperty trouble() {
        return trouble.getReadOnlyProperty();
    }

    /** That GPUs are there which the engine in use cannot use; empty otherwise. */
    public ObservableValue<String> idleGpus() {
        return Bindings.createStringBinding(
                () -> {
                    int gpus = devices.get().map(d -> d.gpus().size()).orElse(0);
                    State now = state.get();
                    return gpus == 0 || now.cuda() || now.told().isEmpty()
                            ? ""
                            : "This engine computes on the processor only: "
                                    + (gpus == 1 ? "the GPU needs" : "the GPUs need")
                                    + " a CUDA engine, below, or a libtorch folder for CUDA 12.8.";
                },
                devices,
                state);
    }

    public CudaViewModel cuda() {
        return cuda;
    }

    public ThreadsViewModel threads() {
        return threads;
    }

    /** Looks at devices and engine anew. */
    public void refresh() {
        trouble.set("");
        probing.start(
                "Looking for devices",
                progress -> machine.probe().devices(),
                d -> devices.set(Optional.of(d)),
                this::failed);
        keeping.start(
                "Reading the engine's settings",
                progress -> judge(machine.file().load()),
                this::take,
                this::failed);
        cuda.refresh();
    }

    private void failed(String text) {
        trouble.set(text);
    }

    /** Looks what the typed folder holds, loading nothing. */
    public void check() {
        String typed = folder.get().strip();
        if (typed.isEmpty()) {
            trouble.set("Name a folder: an unpacked libtorch, or the folder torch of a Python environment.");
            return;
        }
        Path path;
        try {
            path = Path.of(typed);
        } catch (InvalidPathException e) {
            trouble.set(typed + " cannot be a folder's name: " + e.getReason() + ".");
            return;
        }
        trouble.set("");
        checking.start(
                "Looking into " + typed,
                progress -> machine.check().inspect(path),
                found -> report.set(Optional.of(found)),
                this::failed);
    }

    /** Uses the folder that was looked at, if it can be used. */
    public void useFolder() {
        report.get().filter(LibtorchReport::usable).ifPresent(r -> use(choice(r)));
    }

    /** Whether the folder is the engine in use. */
    public boolean uses(LibtorchReport looked) {
        return state.get().settings().engine().equals(choice(looked));
    }

    private static EngineChoice choice(LibtorchReport looked) {
        return new EngineChoice.LibtorchFolder(
                looked.folder().toAbsolutePath().normalize().toString());
    }

    public void use(EngineChoice choice) {
        update(s -> s.withEngine(choice));
    }

    /** Changes what is kept for this machine. */
    void update(UnaryOperator<EngineSettings> change) {
        trouble.set("");
        // no Latest: a change must not cancel the one before
        background.start(
                "Keeping the engine's settings",
                progress -> judge(machine.file().update(change)),
                this::take,
                this::failed);
    }

    private void take(State now) {
        state.set(now);
    }

    private State judge(EngineSettings settings) {
        try {
            EngineLaunch launch = machine.launch(settings.engine());
            return new State(settings, launch.told(), launch.cuda(), "");
        } catch (WorkbenchException e) {
            return new State(settings, settings.engine().told(), false, String.valueOf(e.getMessage()));
        }
    }
}
