package hammingway.cli;

import hammingway.base.WorkbenchException;
import hammingway.report.Comparison;
import hammingway.report.Exports;
import hammingway.run.Project;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compares all evaluated runs of a project and writes table and plot to its exports.")
final class CompareCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Mixin
    private ProjectOption project;

    @Override
    public Integer call() {
        Project place = project.open();
        Comparison comparison = Comparison.of(place.runs());
        comparison.damaged().forEach(d -> main.out().println("Left out: " + d));
        if (comparison.rows().isEmpty()) {
            throw new WorkbenchException(place.folder() + " has no evaluated run yet. Try: study quickstart.");
        }
        main.out().print(Exports.terminal(comparison));
        Exports.writeAll(comparison, place.name(), place.exports().resolve("all"), main.charts())
                .forEach(f -> main.out().println(f));
        return 0;
    }
}
