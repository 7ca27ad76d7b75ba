package hammingway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.run.ThreadCalibration;
import hammingway.torch.engine.Calibration;
import hammingway.torch.engine.CudaDownload;
import hammingway.torch.engine.CudaEngine;
import hammingway.torch.engine.DeviceProbe;
import hammingway.torch.engine.EngineChoice;
import hammingway.torch.engine.EngineFile;
import hammingway.torch.engine.EngineLaunch;
import hammingway.torch.engine.EngineSettings;
import hammingway.torch.engine.LibtorchCheck;
import hammingway.torch.engine.LibtorchReport;
import hammingway.torch.engine.Processor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description = "Shows and chooses the PyTorch that runs on this machine compute with.",
        subcommands = {
            EngineCommand.Show.class,
            EngineCommand.Check.class,
            EngineCommand.Use.class,
            EngineCommand.FetchCuda.class,
            EngineCommand.Threads.class
        })
final class EngineCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    PrintWriter out() {
        return main.out();
    }

    @Override
    public Integer call() {
        main.out().println("engine show, check, use, fetch-cuda or threads; --help tells more.");
        return 2;
    }

    private static Path folder(String name) {
        return UserPath.resolve(Path.of("").toAbsolutePath(), name, "FOLDER").normalize();
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows the engine in use, whether it can be used, and the threads of a run that names none.")
    static final class Show implements Callable<Integer> {
        @ParentCommand
        private EngineCommand parent;

        @Option(names = "--json", description = "Print it as JSON")
        private boolean json;

        @Override
        public Integer call() {
            EngineFile file = EngineFile.ofUser();
            EngineSettings settings = file.load();
            Processor processor = DeviceProbe.ofThis().processor();
            EngineLaunch launch = EngineLaunch.ofThisProcess(System.getenv(), file);
            if (json) {
                ObjectNode node = SpecCodec.write(settings);
                node.put("flavor", launch.flavor());
                launch.lib().ifPresent(l -> node.put("libraries", l.toString()));
                parent.out().printf("%s", Json.pretty(node.put("threads", settings.threads(processor))));
                return 0;
            }
            parent.out().println("engine   " + launch.told());
            launch.lib().ifPresent(l -> parent.out().println("from     " + l));
            parent.out().println("threads  " + settings.threads(processor) + why(settings, processor));
            parent.out().println("kept in  " + file.path());
            return 0;
        }

        private static String why(EngineSettings settings, Processor processor) {
            Optional<Calibration> measured = settings.calibration();
            if (measured.isEmpty()) {
                return ", one per physical core (not measured: engine threads)";
            }
            return measured.get().fits(processor)
                    ? ", as measured on this processor"
                    : ", one per physical core (the measurement is of another processor: engine threads)";
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Says whether a folder holds a libtorch that can be used, without loading it.",
            footer = {"", "Example: engine check /opt/libtorch"})
    static final class Check implements Callable<Integer> {
        @ParentCommand
        private EngineCommand parent;

        @Parameters(paramLabel = "FOLDER", description = "An unpacked libtorch, or the folder torch of site-packages")
        private String name;

        @Override
        public Integer call() {
            LibtorchReport report = LibtorchCheck.ofThis().inspect(folder(name)).orThrow();
            parent.out().println(report.told() + " can be used: engine use " + report.folder());
            return 0;
        }
    }

    @Command(
            name = "use",
            mixinStandardHelpOptions = true,
            description = "Chooses the engine for all runs that start from now on. A folder is checked first.",
            footer = {"", "Example: engine use /opt/libtorch"})
    static final class Use implements Callable<Integer> {
        @ParentCommand
        private EngineCommand parent;

        @Parameters(
                paramLabel = "ENGINE",
                description = "bundled; cuda, once fetch-cuda has fetched it; or the folder of a libtorch")
        private String name;

        @Override
        public Integer call() {
            EngineChoice choice = switch (name) {
                case "bundled" -> new EngineChoice.BundledCpu();
                case "cuda" -> downloaded();
                default -> new EngineChoice.LibtorchFolder(folder(name).toString());
            };
            EngineLaunch.of(choice, LibtorchCheck.ofThis(), CudaEngine.ofThis().folder());
            EngineFile.ofUser().update(s -> s.withEngine(choice));
            parent.out().println("Runs use the " + choice.told() + " from now on.");
            return 0;
        }

        private static EngineChoice downloaded() {
            if (!CudaEngine.ofThis().there()) {
                throw new WorkbenchException("The CUDA engine has not been fetched yet: engine fetch-cuda.");
            }
            return new EngineChoice.DownloadedCuda();
        }
    }

    @Command(
            name = "fetch-cuda",
            mixinStandardHelpOptions = true,
            description = {
                "Fetches the CUDA engine that DJL publishes, checks it, and uses it. Without --yes it only says what would be fetched.",
                "With --sizes it asks the site which files there are and how large."
            })
    static final class FetchCuda implements Callable<Integer> {
        @ParentCommand
        private EngineCommand parent;

        @Option(names = "--yes", description = "Fetch it")
        private boolean yes;

        @Option(names = "--sizes", description = "Ask the site for files and sizes; fetches nothing")
        private boolean sizes;

        @Option(
                names = "--from",
                paramLabel = "ADDRESS",
                description = "Another place with the same files, such as a copy inside an institute",
                defaultValue = CudaEngine.DJL_SITE)
        private String site;

        @Override
        public Integer call() {
            CudaEngine here = CudaEngine.ofThis();
            CudaEngine engine = new CudaEngine(site.replaceFirst("/+$", ""), here.cache(), here.host());
            CudaDownload download = new CudaDownload(engine, LibtorchCheck.ofThis());
            parent.out().println(engine.told());
            parent.out().println("from  " + engine.site());
            parent.out().println("to    " + engine.folder());
            if (engine.there()) {
                parent.out().println("It is there already: engine use cuda.");
                return 0;
            }
            if (!yes && !sizes) {
                parent.out()
                        .println(
                                "Several gigabytes. Nothing was asked or fetched: --sizes asks the site, --yes fetches.");
                return 0;
            }
            try (LiveLine line = new LiveLine(parent.out())) {
                CudaDownload.Plan plan = download.plan(line);
                if (sizes) {
                    plan.items()
                            .forEach(i ->
                                    parent.out().println("      " + i.name() + "  " + CudaDownload.size(i.bytes())));
                }
                parent.out().println("size  " + plan.told() + ", compressed");
                if (!yes) {
                    return 0;
                }
                download.fetch(plan, line);
            }
            EngineFile.ofUser().update(s -> s.withEngine(new EngineChoice.DownloadedCuda()));
            parent.out().println("Fetched and checked. Runs use it from now on.");
            return 0;
        }
    }

    @Command(
            name = "threads",
            mixinStandardHelpOptions = true,
            description =
                    "Measures how many threads serve this machine best, some seconds, and keeps the result for runs whose device.threads is 0.")
    static final class Threads implements Callable<Integer> {
        @ParentCommand
        private EngineCommand parent;

        @Option(names = "--forget", description = "Forget the measurement: one thread per physical core again")
        private boolean forget;

        @Option(names = "--json", description = "Print it as JSON")
        private boolean json;

        @Override
        public Integer call() {
            EngineFile file = EngineFile.ofUser();
            if (forget) {
                file.update(s -> s.withCalibration(Optional.empty()));
                parent.out().println("Runs that name no threads have one per physical core.");
                return 0;
            }
            Calibration measured;
            try (LiveLine line = new LiveLine(parent.out())) {
                measured = ThreadCalibration.measure(
                        EngineLaunch.ofThisProcess(System.getenv(), file),
                        DeviceProbe.ofThis().processor(),
                        line);
            }
            file.update(s -> s.withCalibration(Optional.of(measured)));
            if (json) {
                parent.out().printf("%s", Json.pretty(SpecCodec.write(measured)));
                return 0;
            }
            parent.out().println("threads  step, ms");
            for (Calibration.Timing t : measured.timings()) {
                parent.out()
                        .printf(
                                Locale.ROOT,
                                "%7d  %8.1f%s%n",
                                t.threads(),
                                t.stepMillis(),
                                t.threads() == measured.threads() ? "  <- used from now on" : "");
            }
            if (!measured.doubt().isEmpty()) {
                parent.out().println(measured.doubt());
            }
            return 0;
        }
    }

    /** Starts the engine in this process, so it must be one of its own. */
    @Command(name = ThreadCalibration.COMMAND, hidden = true, description = "Measures a step with so many threads.")
    static final class TimeStep implements Callable<Integer> {
        @ParentCommand
        private Main main;

        @Parameters(paramLabel = "THREADS", description = "1 or more")
        private int threads;

        @Override
        public Integer call() {
            main.out().println(ThreadCalibration.child(Math.max(1, threads)));
            return 0;
        }
    }
}
