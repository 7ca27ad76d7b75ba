package hammingway.cli;

import hammingway.base.WorkbenchException;
import hammingway.run.Cancellation;
import hammingway.run.RunFolder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Ends a run's worker at once. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description =
                "Ends a run's worker at once, without a checkpoint; the run can be continued from its last one. \"ask stop\" writes one first.")
final class CancelCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Parameters(paramLabel = "RUN", description = "The run's folder, or its name")
    private String run;

    @Mixin
    private ProjectOption project;

    @Option(names = "--force", description = "Even where minutes of training are lost")
    private boolean force;

    @Override
    public Integer call() {
        RunFolder folder = RunArgument.of(run, project::open);
        Cancellation cancellation = Cancellation.of(folder);
        if (cancellation.costly() && !force) {
            throw new WorkbenchException(cancellation.told()
                    + " Add --force to cancel all the same, or use \"ask stop\", which writes a checkpoint first.");
        }
        cancellation.carryOut();
        main.out().println("Cancelled. " + cancellation.told());
        return 0;
    }
}
