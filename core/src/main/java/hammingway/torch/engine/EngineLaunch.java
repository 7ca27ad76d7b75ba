package hammingway.torch.engine;

import hammingway.base.WorkbenchException;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a process comes to compute with an engine.
 *
 * @param told   the engine, for people
 * @param flavor {@code cpu} or such as {@code cu128}
 * @param lib    the folder of its libraries; empty: the engine that comes with the program
 */
public record EngineLaunch(String told, String flavor, Optional<Path> lib) {
    /** DJL reads these from the environment, or as properties of the JVM. */
    private static final String LIBRARY_PATH = "PYTORCH_LIBRARY_PATH";

    private static final String FLAVOR = "PYTORCH_FLAVOR";
    private static final String VERSION = "PYTORCH_VERSION";

    /** @throws WorkbenchException with all problems of the folder, when it cannot be used */
    public static EngineLaunch of(EngineChoice choice, LibtorchCheck check, Path downloads) {
        return switch (choice) {
            case EngineChoice.BundledCpu bundled -> new EngineLaunch(choice.told(), Pytorch.CPU, Optional.empty());
            case EngineChoice.LibtorchFolder folder -> of(choice.told(), check.inspect(Path.of(folder.path())));
            case EngineChoice.DownloadedCuda cuda -> of(choice.told(), check.inspect(downloads));
        };
    }

    private static EngineLaunch of(String told, LibtorchReport report) {
        report.orThrow();
        return new EngineLaunch(
                told, report.flavor().orElseThrow(), report.libraries().map(Path::toAbsolutePath));
    }

    /** What this machine's workers are started with. */
    public static EngineLaunch ofUser(EngineFile file) {
        EngineChoice choice = file.load().engine();
        try {
            return of(choice, LibtorchCheck.ofThis(), CudaEngine.ofThis().folder());
        } catch (WorkbenchException e) {
            throw new WorkbenchException(e.getMessage() + "\nMend it, or choose another one: engine use bundled.", e);
        }
    }

    /** What this process computes with: as its environment says, which a launcher or the user has set, else as the user chose. */
    public static EngineLaunch ofThisProcess(Map<String, String> environment, EngineFile file) {
        String named = environment.getOrDefault(LIBRARY_PATH, "");
        return named.isBlank() ? ofUser(file) : named(environment, named);
    }

    private static EngineLaunch named(Map<String, String> environment, String folder) {
        return new EngineLaunch(
                "engine in " + folder + " (" + LIBRARY_PATH + ")",
                environment.getOrDefault(FLAVOR, Pytorch.CPU),
                Optional.of(Path.of(folder)));
    }

    public boolean bundled() {
        return lib.isEmpty();
    }

    public boolean cuda() {
        return flavor.startsWith("cu");
    }

    /**
     * Adds what a worker needs to its environment; nothing for the bundled engine.
     *
     * @param environment of the process that is to be started, with what it inherits
     */
    public void addTo(Map<String, String> environment) {
        if (lib.isEmpty()) {
            return;
        }
        environment.putAll(variables());
        if (cuda()) {
            // so that gpu1 is what the driver's list calls 1
            environment.putIfAbsent("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
            environment.merge(
                    "LD_LIBRARY_PATH", lib.get().toString(), (there, ours) -> ours + File.pathSeparator + there);
        }
    }

    /** The same for this process, before its engine starts: a worker that was started by hand. */
    public void applyHere() {
        variables().forEach(System::setProperty);
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        lib.ifPresent(folder -> {
            variables.put(LIBRARY_PATH, folder.toString());
            // the bridge is built for this one, and fits all of the same minor version
            variables.put(VERSION, Pytorch.VERSION);
            variables.put(FLAVOR, flavor);
        });
        return variables;
    }

    /** @throws WorkbenchException when a run's device is not among those that there are, naming them */
    public void require(String device, DeviceProbe probe) {
        if (device.equals("cpu")) {
            return;
        }
        Devices devices = probe.devices();
        String there = "device.device = " + device + ": ";
        if (devices.gpu(device).isEmpty()) {
            throw new WorkbenchException(there + "this machine has no such device. There are: " + devices.names() + ". "
                    + (devices.note().isEmpty() ? "" : devices.note() + " ")
                    + (devices.gpus().isEmpty() ? "Set device.device to cpu." : "Set device.device to one of them."));
        }
        if (!cuda()) {
            throw new WorkbenchException(there + "the engine in use (" + told
                    + ") computes on the processor only. Set device.device to cpu, or choose a CUDA engine:"
                    + " engine use FOLDER with a libtorch " + Pytorch.VERSION
                    + " for CUDA 12.8, or engine fetch-cuda.");
        }
        String driver = devices.gpu(device).map(Gpu::driver).orElse("");
        if (driver.matches("\\d{1,4}\\..*")
                && Integer.parseInt(driver.replaceFirst("\\..*", "")) < Pytorch.LEAST_DRIVER) {
            throw new WorkbenchException(there + "its NVIDIA driver has version " + driver + ". Allowed: "
                    + Pytorch.LEAST_DRIVER + " or later, for CUDA 12. Update the driver, or set device.device to cpu.");
        }
    }

    /** As {@link #ofThisProcess(Map, EngineFile)}, for what is kept already and with a check of the caller's. */
    public static EngineLaunch ofThisProcess(
            Map<String, String> environment, EngineChoice choice, LibtorchCheck check, Path downloads) {
        String named = environment.getOrDefault(LIBRARY_PATH, "");
        return named.isBlank() ? of(choice, check, downloads) : named(environment, named);
    }
}
