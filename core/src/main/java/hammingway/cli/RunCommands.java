package hammingway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.run.Launcher;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.RunStatus;
import hammingway.run.Study;
import hammingway.run.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Commands on single runs. */
final class RunCommands {
    private RunCommands() {}

    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description =
                    "Starts a run from a specification, or continues it if the project has it already, and follows it.")
    static final class Run implements Callable<Integer> {
        @ParentCommand
        private Main main;

        @Parameters(
                paramLabel = "SPEC",
                description = "A run's specification (spec.json), or a run of a study, such as quickstart:softmax")
        private String specification;

        @Mixin
        private ProjectOption project;

        @Option(names = "--mode", description = "A mode of the study, such as faithful or corrected", defaultValue = "")
        private String mode;

        @Option(names = "--set", paramLabel = "FIELD=VALUE", description = "Sets a field, such as training.steps=100")
        private Map<String, String> set = new LinkedHashMap<>();

        @Option(names = "--detach", description = "Return at once; the run goes on by itself")
        private boolean detach;

        @Override
        public Integer call() throws InterruptedException {
            RunSpec spec = spec();
            Project place = project.openOrCreate();
            RunFolder run = place.find(spec).orElseGet(() -> place.create(spec));
            if (run.status().state() == RunStatus.State.FINISHED) {
                main.out().println(run.path() + " is finished already.");
                return 0;
            }
            Optional<Launcher.Running> worker = Follow.start(run);
            main.out().println(run.path());
            if (detach) {
                return 0;
            }
            StudyProgress progress = new StudyProgress(main.out(), List.of(spec));
            RunStatus.State state = Follow.toTheEnd(run, worker, progress.of(0));
            progress.close();
            if (state != RunStatus.State.FINISHED && state != RunStatus.State.STOPPED) {
                throw new WorkbenchException("The run ended " + run.reason());
            }
            return 0;
        }

        private RunSpec spec() {
            Path file = UserPath.resolve(Path.of(""), specification, "SPEC");
            if (!Files.exists(file) && specification.matches("[^:]+:[^:/\\\\]+")) {
                return Study.run(specification, new Study.Options(mode, 1, 1, set));
            }
            JsonNode json = Json.read(file);
            if (json instanceof ObjectNode fields) {
                set.forEach((path, value) -> SpecCodec.set(fields, path, value));
            }
            return SpecCodec.read(RunSpec.class, json, file.toString());
        }
    }

    @Command(name = "runs", mixinStandardHelpOptions = true, description = "Lists the runs of a project.")
    static final class Runs implements Callable<Integer> {
        @ParentCommand
        private Main main;

        @Mixin
        private ProjectOption project;

        @Mixin
        private RunTableOptions table;

        @Override
        public Integer call() {
            if (table.asked()) {
                table.print(project.open(), main.out());
                return 0;
            }
            for (RunFolder run : project.open().runs()) {
                RunStatus status = run.status();
                main.out()
                        .printf(
                                Locale.ROOT,
                                "%-12s %6d/%-6d %s %s%n",
                                status.state().name().toLowerCase(Locale.ROOT),
                                status.stepsDone(),
                                status.started().map(s -> s.totalSteps()).orElse(0L),
                                run.id(),
                                status.message());
            }
            return 0;
        }
    }

    @Command(
            name = "ask",
            mixinStandardHelpOptions = true,
            description = "Asks a running worker: pause, continue, or stop (which writes a checkpoint first).")
    static final class Ask implements Callable<Integer> {
        @ParentCommand
        private Main main;

        @Parameters(index = "0", paramLabel = "REQUEST", description = "pause, continue or stop")
        private RunFolder.Request request;

        @Parameters(index = "1", paramLabel = "RUN", description = "The run's folder")
        private Path folder;

        @Override
        public Integer call() {
            RunFolder run = new RunFolder(folder);
            if (!run.status().state().active()) {
                throw new WorkbenchException(folder + " is not being worked on: it is "
                        + run.status().state().name().toLowerCase(Locale.ROOT) + ".");
            }
            run.request(request);
            main.out().println("Asked.");
            return 0;
        }
    }

    @Command(
            name = "worker",
            mixinStandardHelpOptions = true,
            description = "Carries out a run in this process: what the window, studies and cluster jobs start.")
    static final class WorkerCommand implements Callable<Integer> {
        @ParentCommand
        private Main main;

        @Parameters(paramLabel = "RUN", description = "The run's folder, with its spec.json")
        private Path folder;

        @Override
        public Integer call() {
            boolean finished = Worker.run(new RunFolder(folder));
            main.out().println(finished ? "Finished." : "Stopped; the same command continues.");
            return 0;
        }
    }
}
