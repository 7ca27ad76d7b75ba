package hammingway.settings.engine;

import hammingway.base.Progress;
import hammingway.fx.Background;
import hammingway.torch.engine.Calibration;
import hammingway.torch.engine.Processor;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/** How many threads a run has that names none, and the measurement that decides it. */
public final class ThreadsViewModel {
    private final Background background;
    private final Machine machine;
    private final EngineViewModel page;
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Background.Job>> job = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");

    ThreadsViewModel(Background background, Machine machine, EngineViewModel page) {
        this.background = background;
        this.machine = machine;
        this.page = page;
        page.state().subscribe(s -> tell());
        page.devices().subscribe(d -> tell());
    }

    /** How many threads, and why. */
    public ReadOnlyStringProperty summary() {
        return summary.getReadOnlyProperty();
    }

    /** Why the measurement that is kept may be wrong; empty when there is no reason. */
    public ObservableValue<String> doubt() {
        return page.state()
                .map(s -> s.settings().calibration().map(Calibration::doubt).orElse(""));
    }

    /** What failed last; empty when nothing did. */
    public ReadOnlyStringProperty trouble() {
        return trouble.getReadOnlyProperty();
    }

    /** The measurement under way. */
    public ReadOnlyObjectProperty<Optional<Background.Job>> job() {
        return job.getReadOnlyProperty();
    }

    private void tell() {
        Optional<Processor> processor = page.devices().get().map(d -> d.processor());
        summary.set(processor.map(this::told).orElse(""));
    }

    private String told(Processor processor) {
        Optional<Calibration> measured = page.state().get().settings().calibration();
        int threads = page.state().get().settings().threads(processor);
        String runs = "Runs whose device.threads is 0 use " + threads + (threads == 1 ? " thread" : " threads");
        if (measured.isEmpty()) {
            return runs + ": one per physical core. Not measured yet.";
        }
        return measured.get().fits(processor)
                ? runs + ", as measured on this processor."
                : runs + ": one per physical core. The measurement that was kept is of another processor ("
                        + measured.get().processor() + ").";
    }

    public void measure() {
        if (job.get().isPresent()) {
            return;
        }
        trouble.set("");
        var settings = page.state().get().settings();
        job.set(Optional.of(background.startKeeping(
                "Measuring threads",
                progress -> {
                    try {
                        return Optional.of(machine.meter()
                                .measure(
                                        machine.launch(settings.engine()),
                                        machine.probe().processor(),
                                        progress));
                    } catch (Progress.CancelledException e) {
                        return Optional.<Calibration>empty();
                    }
                },
                found -> {
                    job.set(Optional.empty());
                    if (found.isPresent()) {
                        page.update(s -> s.withCalibration(found));
                    }
                },
                text -> {
                    job.set(Optional.empty());
                    trouble.set(text);
                })));
    }

    public void cancel() {
        job.get().ifPresent(Background.Job::cancel);
    }

    public void forget() {
        page.update(s -> s.withCalibration(Optional.empty()));
    }
}
