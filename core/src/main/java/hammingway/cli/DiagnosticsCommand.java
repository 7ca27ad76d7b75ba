package hammingway.cli;

import hammingway.report.program.Diagnostics;
import hammingway.report.program.LogFile;
import hammingway.run.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "diagnostics",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what a report of a fault needs: versions, engine, machine and the last errors of the window's log.",
            "Names of you and of this machine, and the folders of files, are replaced. Nothing is sent."
        })
final class DiagnosticsCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Override
    public Integer call() {
        Diagnostics here =
                Diagnostics.ofThis(List.of(Project.defaultFolder(), Path.of("").toAbsolutePath()));
        main.out().printf("%s", here.text(Optional.empty(), LogFile.ofUser().errors()));
        return 0;
    }
}
