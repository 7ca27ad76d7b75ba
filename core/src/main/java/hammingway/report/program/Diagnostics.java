package hammingway.report.program;

import hammingway.base.WorkbenchException;
import hammingway.run.Memory;
import hammingway.torch.engine.DeviceProbe;
import hammingway.torch.engine.Devices;
import hammingway.torch.engine.EngineFile;
import hammingway.torch.engine.EngineLaunch;
import hammingway.torch.engine.EngineSettings;
import hammingway.torch.engine.Gpu;
import hammingway.torch.engine.Processor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * What a report of a fault needs to be understood: versions, engine, machine and the last errors, as a text without personal data.
 *
 * @param file        where the choice of the engine is kept
 * @param environment of this process
 */
public record Diagnostics(EngineFile file, DeviceProbe probe, Map<String, String> environment, PersonalData hidden) {
    /** An older error seldom explains a new one. */
    private static final int MOST_ERRORS = 10;

    /** Where DJL's own files tell their version. */
    private static final String ENGINE = "/pytorch-engine.properties";

    /** @param projects their folders, which are not told */
    public static Diagnostics ofThis(List<java.nio.file.Path> projects) {
        return new Diagnostics(
                EngineFile.ofUser(), DeviceProbe.ofThis(), System.getenv(), PersonalData.ofThis(projects));
    }

    /** The version of the program; {@code development} where it was not packaged. */
    public static String version() {
        return Optional.ofNullable(Diagnostics.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** Names and versions of what the program is made of: a line each. */
    public static List<String> versions(Optional<String> screen) {
        Properties engine = new Properties();
        try (InputStream in = Diagnostics.class.getResourceAsStream(ENGINE)) {
            if (in != null) {
                engine.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the engine's own file " + ENGINE, e);
        }
        List<String> lines = new ArrayList<>();
        lines.add("Hammingway " + version());
        lines.add("Java " + Runtime.version() + ", " + System.getProperty("java.vm.name") + ", "
                + System.getProperty("java.vendor"));
        screen.ifPresent(s -> lines.add("JavaFX " + s));
        lines.add("DJL " + engine.getProperty("djl_version", "unknown") + ", built for libtorch "
                + engine.getProperty("pytorch_version", "unknown"));
        return lines;
    }

    /**
     * All of it. Asks the driver for its devices, which takes up to its patience: not for the toolkit's thread.
     *
     * @param screen the version of the screen library, where there is one
     * @param errors what went wrong, the last at the end
     */
    public String text(Optional<String> screen, List<String> errors) {
        StringBuilder text = new StringBuilder();
        section(text, "Versions", versions(screen));
        section(text, "Engine", engine());
        section(text, "Machine", machine());
        List<String> last = errors.subList(Math.max(0, errors.size() - MOST_ERRORS), errors.size());
        section(text, "Last errors", last.isEmpty() ? List.of("none") : last);
        return hidden.hide(text.toString());
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        text.append(title).append('\n');
        lines.stream()
                .flatMap(String::lines)
                .forEach(l -> text.append("  ").append(l).append('\n'));
    }

    private List<String> engine() {
        List<String> lines = new ArrayList<>();
        try {
            EngineSettings settings = file.load();
            EngineLaunch launch = EngineLaunch.ofThisProcess(environment, file);
            lines.add(launch.told() + " (" + launch.flavor() + ")");
            lines.add("threads of a run that names none: " + settings.threads(probe.processor())
                    + (settings.calibration().isPresent() ? ", measured" : ", not measured"));
        } catch (WorkbenchException e) {
            lines.add("cannot be used: " + e.getMessage());
        }
        return lines;
    }

    private List<String> machine() {
        List<String> lines = new ArrayList<>();
        lines.add(System.getProperty("os.name") + " " + System.getProperty("os.version") + " on "
                + System.getProperty("os.arch"));
        Devices devices = probe.devices();
        Processor p = devices.processor();
        lines.add(p.name() + ", " + p.cores() + " cores, " + p.logical() + " logical processors");
        lines.add("memory " + memory(p.memory()) + ", free " + memory(p.free()));
        devices.gpus().forEach(g -> lines.add(gpu(g)));
        if (!devices.note().isEmpty()) {
            lines.add(devices.note());
        }
        Runtime java = Runtime.getRuntime();
        long resident = Memory.residentBytes();
        lines.add("this process: heap " + megabytes(java.totalMemory() - java.freeMemory()) + " of "
                + megabytes(java.maxMemory()) + (resident == 0 ? "" : ", resident " + megabytes(resident)));
        return lines;
    }

    private static String gpu(Gpu gpu) {
        return gpu.id() + " " + gpu.name() + ", memory " + memory(gpu.memory())
                + (gpu.driver().isEmpty() ? "" : ", driver " + gpu.driver());
    }

    private static String megabytes(long bytes) {
        return bytes / 1_000_000 + " MB";
    }

    private static String memory(OptionalLong bytes) {
        return bytes.isPresent() ? Devices.memory(bytes.getAsLong()) : "unknown";
    }
}
