package hammingway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.run.Branch;
import hammingway.run.FineTuned;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Commands on single runs. */
final class RunCommands {
    private RunCommands() {}

    /** Starts a run or goes on with it, and follows it unless it is to go on alone. */
    static void carryOut(Main main, RunFolder run, boolean detach) throws InterruptedException {
        Optional<Launcher.Running> worker = Follow.start(run);
        main.out().println(run.path());
        if (detach) {
            return;
        }
        StudyProgress progress = new StudyProgress(main.out(), List.of(run.spec()));
        RunStatus.State state = Follow.toTheEnd(run, worker, progress.of(0));
        progress.close();
        if (state != RunStatus.State.FINISHED && state != RunStatus.State.STOPPED) {
            throw new WorkbenchException("The run ended " + run.reason());
        }
        FineTuned.of(run).ifPresent(tuned -> tuned.told().forEach(main.out()::println));
    }

    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description =
                    "Starts a run from a specification, or continues it if the project has it already, and follows it.",
            subcommands = {BranchCommands.Extend.class, BranchCommands.BranchOff.class})
    static final class Run implements Callable<Integer> {
        @ParentCommand
        private Main main;

        private Optional<CommandSpec> command = Optional.empty();

        @Parameters(
                arity = "0..1",
                paramLabel = "SPEC",
                description = "A run's specification (spec.json), or a run of a study, such as quickstart:softmax")
        private String specification = "";

        @Mixin
        private ProjectOption project;

        @Option(names = "--mode", description = "A mode of the study, such as faithful or corrected", defaultValue = "")
        private String mode;

        @Option(names = "--set", paramLabel = "FIELD=VALUE", description = "Sets a field, such as training.steps=100")
        private Map<String, String> set = new LinkedHashMap<>();

        @Mixin
        private ModelOption model = new ModelOption();

        @Mixin
        private AdapterOption adapter;

        @Option(names = "--detach", description = "Return at once; the run goes on by itself")
        private boolean detach;

        @Option(names = "--anyway", description = "Start it even where the forecast says that memory does not suffice")
        private boolean anyway;

        @Spec
        void command(CommandSpec self) {
            command = Optional.of(self);
        }

        Main main() {
            return main;
        }

        @Override
        public Integer call() throws InterruptedException {
            if (specification.isBlank()) { // not required of the parser, as the subcommands have none
                throw command.map(c -> new ParameterException(c.commandLine(), "Missing required parameter: 'SPEC'"))
                        .orElseThrow();
            }
            RunSpec spec = spec();
            RunFolder run = branch().orElseGet(() -> {
                Project place = project.openOrCreate();
                return place.find(spec).orElseGet(() -> place.create(spec));
            });
            if (run.status().state() == RunStatus.State.FINISHED) {
                main.out().println(run.path() + " is finished already.");
                return 0;
            }
            if (!anyway) {
                Room.require(run.spec(), run.project());
            }
            carryOut(main, run, detach);
            return 0;
        }

        /** A branch is found by its folder: by its specification alone it would begin at step 0. */
        private Optional<RunFolder> branch() {
            Path file = UserPath.resolve(Path.of(""), specification, "SPEC").toAbsolutePath();
            return set.isEmpty() && model.folder().isEmpty() && file.endsWith("spec.json") && file.getParent() != null
                    ? Optional.of(new RunFolder(file.getParent()))
                            .filter(r -> Branch.of(r).isPresent())
                    : Optional.empty();
        }

        private RunSpec spec() {
            Path file = UserPath.resolve(Path.of(""), specification, "SPEC");
            if (!Files.exists(file) && specification.matches("[^:]+:[^:/\\\\]+")) {
                return Study.run(specification, new Study.Options(mode, 1, 1, adapter.and(set), model.folder()));
            }
            JsonNode json = Json.read(file);
            if (!(json instanceof ObjectNode read)) {
                return SpecCodec.read(RunSpec.class, json, file.toString());
            }
            ObjectNode fields = model.on(read);
            adapter.and(set).forEach((path, value) -> SpecCodec.set(fields, path, value));
            return SpecCodec.read(RunSpec.class, fields, file.toString());
        }
    }

    @Command(
            name = "runs",
            mixinStandardHelpOptions = true,
            description = "Lists the runs of a project.",
            subcommands = DiffCommand.class)
    static final class Runs implements Callable<Integer> {
        @ParentCommand
        private Main main;

        @Mixin
        private ProjectOption project;

        @Mixin
        private RunTableOptions table;

        Main main() {
            return main;
        }

        @Override
        public Integer call() {
            if (table.asked()) {
                table.print(project.open(), main.out());
                return 0;
            }
            for (RunFolder run : project.open().runs()) {
                RunStatus status = run.brief();
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
