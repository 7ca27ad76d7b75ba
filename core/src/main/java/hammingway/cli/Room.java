package hammingway.cli;

import hammingway.base.WorkbenchException;
import hammingway.run.RunSpec;
import hammingway.run.estimate.Estimate;
import hammingway.run.estimate.Ingredients;
import hammingway.run.estimate.Machine;
import hammingway.run.estimate.NamedFiles;
import hammingway.run.estimate.TuningOffer;
import java.nio.file.Path;

/** Whether a run has room on this computer, asked before it starts: otherwise the system would end it after an hour's work. */
final class Room {
    private Room() {}

    /**
     * Runs on a GPU are not judged: their memory is the GPU's. Nor are those whose files are missing, which the run itself tells.
     *
     * @throws WorkbenchException when the forecast is above the memory that is free, with what would fit
     */
    static void require(RunSpec spec, Path project) {
        if (!spec.device().device().equals("cpu")
                || !NamedFiles.problems(project, spec).isEmpty()) {
            return;
        }
        Ingredients with = Ingredients.of(project, spec);
        Machine machine = Machine.now(project);
        Estimate estimate = Estimate.of(spec, with);
        if (!estimate.fits(machine)) {
            throw new WorkbenchException("The run is not started. "
                    + estimate.warnings(machine).getFirst()
                    + TuningOffer.advice(spec, with, machine).map(a -> " " + a).orElse("")
                    + " To start it all the same, add --anyway.");
        }
    }
}
