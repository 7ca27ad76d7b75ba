package hammingway.settings.engine;

import hammingway.fx.Background;
import hammingway.torch.engine.CudaDownload;
import hammingway.torch.engine.CudaEngine;
import hammingway.torch.engine.EngineChoice;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The offer of the CUDA engine: nothing is asked of the site, and nothing fetched, but on the user's word. */
public final class CudaViewModel {
    /** How far the offer is. */
    public enum Stage {
        /** There is none for this system. */
        NONE,
        OFFERED,
        ASKING,
        /** Files and sizes are known; the user's word is awaited. */
        PLANNED,
        FETCHING,
        /** Fetched and checked. */
        THERE
    }

    private final Background background;
    private final Machine machine;
    private final EngineViewModel page;
    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.OFFERED);
    private final ReadOnlyObjectWrapper<Optional<CudaDownload.Plan>> plan =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Background.Job>> job = new ReadOnlyObjectWrapper<>(Optional.empty());

    CudaViewModel(Background background, Machine machine, EngineViewModel page) {
        this.background = background;
        this.machine = machine;
        this.page = page;
        refresh();
    }

    void refresh() {
        if (job.get().isPresent()) {
            return;
        }
        CudaEngine cuda = machine.cuda();
        stage.set(
                !cuda.offered()
                        ? Stage.NONE
                        : cuda.there() ? Stage.THERE : plan.get().isPresent() ? Stage.PLANNED : Stage.OFFERED);
    }

    public ReadOnlyObjectProperty<Stage> stage() {
        return stage.getReadOnlyProperty();
    }

    /** Files and sizes, once the site was asked. */
    public ReadOnlyObjectProperty<Optional<CudaDownload.Plan>> plan() {
        return plan.getReadOnlyProperty();
    }

    /** What failed last; empty when nothing did. */
    public ReadOnlyStringProperty trouble() {
        return trouble.getReadOnlyProperty();
    }

    /** What is under way. */
    public ReadOnlyObjectProperty<Optional<Background.Job>> job() {
        return job.getReadOnlyProperty();
    }

    public CudaEngine engine() {
        return machine.cuda();
    }

    /** Asks the site for files and sizes. */
    public void ask() {
        if (job.get().isPresent()) {
            return;
        }
        begin(Stage.ASKING);
        job.set(Optional.of(background.startKeeping(
                "Asking for the CUDA engine",
                progress -> {
                    try {
                        return Optional.of(download().plan(progress));
                    } catch (hammingway.base.Progress.CancelledException e) {
                        return Optional.<CudaDownload.Plan>empty();
                    }
                },
                found -> {
                    plan.set(found);
                    end();
                },
                this::failed)));
    }

    /** Fetches what the site told. */
    public void fetch() {
        if (job.get().isPresent() || plan.get().isEmpty()) {
            return;
        }
        CudaDownload.Plan what = plan.get().get();
        begin(Stage.FETCHING);
        job.set(Optional.of(background.startKeeping(
                "Fetching the CUDA engine",
                progress -> {
                    try {
                        download().fetch(what, progress);
                        return true;
                    } catch (hammingway.base.Progress.CancelledException e) {
                        return false;
                    }
                },
                whole -> {
                    end();
                    if (whole) {
                        page.use(new EngineChoice.DownloadedCuda());
                    } else {
                        trouble.set("Cancelled. Nothing was kept.");
                    }
                },
                this::failed)));
    }

    public void use() {
        page.use(new EngineChoice.DownloadedCuda());
    }

    public void cancel() {
        job.get().ifPresent(Background.Job::cancel);
    }

    private CudaDownload download() {
        return new CudaDownload(machine.cuda(), machine.check());
    }

    private void begin(Stage now) {
        trouble.set("");
        stage.set(now);
    }

    private void end() {
        job.set(Optional.empty());
        refresh();
    }

    private void failed(String text) {
        end();
        trouble.set(text);
    }
}
