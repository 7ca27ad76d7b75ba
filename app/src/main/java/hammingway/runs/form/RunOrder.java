package hammingway.runs.form;

import hammingway.run.Project;
import hammingway.run.RunSpec;
import hammingway.run.sweep.StudyFile;
import hammingway.run.sweep.Sweep;
import java.util.List;
import java.util.Optional;

/**
 * What the page asks for.
 *
 * @param run     the one run, unless there is a sweep
 * @param sweep   kept as a study of the project
 * @param title   of that study
 * @param queue   whether the runs are queued, not only created
 * @param retries how often a run that fails is tried again
 */
public record RunOrder(Optional<RunSpec> run, Optional<Sweep> sweep, String title, boolean queue, int retries) {
    /** The runs in the order in which they must be done; writes the study of a sweep. Reads and writes files. */
    public List<RunSpec> specs(Project project) {
        return sweep.map(s -> StudyFile.write(project, s, title).study().runs())
                .orElseGet(() -> run.stream().toList());
    }
}
