package hammingway.cli;

import hammingway.run.Branch;
import hammingway.run.BranchPlan;
import hammingway.run.RunFolder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Runs that go on from another run's checkpoint. */
final class BranchCommands {
    private BranchCommands() {}

    private static void carryOut(Main main, BranchPlan plan, boolean detach, boolean only) throws InterruptedException {
        RunFolder run = plan.create();
        main.out().println(plan.told());
        plan.changes().stream().map(Branch.Change::toString).forEach(main.out()::println);
        if (only) {
            main.out().println(run.path());
        } else {
            RunCommands.carryOut(main, run, detach);
        }
    }

    @Command(
            name = "extend",
            mixinStandardHelpOptions = true,
            description =
                    "Makes a longer run out of a run: a new run that goes on from its last checkpoint. The run itself stays as it is.")
    static final class Extend implements Callable<Integer> {
        @ParentCommand
        private RunCommands.Run parent;

        @Parameters(paramLabel = "RUN", description = "The run's folder, or its name")
        private String run;

        @Mixin
        private ProjectOption project;

        @Option(names = "--steps", required = true, description = "Steps in all, those done before counted")
        private int steps;

        @Option(names = "--detach", description = "Return at once; the run goes on by itself")
        private boolean detach;

        @Option(names = "--only-make", description = "Make the run's folder and start nothing")
        private boolean only;

        @Override
        public Integer call() throws InterruptedException {
            carryOut(parent.main(), BranchPlan.extend(RunArgument.of(run, project::open), steps), detach, only);
            return 0;
        }
    }

    @Command(
            name = "branch",
            mixinStandardHelpOptions = true,
            description =
                    "Makes a run with changed settings that goes on from a checkpoint of another run. The other run stays as it is.")
    static final class BranchOff implements Callable<Integer> {
        @ParentCommand
        private RunCommands.Run parent;

        @Parameters(paramLabel = "RUN", description = "The run's folder, or its name")
        private String run;

        @Mixin
        private ProjectOption project;

        @Option(names = "--checkpoint", description = "Such as step-00000500, or 500; the last by default")
        private Optional<String> checkpoint = Optional.empty();

        @Option(
                names = "--set",
                paramLabel = "FIELD=VALUE",
                description =
                        "Changes a field of training, evaluation, device, head (but its layer), seed or backbone.dropout")
        private Map<String, String> set = new LinkedHashMap<>();

        @Option(names = "--name", description = "Of the new run", defaultValue = "")
        private String name;

        @Option(names = "--detach", description = "Return at once; the run goes on by itself")
        private boolean detach;

        @Option(names = "--only-make", description = "Make the run's folder and start nothing")
        private boolean only;

        @Override
        public Integer call() throws InterruptedException {
            RunFolder from = RunArgument.of(run, project::open);
            carryOut(parent.main(), BranchPlan.of(from, checkpoint, set, name), detach, only);
            return 0;
        }
    }
}
