package hammingway.settings.engine;

import hammingway.base.Progress;
import hammingway.run.ThreadCalibration;
import hammingway.torch.engine.Calibration;
import hammingway.torch.engine.CudaEngine;
import hammingway.torch.engine.DeviceProbe;
import hammingway.torch.engine.EngineChoice;
import hammingway.torch.engine.EngineFile;
import hammingway.torch.engine.EngineLaunch;
import hammingway.torch.engine.LibtorchCheck;
import hammingway.torch.engine.Processor;
import java.util.Map;

/**
 * All that the page knows of the machine; another one in tests.
 *
 * @param file  where the choice is kept
 * @param probe finds the devices
 * @param check looks into folders
 * @param cuda  the engine that could be fetched
 * @param meter measures threads
 */
public record Machine(EngineFile file, DeviceProbe probe, LibtorchCheck check, CudaEngine cuda, Meter meter) {
    /** Measures how many threads serve best. */
    @FunctionalInterface
    public interface Meter {
        Calibration measure(EngineLaunch engine, Processor processor, Progress progress);
    }

    public static Machine ofUser() {
        return new Machine(
                EngineFile.ofUser(),
                DeviceProbe.ofThis(),
                LibtorchCheck.ofThis(),
                CudaEngine.ofThis(),
                ThreadCalibration::measure);
    }

    /** How workers start with a choice, unless the program's environment names an engine. */
    EngineLaunch launch(EngineChoice choice) {
        return EngineLaunch.ofThisProcess(environment(), choice, check, cuda.folder());
    }

    Map<String, String> environment() {
        return System.getenv();
    }
}
