package hammingway.report.page;

import hammingway.base.WorkbenchException;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a report can be about: a project, a study in it, or some of its runs. */
public final class ReportSubjects {
    private ReportSubjects() {}

    /**
     * The runs that are meant.
     *
     * @param study a preset's name or a study file; a run belongs to it by its name, also with another seed or length
     * @param names of runs; at most one of both may be given
     */
    public static StudyReport.Subject of(
            Project project, Optional<String> study, List<String> names, Optional<String> title) {
        if (study.isPresent() && !names.isEmpty()) {
            throw new WorkbenchException("A study and names of runs were given. Give one of them.");
        }
        if (study.isPresent()) {
            return ofStudy(project, study.get(), title);
        }
        List<RunFolder> runs = names.isEmpty()
                ? project.runs()
                : names.stream().map(project::run).distinct().toList();
        return new StudyReport.Subject(title.orElse(project.name()), runs, List.of(), commands(runs));
    }

    private static StudyReport.Subject ofStudy(Project project, String name, Optional<String> title) {
        Study study = Study.load(name, Study.Options.NONE);
        List<RunFolder> all = project.runs();
        List<RunFolder> runs = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (RunSpec wanted : study.runs()) {
            List<RunFolder> found =
                    all.stream().filter(r -> isNamed(r, wanted.name())).toList();
            if (found.isEmpty()) {
                missing.add("The study's run \"" + wanted.name() + "\" is not in the project.");
            }
            runs.addAll(found);
        }
        List<String> commands = Stream.concat(
                        Stream.of(
                                "# all of it",
                                "hammingway study " + shell(name) + " -p NEW_PROJECT",
                                "# or run by run"),
                        commands(runs).stream())
                .toList();
        return new StudyReport.Subject(title.orElse(study.title()), runs, missing, commands);
    }

    /** A study adds the seed to the names of all but the first. */
    private static boolean isNamed(RunFolder run, String name) {
        try {
            RunSpec spec = run.spec();
            return spec.name().equals(name) || spec.name().equals(name + " seed " + spec.seed());
        } catch (WorkbenchException e) {
            return false; // which run this was cannot be known
        }
    }

    /** Without the project's own place, which is nobody's business but its owner's. */
    private static List<String> commands(List<RunFolder> runs) {
        return runs.stream()
                .map(r -> "hammingway run " + shell("PROJECT/runs/" + r.id() + "/spec.json") + " -p NEW_PROJECT")
                .toList();
    }

    private static String shell(String word) {
        return word.matches("[\\w./:+,=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Where a report goes by itself: beside the tables of the same runs. */
    public static Path file(Project project, Optional<String> study) {
        String name = study.map(s -> Path.of(s).getFileName().toString().replaceFirst("\\.json$", ""))
                .orElse("all");
        return project.exports().resolve(name).resolve("report.html");
    }
}
