package hammingway.run;

import hammingway.base.AtomicFiles;
import hammingway.base.WorkbenchException;
import hammingway.torch.engine.EngineFile;
import hammingway.torch.engine.EngineLaunch;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs in child JVMs of this computer. The child's output goes straight to the run's {@code log.txt}, not through a pipe, so
 * that it neither blocks nor dies when this process does.
 */
public final class LocalLauncher implements Launcher {
    /** Parts of the class path that only the window needs. */
    private static final Pattern WINDOW = Pattern.compile(
            "javafx|jfree|atlantafx|ikonli|controlsfx|batik|xmlgraphics|hammingway-app|app[/\\\\]target");

    /**
     * glibc returns freed memory to the system after every step by default, only to fault it in again in the next;
     * keeping it makes steps 5-15% faster and resident memory flat.
     */
    private static final List<String[]> ENVIRONMENT = List.of(
            new String[] {"OMP_WAIT_POLICY", "PASSIVE"},
            new String[] {"MALLOC_MMAP_MAX_", "0"},
            new String[] {"MALLOC_TRIM_THRESHOLD_", "100000000000"},
            new String[] {"MALLOC_TOP_PAD_", "268435456"});

    private final EngineFile engines;

    /** With the engine that the user chose for this machine. */
    public LocalLauncher() {
        this(EngineFile.ofUser());
    }

    public LocalLauncher(EngineFile engines) {
        this.engines = engines;
    }

    @Override
    public Running start(RunFolder run) {
        run.spec(); // problems are told here, before a process exists
        if (run.status().state().active()) {
            throw new WorkbenchException(
                    "The run " + run.id() + " is being worked on already. Wait for it, or stop it first.");
        }
        EngineLaunch engine = EngineLaunch.ofThisProcess(System.getenv(), engines); // so are those of the engine
        ProcessBuilder builder = new ProcessBuilder(command(engine, run));
        prepare(engine, builder.environment());
        builder.redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(nullDevice()));
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(run.log().toFile()));
        try {
            return new LocalProcess(builder.start());
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot start a worker for", run.path(), e);
        }
    }

    /** A child that carries out another command of this program, with a worker's class path, options and environment. */
    public static ProcessBuilder child(List<String> arguments) {
        EngineLaunch engine = EngineLaunch.ofThisProcess(System.getenv(), EngineFile.ofUser());
        ProcessBuilder builder = new ProcessBuilder(command(engine, arguments.toArray(String[]::new)));
        prepare(engine, builder.environment());
        return builder;
    }

    private static File nullDevice() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    /** What every process with an engine needs in its environment. */
    static void prepare(EngineLaunch engine, Map<String, String> environment) {
        for (String[] variable : ENVIRONMENT) {
            environment.putIfAbsent(variable[0], variable[1]);
        }
        engine.addTo(environment);
    }

    /** The worker's command line with the user's engine; also what a user would type. */
    static List<String> command(RunFolder run) {
        return command(EngineLaunch.ofThisProcess(System.getenv(), EngineFile.ofUser()), run);
    }

    private static List<String> command(EngineLaunch engine, RunFolder run) {
        return command(engine, "worker", run.path().toAbsolutePath().toString());
    }

    /** A command line of the program in a process that loads the engine. */
    static List<String> command(EngineLaunch engine, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // a limit, not a need: text of a gigabyte passes through the heap, tensors lie outside it
                "-XX:MaxRAMPercentage=50",
                "-XX:+UseSerialGC",
                "-XX:+ErrorFileToStdout", // a native crash is told in log.txt, not in the working folder
                "-Djava.awt.headless=true",
                "-cp",
                workerClassPath(System.getProperty("java.class.path"), engine.bundled()),
                "hammingway.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The class path without the window's libraries, and without the bundled engine where another one is used; only the last two names of an entry count, not the folders above. */
    static String workerClassPath(String classPath, boolean bundledEngine) {
        return Stream.of(classPath.split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !WINDOW.matcher(tail(Path.of(entry))).find())
                .filter(entry -> bundledEngine || !tail(Path.of(entry)).contains("pytorch-native-cpu"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String tail(Path entry) {
        int n = entry.getNameCount();
        return n == 0 ? "" : entry.subpath(Math.max(0, n - 3), n).toString();
    }

    private record LocalProcess(Process process) implements Running {
        @Override
        public boolean alive() {
            return process.isAlive();
        }

        @Override
        public void kill() {
            process.destroyForcibly();
        }

        @Override
        public int await() throws InterruptedException {
            return process.waitFor();
        }
    }
}
