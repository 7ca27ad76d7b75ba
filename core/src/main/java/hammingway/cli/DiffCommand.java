package hammingway.cli;

import hammingway.run.RunDifference;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What differs between two runs. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "Tells what differs between two runs: specification, codebook, data, machine and versions, origin, results.")
final class DiffCommand implements Callable<Integer> {
    @ParentCommand
    private RunCommands.Runs parent;

    @Parameters(index = "0", paramLabel = "A", description = "A run's folder, or its name")
    private String left;

    @Parameters(index = "1", paramLabel = "B", description = "Another run's")
    private String right;

    @Mixin
    private ProjectOption project;

    @Override
    public Integer call() {
        RunDifference found =
                RunDifference.of(RunArgument.of(left, project::open), RunArgument.of(right, project::open));
        parent.main().out().println("A: " + found.left());
        parent.main().out().println("B: " + found.right());
        int width =
                found.lines().stream().mapToInt(l -> l.field().length()).max().orElse(0);
        int values =
                found.lines().stream().mapToInt(l -> l.left().length()).max().orElse(0);
        for (RunDifference.Part part : RunDifference.Part.values()) {
            List<RunDifference.Line> lines =
                    found.lines().stream().filter(l -> l.part() == part).toList();
            if (!lines.isEmpty()) {
                parent.main().out().println(part.title());
                lines.forEach(l -> parent.main()
                        .out()
                        .println(String.format(
                                Locale.ROOT,
                                "  %-" + width + "s  %-" + values + "s  %s",
                                l.field(),
                                l.left(),
                                l.right())));
            }
        }
        parent.main().out().println(found.equal() + " other fields agree.");
        return 0;
    }
}
