package hammingway.run;

import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.WorkbenchException;
import hammingway.data.PreparedData;
import hammingway.model.checkpoint.Original;
import hammingway.train.Checkpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From where a worker takes a run up, and whether it still may. */
final class Resumption {
    private Resumption() {}

    /**
     * What a look at the checkpoints of a run finds; the look changes nothing.
     *
     * @param whole   the newest that is whole; none for a run without checkpoints
     * @param damaged those newer than it, the newest first
     * @param reasons what is wrong with each of them
     */
    record Look(Optional<Path> whole, List<Path> damaged, List<String> reasons) {}

    /** @throws WorkbenchException when there are checkpoints but none is whole: to begin a long run again is the user's decision */
    static Look look(RunFolder run) {
        List<Path> damaged = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Path checkpoint : run.checkpoints().reversed()) {
            try {
                Checkpoint.check(checkpoint);
                return new Look(Optional.of(checkpoint), damaged, reasons);
            } catch (FileFormatException e) {
                damaged.add(checkpoint);
                reasons.add(String.valueOf(e.getMessage()));
            }
        }
        if (!damaged.isEmpty()) {
            throw new WorkbenchException(
                    "The run cannot be continued: its checkpoint is damaged and no older one is whole. "
                            + reasons.getFirst() + " Delete the folder " + damaged.getFirst()
                            + (damaged.size() > 1 ? " and those before it" : "") + " to begin again from step 0.");
        }
        return new Look(Optional.empty(), damaged, reasons);
    }

    /**
     * The newest checkpoint that is whole. Damaged ones newer than it are set aside with a warning.
     *
     * @param warnings gets a line for each checkpoint set aside
     * @return none for a run without checkpoints
     */
    static Optional<Path> lastWhole(RunFolder run, List<String> warnings) {
        Look found = look(run);
        found.whole().ifPresent(checkpoint -> {
            for (int i = 0; i < found.damaged().size(); i++) {
                warnings.add("A damaged checkpoint was renamed to "
                        + Checkpoint.setAside(found.damaged().get(i))
                        + ", and the run goes on from the one before, step " + Checkpoint.step(checkpoint) + ": "
                        + found.reasons().get(i));
            }
        });
        return found.whole();
    }

    /** {@link PreparedData#hash} as the run recorded it when it began, or as the run it branched off from did; empty: not recorded. */
    static String dataHash(RunFolder run) {
        Path environment = run.environment();
        return Files.exists(environment)
                ? Json.read(environment).path("dataSha256").asText("")
                : Branch.of(run).map(Branch::dataSha256).orElse("");
    }

    /**
     * What is not trained is not written with a run: it must be what it was when the run began.
     *
     * @return SHA-256 of the checkpoint that the run begins with, where it begins with one
     */
    static Optional<String> requireSameBase(RunFolder run, RunSpec spec) {
        Optional<String> now = spec.backbone().checkpoint().map(c -> Original.sha256(run.project(), c));
        String before = Files.exists(run.environment())
                ? Json.read(run.environment()).path("checkpointSha256").asText("")
                : "";
        if (!before.isEmpty() && now.isPresent() && !now.get().equals(before)) {
            throw new WorkbenchException("The model "
                    + spec.backbone().checkpoint().get() + " changed since the run "
                    + run.id() + " began (SHA-256 " + before.substring(0, Math.min(8, before.length())) + ", now "
                    + now.get().substring(0, 8) + "). Restore its files, or start a new run.");
        }
        return now;
    }

    /** A run that goes on with another text than it began with would mean nothing. */
    static void requireSameData(RunFolder run, PreparedData data) {
        String before = dataHash(run);
        if (!before.isEmpty() && !before.equals(data.hash())) {
            throw new WorkbenchException("The text or the tokenizer changed since the run " + run.id()
                    + " began (SHA-256 " + before.substring(0, Math.min(8, before.length())) + ", now "
                    + data.hash().substring(0, 8) + "). Restore the files, or start a new run.");
        }
    }
}
