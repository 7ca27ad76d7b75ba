package hammingway.cli;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.report.tracker.RunExport;
import hammingway.report.tracker.Tracker;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes runs as TensorBoard event files, as MLflow's file store, or as CSV tables. "
                + "A run that was exported there before is replaced.")
final class ExportCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Parameters(
            arity = "0..*",
            paramLabel = "RUN",
            description = "Folder names or names of runs, as the command runs lists them")
    private List<String> names = new ArrayList<>();

    @Option(names = "--all", description = "All runs of the project")
    private boolean all;

    @Option(names = "--to", required = true, paramLabel = "TOOL", description = "tensorboard, mlflow or csv")
    private Tracker tracker;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "A new or empty folder, or one of earlier exports for the same tool. "
                    + "Default: tensorboard, mlruns or runs-csv in the project's exports")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private ProjectOption project;

    @Override
    public Integer call() {
        if (all == !names.isEmpty()) {
            throw new WorkbenchException(
                    all
                            ? "--all and names of runs were given. Give one of them."
                            : "No run was named. Name runs, or say --all. The command runs lists what the project has.");
        }
        Project place = project.open();
        List<RunFolder> runs =
                all ? place.runs() : names.stream().map(place::run).distinct().toList();
        Path folder = out.orElseGet(() -> place.exports().resolve(tracker.folder()));
        RunExport.Result result = RunExport.write(tracker, place, runs, folder, Progress.NONE);
        result.leftOut().forEach(d -> main.out().println("Left out: " + d));
        for (Path run : result.written()) {
            main.out().println((result.replaced().contains(run) ? "Replaced " : "Wrote ") + run);
        }
        main.out().println(next(folder));
        return 0;
    }

    /** How the tool is told of the folder. */
    private String next(Path folder) {
        return switch (tracker) {
            case TENSORBOARD -> "Look at it: tensorboard --logdir \"" + folder + "\"";
            case MLFLOW ->
                "Look at it: mlflow ui --backend-store-uri \""
                        + folder.toAbsolutePath().normalize().toUri() + "\"";
            case CSV -> "Times are milliseconds since 1970.";
        };
    }
}
