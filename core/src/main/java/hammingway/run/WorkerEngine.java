package hammingway.run;

import hammingway.base.WorkbenchException;
import hammingway.torch.Torch;
import hammingway.torch.engine.DeviceProbe;
import hammingway.torch.engine.EngineFile;
import hammingway.torch.engine.EngineLaunch;
import java.util.Map;

/**
 * The engine of one worker: which, on what device, with how many threads.
 *
 * @param launch  the engine
 * @param device  {@code cpu}, or such as {@code gpu0}
 * @param threads of one operator
 */
record WorkerEngine(EngineLaunch launch, String device, int threads) {
    /** @throws WorkbenchException when the device is not there, or the engine cannot use it */
    static WorkerEngine ofThisProcess(RunSpec.DeviceSpec spec) {
        return of(spec, System.getenv(), EngineFile.ofUser(), DeviceProbe.ofThis());
    }

    static WorkerEngine of(
            RunSpec.DeviceSpec spec, Map<String, String> environment, EngineFile file, DeviceProbe probe) {
        EngineLaunch launch = EngineLaunch.ofThisProcess(environment, file);
        launch.require(spec.device(), probe);
        int threads = spec.threads() == 0 ? file.load().threads(probe.processor()) : spec.threads();
        return new WorkerEngine(launch, spec.device(), threads);
    }

    /** Loads the engine into this process. */
    Torch start() {
        launch.applyHere();
        try {
            return Torch.start(threads, device);
        } catch (WorkbenchException e) {
            if (launch.bundled()) {
                throw e;
            }
            throw new WorkbenchException(
                    e.getMessage() + " It is the " + launch.told()
                            + ": whether it is at fault shows a run with the bundled one (engine use bundled).",
                    e);
        }
    }

    String told() {
        return launch.told();
    }
}
