package hammingway.compare;

import hammingway.base.Progress;
import hammingway.fx.Background;
import hammingway.report.Comparison;
import hammingway.report.Exports;
import hammingway.report.SizeChart;
import hammingway.report.page.ReportSubjects;
import hammingway.report.page.StudyReport;
import hammingway.report.tracker.RunExport;
import hammingway.report.tracker.Tracker;
import hammingway.run.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Writes what is compared into files, off the toolkit's thread; the message tells what was written and where. */
public final class ExportViewModel {
    private final Background background;
    private final Source source;
    private final Consumer<String> message;

    /** What is compared at the moment. */
    interface Source {
        Optional<Project> project();

        Comparison comparison();

        /** With the chosen axes; nothing while there is no evaluated run. */
        Optional<SizeChart> chart();
    }

    ExportViewModel(Background background, Source source, Consumer<String> message) {
        this.background = background;
        this.source = source;
        this.message = message;
    }

    /** Writes tables and the standard chart to the project's exports, as the command {@code compare} does. */
    public void tables() {
        Comparison comparison = source.comparison();
        if (comparison.rows().isEmpty()) {
            return;
        }
        start("Export the comparison", (project, progress) -> {
            Path folder = project.exports().resolve("all");
            List<Path> files = Exports.writeAll(comparison, project.name(), folder, Optional.of(new ChartFiles()));
            return "Wrote "
                    + files.stream().map(f -> String.valueOf(f.getFileName())).collect(Collectors.joining(", "))
                    + " to "
                    + folder;
        });
    }

    /** Writes the HTML report on all runs, as the command {@code report} does. */
    public void report() {
        start("Write the report", (project, progress) -> {
            Path file = ReportSubjects.file(project, Optional.empty());
            StudyReport.Subject subject = ReportSubjects.of(project, Optional.empty(), List.of(), Optional.empty());
            boolean replaced = StudyReport.write(file, subject, Optional.of(new ChartFiles()), progress);
            return (replaced ? "Replaced " : "Wrote ") + file;
        });
    }

    /** Writes all runs for a tracker, as the command {@code export --all} does. */
    public void runs(Tracker tracker) {
        start("Export runs for " + tracker.label(), (project, progress) -> {
            Path folder = project.exports().resolve(tracker.folder());
            RunExport.Result result = RunExport.write(tracker, project, project.runs(), folder, progress);
            return result.summary()
                    + result.leftOut().stream().map(d -> "\n" + d).collect(Collectors.joining());
        });
    }

    /** Writes the chart with the chosen axes, of the kind that the name ends in; a name without one is a PNG. */
    public void picture(Path file) {
        Optional<SizeChart> chart = source.chart();
        if (chart.isPresent()) {
            start("Save the picture", (project, progress) -> {
                new ChartFiles().write(chart.get(), List.of(file));
                return "Wrote " + file;
            });
        }
    }

    /** Work on the project that ends in a line for people. */
    private interface Work {
        String run(Project project, Progress progress);
    }

    private void start(String title, Work work) {
        source.project().ifPresent(project -> {
            message.accept("Exporting\u2026");
            background.start(title, progress -> work.run(project, progress), message, message);
        });
    }
}
