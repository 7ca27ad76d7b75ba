package hammingway.torch.engine;

import hammingway.base.Doc;
import java.util.Optional;

/** {@code engine.json}: what the workers of this machine compute with. */
public record EngineSettings(
        @Doc(value = "The engine", byDefault = "{\"type\": \"bundled-cpu\"}")
        EngineChoice engine,

        @Doc("The measurement that decides how many threads a run has when it names none")
        Optional<Calibration> calibration) {
    public static final EngineSettings DEFAULT = new EngineSettings(new EngineChoice.BundledCpu(), Optional.empty());

    public EngineSettings withEngine(EngineChoice choice) {
        return new EngineSettings(choice, calibration);
    }

    public EngineSettings withCalibration(Optional<Calibration> measured) {
        return new EngineSettings(engine, measured);
    }

    /** Threads of a run that names none: by the calibration of this processor, else one per physical core. */
    public int threads(Processor processor) {
        return calibration
                .filter(c -> c.fits(processor))
                .map(Calibration::threads)
                .orElse(processor.cores());
    }
}
