package hammingway.cli;

import hammingway.base.Progress;
import hammingway.report.page.ReportSubjects;
import hammingway.report.page.StudyReport;
import hammingway.run.Project;
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
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes one HTML file on all runs of a project, on those of a study, or on some: chart, table, "
                + "learning curves, differences, provenance, commands.")
final class ReportCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Parameters(
            arity = "0..*",
            paramLabel = "RUN",
            description = "Folder names or names of runs, as the command runs lists them. Default: all")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--study",
            paramLabel = "STUDY",
            description = "The runs that bear the names of this study's, with all their seeds")
    private Optional<String> study = Optional.empty();

    @Option(names = "--title", description = "Default: the study's title, or the project's name")
    private Optional<String> title = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Default: report.html in the project's exports, in the study's folder or in all")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private ProjectOption project;

    @Override
    public Integer call() {
        Project place = project.open();
        StudyReport.Subject subject = ReportSubjects.of(place, study, names, title);
        Path file = out.orElseGet(() -> ReportSubjects.file(place, study));
        boolean replaced = StudyReport.write(file, subject, main.charts(), Progress.NONE);
        subject.missing().forEach(m -> main.out().println(m));
        main.out().println((replaced ? "Replaced " : "Wrote ") + file);
        return 0;
    }
}
